"""What runs in the background: whenever, twice, and past one case that fails."""

from datetime import UTC, datetime, timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.ids import new_id
from gongjian.government.cases import tasks
from gongjian.government.cases.actions.remind_case import remind_case
from gongjian.government.cases.models import Case, RateCell, SearchDocument
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import NOW, make_case, take_step

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def names(case: Case) -> list[str]:
    return list(case.events.order_by("id").values_list("name", flat=True))


def reminders(case: Case) -> list[tuple[str, str]]:
    found = case.events.filter(name__in=["case_reminded", "case_overdue", "acceptance_overdue"])
    return [(event.name, event.data.get("share", "")) for event in found.order_by("id")]


def test_a_received_case_is_dispatched_counted_and_found(town):
    case = make_case(town)

    run_waiting_tasks()

    assert again(case).state == CaseState.DISPATCHED
    assert SearchDocument.objects.filter(case=case).exists()
    assert {cell.department_id: cell.received for cell in RateCell.objects.all()} == {
        None: 0,
        town.department.pk: 1,
    }


def test_dispatching_twice_dispatches_once(town):
    case = make_case(town)

    for _ in range(2):
        tasks.dispatch_received_cases.call(ids=[str(case.pk)])

    assert names(case) == ["case_received", "case_dispatched"]


def test_one_case_that_fails_stops_no_other_and_is_told(town):
    good = make_case(town)
    # The calendar ends before its deadline.
    bad = make_case(town, received_at=datetime(9999, 12, 29, tzinfo=UTC))

    with pytest.raises(ExceptionGroup):
        tasks.dispatch_received_cases.call(ids=[str(new_id()), str(bad.pk), str(good.pk)])

    assert again(good).state == CaseState.DISPATCHED
    assert names(bad) == ["case_received"]


def remind_until(case: Case, end, step=timedelta(hours=6)) -> None:
    """Look every few hours, as the clock of the worker would."""
    moment = NOW
    while moment <= end:
        remind_case(case_id=case.pk, now=moment)
        remind_case(case_id=case.pk, now=moment)
        moment += step


def test_reminders_come_once_each_at_half_at_four_fifths_and_at_the_end(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    remind_until(case, NOW + 40 * DAY)

    assert reminders(case) == [
        ("case_reminded", "1/2"),
        ("case_reminded", "4/5"),
        ("case_overdue", "1/1"),
    ]
    assert again(case).next_reminder_at is None
    assert set(case.events.filter(name__startswith="case_rem").values_list("visibility")) == {
        ("staff",)
    }


def test_a_reminder_makes_no_form_stale(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    remind_case(case_id=case.pk, now=case.next_reminder_at)

    assert again(case).version == case.version
    assert again(case).reminder_level == 1


def test_before_its_time_nobody_is_reminded(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    assert remind_case(case_id=case.pk, now=case.next_reminder_at - timedelta(seconds=1)) == []


def test_nobody_accepts_it_in_time(town):
    case = make_case(town, state=CaseState.DISPATCHED)

    remind_until(case, NOW + 3 * DAY)
    take_step(town, case, Step.ACCEPT, now=NOW + 3 * DAY)
    remind_until(case, NOW + 3 * DAY)

    assert reminders(case) == [("acceptance_overdue", "")]
    assert again(case).is_acceptance_late


def test_who_is_late_already_is_not_told_that_half_the_time_is_over(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    remind_case(case_id=case.pk, now=case.due_at)

    assert reminders(case) == [("case_overdue", "1/1")]


def test_after_an_extension_the_new_end_is_reminded_of(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    remind_case(case_id=case.pk, now=case.due_at)
    take_step(town, case, Step.ASK_EXTENSION, now=case.due_at)
    take_step(town, case, Step.DECIDE_EXTENSION, now=case.due_at)

    remind_until(case, case.due_at + 40 * DAY)

    assert [name for name, _ in reminders(case)].count("case_overdue") == 2


def test_a_reopened_case_is_reminded_of_anew(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    remind_until(case, NOW + 9 * DAY)
    before = len(reminders(case))
    take_step(town, case, Step.ANSWER, now=NOW + 9 * DAY)
    take_step(town, case, Step.REOPEN, now=NOW + 9 * DAY)
    take_step(town, case, Step.ACCEPT, now=NOW + 9 * DAY)

    remind_until(case, NOW + 60 * DAY)

    assert len(reminders(case)) == before + 3


def test_the_tasks_find_what_the_clock_has_made_due(town):
    # Real time runs here: these cases are months old.
    long_ago = now() - 90 * DAY
    overdue = make_case(town, state=CaseState.ACCEPTED, now=long_ago)
    answered = make_case(town, state=CaseState.ANSWERED, now=long_ago)
    fresh = make_case(town, state=CaseState.ANSWERED, now=now())

    assert tasks.reminders_are_due()
    assert tasks.closings_are_due()
    for _ in range(2):
        tasks.remind_cases.call()
        tasks.close_cases.call()

    assert names(overdue)[-1] == "case_overdue"
    assert names(overdue).count("case_overdue") == 1
    assert (again(answered).state, again(fresh).state) == (CaseState.CLOSED, CaseState.ANSWERED)
    assert again(answered).events.order_by("-id")[0].actor == Actor.system("closing").reference
    assert not tasks.reminders_are_due()
    assert not tasks.closings_are_due()
