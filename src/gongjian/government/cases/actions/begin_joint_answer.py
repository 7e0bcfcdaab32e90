"""One answer to all cases of a hot issue that a department leads: a worker gives it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, WrongState
from gongjian.foundation.people import interface as people
from gongjian.government.cases.actions.checks import provision_of, text_of
from gongjian.government.cases.actions.masking import mask
from gongjian.government.cases.events import JointAnswerBegun
from gongjian.government.cases.models import JointAnswer, JointAnswerCase
from gongjian.government.cases.models.joint_answer import JointOutcome, JointState
from gongjian.government.cases.selectors import drafts
from gongjian.government.cases.selectors.joint_answers import (
    get_joint_answer,
    members_of,
    plan_of,
)
from gongjian.government.triage import interface as triage


def begin_joint_answer(
    *,
    actor: Actor,
    issue_id: UUID,
    text: str,
    now: datetime,
    department_id: UUID | None = None,
    provision_id: UUID | None = None,
    version: int | None = None,
) -> JointAnswer:
    """Have all cases of an issue answered that a department of the actor leads and that may be.

    Parameters
    ----------
    department_id : UUID, optional
        None: of the actor's departments the one that leads most of them.

    Raises
    ------
    NotFound
        No such issue for this actor.
    NotAllowed
        They handle no case of it.
    StaleVersion
        Somebody changed it, or answered it, meanwhile.
    Invalid
        The text is empty or too long, the provision not in force, or there is nothing to answer.
    InPersonOnly
        It was made from a machine's draft, and a programme sends it.
    """
    with transaction.atomic():
        issue = triage.lock_issue(issue_id=issue_id)
        plan = plan_of(actor=actor, issue=issue, department_id=department_id)
        # Who may not answer learns nothing of its version.
        issue = triage.lock_issue(issue_id=issue_id, version=version)
        if not plan.answered:
            raise Invalid(_("No case of this hot issue waits for an answer of your department."))
        text = text_of("text", text)
        _require_person(actor, text, issue)
        joint = JointAnswer.objects.create(
            issue=issue, department_id=plan.department_id, author_id=actor.user_id, text=text,
            public_text=mask(text, []), begun_at=now,
            provision_id=provision_of("provision_id", provision_id, local_day(now)),
        )  # fmt: skip
        triage.write_issue_event(
            issue, actor=actor, name="issue_answered", now=now,
            department_id=plan.department_id, data={"joint_answer": str(joint.pk)},
        )  # fmt: skip
        _queue(joint, issue)
    return joint


def give_again(*, actor: Actor, joint_id: UUID, now: datetime) -> JointAnswer:
    """Give a joint answer also to the cases that came after it, and look again at those that were
    left out.

    Raises
    ------
    NotFound
        No such joint answer for this actor.
    NotAllowed
        They do not answer for its department.
    WrongState
        It is still being given.
    Invalid
        Its provision is no longer in force.
    InPersonOnly
        It has the words of a machine's draft of a case that came after it, and a programme gives
        it.
    """
    with transaction.atomic():
        seen = get_joint_answer(actor=actor, joint_id=joint_id)
        joint = JointAnswer.objects.select_for_update().get(pk=seen.pk)
        issue = triage.lock_issue(issue_id=(seen.issue.merged_into or seen.issue).pk)
        plan_of(actor=actor, issue=issue, department_id=joint.department_id)
        if joint.is_under_way:
            raise WrongState
        # Else no case could be answered by it, and it would never end.
        provision_of("provision_id", joint.provision_id, local_day(now))
        _require_person(actor, joint.text, issue)
        joint.author_id = actor.user_id
        joint.cases.exclude(outcome=JointOutcome.ANSWERED).update(outcome=JointOutcome.PENDING)
        triage.write_issue_event(
            issue, actor=actor, name="issue_answered", now=now,
            department_id=joint.department_id, data={"joint_answer": str(joint.pk)},
        )  # fmt: skip
        _queue(joint, issue)
    return joint


def _require_person(actor: Actor, text: str, issue: triage.HotIssue) -> None:
    """A machine's draft is sent by a person, to one or to many."""
    if actor.api_key_id is not None and drafts.has_words_of_a_draft(text, members_of(issue)):
        people.require_in_person(actor)


def _queue(joint: JointAnswer, issue: triage.HotIssue) -> None:
    """Note which cases it is about, and have a worker go through them."""
    known = set(joint.cases.values_list("case_id", flat=True))
    members = members_of(issue).order_by("received_at", "id").values_list("pk", flat=True)
    rows = [JointAnswerCase(joint_answer=joint, case_id=pk) for pk in members if pk not in known]
    insert_rows(rows)
    joint.total_count = len(known) + len(rows)
    joint.seen_count = joint.answered_count = joint.cases.filter(
        outcome=JointOutcome.ANSWERED
    ).count()
    joint.state, joint.finished_at = JointState.WAITING, None
    joint.save()
    outbox.add(JointAnswerBegun(joint_id=joint.pk))
