"""How calls end, rest and go on: what was intended, what waits, and the days that all see."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.people.models import Notice, User
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions import close_call as closing
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions.decide_complaint import decide_complaint, make_complaint
from gongjian.market.procurement.actions.declare_interest import Declared
from gongjian.market.procurement.actions.end_call import cancel_call, declare_unsuccessful
from gongjian.market.procurement.actions.exclude_bid import exclude_bid
from gongjian.market.procurement.actions.freeze_context import freeze_context
from gongjian.market.procurement.actions.register_company import CompanyDraft, change_company
from gongjian.market.procurement.actions.suspend_call import resume_call, suspend_call
from gongjian.market.procurement.actions.tell_of_calls import tell_of_calls
from gongjian.market.procurement.bid_errors import NoTrustees
from gongjian.market.procurement.errors import (
    CallTransitionNotAllowed,
    CompanyUnconfirmed,
    ComplaintsOpen,
)
from gongjian.market.procurement.models import CallEvent, Company
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.bids import closing_of
from tests.factories import NOW, make_actor, make_department
from tests.market.procurement.bids import database_clock
from tests.market.procurement.calls import (
    DAY,
    make_call,
    make_company,
    make_market,
    make_member,
)
from tests.market.procurement.evaluations import (
    appoint,
    declare,
    judge_all,
    make_judged,
    make_standing,
    open_prices,
)

pytestmark = pytest.mark.django_db
LATER = NOW + 35 * DAY


def complain(judged):
    company = judged.companies[0]
    return make_complaint(
        actor=make_member(company), call_id=judged.call.pk, company_id=company.pk,
        text="Our plan was read wrongly.", now=LATER,
    )  # fmt: skip


def dismiss(judged, number=1):
    return decide_complaint(
        actor=judged.market.approver, call_id=judged.call.pk, number=number, is_upheld=False,
        reason="The file shows it.", now=LATER + DAY,
    )  # fmt: skip


def test_a_pause_of_hours_leaves_a_deadline_at_the_end_of_a_day():
    market = make_market()
    ends = duties.deadline_at(None, NOW, 20)
    call = make_call(market, closes_at=ends)
    by = {"actor": market.buyer, "call_id": call.pk}
    suspend_call(reason="A fault.", now=NOW, **by)

    again = resume_call(reason="Mended.", now=NOW + timedelta(hours=2), **by)

    assert again.closes_at > ends
    assert again.closes_at == duties.extend_deadline(None, again.closes_at, 0)


def test_cancelling_withdraws_what_was_intended():
    judged = make_standing()

    cancel_call(actor=judged.market.buyer, call_id=judged.call.pk, reason="No money.", now=LATER)

    (award,) = judged.call.awards.all()
    assert (award.state, award.withdrawn_reason) == ("withdrawn", "No money.")


def test_nobody_cancels_a_call_about_which_somebody_complains():
    judged = make_standing()
    complain(judged)

    with pytest.raises(ComplaintsOpen):
        cancel_call(
            actor=judged.market.buyer, call_id=judged.call.pk, reason="No money.", now=LATER
        )


@pytest.mark.parametrize("state", [CallState.PRICE_OPENING, CallState.INTENT, CallState.STANDSTILL])
def test_once_prices_are_open_the_ranking_alone_says_that_nobody_wins(state):
    judged = make_judged(state=state)

    with pytest.raises(CallTransitionNotAllowed):
        declare_unsuccessful(
            actor=judged.market.buyer, call_id=judged.call.pk, reason="None will do.", now=LATER
        )


def test_a_complaints_dismissal_does_not_resume_what_was_suspended_for_another_reason():
    judged = make_standing()
    by = {"actor": judged.market.buyer, "call_id": judged.call.pk}
    suspend_call(reason="The audit looks into it.", now=LATER - DAY, **by)
    complain(judged)

    dismiss(judged)

    assert judged.fresh().state == "suspended"
    assert resume_call(reason="Nothing was found.", now=LATER + 2 * DAY, **by).state == "standstill"


def test_who_is_no_longer_confirmed_wins_nothing():
    judged = make_judged()
    judge_all(judged)
    open_prices(judged, (500_000_00, 400_000_00, 450_000_00))
    Company.objects.filter(pk=judged.companies[1].pk).update(confirmed_at=None)

    with pytest.raises(CompanyUnconfirmed):
        awarding.intend_award(
            actor=judged.market.buyer, call_id=judged.call.pk, reason="First.", now=LATER
        )


def test_nobody_is_called_debarred_who_is_not():
    judged = make_judged()
    judge_all(judged)
    open_prices(judged, (500_000_00, 400_000_00, 450_000_00))

    with pytest.raises(Invalid):
        exclude_bid(
            actor=judged.market.buyer, call_id=judged.call.pk, now=LATER,
            company_id=judged.companies[1].pk, ground="debarred", reason="Debarred.",
        )  # fmt: skip


def test_one_call_that_cannot_be_closed_keeps_no_other_open():
    market = make_market()
    # As after a hand in the database: nobody could open its bids.
    broken = make_call(market, closes_at=NOW, has_keys=False)
    sound = make_call(market, closes_at=NOW + DAY, is_frozen=True)

    with database_clock(NOW + 2 * DAY):
        for _turn in range(2):
            with pytest.raises(NoTrustees):
                closing.close_due_calls()

    sound.refresh_from_db()
    broken.refresh_from_db()
    assert (sound.state, broken.state, broken.closed_at) == ("closed", "open", None)
    # Its history says why, once, and those who run and approve it are told.
    (event,) = broken.events.filter(name="call_not_closed")
    assert "no trustees with keys" in event.text
    tell_of_calls(event_ids=[event.pk], now=NOW + 2 * DAY)
    told = Notice.objects.filter(event=f"callevent:{event.pk}")
    assert market.buyer.user_id in set(told.values_list("user", flat=True))

    # Whoever runs it may give it up.
    with database_clock(NOW + 2 * DAY):
        given_up = cancel_call(
            actor=market.buyer, call_id=broken.pk, reason="Nobody could open bids.",
            now=NOW + 2 * DAY,
        )  # fmt: skip
    assert given_up.state == "cancelled"


def test_a_call_that_could_not_be_closed_is_closed_once_it_can():
    call = make_call(make_market(), closes_at=NOW)
    with database_clock(NOW), pytest.raises(NoTrustees):
        closing.close_due_calls()
    freeze_context(call, now=NOW)
    with database_clock(NOW):
        assert closing.close_due_calls() == 1
    assert closing_of(call).envelopes == 0


def test_an_inactive_company_does_not_become_active_by_changing_its_page():
    company = make_company("Lamps & Co")
    member = make_member(company)
    company.organisation.is_active, company.organisation.code = False, "91350211M000100Y46"
    company.organisation.save()
    draft = CompanyDraft(
        code=company.organisation.code, name=company.organisation.name, size=company.size,
        phone="010 1234",
    )  # fmt: skip

    changed = change_company(
        actor=member, company_id=company.pk, draft=draft, version=company.version, now=NOW
    )

    assert not changed.organisation.is_active


def test_what_interest_was_found_is_for_those_who_appoint_alone():
    judged = make_judged(state=CallState.TECHNICAL_OPENING, evaluators=0)
    judge = make_actor()
    appoint(judged, judge)

    declare(judged, judge, {judged.companies[0].pk: Declared(True, "My brother's firm.")})

    told = CallEvent.objects.filter(call=judged.call, is_public=True)
    assert "grounds" not in told.get(name="evaluator_conflicted").data
    assert not told.filter(name="interest_found").exists()


@pytest.mark.parametrize(
    ("role", "status"), [(Role.AUDITOR, 200), (Role.SUPERVISOR, 404), (Role.PRODUCT_MANAGER, 200)]
)
def test_who_judges_is_seen_by_those_who_have_to_do_with_the_call(role, status):
    judged = make_judged(state=CallState.TECHNICAL_OPENING)
    client = Client()
    somebody = make_actor(role, organisation=make_department("School"))
    client.force_login(User.objects.get(pk=somebody.user_id))

    page = client.get(reverse("run_evaluation", args=[judged.call.number]))

    assert page.status_code == status
