import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.near_copies import is_near_copy

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
