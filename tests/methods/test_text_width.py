"""How much of a text fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.text_width import fitting_length


@pytest.mark.parametrize(
    ("text", "width", "length"),
    [
        ("", 5, 0),
        ("lamp", 0, 0),
        ("lamp", 3, 3),
        ("lamp", 9, 4),
        ("路灯", 4, 2),
        ("路灯", 3, 1),
        ("ＬＥＤ灯", 6, 3),
        ("LED路灯", 6, 4),
    ],
)
def test_a_chinese_character_is_as_wide_as_two_letters(text, width, length):
    assert fitting_length(text, width) == length


@given(st.text(), st.integers(0, 100))
def test_more_room_never_holds_less(text, width):
    assert fitting_length(text, width) <= fitting_length(text, width + 1) <= len(text)
    assert fitting_length(text, 2 * len(text)) == len(text)
