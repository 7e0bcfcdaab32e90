import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.near_copies import TitledText, is_near_copy, is_sent_again

LAMP = "五一路14号门口的路灯坏了三天，晚上很黑。"


@pytest.mark.parametrize(
    ("other", "is_copy"),
    [
        (LAMP, True),
        ("五一路１４号门口的路灯坏了三天 晚上很黑！！谢谢", True),
        ("您好，" + LAMP, True),
        (LAMP.replace("14", "15"), False),
        (LAMP.replace("五一路", "人民路"), False),
        (LAMP * 2, False),
        ("", False),
    ],
)
def test_what_is_a_copy(other, is_copy):
    assert is_near_copy(LAMP, other) is is_copy


def test_what_is_too_short_is_no_copy():
    assert not is_near_copy("路灯坏了", "路灯坏了")


@given(st.text(max_size=60), st.text(max_size=60))
def test_it_is_symmetric(a, b):
    assert is_near_copy(a, b) == is_near_copy(b, a)


LETTER = (
    "小区南门外的搅拌站每天夜里两点还在生产，噪音很大，粉尘飘进楼里，老人和孩子整夜睡不着觉。"
    "我们向街道反映过三次，一直没有人来处理，请尽快来查，并告诉我们什么时候停工。"
)
ENGLISH = "Every night until two the mixing plant behind the south gate is at work. " * 4


@pytest.mark.parametrize(
    ("title", "text", "other_title", "other_text", "is_copy"),
    [
        ("搅拌站扰民", LETTER, "请取缔小区外的搅拌站", f"您好，{LETTER}", True),
        ("Noise", ENGLISH, "Dust and noise, again", ENGLISH, True),
        ("A3区搅拌站扰民", LETTER, "搅拌站扰民", LETTER, True),
        ("14号楼搅拌站扰民", LETTER, "15号楼请取缔搅拌站", LETTER, False),
        ("三栋搅拌站扰民", LETTER, "四栋请取缔搅拌站", LETTER, False),
        ("搅拌站扰民", LETTER, "请取缔搅拌站", LETTER.replace("三次", "四次"), False),
        ("人民路", LETTER[:45], "五一路", LETTER[:45], False),
        ("Elm Street", ENGLISH[:140], "Oak Street", ENGLISH[:140], False),
        ("", LAMP, "", LAMP, True),
    ],
)
def test_a_long_text_under_another_title_is_sent_again(
    title, text, other_title, other_text, is_copy
):
    one, other = TitledText(title, text), TitledText(other_title, other_text)

    assert is_sent_again(one, other) is is_copy
    assert is_sent_again(other, one) is is_copy
