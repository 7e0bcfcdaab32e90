"""Red flags as a call's own rows raise them; their formulas are tested in tests/methods."""

import pytest

from gongjian.market.procurement.models import Award, Call, CallAmendment
from gongjian.market.procurement.selectors.red_flags import flags_of
from tests.factories import NOW, make_category
from tests.market.procurement.calls import DAY
from tests.market.procurement.evaluations import judge_all, make_judged, open_prices
from tests.market.procurement.test_awards import intend

pytestmark = pytest.mark.django_db


def intended(prices=(500_000_00, 400_000_00, 450_000_00), scores=(), **fields):
    judged = make_judged(prices=prices, **fields)
    judge_all(judged, scores)
    open_prices(judged, prices)
    intend(judged)
    return judged


def flag(judged, code):
    return next((one for one in flags_of(judged.fresh()) if one.code == code), None)


@pytest.mark.parametrize(
    ("prices", "is_raised"), [((400_000_00,), True), ((400_000_00, 450_000_00), False)]
)
def test_one_bid_only(prices, is_raised):
    found = flag(intended(prices), "single_bid")

    assert (found.is_raised, found.numbers) == (is_raised, {"bids": len(prices)})


@pytest.mark.parametrize(
    ("days", "is_raised"),
    [
        ((), False),
        # Open for 30 days: the last fifth begins after the 24th.
        ((3, 24), False),
        ((3, 25), True),
    ],
)
def test_a_change_in_the_last_fifth_is_late(days, is_raised):
    judged = intended()
    for number, day in enumerate(days, start=1):
        CallAmendment.objects.create(
            call=judged.call, number=number, text="More lamps.", made_at=NOW + day * DAY,
            closes_before=NOW + 30 * DAY, closes_after=NOW + 30 * DAY, made_by="user:x",
        )  # fmt: skip

    found = flag(judged, "late_change")

    assert found.is_raised is is_raised
    assert found.numbers == {"changes": len(days), "late": int(is_raised)}


def test_a_change_before_the_stage_opened_is_not_of_its_time():
    judged = intended()
    CallAmendment.objects.create(
        call=judged.call, number=1, text="More lamps.", made_at=NOW - DAY, made_by="user:x",
        closes_before=NOW + 30 * DAY, closes_after=NOW + 30 * DAY,
    )  # fmt: skip

    assert flag(judged, "late_change").numbers["changes"] == 0


@pytest.mark.parametrize(
    ("scores", "is_raised", "price"),
    [
        # Better by far, and dearest; the cheapest is as good.
        ((10, 0, 0), True, 500_000_00),
        ((7, 7, 7), False, 400_000_00),
    ],
)
def test_the_dearest_won(scores, is_raised, price):
    found = flag(intended(scores=scores), "dearest_won")

    assert found.is_raised is is_raised
    assert found.numbers == {"price": price, "lowest": 400_000_00, "bids": 3}


@pytest.mark.parametrize(
    ("apart", "is_raised", "numbers"),
    [
        ({}, True, {"won": 2, "awards": 3}),
        # Of another buyer, another category, or withdrawn: not among them, and two tell nothing.
        ({"buyer": True}, None, None),
        ({"category": True}, None, None),
        ({"withdrawn": True}, None, None),
    ],
)
def test_the_same_winner_of_one_buyer_in_one_category(apart, is_raised, numbers):
    first, second, last = (intended((400_000_00,)) for _ in range(3))
    for one in (first, second):
        Call.objects.filter(pk=one.call.pk).update(buyer=last.call.buyer_id)
    Award.objects.filter(call=first.call).update(company=last.companies[0])
    if "buyer" in apart:
        Call.objects.filter(pk=second.call.pk).update(buyer=second.market.body)
    if "category" in apart:
        Call.objects.filter(pk=second.call.pk).update(category=make_category("Other"))
    if "withdrawn" in apart:
        Award.objects.filter(call=second.call).update(state="withdrawn")

    found = flag(last, "same_winner")

    assert (found and found.is_raised) is is_raised
    assert (found and found.numbers) == numbers


def test_later_awards_change_no_flag_of_an_earlier_one():
    first, second, third, later = (intended((400_000_00,)) for _ in range(4))
    for one in (first, second, later):
        Call.objects.filter(pk=one.call.pk).update(buyer=third.call.buyer_id)
    Award.objects.filter(call=later.call).update(company=third.companies[0])

    assert flag(third, "same_winner").numbers == {"won": 1, "awards": 3}
