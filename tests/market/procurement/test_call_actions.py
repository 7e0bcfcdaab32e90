"""A call from draft to closing: who writes, approves and opens it, and what the law asks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, StaleVersion
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.law import interface as law
from gongjian.foundation.law.models import Parameter
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import User
from gongjian.government.duties import interface as duties
from gongjian.market.procurement import errors
from gongjian.market.procurement.actions.amend_call import AmendmentDraft, amend_call
from gongjian.market.procurement.actions.approve_call import approve_call, return_call
from gongjian.market.procurement.actions.ask_question import ask_question
from gongjian.market.procurement.actions.attach_document import attach_document
from gongjian.market.procurement.actions.close_call import close_call, close_due_calls
from gongjian.market.procurement.actions.end_call import cancel_call, declare_unsuccessful
from gongjian.market.procurement.actions.name_trustees import name_trustees
from gongjian.market.procurement.actions.open_call import open_call, open_next_stage
from gongjian.market.procurement.actions.save_call import (
    CallDraft,
    CriterionDraft,
    draft_call,
    edit_call,
)
from gongjian.market.procurement.actions.suspend_call import resume_call, suspend_call
from gongjian.market.procurement.models import Call, CallTrustee
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.legal_findings import findings_of
from gongjian.methods.canonical_json import read_base64, write_base64
from tests.factories import NOW, make_actor, make_provision
from tests.market.procurement.bids import database_clock
from tests.market.procurement.calls import (
    DAY,
    make_call,
    make_company,
    make_debarment,
    make_market,
    make_member,
    next_key,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(db):
    """The database lives in the same moment as these tests."""
    with database_clock(NOW):
        yield


CRITERIA = (
    CriterionDraft(kind="quality", title="How it is done", weight=60),
    CriterionDraft(kind="price", title="Price", weight=40, formula="absolute"),
)
LATER = NOW + 30 * DAY


@pytest.fixture
def market(db):
    return make_market()


def make_draft(market, **fields):
    defaults = {
        "procedure_code": "open_call",
        "title": "Lamps",
        "text": "Lamps for the lake path.",
        "buyer_id": market.body.pk,
        "estimate_minor": 500_000_00,
        "criteria": CRITERIA,
    }
    return CallDraft(**{**defaults, **fields})


def drafted(market, **fields):
    return draft_call(actor=market.buyer, draft=make_draft(market, **fields), now=NOW)


def approved(market, **fields):
    call = named(market, **fields)
    return approve_call(actor=market.approver, call_id=call.pk, version=call.version, now=NOW)


def named(market, **fields):
    call = drafted(market, **fields)
    return name_trustees(
        actor=market.buyer, call_id=call.pk, threshold=2, now=NOW, trustees=chosen(market)
    )


def chosen(market):
    """The market's trustees, as they are named."""
    users = [User.objects.get(pk=one.user_id) for one in market.trustees]
    pairs = zip(market.trustee_bodies, users, strict=True)
    return [(body.pk, user.email) for body, user in pairs]


def give_keys(market, call):
    for one in CallTrustee.objects.filter(call=call):
        one.public_key, one.key_given_at = next_key(), NOW
        one.save()


def test_a_call_goes_from_draft_to_open_and_says_what_is_fixed(market):
    call = approved(market)
    give_keys(market, call)

    opened = open_call(actor=market.buyer, call_id=call.pk, closes_at=LATER, now=NOW)

    assert (opened.state, opened.opened_at, opened.closes_at) == ("open", NOW, LATER)
    names = [one.name for one in opened.events.order_by("id")]
    assert names == ["call_drafted", "call_trustees_named", "call_approved", "call_opened"]
    told = opened.events.get(name="call_opened").data
    assert [row[2:4] for row in told["criteria"]] == [["quality", 60], ["price", 40]]
    assert len(told["trustee_keys"]) == 3
    assert LedgerEntry.objects.filter(subject=call.reference, action="call_opened").count() == 1
    assert {one.rule: one.is_met for one in findings_of(opened)} == {
        "days_open": True, "trustees": True,
    }  # fmt: skip


def test_nobody_approves_what_they_wrote_and_no_key_of_a_programme_does(market):
    call = named(market)
    edited = edit_call(
        actor=market.approver, call_id=call.pk, version=call.version, now=NOW,
        draft=make_draft(market, title="Better lamps"),
    )  # fmt: skip
    given = {"call_id": call.pk, "version": edited.version, "now": NOW}

    for author in (market.buyer, market.approver):
        with pytest.raises(errors.AnotherPersonApproves):
            approve_call(actor=author, **given)
    other = make_actor(Role.PRODUCT_MANAGER)
    with pytest.raises(NotAllowed):
        approve_call(actor=replace(other, api_key_id=call.pk), **given)

    assert approve_call(actor=market.supervisor, **given).state == "approved"


def test_who_wrote_a_part_that_others_changed_since_does_not_approve_either(market):
    call = drafted(market)
    for author in (market.approver, market.buyer):
        call = edit_call(
            actor=author, call_id=call.pk, version=call.version, now=NOW, draft=make_draft(market)
        )

    with pytest.raises(errors.AnotherPersonApproves):
        approve_call(actor=market.approver, call_id=call.pk, version=call.version, now=NOW)


def test_only_what_was_looked_at_is_approved(market):
    call = drafted(market)

    with pytest.raises(StaleVersion):
        approve_call(actor=market.approver, call_id=call.pk, version=call.version + 1, now=NOW)


def test_an_approved_call_is_changed_by_making_it_a_draft_again(market):
    call = approved(market)
    draft = make_draft(market)

    with pytest.raises(errors.CallTransitionNotAllowed):
        edit_call(actor=market.buyer, call_id=call.pk, draft=draft, version=call.version, now=NOW)
    with pytest.raises(Invalid):
        return_call(actor=market.approver, call_id=call.pk, reason=" ", now=NOW)
    again = return_call(actor=market.approver, call_id=call.pk, reason="Too vague.", now=NOW)

    assert (again.state, again.approved_by) == ("draft", "")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"procedure_code": "lottery"}, "procedure"),
        ({"title": " "}, "title"),
        ({"text": ""}, "text"),
        ({"estimate_minor": 0}, "estimate"),
        ({"currency": "XXX"}, "currency"),
        ({"largest_size": "huge"}, "largest_size"),
        ({"initiative_ref": "case:0"}, "initiative_ref"),
        ({"criteria": [replace(CRITERIA[0], weight=0)]}, "criteria"),
        ({"criteria": [replace(CRITERIA[0], stage_number=2)]}, "criteria"),
        ({"criteria": [replace(CRITERIA[1], formula="mine")]}, "criteria"),
        ({"invited_ids": [new_id()]}, "invited"),
    ],
)
def test_what_can_never_be_right_is_no_draft(market, wrong, field):
    with pytest.raises(Invalid) as refusal:
        drafted(market, **wrong)

    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize("weights", [(60, 39), (60, 41), (60,)])
def test_weights_add_up_to_the_whole(market, weights):
    criteria = [replace(CRITERIA[0], weight=weight) for weight in weights]
    call = drafted(market, criteria=criteria)

    with pytest.raises(Invalid) as refusal:
        approve_call(actor=market.approver, call_id=call.pk, version=call.version, now=NOW)

    assert "criteria" in refusal.value.fields


def test_a_direct_award_has_a_reason_and_a_company_that_may_take_part(market):
    company = make_company()
    fields = {"procedure_code": "direct", "estimate_minor": 100_000_00}
    for missing in ({"invited_ids": [company.pk]}, {"direct_reason": "Only they can."}):
        call = drafted(market, **fields, **missing)
        with pytest.raises(Invalid):
            approve_call(actor=market.approver, call_id=call.pk, version=call.version, now=NOW)
    call = approved(market, **fields, invited_ids=[company.pk], direct_reason="Only they can.")
    give_keys(market, call)
    make_debarment(company)

    with pytest.raises(Invalid) as refusal:
        open_call(actor=market.buyer, call_id=call.pk, closes_at=LATER, now=NOW)

    assert "invited" in refusal.value.fields
    assert Call.objects.get(pk=call.pk).state == "approved"


def test_the_law_says_which_procedure_is_allowed_at_which_value_and_by_which_provision(market):
    provision = make_provision()
    first = date(2026, 1, 1)
    Parameter.objects.create(
        code="quotation-most-value", value=400_000, unit="CNY", provision=provision,
        in_force_from=first,
    )  # fmt: skip
    law.forget_parameters()
    fields = {"procedure_code": "quotation", "estimate_minor": 400_000_00}
    too_dear = drafted(market, **{**fields, "estimate_minor": 400_000_01})
    by_ceiling = drafted(market, **fields, ceiling_minor=400_000_01)

    for call in (too_dear, by_ceiling):
        (finding,) = findings_of(call)
        assert (finding.is_met, finding.asked, finding.found) == (False, 400_000_00, 400_000_01)
        assert finding.provision == provision
        with pytest.raises(errors.LawNotMet):
            approve_call(actor=market.approver, call_id=call.pk, version=call.version, now=NOW)

    assert approved(market, **fields).state == "approved"


def test_a_reservation_for_small_firms_holds_up_to_a_value(market):
    call = drafted(market, largest_size="small", estimate_minor=2_000_000_01)

    with pytest.raises(errors.LawNotMet):
        approve_call(actor=market.approver, call_id=call.pk, version=call.version, now=NOW)

    assert approved(market, largest_size="small", estimate_minor=2_000_000_00).largest_size


def test_companies_have_as_many_whole_working_days_as_the_law_says(market):
    call = approved(market, procedure_code="quotation")
    give_keys(market, call)
    # A Monday: Tuesday, Wednesday and Thursday are three whole working days.
    thursday_over = duties.deadline_at(None, NOW, 3)

    with pytest.raises(errors.LawNotMet):
        open_call(
            actor=market.buyer, call_id=call.pk, now=NOW,
            closes_at=thursday_over - timedelta(microseconds=1),
        )  # fmt: skip

    opened = open_call(actor=market.buyer, call_id=call.pk, closes_at=thursday_over, now=NOW)
    assert opened.state == "open"


def test_a_call_needs_the_keys_of_enough_trustees(market):
    call = approved(market)
    given = {"actor": market.buyer, "call_id": call.pk, "now": NOW}
    with pytest.raises(Invalid):
        open_call(**given, closes_at=LATER)
    give_keys(market, call)
    CallTrustee.objects.filter(call=call, place=2).update(public_key="")
    with pytest.raises(Invalid) as refusal:
        open_call(**given, closes_at=LATER)
    assert "trustees" in refusal.value.fields

    # Two with keys are as many as the threshold, and fewer than the law asks.
    CallTrustee.objects.filter(call=call, place=2).delete()
    with pytest.raises(errors.LawNotMet):
        open_call(**given, closes_at=LATER)


def test_a_call_is_not_opened_with_keys_for_which_nothing_can_be_sealed(market):
    """They are fixed when it opens: nobody could bid, and nobody could mend it."""
    call = approved(market)
    give_keys(market, call)
    first, second = call.trustees.order_by("place")[:2]
    mixed = read_base64(first.public_key, 64)[:32] + read_base64(second.public_key, 64)[32:]
    for key in (write_base64(mixed), "no key"):
        CallTrustee.objects.filter(pk=second.pk).update(public_key=key)
        with pytest.raises(Invalid) as refusal:
            open_call(actor=market.buyer, call_id=call.pk, closes_at=LATER, now=NOW)
        assert "trustees" in refusal.value.fields


def test_a_draft_is_hidden_from_everybody_else(market):
    call = drafted(market)
    others = (Actor.anonymous(), make_actor(), make_actor(Role.HANDLER, organisation=market.body))

    for other in others:
        with pytest.raises(NotFound):
            cancel_call(actor=other, call_id=call.pk, reason="No.", now=NOW)


def test_a_late_change_moves_the_deadline_by_what_the_law_asks(market):
    call = make_call(market, closes_at=NOW + 2 * DAY)

    amendment = amend_call(
        actor=market.buyer, call_id=call.pk, version=call.version, now=NOW,
        draft=AmendmentDraft(reason="More lamps.", text="A hundred lamps."),
    )  # fmt: skip

    call.refresh_from_db()
    assert call.closes_at == amendment.closes_after == duties.deadline_at(None, NOW, 10)
    assert amendment.changed == {
        "text": ["Eighty lamps that light only where somebody walks.", "A hundred lamps."]
    }
    assert [(one.rule, one.is_met) for one in findings_of(call)] == [("days_left", True)]


def test_an_early_change_leaves_the_deadline_and_a_shorter_one_is_refused(market):
    call = make_call(market, closes_at=NOW + 60 * DAY)
    given = {"actor": market.buyer, "call_id": call.pk, "version": call.version, "now": NOW}

    with pytest.raises(errors.LawNotMet):
        amend_call(**given, draft=AmendmentDraft(reason="Sooner.", closes_at=NOW + 50 * DAY))
    with pytest.raises(Invalid):
        amend_call(**given, draft=AmendmentDraft(reason="Nothing."))
    amendment = amend_call(**given, draft=AmendmentDraft(reason="A word.", title="Good lamps"))

    assert amendment.closes_after == amendment.closes_before == NOW + 60 * DAY


def test_a_call_closes_at_its_time_and_once(market):
    call = make_call(market, closes_at=NOW, is_frozen=True)
    open_ = make_call(market, closes_at=NOW + timedelta(microseconds=1))

    assert close_due_calls() == 1
    assert close_due_calls() == 0
    assert not close_call(call_id=call.pk)

    call.refresh_from_db()
    open_.refresh_from_db()
    assert (call.state, call.closed_at, open_.state) == ("closed", NOW, "open")
    assert [one.name for one in call.events.all()] == ["call_closed"]


def test_after_the_deadline_nothing_is_asked_or_changed_though_no_worker_came(market):
    call, company = make_call(market, closes_at=NOW, is_frozen=True), make_company()
    given = {"call_id": call.pk, "now": NOW}

    with pytest.raises(errors.CallClosed):
        ask_question(actor=make_member(company), company_id=company.pk, text="When?", **given)
    with pytest.raises(errors.CallClosed):
        amend_call(
            actor=market.buyer, version=call.version, draft=AmendmentDraft(reason="Late."), **given
        )
    with pytest.raises(errors.CallClosed):
        attach_document(
            actor=market.buyer, title="Plan", name="plan.txt", content=b"A plan.", **given
        )


def test_suspending_stops_the_clock_and_resuming_moves_the_deadline(market):
    call = make_call(market, closes_at=NOW + 20 * DAY)
    suspend_call(actor=market.buyer, call_id=call.pk, reason="A complaint.", now=NOW)

    with database_clock(NOW + 21 * DAY):
        assert close_due_calls() == 0
    again = resume_call(
        actor=market.buyer, call_id=call.pk, reason="Unfounded.", now=NOW + 21 * DAY
    )

    assert again.state == "open"
    assert again.closes_at >= NOW + 41 * DAY
    assert again.state_reason == ""


def test_what_is_suspended_after_its_deadline_is_closed_first_and_its_deadline_stays(market):
    call = make_call(market, closes_at=NOW, is_frozen=True)

    suspended = suspend_call(
        actor=Actor.system("complaints"), call_id=call.pk, reason="A complaint.", now=NOW + DAY
    )
    again = resume_call(actor=market.buyer, call_id=call.pk, reason="Settled.", now=NOW + 3 * DAY)

    assert suspended.suspended_from == "closed"
    assert (again.state, again.closes_at) == ("closed", NOW)


def test_a_call_ends_with_a_reason(market):
    call = make_call(market, closes_at=NOW, is_frozen=True)
    given = {"actor": market.buyer, "call_id": call.pk}

    with database_clock(NOW - DAY), pytest.raises(errors.CallTransitionNotAllowed):
        declare_unsuccessful(**given, reason="No bid.", now=NOW)
    with pytest.raises(Invalid):
        declare_unsuccessful(**given, reason="", now=NOW)
    ended = declare_unsuccessful(**given, reason="No bid came.", now=NOW)

    assert (ended.state, ended.state_reason) == ("unsuccessful", "No bid came.")
    with pytest.raises(errors.CallTransitionNotAllowed):
        cancel_call(**given, reason="Again.", now=NOW)


def test_the_last_stage_has_no_next(market):
    call = make_call(market, state=CallState.EVALUATION)

    with pytest.raises(Invalid):
        open_next_stage(
            actor=market.buyer, call_id=call.pk, closes_at=LATER, now=NOW,
            invited=[(make_company().pk, "Good.")],
        )  # fmt: skip
