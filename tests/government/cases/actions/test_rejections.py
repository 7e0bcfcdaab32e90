"""Rejecting with a reason, appealing, and who decides."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.errors import Conflict, Invalid
from gongjian.government.cases import interface as cases
from gongjian.government.cases.errors import AnotherPerson, AppealOpen, TooLate
from gongjian.government.cases.models import Appeal, Case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.duties.interface import last_day_of
from tests.factories import NOW, make_case, take_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def appeal(town) -> Appeal:
    case = make_case(town, state=CaseState.REJECTED)
    take_step(town, case, Step.APPEAL)
    return case.appeals.get()


def decide(town, appeal: Appeal, actor=None, is_granted=True, reason="It is ours.") -> Appeal:
    return cases.decide_appeal(
        actor=actor or town.dispatcher,
        case_id=appeal.case_id,
        appeal_id=appeal.pk,
        is_granted=is_granted,
        reason=reason,
        now=NOW,
    )


def test_the_public_reads_why_it_was_rejected(town):
    case = make_case(town, state=CaseState.REJECTED)

    event = case.events.get(name="case_rejected")

    assert (event.visibility, event.public_text) == ("public", "This is a civil dispute.")
    assert event.department == town.department


def test_an_appeal_brings_it_before_a_dispatcher(town, appeal):
    case = Case.objects.get(pk=appeal.case_id)

    assert (case.state, case.appealed_at) == (CaseState.RECEIVED, NOW)
    assert case.events.get(name="rejection_appealed").visibility == "requester"


def test_granted_it_waits_for_dispatch(town, appeal):
    decide(town, appeal)

    case = Case.objects.get(pk=appeal.case_id)
    assert (case.state, case.appealed_at) == (CaseState.RECEIVED, None)
    take_step(town, case, Step.DISPATCH)


def test_the_deadline_counts_from_the_appeal(town):
    case = make_case(town, state=CaseState.REJECTED)
    take_step(town, case, Step.APPEAL, now=NOW + timedelta(days=28))
    waiting = Case.objects.get(pk=case.pk)
    decide(town, case.appeals.get())

    take_step(town, case, Step.DISPATCH, now=NOW + timedelta(days=30))

    due_at = Case.objects.get(pk=case.pk).due_at
    assert (waiting.due_at, waiting.next_reminder_at) == (None, None)
    told = case.events.get(name="rejection_appealed").data
    assert (told["due_from"], told["due_to"]) == (case.due_at.isoformat(), "")
    # Ten working days after Monday, 21 December, New Year's Day left out.
    assert last_day_of(due_at).isoformat() == "2027-01-05"


def test_refused_it_stays_rejected_and_that_is_final(town, appeal):
    decide(town, appeal, is_granted=False, reason="It is not ours.")

    case = Case.objects.get(pk=appeal.case_id)
    assert (case.state, case.appealed_at) == (CaseState.REJECTED, None)
    with pytest.raises(Conflict):
        take_step(town, case, Step.APPEAL)


def test_who_rejected_does_not_decide(town):
    case = make_case(town)
    cases.reject_case(actor=town.dispatcher, case_id=case.pk, reason="No.", now=NOW)
    take_step(town, case, Step.APPEAL)

    with pytest.raises(AnotherPerson):
        decide(town, case.appeals.get())


def test_an_appeal_is_decided_and_not_rejected_again(town, appeal):
    with pytest.raises(AppealOpen):
        cases.reject_case(actor=town.dispatcher, case_id=appeal.case_id, reason="No.", now=NOW)


def test_a_decision_needs_a_reason_and_is_taken_once(town, appeal):
    with pytest.raises(Invalid):
        decide(town, appeal, reason=" ")
    decide(town, appeal)
    with pytest.raises(Conflict):
        decide(town, appeal)


@pytest.mark.parametrize(("days", "outcome"), [(60, None), (61, TooLate)])
def test_appeals_have_their_time(town, days, outcome):
    case = make_case(town, state=CaseState.REJECTED)

    def appeal_then() -> type[Exception] | None:
        try:
            take_step(town, case, Step.APPEAL, now=NOW + timedelta(days=days))
        except TooLate as error:
            return type(error)
        return None

    assert appeal_then() is outcome


def test_rejected_anew_after_a_granted_appeal_it_can_be_appealed_anew(town, appeal):
    decide(town, appeal)
    case = Case.objects.get(pk=appeal.case_id)
    take_step(town, case, Step.DISPATCH)
    take_step(town, case, Step.REJECT)

    take_step(town, case, Step.APPEAL)

    assert case.appeals.count() == 2
