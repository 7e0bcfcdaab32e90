"""Deadlines run, stand still, are extended and start anew; the history says why."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from gongjian.foundation.kernel.errors import Conflict, Invalid
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.remind_case import remind_assistance, remind_case
from gongjian.government.cases.errors import AnotherPerson
from gongjian.government.cases.models import Assistance, Case, Extension
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.duties import interface as duties
from gongjian.government.duties.models import Duty
from gongjian.methods import working_days as method
from tests.factories import NOW, make_case, make_category, make_duty, take_step

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def last_day(case: Case) -> str:
    return duties.last_day_of(case.due_at).isoformat()


def test_ten_working_days_from_monday(town):
    assert last_day(make_case(town, state=CaseState.DISPATCHED)) == "2026-12-07"


def test_nothing_runs_while_the_requester_is_asked(town):
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER)

    assert (case.paused_at, case.next_reminder_at) == (NOW, None)


def test_working_days_waited_are_added(town):
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER)

    # Asked on Monday, replied on the Monday after: five working days.
    take_step(town, case, Step.REPLY, now=NOW + 7 * DAY)

    assert last_day(again(case)) == "2026-12-14"
    assert again(case).paused_at is None
    assert case.events.get(name="question_replied").data == {
        "due_from": case.due_at.isoformat(),
        "due_to": again(case).due_at.isoformat(),
    }


def test_a_reply_on_the_same_day_moves_nothing(town):
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER)

    take_step(town, case, Step.REPLY, now=NOW + timedelta(hours=2))

    assert again(case).due_at == case.due_at
    assert case.events.get(name="question_replied").data == {}


def test_the_share_used_up_is_after_a_pause_what_it_was_before(town):
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER)
    used = NOW - case.clock_started_at

    take_step(town, case, Step.REPLY, now=NOW + 7 * DAY)

    after = again(case)
    assert after.due_at - after.clock_started_at == case.due_at - case.clock_started_at
    assert NOW + 7 * DAY - after.clock_started_at == used


def test_over_a_holiday_a_pause_leaves_as_much_working_time_as_there_was(town):
    # Asked some days before the National Day, replied after it.
    asked, replied = datetime(2026, 9, 25, 2, tzinfo=UTC), datetime(2026, 10, 8, 2, tzinfo=UTC)
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER, now=asked)

    take_step(town, case, Step.REPLY, now=replied)

    after = again(case)
    assert working_time(after.clock_started_at, after.due_at) == working_time(asked, case.due_at)
    assert after.next_reminder_at > replied


def working_time(begin, end):
    zone = timezone.get_default_timezone()
    return method.working_time(begin, end, zone, lambda day: duties.is_working_day(None, day))


def test_reminders_wait_until_the_spring_festival_is_over(town):
    Duty.objects.update(deadline_working_days=3)
    received = datetime(2026, 2, 13, 2, tzinfo=UTC)
    case = make_case(town, state=CaseState.ACCEPTED, now=received)

    moments = []
    for _ in range(3):
        moments.append(again(case).next_reminder_at)
        remind_case(case_id=case.pk, now=moments[-1])

    assert moments == [
        datetime(2026, 2, 23, 21, tzinfo=UTC),
        datetime(2026, 2, 24, 22, 48, tzinfo=UTC),
        datetime(2026, 2, 25, 16, tzinfo=UTC),
    ]
    assert [event.data["share"] for event in case.events.filter(data__has_key="share")] == [
        "1/2",
        "4/5",
        "1/1",
    ]


def test_a_moment_that_a_former_calendar_set_reminds_nobody(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, case, Step.ASK_ASSISTANCE)
    part = case.assistances.get()
    Case.objects.update(next_reminder_at=NOW)
    Assistance.objects.update(next_reminder_at=NOW)

    assert remind_case(case_id=case.pk, now=NOW) == []
    assert remind_assistance(assistance_id=part.pk, now=NOW) == ""
    assert again(case).next_reminder_at == case.next_reminder_at
    assert case.assistances.get().next_reminder_at == part.next_reminder_at


def test_answering_ends_the_wait_and_counts_it(town):
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER)

    # The last day was 7 December; five of the days were spent waiting.
    take_step(town, case, Step.ANSWER, now=NOW + 15 * DAY)

    assert (again(case).is_answered_in_time, again(case).paused_at) == (True, None)
    assert again(case).due_at > case.due_at


def ask_extension(town, case, working_days=5) -> Extension:
    return cases.ask_extension(
        actor=town.handler, case_id=case.pk, working_days=working_days, reason="Parts.", now=NOW
    )


def decide(case, extension, actor, is_granted=True, reason="") -> Extension:
    return cases.decide_extension(
        actor=actor,
        case_id=case.pk,
        extension_id=extension.pk,
        is_granted=is_granted,
        reason=reason,
        now=NOW,
    )


def test_asking_for_more_time_moves_nothing_yet(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    ask_extension(town, case)

    assert again(case).due_at == case.due_at


def test_more_time_is_added_after_the_last_day(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    decide(case, ask_extension(town, case), town.supervisor)

    assert last_day(again(case)) == "2026-12-14"
    event = case.events.get(name="extension_decided")
    assert (event.visibility, event.public_text) == ("public", "Parts.")


def test_an_extension_survives_hand_back_and_dispatch(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    decide(case, ask_extension(town, case), town.supervisor)
    extended = again(case).due_at
    take_step(town, case, Step.HAND_BACK)

    cases.dispatch_case(actor=town.dispatcher, case_id=case.pk, now=NOW + 2 * DAY)

    assert (again(case).due_at, last_day(again(case))) == (extended, "2026-12-14")
    assert "due_to" not in case.events.filter(name="case_dispatched").latest("id").data


def test_an_extension_goes_with_the_case_to_another_department(town):
    pipes = make_category("Pipes")
    make_duty(category=pipes, lead_department=town.other_department, working_days=5)
    case = make_case(town, state=CaseState.ACCEPTED)
    decide(case, ask_extension(town, case), town.supervisor)
    take_step(town, case, Step.HAND_BACK)

    cases.dispatch_case(
        actor=town.dispatcher, case_id=case.pk, category_id=pipes.pk, now=NOW + 2 * DAY
    )

    # Five days by the duty, from receipt, and five that were approved.
    assert last_day(again(case)) == "2026-12-07"


def test_an_extension_survives_two_dispatches_and_a_gap_in_the_register(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    decide(case, ask_extension(town, case), town.supervisor)
    take_step(town, case, Step.HAND_BACK)
    gap = make_category("Nobody's")
    cases.dispatch_case(actor=town.dispatcher, case_id=case.pk, category_id=gap.pk, now=NOW)
    assert again(case).state == CaseState.HANDED_BACK

    rubbish = {"actor": town.dispatcher, "case_id": case.pk, "category_id": town.category.pk}
    cases.dispatch_case(**rubbish, now=NOW)
    take_step(town, case, Step.HAND_BACK)
    cases.dispatch_case(**rubbish, now=NOW)

    assert last_day(again(case)) == "2026-12-14"


def test_what_was_approved_before_the_answer_counts_no_longer_once_reopened(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    decide(case, ask_extension(town, case), town.supervisor)
    take_step(town, case, Step.ANSWER)
    take_step(town, case, Step.REOPEN, now=NOW + 14 * DAY)
    take_step(town, case, Step.HAND_BACK, now=NOW + 14 * DAY)

    cases.dispatch_case(actor=town.dispatcher, case_id=case.pk, now=NOW + 15 * DAY)

    assert last_day(again(case)) == "2026-12-21"


def test_refused_nothing_moves_and_a_reason_is_needed(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    extension = ask_extension(town, case)

    with pytest.raises(Invalid):
        decide(case, extension, town.supervisor, is_granted=False)
    decide(case, extension, town.supervisor, is_granted=False, reason="You had ten.")

    assert again(case).due_at == case.due_at


def test_nobody_decides_what_they_asked(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    extension = cases.ask_extension(
        actor=town.supervisor, case_id=case.pk, working_days=1, reason="Parts.", now=NOW
    )

    with pytest.raises(AnotherPerson):
        decide(case, extension, town.supervisor)
    decide(case, extension, town.dispatcher)


def test_one_request_at_a_time_and_decided_once(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    extension = ask_extension(town, case)

    with pytest.raises(Conflict):
        ask_extension(town, case)
    decide(case, extension, town.supervisor)
    with pytest.raises(Conflict):
        decide(case, extension, town.supervisor)


@pytest.mark.parametrize("working_days", [0, -1, 61])
def test_days_out_of_range(town, working_days):
    with pytest.raises(Invalid) as error:
        ask_extension(town, make_case(town, state=CaseState.ACCEPTED), working_days)

    assert list(error.value.fields) == ["working_days"]


@pytest.mark.parametrize("leaving", [Step.ANSWER, Step.HAND_BACK, Step.REJECT, Step.MERGE])
def test_what_was_asked_of_others_ends_with_the_handling(town, leaving):
    case = make_case(town, state=CaseState.ACCEPTED)
    ask_extension(town, case)
    take_step(town, case, Step.ASK_ASSISTANCE)

    take_step(town, case, leaving)

    assert case.extensions.get().decision == "withdrawn"
    assert case.assistances.get().withdrawn_at == NOW


def test_reopened_it_is_due_anew_from_that_day(town):
    case = make_case(town, state=CaseState.CLOSED)

    take_step(town, case, Step.REOPEN, now=NOW + 14 * DAY)

    reopened = again(case)
    assert last_day(reopened) == "2026-12-21"
    assert (reopened.close_after, reopened.closed_at) == (None, None)
    assert reopened.clock_started_at == NOW + 14 * DAY
    assert case.events.get(name="case_reopened").data["due_to"] == reopened.due_at.isoformat()


@pytest.mark.parametrize(
    "state", [CaseState.ANSWERED, CaseState.CLOSED, CaseState.REJECTED, CaseState.MERGED]
)
def test_no_clock_runs_once_government_owes_nothing(town, state):
    case = make_case(town, state=state)

    assert (case.next_reminder_at, case.is_open) == (None, False)
