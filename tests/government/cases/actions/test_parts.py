"""The parts of other departments: asked for by the register, reminded of, ended with the case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict, NotAllowed
from gongjian.foundation.people.models import Notice
from gongjian.government.cases import interface as cases
from gongjian.government.cases import rules, tasks
from gongjian.government.cases.actions.notify_people import notify_people
from gongjian.government.cases.actions.remind_case import remind_assistance
from gongjian.government.cases.models import Assistance, Case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.queues import Whose, handler_queue, queue_counts
from gongjian.government.duties import interface as duties
from tests.factories import (
    NOW,
    Town,
    make_actor,
    make_area,
    make_case,
    make_department,
    make_duty,
    make_town,
    take_step,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SYSTEM = Actor.system("test")


@pytest.fixture
def town() -> Town:
    """One whose register names the other department as supporting."""
    town = make_town()
    town.duty.supporting_departments.add(town.other_department)
    return town


def part_of(case: Case) -> Assistance:
    return case.assistances.get()


def names(case: Case) -> list[str]:
    return list(case.events.order_by("id").values_list("name", flat=True))


def reply(town: Town, part: Assistance, *, at=NOW, by: Actor | None = None) -> Assistance:
    return cases.reply_assistance(
        actor=by or town.other_handler,
        case_id=part.case_id,
        assistance_id=part.pk,
        reply="Not our pipe.",
        now=at,
    )


def tell(case: Case, *events: str) -> None:
    found = case.events.filter(name__in=events).values_list("id", flat=True)
    notify_people(event_ids=list(found), now=NOW + timedelta(hours=1))


def told(actor: Actor) -> list[str]:
    found = Notice.objects.filter(user_id=actor.user_id).order_by("event")
    return list(found.values_list("subject", flat=True))


def test_the_register_asks_each_supporting_department_as_the_case_is_dispatched(town):
    third = make_department("Zoo")
    town.duty.supporting_departments.add(third)

    case = make_case(town, state=CaseState.DISPATCHED)

    parts = list(case.assistances.order_by("department__name"))
    assert [part.department for part in parts] == [town.other_department, third]
    assert {part.duty for part in parts} == {town.duty}
    assert {part.asked_by for part in parts} == {None}
    assert names(case) == ["case_received", "case_dispatched", *["assistance_asked"] * 2]
    assert case.lead_department == town.department


@pytest.mark.parametrize(("of_duty", "of_part"), [(1, 1), (2, 1), (3, 2), (5, 3), (10, 5), (15, 8)])
def test_a_part_has_half_of_the_dutys_working_days(of_duty, of_part):
    assert rules.part_working_days(of_duty) == of_part


def test_a_part_has_a_clock_of_its_own(town):
    part = part_of(make_case(town, state=CaseState.DISPATCHED))

    assert duties.last_day_of(part.due_at).isoformat() == "2026-11-30"
    # Monday at ten to the Monday after, without the weekend: half of 134 hours.
    assert part.next_reminder_at == datetime(2026, 11, 25, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days_late", "last_day"),
    # Received on Monday, due on Monday two weeks later: the part is not due after it, but never
    # before the end of the next working day.
    [(9, "2026-12-07"), (12, "2026-12-07"), (20, "2026-12-14")],
)
def test_dispatched_late_the_part_is_due_with_the_case_at_the_latest(town, days_late, last_day):
    case = make_case(town)

    cases.dispatch_case(actor=SYSTEM, case_id=case.pk, now=NOW + days_late * DAY)

    assert duties.last_day_of(part_of(case).due_at).isoformat() == last_day


def test_who_leads_or_is_closed_is_not_asked(town):
    town.duty.supporting_departments.set([town.department, make_department(is_active=False)])

    case = make_case(town, state=CaseState.DISPATCHED)

    assert not case.assistances.exists()


def test_a_department_named_against_the_register_gets_no_helpers_from_it(town):
    case = make_case(town)

    cases.dispatch_case(
        actor=town.dispatcher,
        case_id=case.pk,
        department_id=make_department().pk,
        reason="Theirs.",
        now=NOW,
    )

    assert not case.assistances.exists()


def test_a_gap_asks_nobody(town):
    case = make_case(town, category_id=None)

    cases.dispatch_case(actor=SYSTEM, case_id=case.pk, now=NOW)

    assert not case.assistances.exists()


def test_the_part_stands_in_the_queue_of_its_department(town):
    case = make_case(town, state=CaseState.DISPATCHED)

    everything = handler_queue(actor=town.other_handler, now=NOW).items
    asked = handler_queue(actor=town.other_handler, now=NOW, whose=Whose.ASKED).items

    assert (
        [row.assistance for row in everything] == [part_of(case)] == [r.assistance for r in asked]
    )
    assert handler_queue(actor=town.handler, now=NOW, whose=Whose.ASKED).items == []
    assert queue_counts(actor=town.other_handler, now=NOW).assistance == 1


@pytest.mark.parametrize("state", [CaseState.DISPATCHED, CaseState.ACCEPTED, CaseState.IN_PROGRESS])
def test_a_part_is_done_without_waiting_for_the_lead(town, state):
    case = make_case(town, state=state)

    part = reply(town, part_of(case))

    assert (part.reply, part.next_reminder_at) == ("Not our pipe.", None)
    assert Case.objects.get(pk=case.pk).state == state


@pytest.mark.parametrize(
    ("step", "because"),
    [
        (Step.ANSWER, "the lead department has answered"),
        (Step.HAND_BACK, "the lead department handed the case back"),
        (Step.REJECT, "the case was rejected"),
        (Step.MERGE, "the case was merged into another one"),
    ],
)
def test_where_the_case_moves_on_the_part_ends_and_that_is_said(town, step, because):
    case = make_case(town, state=CaseState.ACCEPTED)

    take_step(town, case, step)

    ended = case.events.get(name="assistance_withdrawn")
    assert (ended.department, ended.visibility) == (town.other_department, "staff")
    assert part_of(case).withdrawn_at == NOW
    assert part_of(case).next_reminder_at is None
    tell(case, "assistance_withdrawn")
    notice = Notice.objects.get()
    assert notice.user_id == town.other_handler.user_id
    assert because in notice.body
    assert notice.reason == "You handle cases of Water, whose help was asked for."


def test_a_role_for_another_area_replies_to_no_part(town):
    part = part_of(make_case(town, state=CaseState.ACCEPTED))
    elsewhere = make_actor(
        Role.SUPERVISOR, organisation=town.other_department, area=make_area("Elsewhere")
    )

    with pytest.raises(NotAllowed):
        reply(town, part, by=elsewhere)

    assert part_of(part.case).is_open


def test_what_was_withdrawn_is_not_replied_to(town):
    case = make_case(town, state=CaseState.ANSWERED)
    part = part_of(case)
    take_step(town, case, Step.REOPEN)

    with pytest.raises(Conflict, match="the lead department answered"):
        reply(town, part)


def test_what_was_replied_stays_where_the_case_moves_on(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    reply(town, part_of(case))

    take_step(town, case, Step.ANSWER)

    assert part_of(case).withdrawn_at is None
    assert "assistance_withdrawn" not in names(case)


def test_dispatched_again_whoever_replied_is_not_asked_again(town):
    third = make_department("Zoo")
    town.duty.supporting_departments.add(third)
    case = make_case(town, state=CaseState.DISPATCHED)
    reply(town, case.assistances.get(department=town.other_department))
    take_step(town, case, Step.HAND_BACK)

    take_step(town, case, Step.DISPATCH)

    still_open = case.assistances.filter(replied_at=None, withdrawn_at=None)
    assert [part.department for part in still_open] == [third]
    assert case.assistances.count() == 3


def test_dispatched_by_another_duty_its_departments_are_asked(town):
    case = make_case(town, state=CaseState.DISPATCHED)
    take_step(town, case, Step.HAND_BACK)
    third = make_department("Zoo")
    other = make_duty(
        category=town.category,
        area=town.area,
        lead_department=town.other_department,
        supporting=[third],
    )

    take_step(town, case, Step.DISPATCH)

    assert [(p.department, p.duty) for p in case.assistances.filter(withdrawn_at=None)] == [
        (third, other)
    ]


def test_a_reopened_case_asks_nobody_anew(town):
    case = make_case(town, state=CaseState.REOPENED)

    assert not case.assistances.filter(replied_at=None, withdrawn_at=None).exists()


def test_the_lead_department_cannot_ask_for_what_the_register_asked(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    with pytest.raises(Conflict):
        take_step(town, case, Step.ASK_ASSISTANCE)


def test_the_supporting_department_is_told_by_when_and_by_what(town):
    case = make_case(town, state=CaseState.DISPATCHED)

    tell(case, "assistance_asked")

    notice = Notice.objects.get()
    assert notice.user_id == town.other_handler.user_id
    assert notice.subject.startswith(f"A part for Water, case {case.shown_number}")
    assert "by the duty register" in notice.body
    assert "30 Nov 2026" in notice.body
    assert notice.path == f"/cases/{case.number}/work/"


def remind_until(part: Assistance, end) -> None:
    moment = NOW
    while moment <= end:
        for _ in range(2):
            remind_assistance(assistance_id=part.pk, now=moment)
        moment += timedelta(hours=6)


def reminders(case: Case) -> list[tuple[str, str]]:
    found = case.events.filter(name__in=["assistance_reminded", "assistance_overdue"])
    return [(event.name, event.data["share"]) for event in found.order_by("id")]


def test_a_part_is_reminded_of_once_each_at_half_at_four_fifths_and_at_the_end(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    remind_until(part_of(case), NOW + 30 * DAY)

    assert reminders(case) == [
        ("assistance_reminded", "1/2"),
        ("assistance_reminded", "4/5"),
        ("assistance_overdue", "1/1"),
    ]
    assert part_of(case).next_reminder_at is None


def test_of_a_part_the_lead_asked_for_too(town):
    town.duty.supporting_departments.clear()
    case = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, case, Step.ASK_ASSISTANCE)

    remind_until(part_of(case), NOW + 30 * DAY)

    assert [name for name, _ in reminders(case)].count("assistance_overdue") == 1


def test_nobody_is_reminded_of_what_is_done_or_no_longer_needed(town):
    replied, answered = (make_case(town, state=CaseState.ACCEPTED) for _ in range(2))
    parts = [part_of(replied), part_of(answered)]
    reply(town, parts[0])
    take_step(town, answered, Step.ANSWER)

    for part in parts:
        remind_until(part, NOW + 30 * DAY)

    assert reminders(replied) == reminders(answered) == []


def test_an_overdue_part_is_told_to_its_department_its_supervisor_and_the_lead(town):
    their_supervisor = make_actor(Role.SUPERVISOR, organisation=town.other_department)
    case = make_case(town, state=CaseState.ACCEPTED)
    remind_assistance(assistance_id=part_of(case).pk, now=part_of(case).due_at)

    for _ in range(2):
        tell(case, "assistance_overdue")

    title = f"case {case.shown_number}: Rubbish beside the school"
    assert told(town.other_handler) == [f"Your part is overdue, {title}"]
    assert told(their_supervisor) == [f"Water owes its part, {title}"]
    assert told(town.handler) == [f"Water has not done its part, {title}"]
    assert Notice.objects.count() == 3
    of_lead = Notice.objects.get(user_id=town.handler.user_id)
    assert of_lead.reason == "You handle cases of Urban Management."
    assert set(Notice.objects.values_list("topic", flat=True)) == {"case_deadlines"}


def test_before_anybody_accepts_the_lead_is_still_who_leads(town):
    case = make_case(town, state=CaseState.DISPATCHED)
    remind_assistance(assistance_id=part_of(case).pk, now=part_of(case).due_at)

    tell(case, "assistance_overdue")

    assert {len(told(actor)) for actor in (town.handler, town.colleague, town.other_handler)} == {1}


def test_a_reply_is_told_to_who_leads_as_such(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    reply(town, part_of(case))

    tell(case, "assistance_replied")

    notice = Notice.objects.get()
    assert notice.user_id == town.handler.user_id
    assert notice.reason == "You handle cases of Urban Management."


def test_the_periodic_reminds_of_parts_too(town):
    long_ago = now() - 90 * DAY
    case = make_case(town, state=CaseState.ACCEPTED, now=long_ago)
    Case.objects.update(next_reminder_at=None)

    assert tasks.reminders_are_due()
    for _ in range(2):
        tasks.remind_cases.call()

    assert reminders(case) == [("assistance_overdue", "1/1")]
    assert not tasks.reminders_are_due()


def test_all_of_it_by_the_tasks_alone(town):
    case = make_case(town, now=now())

    run_waiting_tasks()

    assert names(case)[-1] == "assistance_asked"
    assert [subject[:16] for subject in told(town.other_handler)] == ["A part for Water"]
