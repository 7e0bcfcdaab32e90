"""Giving a joint answer, case by case: each in its own transaction, once, as any other answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import GongjianError, Invalid, NotFound
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.people import interface as people
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases.actions.accept_case import accept_case
from gongjian.government.cases.actions.answer_case import answer_case
from gongjian.government.cases.models import Case, CaseAnswer, JointAnswer, JointAnswerCase
from gongjian.government.cases.models.joint_answer import JointOutcome, JointState
from gongjian.government.cases.rules import UNACCEPTED_STATES
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.selectors.joint_answers import outcome_for
from gongjian.government.triage import interface as triage

logger = logging.getLogger(__name__)

BATCH = 50


def run_joint_answer(*, joint_id: UUID, clock: Callable[[], datetime]) -> JointAnswer:
    """Go through the cases of a joint answer that nobody has gone through yet.

    Killed, it goes on where it stood; done twice, or by two at once, it answers each case once. The
    case is answered by whoever began it, with the rights that they have by then.

    Parameters
    ----------
    clock : callable
        The moment, asked for each case anew: thousands take minutes.

    Raises
    ------
    NotFound
        No such joint answer.
    ExceptionGroup
        After all, what failed; those cases are still pending.
    """
    joint = JointAnswer.objects.select_related("author", "issue").filter(pk=joint_id).first()
    if joint is None:
        raise NotFound
    if not joint.is_under_way:
        return joint
    JointAnswer.objects.filter(pk=joint.pk).update(state=JointState.RUNNING)
    author = joint.author
    actor = people.actor_of_user(author) if author and author.is_active else None
    failed: list[Exception] = []
    last = 0
    while rows := list(_pending(joint).filter(pk__gt=last)[:BATCH]):
        for row in rows:
            try:
                _go_through(joint, row.pk, actor, clock())
            except GongjianError:
                # It would be refused each time: its provision ended meanwhile, say.
                logger.exception("joint answer %s to %s was refused", joint.pk, row.case_id)
                _pending(joint).filter(pk=row.pk).update(outcome=JointOutcome.FAILED)
            except Exception as error:
                logger.exception("joint answer %s to %s failed", joint.pk, row.case_id)
                failed.append(error)
        last = rows[-1].pk
        _note_progress(joint)
    if failed:
        raise ExceptionGroup("some cases failed", failed)
    _finish(joint, clock())
    return joint


def give_joint_answer(
    *, actor: Actor, case_id: UUID, joint_id: UUID, now: datetime, version: int | None = None
) -> CaseAnswer:
    """Answer one case by the words of a joint answer of its department and issue: one that came
    after it, or was left out.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Invalid
        The joint answer is none for this case, or was given to it.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        issue = triage.issues_of_cases([case.pk]).get(case.pk)
        joint = JointAnswer.objects.filter(pk=joint_id).select_related("issue").first()
        if joint is None or issue is None or issue.pk not in (
            joint.issue_id, joint.issue.merged_into_id,
        ):  # fmt: skip
            raise Invalid
        row, _is_new = JointAnswerCase.objects.select_for_update().get_or_create(
            joint_answer=joint, case=case
        )
        if row.outcome == JointOutcome.ANSWERED or joint.department_id != case.lead_department_id:
            raise Invalid
        answer = _answer(joint, row, case, actor, now)
        _note_progress(joint)
    return answer


def _pending(joint: JointAnswer) -> QuerySet[JointAnswerCase]:
    return joint.cases.filter(outcome=JointOutcome.PENDING).order_by("pk")


def _go_through(joint: JointAnswer, row_id: int, actor: Actor | None, now: datetime) -> None:
    with transaction.atomic():
        # The case first, as give_joint_answer does.
        case_id = JointAnswerCase.objects.filter(pk=row_id).values_list("case_id", flat=True).get()
        case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
        row = JointAnswerCase.objects.select_for_update().get(pk=row_id)
        if row.outcome != JointOutcome.PENDING:
            return
        outcome = JointOutcome.NOT_ALLOWED
        if actor is not None:
            outcome = outcome_for(actor, case, joint.department_id)
        if actor is not None and outcome is JointOutcome.ANSWERED:
            _answer(joint, row, case, actor, now)
            return
        row.outcome = outcome
        row.save(update_fields=["outcome"])


def _answer(
    joint: JointAnswer, row: JointAnswerCase, case: Case, actor: Actor, now: datetime
) -> CaseAnswer:
    if case.state in UNACCEPTED_STATES:
        accept_case(actor=actor, case_id=case.pk, now=now)
    row.answer = answer_case(
        actor=actor, case_id=case.pk, text=joint.text, now=now, provision_id=joint.provision_id,
        issue_number=joint.issue.number,
        # Whoever wrote it for many has read it: a person gave it, on a page that says to whom.
        is_draft_checked=True,
    )  # fmt: skip
    row.outcome = JointOutcome.ANSWERED
    row.save(update_fields=["answer", "outcome"])
    trail.add_link(
        actor, reference_of(case), trail.Relation.ANSWERED_BY, reference_of(joint), now=now
    )
    return row.answer


def _note_progress(joint: JointAnswer) -> None:
    rows = joint.cases.exclude(outcome=JointOutcome.PENDING)
    answered = rows.filter(outcome=JointOutcome.ANSWERED).count()
    total = joint.cases.count()
    JointAnswer.objects.filter(pk=joint.pk).update(
        total_count=total, seen_count=rows.count(), answered_count=answered
    )


def _finish(joint: JointAnswer, now: datetime) -> None:
    with transaction.atomic():
        held = JointAnswer.objects.select_for_update().get(pk=joint.pk)
        if held.is_under_way and not _pending(held).exists():
            held.state, held.finished_at = JointState.DONE, now
            held.save(update_fields=["state", "finished_at"])
