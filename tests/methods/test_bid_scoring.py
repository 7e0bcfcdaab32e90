"""Price formulas: what they give, and that absolute ones let no bid turn the order of others."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.bid_scoring import (
    FORMULAS,
    TriedBid,
    price_curve,
    price_formula,
    price_shares,
    tried_points,
    turned_orders,
)

PRICES = st.lists(st.integers(0, 10**12), min_size=1, max_size=8)
CEILINGS = st.integers(1, 10**12)
CODES = sorted(FORMULAS)
ABSOLUTE = sorted(code for code, one in FORMULAS.items() if one.is_absolute)


@pytest.mark.parametrize(
    ("code", "prices", "shares"),
    [
        ("absolute", [1000, 750, 500, 100, 0, 1200], [0, "1/2", 1, 1, 1, 0]),
        ("proportional", [1000, 750, 500, 0, 1200], [0, "1/4", "1/2", 1, 0]),
        ("lowest_price", [800, 1000, 900], [1, "4/5", "8/9"]),
        ("lowest_price", [0, 1000, 0], [1, 0, 1]),
        ("lowest_price", [], []),
    ],
)
def test_formulas_give(code, prices, shares):
    found = price_shares(price_formula(code), prices, 1000)

    assert found == [Fraction(share) for share in shares]


@pytest.mark.parametrize(("code", "version"), [("median", 1), ("absolute", 2), ("", 1)])
def test_a_formula_that_is_not_there_is_refused(code, version):
    with pytest.raises(ValueError, match="no price formula"):
        price_formula(code, version)


@pytest.mark.parametrize(("prices", "ceiling"), [([1], 0), ([1], -5), ([-1], 10)])
def test_impossible_money_is_refused(prices, ceiling):
    with pytest.raises(ValueError, match=r"ceiling|negative"):
        price_shares(price_formula("absolute"), prices, ceiling)


@pytest.mark.parametrize("code", CODES)
@given(prices=PRICES, ceiling=CEILINGS, factor=st.integers(1, 1000))
def test_shares_lie_between_and_do_not_depend_on_the_currencys_unit(code, prices, ceiling, factor):
    formula = price_formula(code)

    shares = price_shares(formula, prices, ceiling)

    assert all(0 <= share <= 1 for share in shares)
    assert shares == price_shares(formula, [factor * one for one in prices], factor * ceiling)


@pytest.mark.parametrize("code", CODES)
@given(prices=PRICES, ceiling=CEILINGS)
def test_a_cheaper_bid_never_has_less(code, prices, ceiling):
    shares = price_shares(price_formula(code), prices, ceiling)

    by_price = [share for _, share in sorted(zip(prices, shares, strict=True))]
    assert by_price == sorted(by_price, reverse=True)


BIDS = st.lists(
    st.tuples(st.fractions(0, 70, max_denominator=20), st.integers(1, 1000)),
    min_size=3,
    max_size=6,
).map(lambda rows: [TriedBid(str(at), *row) for at, row in enumerate(rows)])


@pytest.mark.parametrize("code", ABSOLUTE)
@given(bids=BIDS)
def test_by_an_absolute_formula_leaving_a_bid_out_changes_no_points_of_others(code, bids):
    formula = price_formula(code)

    whole = tried_points(formula, bids, 1000, 30)

    assert whole[1:] == tried_points(formula, bids[1:], 1000, 30)
    assert turned_orders(formula, bids, 1000, 30) == []


@given(bids=BIDS)
def test_what_is_told_to_turn_turns_when_the_bid_is_left_out(bids):
    formula = price_formula("lowest_price")
    names = [bid.name for bid in bids]
    with_all = dict(zip(names, tried_points(formula, bids, 1000, 30), strict=True))

    told = {(one.without, one.first, one.second) for one in turned_orders(formula, bids, 1000, 30)}

    found = set()
    for out in names:
        rest = [bid for bid in bids if bid.name != out]
        points = tried_points(formula, rest, 1000, 30)
        left = dict(zip([bid.name for bid in rest], points, strict=True))
        found |= {
            (out, a, b) for a in left for b in left
            if with_all[a] > with_all[b] and left[a] <= left[b]
        }  # fmt: skip
    assert told == found


def test_a_bid_that_cannot_win_decides_between_others_by_the_lowest_price():
    """The textbook case: a sham low bid of no quality flattens the difference in price."""
    bids = [
        TriedBid("good", Fraction(60), 900),
        TriedBid("cheap", Fraction(52), 600),
        TriedBid("sham", Fraction(0), 60),
    ]

    turned = turned_orders(price_formula("lowest_price"), bids, 1000, 30)

    assert [(one.without, one.first, one.second) for one in turned] == [("sham", "good", "cheap")]


@pytest.mark.parametrize("code", CODES)
def test_a_curve_falls_from_nothing_to_the_ceiling(code):
    curve = price_curve(price_formula(code), 1000, 400, steps=10)

    assert [price for price, _ in curve] == list(range(0, 1001, 100))
    assert [share for _, share in curve] == sorted((s for _, s in curve), reverse=True)
    assert curve[0][1] == 1
