"""The title of the most central message, and the place most of them name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.issue_title import WIDEST, agreed_place, central_title, trimmed

MIXING_PLANT = [
    "丽发新城小区附近建搅拌站，请问合法吗？",
    "投诉丽发新城小区附近违建搅拌站噪音扰民",
    "搅拌站大量加工砂石料噪音污水影响丽发新城小区环境",
    "丽发新城小区旁的搅拌站严重影响生活",
    "请问小孩上学怎么办",
]


def test_the_title_that_shares_most_with_the_others_is_taken():
    assert central_title(MIXING_PLANT) in (0, 1)


def test_words_of_an_alphabet_count_as_words():
    titles = ["Noise from the mixing plant", "A lamp is dark", "Mixing plant: noise at night"]

    assert central_title(titles) in (0, 2)


def test_of_equals_the_shortest_then_the_first_is_taken():
    assert central_title(["路灯坏了", "路灯坏了", "路灯坏"]) in (0, 2)
    assert central_title(["路灯坏了", "路灯坏了"]) == 0


def test_a_title_with_a_covered_name_is_taken_only_where_all_have_one():
    titles = ["●●● owes wages", "●●● owes wages", "wages"]

    assert central_title(titles, covered="●●●") == 2
    assert central_title(titles[:2], covered="●●●") == 0


def test_what_is_too_wide_for_a_heading_is_taken_only_where_all_are():
    wide = "noise " * (WIDEST // 4)

    assert central_title([wide, wide, "noise at night"]) == 2
    assert central_title([wide, wide]) == 0


def test_there_is_no_title_among_none():
    with pytest.raises(ValueError, match="none"):
        central_title([])


@given(st.lists(st.text(max_size=40), min_size=1, max_size=30))
def test_it_is_always_one_of_them(titles):
    assert central_title(titles) in range(len(titles))


def test_of_very_many_some_are_compared():
    assert central_title(["路灯不亮"] * 10_000) == 0


@pytest.mark.parametrize(
    ("title", "shown"),
    [("合法吗？", "合法吗"), ("Where? ", "Where"), ("？？", "？？"), ("No. 4", "No. 4")],
)
def test_marks_at_the_end_are_left_out(title, shown):
    assert trimmed(title) == shown


@pytest.mark.parametrize(
    ("addresses", "place"),
    [
        (["Mill Street 4", "Mill Street 4", "Bay Road"], "Mill Street 4"),
        (["Mill Street 4", "Mill Street 12", "Mill Street 9 b"], "Mill Street"),
        (["长沙路12号", "长沙路14号", ""], "长沙路"),
        (["Mill Street 4", "Bay Road", "Hill Lane"], ""),
        (["Mill Street 4", "", "", ""], ""),
        ([], ""),
    ],
)
def test_the_address_that_half_of_them_give_is_the_place(addresses, place):
    assert agreed_place(addresses, ["A lamp"] * len(addresses)) == place


def test_without_addresses_it_is_the_place_that_the_titles_name():
    assert agreed_place([""] * 5, MIXING_PLANT) == "丽发新城小区"


@pytest.mark.parametrize(
    "titles",
    [
        ["加快国家中心城市建设", "国家中心城市建设刻不容缓"],
        ["咨询购房补贴政策", "购房补贴何时到账"],
        ["丽发新城噪音", "路灯坏了", "油烟扰民"],
    ],
)
def test_what_is_no_place_or_is_not_shared_is_none(titles):
    assert agreed_place([""] * len(titles), titles) == ""


@given(st.lists(st.text(alphabet="路灯坏丽发新城小区abc 12", max_size=20), max_size=20))
def test_the_place_stands_in_an_address_or_a_title(texts):
    assert any(agreed_place(texts, texts) in text for text in [*texts, ""])
