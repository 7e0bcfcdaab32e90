"""One number, one spelling; the check characters are those of published examples."""

import pytest

from gongjian.government.exchange.rules.number_schemes import ANY, KINDS, read_schemes

RESIDENT, CREDIT = KINDS["gb11643"], KINDS["gb32100"]
EIGHT = read_schemes(["pension-no:8"])["pension-no"]
# Of the standard's own examples (GB 11643-1999, annex) and of a published register of companies.
RESIDENTS = ["11010519491231002X", "440524188001010014"]
CREDITS = ["91350100M000100Y43", "91110000600037341L"]


@pytest.mark.parametrize(
    ("scheme", "one", "other"),
    [
        (ANY, "00123", "123"),
        (ANY, "０１２３", "12 3"),
        (ANY, "0", "000"),
        (EIGHT, "123", "00000123"),
        (RESIDENT, "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ"),
        (RESIDENT, "110105491231002", "11010519491231002X"),
        (CREDIT, "91350100m000100y43", "9135 0100 M000 100Y 43"),
    ],
)
def test_spellings_of_one_number_are_one(scheme, one, other):
    assert scheme.normal(one) == scheme.normal(other)


@pytest.mark.parametrize(
    ("scheme", "one", "other"),
    [(ANY, "A00123", "A123"), (EIGHT, "00000123", "00001230"), (ANY, "1O", "10")],
)
def test_other_numbers_are_others(scheme, one, other):
    assert scheme.normal(one) != scheme.normal(other)


@pytest.mark.parametrize(
    ("scheme", "numbers"), [(RESIDENT, RESIDENTS), (CREDIT, CREDITS), (EIGHT, ["1", "12345678"])]
)
def test_right_numbers_fit(scheme, numbers):
    assert all(map(scheme.fits, numbers))


@pytest.mark.parametrize("number", [*RESIDENTS, *CREDITS])
def test_another_digit_anywhere_is_found(number):
    scheme = RESIDENT if number in RESIDENTS else CREDIT
    for place, character in enumerate(number[:-1]):
        other = "1" if character != "1" else "2"
        assert not scheme.fits(number[:place] + other + number[place + 1 :])


@pytest.mark.parametrize(
    ("scheme", "number"),
    [
        (RESIDENT, ""), (RESIDENT, "110105194912310021"), (RESIDENT, "11010519491331002X"),
        (RESIDENT, "11010519491231002XX"), (CREDIT, "91350100I000100Y43"), (CREDIT, ""),
        (EIGHT, "123456789"), (EIGHT, "1234567X"), (ANY, "  "),
    ],
)  # fmt: skip
def test_what_is_no_number_does_not_fit(scheme, number):
    assert not scheme.fits(number)


def test_sources_are_asked_with_the_zeros_that_were_entered():
    assert [ANY.asked("００123"), EIGHT.asked("123")] == ["00123", "00000123"]


@pytest.mark.parametrize("text", ["pension-no", "pension-no:0", "x:gb1", ":8", "A:8"])
def test_a_scheme_that_is_none_stops_the_start(text):
    with pytest.raises(ValueError, match="no scheme"):
        read_schemes([text])
