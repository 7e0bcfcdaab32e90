import numpy as np
import pytest

from gongjian.methods.strong_words import strongest_stretches


@pytest.mark.parametrize(
    ("text", "weights", "words"),
    [
        ("路灯坏了", [3, 3, 0, 0], ("路灯",)),
        ("路灯坏了", [0, 0, 0, 0], ()),
        ("路灯坏了", [-1, -2, -1, 0], ()),
        ("", [], ()),
        ("路灯，坏了", [2, 2, 0, 3, 3], ("坏了", "路灯")),
        ("路灯 路灯", [1, 1, 0, 1, 1], ("路灯",)),
        ("a lamp", [0, 0, 1, 3, 3, 1], ("lamp",)),
        ("路灯lamp", [3] * 6, ("lamp", "路灯")),
        ("lamp路灯", [3] * 6, ("lamp", "路灯")),
    ],
)
def test_the_strongest_stretches(text, weights, words):
    assert strongest_stretches(text, np.array(weights, dtype=float), 5) == words


def test_no_more_than_asked_for():
    text = "一，二，三"

    assert strongest_stretches(text, np.array([1.0, 0, 3, 0, 2]), 2) == ("二", "三")
