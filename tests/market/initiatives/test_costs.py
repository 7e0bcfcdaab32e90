"""What outcomes cost, and the figures of the market: each number by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.market.initiatives import rules
from gongjian.market.initiatives.actions.save_measure import add_reading
from gongjian.market.initiatives.models import State
from gongjian.market.initiatives.selectors.costs import outcome_costs
from gongjian.market.procurement.models import Award, Call, CallEvent, Contract
from gongjian.market.procurement.selectors import market_figures as figures
from tests.factories import NOW, make_town
from tests.market.initiatives.initiatives import make_initiative, make_manager
from tests.market.procurement.calls import DAY
from tests.market.procurement.contracts import (
    AWARDED,
    accept,
    make_awarded,
    make_draft_contract,
    make_running,
    pay,
)

TODAY = date(2027, 5, 1)


@pytest.mark.parametrize(
    ("paid", "baseline", "target", "value", "cost"),
    [
        (300, 20, 5, 8, Fraction(25)),
        (100, 0, 10, 3, Fraction(100, 3)),
        (100, Decimal("0.5"), 1, Decimal("0.75"), Fraction(400)),
        (100, 20, 5, 2, Fraction(100, 18)),  # beyond the target
        (0, 20, 5, 8, None),
        (100, 20, 5, 20, None),
        (100, 20, 5, 22, None),  # the wrong way
        (100, 20, 20, 22, None),
    ],
)
def test_a_unit_costs_what_was_paid_by_how_far_it_moved(paid, baseline, target, value, cost):
    assert rules.cost_of_a_unit(paid, baseline, target, value) == cost


def make_built(state=State.UNDER_WAY, value="8"):
    """An initiative whose contract has one milestone of 150,000 paid, of 400,000; from 20 hours to
    ``value``."""
    manager = make_manager()
    initiative = make_initiative(make_town(), manager=manager, state=state)
    deal = make_running()
    Call.objects.filter(pk=deal.call.pk).update(initiative_ref=f"initiative:{initiative.pk}")
    accept(deal, 1)
    pay(deal, 1)
    if value:
        add_reading(
            actor=manager, initiative_id=initiative.pk, measure_id=initiative.measures.get().pk,
            value=Decimal(value), on=NOW.date(), source="Count", now=NOW,
        )  # fmt: skip
    return initiative, deal


@pytest.mark.django_db
def test_the_cost_of_an_outcome_stands_beside_it():
    initiative, _deal = make_built()

    (found,) = outcome_costs(today=TODAY).items
    page = Client().get(reverse("initiative_costs")).content.decode()
    (told,) = Client().get("/api/v1/initiative-costs").json()["items"]

    (spent,), (costed,) = found.spent, found.outcomes
    assert (spent.awards, spent.agreed_minor, spent.paid_minor) == (1, 400_000_00, 150_000_00)
    # 150,000 for 12 hours less
    assert costed.costs == [("CNY", Fraction(12_500_00))]
    assert "¥12,500 for each unit (hours)" in page
    assert "¥150,000" in page
    assert "¥400,000" in page
    assert (told["number"], told["spent"][0]["paid_minor"]) == (initiative.shown_number, 150_000_00)
    assert told["measures"][0]["unit_costs"] == [{"currency": "CNY", "minor": "1250000"}]


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["", "20", "25"])
def test_what_has_not_moved_has_no_cost(value):
    make_built(value=value)

    (found,) = outcome_costs(today=TODAY).items

    assert found.outcomes[0].costs == []
    assert "for each unit" not in Client().get(reverse("initiative_costs")).content.decode()


@pytest.mark.django_db
def test_nobody_learns_the_words_of_a_contract_that_is_not_signed():
    initiative = make_initiative(make_town(), state=State.UNDER_WAY)
    deal = make_draft_contract()
    Call.objects.filter(pk=deal.call.pk).update(initiative_ref=f"initiative:{initiative.pk}")
    Contract.objects.update(amount_minor=1_00)
    award = Award.objects.get()

    (found,) = outcome_costs(today=TODAY).items

    assert found.spent[0].agreed_minor == award.amount_minor


@pytest.mark.django_db
def test_what_was_not_begun_is_not_there():
    town = make_town()
    for state in (State.CONSIDERED, State.PLANNED, State.REFUSED, State.DROPPED):
        make_initiative(town, state=state)

    assert outcome_costs(today=TODAY).items == []
    assert "Nothing was begun yet" in Client().get(reverse("initiative_costs")).content.decode()


@pytest.mark.django_db
def test_the_page_takes_as_many_queries_for_many_as_for_one(django_assert_max_num_queries):
    town = make_town()
    make_initiative(town, state=State.UNDER_WAY)
    Client().get(reverse("initiative_costs"))
    with django_assert_max_num_queries(20) as few:
        Client().get(reverse("initiative_costs"))
    for _ in range(12):
        make_initiative(town, state=State.UNDER_WAY)

    with django_assert_max_num_queries(len(few)):
        page = Client().get(reverse("initiative_costs")).content.decode()
    assert page.count("gj-cost") == 10


@pytest.mark.django_db
def test_the_figures_of_the_market_are_those_of_its_awards():
    deals = [make_awarded() for _ in range(3)]
    awards = list(Award.objects.order_by("id"))
    for award, bids, is_small, amount in zip(
        awards, (3, 1, 4), (True, False, True), (400, 500, 450), strict=True
    ):
        Award.objects.filter(pk=award.pk).update(
            bids=bids, is_small_firm=is_small, amount_minor=amount, estimate_minor=500,
            made_at=AWARDED,
        )  # fmt: skip
    at = AWARDED + DAY

    (found,) = figures.market_figures(now=at)

    assert (found.awards, found.bids, found.single_bids) == (3, 8, 1)
    assert found.bids_per_call == "2.66"
    assert (found.saved_minor, found.saved_percent) == (150, 10)
    assert (found.small_firms, found.small_percent) == (2, 66)
    # A withdrawn one, and one of more than a year ago, are not counted.
    Award.objects.filter(pk=awards[0].pk).update(state="withdrawn")
    Award.objects.filter(pk=awards[1].pk).update(made_at=at - 366 * DAY)
    (found,) = figures.market_figures(now=at)
    assert (found.awards, found.bids, found.saved_minor) == (1, 4, 50)
    assert len(deals) == 3


@pytest.mark.django_db
def test_the_time_in_a_state_is_the_median_of_the_calls_that_were_in_it():
    deals = [make_awarded() for _ in range(3)]
    CallEvent.objects.filter(call__in=[deal.call for deal in deals]).delete()
    Award.objects.update(made_at=AWARDED)
    for deal, days in zip(deals, (2, 10, 30), strict=True):
        # Open for so many days, suspended in the middle for five more, then closed.
        steps = [
            ("draft", "open", 0), ("open", "open", 1), ("open", "suspended", 1),
            ("suspended", "open", 6), ("open", "closed", 5 + days),
            ("closed", "evaluation", 8 + days),
        ]  # fmt: skip
        for from_, to, day in steps:
            CallEvent.objects.create(
                call=deal.call, name="x", from_state=from_, to_state=to, at=NOW + day * DAY,
                stage_number=1, actor="system:x",
            )  # fmt: skip

    found = figures.days_in_states(now=AWARDED + DAY)

    assert found == [("open", 10, 3), ("closed", 3, 3)]


@pytest.mark.django_db
def test_the_dashboard_shows_each_figure_and_the_roadmap_leads_to_it_and_to_costs(monkeypatch):
    initiative, _deal = make_built()
    Award.objects.update(made_at=AWARDED)
    monkeypatch.setattr(
        "gongjian.market.procurement.views.call_dashboard.now", lambda: AWARDED + 20 * DAY
    )

    page = Client().get(reverse("call_dashboard")).content.decode()

    for words in ("3.00", "below the estimate", "20% of all estimates", "100%", "Median days"):
        assert words in page, words
    assert initiative.title in page
    roadmap = Client().get("/initiatives/").content.decode()
    for name in ("call_dashboard", "initiative_costs"):
        assert reverse(name) in roadmap
