"""Abnormal prices, red flags, and texts that two bids share."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods import red_flags
from gongjian.methods.abnormal_bids import abnormal_bids
from gongjian.methods.near_equal_bids import LEAST_RUNS, RUN, shared_texts


@pytest.mark.parametrize(
    ("prices", "rules"),
    [
        ([800, 900, 1000], []),
        ([450, 451], []),
        ([449, 500], [(0, "ceiling")]),
        ([300, 700, 700, 900], [(0, "mean"), (0, "next"), (0, "ceiling")]),
        ([500, 1000, 1000, 1000], []),
        ([460, 930], [(0, "next")]),
        ([0], [(0, "zero"), (0, "ceiling")]),
        ([], []),
    ],
)
def test_low_prices_are_flagged(prices, rules):
    assert [(one.bid, one.rule) for one in abnormal_bids(prices, 1000)] == rules


@given(prices=st.lists(st.integers(0, 10**9), max_size=8), factor=st.integers(1, 999))
def test_the_unit_of_money_flags_nobody(prices, factor):
    scaled = abnormal_bids([factor * one for one in prices], factor * 1000)

    assert [(one.bid, one.rule) for one in scaled] == [
        (one.bid, one.rule) for one in abnormal_bids(prices, 1000)
    ]


@pytest.mark.parametrize(
    ("flag", "is_raised"),
    [
        (red_flags.single_bid(1), True),
        (red_flags.single_bid(0), False),
        (red_flags.single_bid(2), False),
        (red_flags.short_window(23, 20), True),
        (red_flags.short_window(24, 20), False),
        (red_flags.late_change(0, 100, [80]), False),
        (red_flags.late_change(0, 100, [10, 81]), True),
        (red_flags.near_ceiling(98, 100), True),
        (red_flags.near_ceiling(97, 100), False),
        (red_flags.same_winner(2, 3), True),
        (red_flags.same_winner(2, 4), False),
        (red_flags.near_equal_texts([("A", "B", Fraction(3, 5))]), True),
        (red_flags.near_equal_texts([("A", "B", Fraction(1, 2))]), False),
        (red_flags.dearest_won(10, [10, 9]), True),
        (red_flags.dearest_won(9, [10, 9]), False),
        (red_flags.dearest_won(10, [10, 10]), False),
        (red_flags.contract_growth(100, 110), True),
        (red_flags.contract_growth(100, 109), False),
    ],
)
def test_flags_are_raised_at_their_limit(flag, is_raised):
    assert flag.is_raised is is_raised


@pytest.mark.parametrize(
    "flag",
    [
        red_flags.near_ceiling(5, 0),
        red_flags.same_winner(2, 2),
        red_flags.dearest_won(5, [5]),
        red_flags.contract_growth(0, 5),
    ],
)
def test_what_cannot_be_told_yet_is_not_told(flag):
    assert flag is None


def test_the_most_alike_pair_is_named():
    pairs = [("A", "B", Fraction(4, 5)), ("A", "C", Fraction(9, 10)), ("B", "C", Fraction(1, 5))]

    flag = red_flags.near_equal_texts(pairs)

    assert flag.numbers == {"pairs": 2, "first": "A", "second": "C", "share": "9/10"}


# Numbers in words: no run of one stands in another.
def prose(seed, length=400):
    return "".join(chr(0x4E00 + (seed * 7919 + at * at * 31 + at * seed) % 8000)
                   for at in range(length))  # fmt: skip


def test_what_two_bids_share_is_told_and_what_the_call_asked_counts_for_nothing():
    asked = prose(1)
    own = [prose(2), prose(3)]
    texts = [
        ("A", asked + own[0]),
        ("B", asked + own[1]),
        ("C", f"{own[0][:300]}。\n {asked}"),
    ]

    pairs = shared_texts(texts, asked)

    assert [pair[:2] for pair in pairs] == [("A", "C")]
    assert pairs[0][2] > Fraction(9, 10)
    assert ("A", "B") in [pair[:2] for pair in shared_texts(texts)]


def test_marks_case_and_width_hide_nothing():
    text = prose(5) + "Maintenance of the lamps" * 5

    pairs = shared_texts([("A", text), ("B", " ".join(text.upper()))])

    assert pairs == [("A", "B", Fraction(1))]


@pytest.mark.parametrize("length", [0, RUN - 1, LEAST_RUNS + RUN - 2])
def test_short_texts_are_not_compared(length):
    assert shared_texts([("A", prose(4, length)), ("B", prose(4, length))]) == []


PARTS = [prose(1), prose(2)[:200] + prose(1)[:200], prose(3), prose(1)[50:]]


@given(texts=st.permutations(PARTS))
def test_the_order_of_bids_changes_no_share(texts):
    named = [(str(at), text) for at, text in enumerate(texts)]

    shares = sorted(share for *_, share in shared_texts(named))

    assert len(shares) == 3
    assert shares[-1] == 1
