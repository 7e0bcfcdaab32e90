import pytest

from gongjian.government.exchange.subjects import subject_digest


@pytest.mark.parametrize("other", ["1101x", " 1101X ", "11 01X", "１１０１Ｘ"])
def test_spellings_of_one_number_are_one_person(other):
    assert subject_digest("id", other) == subject_digest("id", "1101X")


def test_other_numbers_and_other_schemes_are_others():
    assert (
        len({subject_digest("id", "1"), subject_digest("id", "2"), subject_digest("b", "1")}) == 3
    )
