import pytest

from gongjian.methods.bcubed import bcubed


def test_the_example_worked_by_hand():
    truth = ["a", "a", "a", "b", "b", None]
    found = [1, 1, 2, 2, 2, 2]

    told = bcubed(found, truth)

    assert told.precision == pytest.approx((1 + 1 + 1 / 4 + 1 / 2 + 1 / 2 + 1 / 4) / 6)
    assert told.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6)


def test_what_is_right_is_one_whatever_the_names():
    assert bcubed([7, 7, None, None], ["x", "x", None, None]).f1 == 1


def test_only_members_can_be_counted():
    told = bcubed([1, 1, 1, None], ["a", "a", None, None], only_grouped=True)

    assert told.precision == pytest.approx(2 / 3)
    assert told.recall == 1


def test_nothing_to_count_is_all_right():
    assert bcubed([], []).f1 == 1
    assert bcubed([1, 1], [None, None], only_grouped=True).f1 == 1


def test_lengths_must_agree():
    with pytest.raises(ValueError, match=r"shorter|longer"):
        bcubed([1], [])
