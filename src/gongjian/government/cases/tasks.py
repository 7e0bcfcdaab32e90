"""Background work on cases; config/wiring.py says what starts it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid, NotFound, TooLarge
from gongjian.government.cases.actions import (
    catch_up,
    close_case,
    discard_import,
    dispatch_case,
    import_cases,
    index_cases,
    learn_from_cases,
    place_cases,
    refresh_hot_issues,
    refresh_rates,
    remind_case,
    run_joint_answer,
    sweep_files,
    write_draft,
)
from gongjian.government.cases.actions import notify_people as notify
from gongjian.government.cases.errors import TableGone, TransitionNotAllowed
from gongjian.government.cases.models import CatchUp
from gongjian.government.cases.selectors import drafts, due_work
from gongjian.government.triage import interface as triage

logger = logging.getLogger(__name__)

MOST_A_RUN = 5_000


@background_task(_("Find who is responsible for new cases"), priority=10)
def dispatch_received_cases(ids: Sequence[str]) -> None:
    """Dispatch received cases by the duty register; what has no category, by the model where it is
    sure, and else it waits with guesses."""
    dispatcher = Actor.system("dispatch")
    # Here, for a model is read once a process, which takes too long while a case is locked.
    triage.make_ready()
    _each(
        map(UUID, ids),
        lambda case_id: dispatch_case.dispatch_case(actor=dispatcher, case_id=case_id, now=now()),
    )


@background_task(_("Find cases about the same"))
def place_received_cases(ids: Sequence[str]) -> None:
    """Put received cases into hot issues, and join what one sender sent twice."""
    place_cases.place_cases(case_ids=[UUID(case_id) for case_id in ids], now=now())


@background_task(_("Bring the dashboard’s figures up to date"))
def refresh_case_rates(ids: Sequence[str]) -> None:
    """Recompute the cells of the rates that these events touched."""
    refresh_rates.refresh_rates(event_ids=[UUID(event_id) for event_id in ids], now=now())


@background_task(_("Make changed cases findable"))
def index_changed_cases(ids: Sequence[str]) -> None:
    """Keep the search index in step."""
    index_cases.index_cases(case_ids=[UUID(case_id) for case_id in ids])


@background_task(_("Keep what is to be learnt from cases"), priority=-10)
def learn_from_changed_cases(ids: Sequence[str]) -> None:
    """Keep, replace or forget what these events say of their cases’ categories."""
    learn_from_cases.learn_from_cases(event_ids=[UUID(event_id) for event_id in ids], now=now())


@background_task(_("Tell people what happened to their cases"))
def notify_people(ids: Sequence[str]) -> None:
    """Tell whom these events concern."""
    notify.notify_people(event_ids=[UUID(event_id) for event_id in ids], now=now())


@background_task(_("Remind of deadlines"), max_attempts=3)
def remind_cases() -> None:
    """Write the reminders that are due, of cases and of the parts of other departments."""
    at = now()
    parts = dict.fromkeys(due_work.assistances_to_remind(at, limit=MOST_A_RUN))

    def remind(key: UUID) -> None:
        if key in parts:
            remind_case.remind_assistance(assistance_id=key, now=at)
        else:
            remind_case.remind_case(case_id=key, now=at)

    _each([*due_work.cases_to_remind(at, limit=MOST_A_RUN), *parts], remind)


@background_task(_("Close answered cases nobody objected to"), max_attempts=3)
def close_cases() -> None:
    """Close the answered cases that nobody has objected to."""
    at, closer = now(), Actor.system("closing")
    ids = due_work.cases_to_close(at, limit=MOST_A_RUN)
    _each(ids, lambda case_id: close_case.close_case(actor=closer, case_id=case_id, now=at))


@background_task(_("Delete files that belong to no case"), max_attempts=3)
def sweep_case_files() -> None:
    """Nightly: delete stored files that no row names."""
    sweep_files.sweep_files(now=now())


@background_task(_("Import cases from a table"), first_wait_seconds=5)
def run_imports(ids: Sequence[str]) -> None:
    """Check or bring in tables, each on from where it stands."""
    for job_id in ids:
        with suppress(NotFound, Invalid, TooLarge, TableGone):
            # What is wrong with the file stands on the job's page; trying again would not help.
            import_cases.run_import(actor=Actor.system("import"), job_id=UUID(job_id), now=now())


@background_task(_("Write drafts"), max_attempts=3, priority=-10)
def write_drafts(ids: Sequence[str]) -> None:
    """Have the language model write these drafts, where they are due and there is a place."""
    for draft_id in ids:
        write_draft.write_draft(draft_id=UUID(draft_id), now=now())


@background_task(_("Begin drafts that wait"), max_attempts=1, priority=-10)
def begin_waiting_drafts() -> None:
    """Start what waited for a place, for its next attempt, or for a worker that was lost."""
    for draft_id in drafts.due_drafts(now()):
        write_drafts.enqueue(ids=[str(draft_id)])


@background_task(_("Delete tables that were left lying"), max_attempts=3)
def forget_imports() -> None:
    """Daily: forget tables that were left lying."""
    discard_import.forget_imports(now=now())


@background_task(_("Read cases that came earlier"), max_attempts=3, priority=-10)
def catch_up_earlier_cases() -> None:
    """Place and judge some of the cases that came before cases were read as they come."""
    catch_up.catch_up(now=now())


@background_task(_("Note which hot issues have changed"))
def note_changed_issues(ids: Sequence[str]) -> None:
    """Mark the hot issues of changed cases, so that what their cases come to is made anew."""
    triage.mark_stale(case_ids=[UUID(case_id) for case_id in ids])


@background_task(_("Sum up hot issues"), max_attempts=3)
def sum_up_issues() -> None:
    """Every few seconds: sum up those that changed and have rested long enough."""
    refresh_hot_issues.refresh_hot_issues(now=now())


@background_task(_("Give a joint answer to the cases of a hot issue"))
def run_joint_answers(ids: Sequence[str]) -> None:
    """Answer cases jointly, on from where each joint answer stands."""
    for joint_id in ids:
        with suppress(NotFound):
            run_joint_answer.run_joint_answer(joint_id=UUID(joint_id), clock=now)


def is_behind() -> bool:
    """Whether cases that came earlier are still to be read."""
    return CatchUp.objects.exists()


def issues_are_stale() -> bool:
    return bool(triage.stale_issue_ids(now=now(), limit=1))


def reminders_are_due() -> bool:
    at = now()
    return bool(
        due_work.cases_to_remind(at, limit=1) or due_work.assistances_to_remind(at, limit=1)
    )


def drafts_are_due() -> bool:
    return bool(drafts.due_drafts(now()))


def closings_are_due() -> bool:
    return bool(due_work.cases_to_close(now(), limit=1))


def _each(ids: Iterable[UUID], act: Callable[[UUID], object]) -> None:
    """Do it for each in its own transaction; one that fails stops no other.

    Raises
    ------
    ExceptionGroup
        After all, what failed: so that the task is tried again, and is seen if that is in vain.
    """
    failed: list[Exception] = []
    for key in ids:
        try:
            act(key)
        except (TransitionNotAllowed, NotFound):
            # Somebody was quicker, or an earlier run of this task was.
            continue
        except Exception as error:
            logger.exception("%s failed", key)
            failed.append(error)
    if failed:
        raise ExceptionGroup("some cases failed", failed)
