"""What tells who somebody is, beside their numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.personal_data import MASK
from gongjian.methods.personal_details import mask_details


@pytest.mark.parametrize(
    ("text", "names", "masked"),
    [
        ("王小芳投诉，王女士说，王师傅来过", ["王小芳"], "●●●投诉，●●●说，●●●来过"),
        ("王女士家门口", ["王女士"], "●●●家门口"),
        ("欧阳先生和欧阳娜娜", ["欧阳娜娜"], "●●●和●●●"),
        ("Ann Shen wrote; ann shen, Mrs Shen, SHEN", ["Ms Ann Shen"], "●●● wrote; ●●●, ●●●, ●●●"),
        ("Park will stay in the park", ["Will Park"], "●●● will stay in the park"),
        # Of people nobody told us of.
        ("物业的李经理不管", [], "物业的●●●不管"),
        ("ask Mr. Brown there", [], "ask ●●● there"),
        ("我叫张伟，住这里", [], "我叫 ●●●，住这里"),
        ("联系人：赵敏 电话", [], "联系人： ●●● 电话"),
        ("My name is Bo Larsen and the lamp", [], "My name is ●●● and the lamp"),
        # Words that only look like it.
        ("本人叫了出租车", [], "本人叫了出租车"),
        ("小高层的电梯", [], "小高层的电梯"),
        ("", ["王小芳"], ""),
    ],
)
def test_names_and_what_stands_for_them_are_masked(text, names, masked):
    assert mask_details(text, names=names) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("学府路12号3栋2单元502室漏水", "学府路●●●漏水"),
        ("学府路12号漏水", "学府路●●●漏水"),
        ("住三号楼二单元", "住●●●"),
        ("阳光小区A3栋1202", "阳光小区●●●"),
        ("房号3-2-502", "房号●●●"),
        ("at 12 Willow Lane, flat 4B", "at ●●● Willow Lane, ●●●"),
        ("Long Willow Road 7 is dark", "Long Willow Road ●●● is dark"),
        ("Building 3, Room 502", "●●●, ●●●"),
        # Days, lines, laws and counts are no houses.
        ("10月12号停电，地铁3号线", "10月12号停电，地铁3号线"),
        ("学府路3号线出口", "学府路3号线出口"),
        ("一座桥，两栋楼，在12-1-2026", "一座桥，两栋楼，在12-1-2026"),
        ("国务院令第423号", "国务院令第423号"),
        ("12 lamps on Willow Lane", "12 lamps on Willow Lane"),
        ("there is no room for 40 people", "there is no room for 40 people"),
    ],
)
def test_houses_and_rooms_are_masked_and_streets_stay(text, masked):
    assert mask_details(text) == masked


def test_known_addresses_and_numbers_are_masked_however_they_are_spaced():
    text = "I live at the old mill; call 021 5555-12 34 or (021)55551234, not 99021555512340."

    masked = mask_details(text, places=["The Old Mill", ""], numbers=["02155551234", "12", ""])

    assert masked == "I live at ●●●; call ●●● or (●●●, not 99021555512340."


@given(st.text(max_size=300), st.lists(st.text(max_size=12), max_size=3))
def test_masking_again_changes_nothing_more_than_marks(text, names):
    once = mask_details(text, names=names)

    assert mask_details(once, names=names).replace(MASK, "").split() == (
        mask_details(mask_details(once, names=names), names=names).replace(MASK, "").split()
    )


@given(
    st.text(alphabet="王李小芳伟abc ", max_size=80), st.sampled_from(["李小芳", "王伟", "欧阳芳"])
)
def test_a_known_name_never_stays(text, name):
    assert name not in mask_details(f"{text}{name}{text}", names=[name])


@pytest.mark.parametrize("piece", ["1", "1-", "王", "我叫", "A b ", "12 A ", "3栋", "一"])
def test_texts_made_up_to_be_slow_are_not(piece):
    # A second would be a hundred times what it takes.
    assert mask_details(piece * 6_000, names=["王小芳", "Ann Shen"]) is not None
