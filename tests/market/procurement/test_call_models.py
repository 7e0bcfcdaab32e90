"""What the database itself holds of calls and companies, and the one way a call changes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.errors import CallTransitionNotAllowed
from gongjian.market.procurement.models import CallEvent, CompanyOwner, Debarment
from gongjian.market.procurement.rules.companies import (
    WHOLE_BP,
    CompanySize,
    Share,
    first_excess,
    is_small_enough,
)
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors.companies import is_debarred
from tests.factories import NOW, make_provision
from tests.market.procurement.calls import make_call, make_company, make_market

DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 20))


@pytest.mark.django_db
def test_a_call_changes_with_its_history_ledger_and_announcement():
    market = make_market()
    call = make_call(market)

    with transaction.atomic():
        event = write_event(
            call, actor=market.buyer, name="call_suspended", now=NOW, step=CallStep.SUSPEND,
            text="A complaint.",
        )  # fmt: skip

    call.refresh_from_db()
    assert (call.state, call.suspended_from, call.suspended_at) == ("suspended", "open", NOW)
    assert (event.from_state, event.to_state, event.text) == ("open", "suspended", "A complaint.")
    assert LedgerEntry.objects.filter(action="call_suspended", subject=call.reference).count() == 1
    told = OutboxEvent.objects.get(name="call_changed").payload
    assert told == {"call_id": str(call.pk), "event_id": str(event.pk)}


@pytest.mark.django_db
def test_resuming_goes_back_and_a_wrong_step_leaves_no_trace():
    market = make_market()
    call = make_call(market, state=CallState.SUSPENDED)

    with transaction.atomic():
        write_event(call, actor=market.buyer, name="call_resumed", now=NOW, step=CallStep.RESUME)
    with pytest.raises(CallTransitionNotAllowed), transaction.atomic():
        write_event(call, actor=market.buyer, name="call_done", now=NOW, step=CallStep.FINISH)

    call.refresh_from_db()
    assert (call.state, call.suspended_from, call.suspended_at) == ("open", "", None)
    assert [one.name for one in CallEvent.objects.filter(call=call)] == ["call_resumed"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"closes_at": None},
        {"estimate_minor": 0},
        {"ceiling_minor": 0},
        {"suspended_from": "open"},
    ],
)
def test_the_database_refuses_calls_that_cannot_be(wrong):
    market = make_market()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_call(market, **wrong)


@pytest.mark.django_db
def test_a_debarment_holds_on_its_days_and_until_it_is_lifted():
    company = make_company()
    debarment = Debarment.objects.create(
        company=company, reason="Collusion.", provision=make_provision(),
        first_day=date(2026, 3, 1), last_day=date(2026, 3, 31), decided_at=NOW, decided_by="x",
    )  # fmt: skip
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]

    assert [is_debarred(company.pk, day) for day in days] == [False, True, True, False]
    assert [debarment.holds(day) for day in days] == [False, True, True, False]

    debarment.lifted_on = date(2026, 3, 31)
    debarment.save()

    assert [is_debarred(company.pk, day) for day in days] == [False, True, False, False]
    assert [debarment.holds(day) for day in days] == [False, True, False, False]
    assert not is_debarred(make_company().pk, days[1])


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"share_bp": 0}, {"share_bp": 10_001}])
def test_an_owner_has_a_part_of_a_company(wrong):
    fields = {"share_bp": 1, "is_person": True, "since": date(2026, 1, 1), **wrong}

    with pytest.raises(IntegrityError), transaction.atomic():
        CompanyOwner.objects.create(
            company=make_company(), name="Somebody", declared_at=NOW, declared_by="x", **fields
        )


@given(st.lists(st.builds(Share, st.integers(1, WHOLE_BP), DAYS, st.none() | DAYS), max_size=6))
def test_the_first_excess_is_the_first_day_of_more_than_all(shares):
    days = [date(2020, 1, day) for day in range(1, 21)]
    over = [day for day in days if sum(s.share_bp for s in shares if s.holds(day)) > WHOLE_BP]

    assert first_excess(shares) == (over[0] if over else None)


@pytest.mark.parametrize(
    ("largest", "may"), [("", "msml"), ("micro", "m"), ("small", "ms"), ("medium", "msm")]
)
def test_a_reservation_lets_in_what_is_small_enough(largest, may):
    let_in = [size.value[0] for size in CompanySize if is_small_enough(size, largest)]

    assert "".join(let_in) == may
