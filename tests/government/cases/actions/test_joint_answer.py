"""One answer to all cases of a hot issue: to whom it is given, once each, whatever happens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import (
    Invalid,
    NotAllowed,
    NotFound,
    StaleVersion,
    WrongState,
)
from gongjian.foundation.law.models import Provision
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import Notice, RoleGrant, User
from gongjian.foundation.trail.interface import links_of
from gongjian.government.cases.actions import run_joint_answer as running
from gongjian.government.cases.actions.begin_joint_answer import begin_joint_answer, give_again
from gongjian.government.cases.models import Case, CaseAnswer, JointAnswer, JointAnswerCase
from gongjian.government.cases.models.joint_answer import JointOutcome, JointState
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.joint_answers import (
    joint_answer_offered,
    joint_outcomes,
    joint_plans,
    newcomers,
    outcome_for,
    public_joint_answers_of,
)
from gongjian.government.triage.models import PlacedCase
from tests.factories import NOW, make_actor, make_case, make_provision, make_town, take_step
from tests.government.issues import fresh, make_hot_issue, make_issue

pytestmark = pytest.mark.django_db
TEXT = "The plant stops at night from Monday on."


@pytest.fixture
def town():
    return make_town()


def begin(town, issue, *, actor=None, **named) -> JointAnswer:
    return begin_joint_answer(
        actor=actor or town.handler, issue_id=issue.pk, text=TEXT, now=NOW, **named
    )


def run(joint) -> JointAnswer:
    running.run_joint_answer(joint_id=joint.pk, clock=lambda: NOW)
    return JointAnswer.objects.get(pk=joint.pk)


def add_to(issue, case: Case) -> Case:
    PlacedCase.objects.create(case_id=case.pk, issue=issue, received_at=case.received_at)
    return case


def test_every_case_is_answered_as_any_other_and_every_requester_is_told(town):
    # Today: of what is older nobody is told.
    today = now()
    first = make_case(town, state=CaseState.ACCEPTED, now=today)
    neighbour = town.neighbour.user_id
    second = make_case(town, state=CaseState.DISPATCHED, requester_id=neighbour, now=today)
    issue = make_issue([first, second])

    joint = begin_joint_answer(
        actor=town.handler, issue_id=issue.pk, text=TEXT, now=today, version=issue.version
    )
    run_waiting_tasks()

    joint = JointAnswer.objects.get(pk=joint.pk)
    assert (joint.state, joint.answered_count, joint.seen_count) == (JointState.DONE, 2, 2)
    for case, person in ((first, town.resident), (second, town.neighbour)):
        case.refresh_from_db()
        assert (case.state, case.is_answered_in_time) == (CaseState.ANSWERED, True)
        assert case.answers.get().text == TEXT
        assert case.events.get(name="case_answered").data["issue"] == issue.number
        event = case.events.get(name="case_answered")
        assert Notice.objects.filter(user=person.user_id, event=f"caseevent:{event.pk}").exists()
        assert f"jointanswer:{joint.pk}" in {link.target for link in links_of(f"case:{case.pk}")}
    assert fresh(issue).version == issue.version + 1
    assert LedgerEntry.objects.filter(action="issue_answered").count() == 1


def test_others_are_left_out_with_the_reason(town):
    states = {
        CaseState.ACCEPTED: JointOutcome.ANSWERED,
        CaseState.WAITING_FOR_REQUESTER: JointOutcome.ANSWERED,
        CaseState.REOPENED: JointOutcome.ANSWERED,
        CaseState.RECEIVED: JointOutcome.NOT_DISPATCHED,
        CaseState.HANDED_BACK: JointOutcome.NOT_DISPATCHED,
        CaseState.ANSWERED: JointOutcome.ANSWERED_BEFORE,
        CaseState.CLOSED: JointOutcome.ENDED,
        CaseState.REJECTED: JointOutcome.ENDED,
        CaseState.MERGED: JointOutcome.ENDED,
    }
    found = {make_case(town, state=state): outcome for state, outcome in states.items()}
    foreign = make_case(town, state=CaseState.DISPATCHED)
    Case.objects.filter(pk=foreign.pk).update(lead_department=town.other_department)
    found[foreign] = JointOutcome.OTHER_DEPARTMENT
    issue = make_issue(list(found))
    (plan,) = joint_plans(actor=town.handler, issue=issue)

    joint = run(begin(town, issue))

    outcomes = {row.case: JointOutcome(row.outcome) for row in joint.cases.select_related("case")}
    assert outcomes == found
    assert dict(joint_outcomes(joint)) == plan.counts
    assert joint.left_out_count == 7


def test_run_again_it_answers_nobody_twice(town):
    issue, found = make_hot_issue(town)
    joint = run(begin(town, issue))

    JointAnswer.objects.update(state=JointState.RUNNING)
    run(joint)

    assert CaseAnswer.objects.filter(case__in=found).count() == 3


def test_killed_in_the_middle_it_goes_on_where_it_stood(town, monkeypatch):
    issue, found = make_hot_issue(town)
    joint = begin(town, issue)
    answer_case, seen = running.answer_case, []

    def killed(**given):
        seen.append(given["case_id"])
        if len(seen) == 2:
            raise KeyboardInterrupt
        return answer_case(**given)

    monkeypatch.setattr(running, "answer_case", killed)
    with pytest.raises(KeyboardInterrupt):
        run(joint)
    monkeypatch.undo()
    assert CaseAnswer.objects.count() == 1

    joint = run(joint)

    assert (joint.state, joint.answered_count) == (JointState.DONE, 3)
    assert CaseAnswer.objects.filter(case__in=found).count() == 3


def test_who_lost_the_role_meanwhile_answers_nobody(town):
    issue, _found = make_hot_issue(town)
    joint = begin(town, issue)
    RoleGrant.objects.filter(user=town.handler.user_id).delete()

    joint = run(joint)

    assert (joint.state, joint.answered_count) == (JointState.DONE, 0)
    assert dict(joint_outcomes(joint)) == {JointOutcome.NOT_ALLOWED: 3}


def test_whose_account_was_closed_answers_nobody(town):
    issue, _found = make_hot_issue(town)
    joint = begin(town, issue)
    User.objects.filter(pk=town.handler.user_id).update(is_active=False)

    assert run(joint).answered_count == 0


def test_cases_that_came_after_it_are_offered_it_and_get_it(town):
    issue, _found = make_hot_issue(town)
    joint = run(begin(town, issue))
    late = add_to(issue, make_case(town, state=CaseState.DISPATCHED))

    assert newcomers(joint) == 1
    assert joint_answer_offered(actor=town.handler, case=late) == joint

    give_again(actor=town.colleague, joint_id=joint.pk, now=NOW)
    joint = run(joint)

    assert (joint.total_count, joint.answered_count, newcomers(joint)) == (4, 4, 0)
    late.refresh_from_db()
    assert late.state == CaseState.ANSWERED
    assert joint_answer_offered(actor=town.handler, case=late) is None


def test_it_is_given_to_one_late_case_from_its_workbench(town):
    issue, _found = make_hot_issue(town)
    joint = run(begin(town, issue))
    late = add_to(issue, make_case(town, state=CaseState.DISPATCHED))

    running.give_joint_answer(actor=town.handler, case_id=late.pk, joint_id=joint.pk, now=NOW)

    late.refresh_from_db()
    assert (late.state, late.answers.get().text) == (CaseState.ANSWERED, TEXT)
    assert JointAnswer.objects.get().answered_count == 4
    with pytest.raises(Invalid):
        running.give_joint_answer(actor=town.handler, case_id=late.pk, joint_id=joint.pk, now=NOW)


def test_it_is_not_given_to_a_case_of_another_issue(town):
    joint = run(begin(town, make_hot_issue(town)[0]))
    _other, found = make_hot_issue(town)

    with pytest.raises(Invalid):
        running.give_joint_answer(
            actor=town.handler, case_id=found[0].pk, joint_id=joint.pk, now=NOW
        )


def test_of_two_at_once_one_wins_and_the_other_is_told(town):
    issue, _found = make_hot_issue(town)
    begin(town, issue, version=issue.version)

    with pytest.raises(StaleVersion):
        begin(town, issue, actor=town.colleague, version=issue.version)

    assert JointAnswer.objects.count() == 1


def test_while_it_is_given_it_is_not_begun_again(town):
    issue, _found = make_hot_issue(town)
    joint = begin(town, issue)

    with pytest.raises(WrongState):
        give_again(actor=town.handler, joint_id=joint.pk, now=NOW)


def test_it_is_not_given_again_by_a_provision_out_of_force(town):
    provision = make_provision()
    issue, _found = make_hot_issue(town)
    joint = run(begin(town, issue, provision_id=provision.pk))
    add_to(issue, make_case(town, state=CaseState.ACCEPTED))
    Provision.objects.update(in_force_until=local_day(NOW) - timedelta(days=1))

    with pytest.raises(Invalid):
        give_again(actor=town.handler, joint_id=joint.pk, now=NOW)

    assert JointAnswer.objects.get(pk=joint.pk).state == JointState.DONE


def test_it_ends_where_its_provision_ends_before_it_is_given(town):
    provision = make_provision()
    issue, _found = make_hot_issue(town)
    joint = begin(town, issue, provision_id=provision.pk)
    Provision.objects.update(in_force_until=local_day(NOW) - timedelta(days=1))

    joint = run(joint)

    assert JointAnswer.objects.get(pk=joint.pk).state == JointState.DONE
    assert set(joint.cases.values_list("outcome", flat=True)) == {JointOutcome.FAILED}


@pytest.mark.parametrize("text", ["", " ", "x" * 10_001, "a\x00b"])
def test_it_needs_words(town, text):
    issue, _found = make_hot_issue(town)

    with pytest.raises(Invalid):
        begin_joint_answer(actor=town.handler, issue_id=issue.pk, text=text, now=NOW)


def test_where_nothing_waits_there_is_nothing_to_answer(town):
    issue, _found = make_hot_issue(town, state=CaseState.CLOSED)

    with pytest.raises(Invalid):
        begin(town, issue)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("dispatcher", NotAllowed),
        ("auditor", NotAllowed),
        ("other_handler", NotFound),
        ("resident", NotFound),
    ],
)
def test_who_handles_none_of_its_cases_answers_none(town, name, error):
    issue, _found = make_hot_issue(town)

    with pytest.raises(error):
        begin(town, issue, actor=getattr(town, name))


def test_nobody_answers_for_a_department_of_others(town):
    issue, _found = make_hot_issue(town)

    with pytest.raises(NotAllowed):
        begin(town, issue, department_id=town.other_department.pk)


def test_a_department_that_leads_few_of_its_cases_answers_those(town):
    mine = make_case(town, state=CaseState.DISPATCHED)
    Case.objects.filter(pk=mine.pk).update(lead_department=town.other_department)
    issue = make_issue([mine, *(make_case(town, state=CaseState.ACCEPTED) for _n in range(2))])

    joint = run(begin(town, issue, actor=town.other_handler))

    assert (joint.department, joint.answered_count) == (town.other_department, 1)


def test_a_case_is_answered_only_where_its_role_reaches(town):
    supervisor = make_actor(Role.SUPERVISOR, organisation=town.department)
    case = make_case(town, state=CaseState.ACCEPTED)

    outcome = outcome_for(supervisor, case, town.department.pk)
    elsewhere = outcome_for(town.other_handler, case, town.department.pk)

    assert (outcome, elsewhere) == (JointOutcome.ANSWERED, JointOutcome.NOT_ALLOWED)


def test_everybody_reads_it_masked_and_only_where_a_public_case_was_answered(town):
    (public, _one), (private, _two) = (
        make_hot_issue(town),
        make_hot_issue(town, is_public=False),
    )
    for issue in (public, private):
        run(
            begin_joint_answer(
                actor=town.handler, issue_id=issue.pk, now=NOW, text="Call Li, 13812345678."
            )
        )

    (shown,) = public_joint_answers_of(public)
    assert "138" not in shown.public_text
    assert public_joint_answers_of(private) == []


def test_it_is_announced_with_its_cases_in_one_transaction(town):
    issue, _found = make_hot_issue(town)
    run_waiting_tasks()

    begin(town, issue)

    assert JointAnswerCase.objects.count() == 3
    assert outbox.relay() >= 1


def test_a_reopened_case_is_not_answered_again_by_the_same_run(town):
    issue, found = make_hot_issue(town)
    joint = run(begin(town, issue))
    take_step(town, found[0], Step.REOPEN)

    give_again(actor=town.handler, joint_id=joint.pk, now=NOW)
    run(joint)

    assert Case.objects.get(pk=found[0].pk).state == CaseState.REOPENED
