"""Joint answers: to which cases of a hot issue one would be given, and how far one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.cases import policies
from gongjian.government.cases.models import Case, JointAnswer, JointAnswerCase
from gongjian.government.cases.models.joint_answer import JointOutcome, JointState
from gongjian.government.cases.rules import (
    DISPATCHER_STATES,
    FINAL_STATES,
    OPEN_STATES,
    CaseState,
)
from gongjian.government.triage import interface as triage

MOST_SHOWN = 20
MOST_CHECKED = 30
"""Cases beside which a joint answer is looked at before it is sent: some 30 ms."""


@dataclass(frozen=True, slots=True)
class JointPlan:
    """What a joint answer of a department would do: outcome → number of cases."""

    department_id: UUID
    counts: dict[JointOutcome, int]

    @property
    def answered(self) -> int:
        return self.counts.get(JointOutcome.ANSWERED, 0)

    @property
    def left_out(self) -> list[tuple[JointOutcome, int]]:
        """Why how many are left out, the most frequent reason first."""
        out = [(one, n) for one, n in self.counts.items() if one != JointOutcome.ANSWERED]
        return sorted(out, key=lambda pair: (-pair[1], pair[0]))


def outcome_for(actor: Actor, case: Case, department_id: UUID) -> JointOutcome:
    """Whether an actor's joint answer for a department is given to a case, or why not."""
    state = CaseState(case.state)
    if state in FINAL_STATES:
        return JointOutcome.ENDED
    if state not in OPEN_STATES:
        return JointOutcome.ANSWERED_BEFORE
    if state in DISPATCHER_STATES or case.lead_department_id is None:
        return JointOutcome.NOT_DISPATCHED
    if case.lead_department_id != department_id:
        return JointOutcome.OTHER_DEPARTMENT
    return JointOutcome.ANSWERED if policies.is_owner(actor, case) else JointOutcome.NOT_ALLOWED


def joint_plans(*, actor: Actor, issue: triage.HotIssue) -> list[JointPlan]:
    """For each department that the actor may answer for, to how many cases; the most first. One
    query, whatever the number of cases."""
    columns = ("lead_department_id", "state", "area_path")
    rows = members_of(issue).order_by().values(*columns).annotate(count=Count("pk"))
    kinds = [(Case(**{name: row[name] for name in columns}), row["count"]) for row in rows]
    departments = {
        case.lead_department_id
        for case, _count in kinds
        if case.lead_department_id and policies.is_lead_handler(actor, case)
    }
    plans = []
    for department_id in departments:
        counts: Counter[JointOutcome] = Counter()
        for case, count in kinds:
            counts[outcome_for(actor, case, department_id)] += count
        plans.append(JointPlan(department_id, dict(counts)))
    return sorted(plans, key=lambda plan: (-plan.answered, str(plan.department_id)))


def plan_of(*, actor: Actor, issue: triage.HotIssue, department_id: UUID | None) -> JointPlan:
    """The plan of a department; of the one that leads most of the cases where none is named.

    Raises
    ------
    NotFound
        The actor knows of no such issue.
    NotAllowed
        They handle no case of it for this department.
    """
    plans = joint_plans(actor=actor, issue=issue)
    if not plans:
        if triage.may_see_issue(actor, issue):
            raise NotAllowed
        raise NotFound
    if department_id is None:
        return plans[0]
    plan = next((plan for plan in plans if plan.department_id == department_id), None)
    if plan is None:
        raise NotAllowed
    return plan


def questions_of(*, actor: Actor, issue: triage.HotIssue, department_id: UUID) -> list[str]:
    """What is asked by those cases that a joint answer of a department would be given to, title
    and text of each: of those that most have said "me too" to, then of the first. One query."""
    rows = members_of(issue).filter(
        lead_department=department_id, state__in=OPEN_STATES - DISPATCHER_STATES
    )
    shown = ("title", "text", "lead_department_id", "state", "area_path")
    found = rows.only(*shown).order_by("-support_count", "received_at", "id")
    # Of a department that works in parts of the town some may be out of the actor's reach.
    answered = (
        case
        for case in found[: 4 * MOST_CHECKED]
        if outcome_for(actor, case, department_id) is JointOutcome.ANSWERED
    )
    return [f"{case.title}\n{case.text}" for case in islice(answered, MOST_CHECKED)]


def members_of(issue: triage.HotIssue) -> QuerySet[Case]:
    """Its cases, whoever may see them."""
    return Case.objects.filter(pk__in=triage.case_ids_of(issue))


def joint_answers_of(issue: triage.HotIssue) -> list[JointAnswer]:
    """The joint answers of an issue and of those merged into it, the last first."""
    return list(_of(issue)[:MOST_SHOWN])


def public_joint_answers_of(issue: triage.HotIssue) -> list[JointAnswer]:
    """Those that a public case was answered by."""
    given = JointAnswerCase.objects.filter(
        joint_answer=OuterRef("pk"), outcome=JointOutcome.ANSWERED, case__is_public=True
    )
    return list(_of(issue).filter(Exists(given))[:MOST_SHOWN])


def _of(issue: triage.HotIssue) -> QuerySet[JointAnswer]:
    rows = JointAnswer.objects.filter(Q(issue=issue) | Q(issue__merged_into=issue))
    shown = ("issue__merged_into", "department", "provision", "author")
    return rows.select_related(*shown).order_by("-id")


def get_joint_answer(*, actor: Actor, joint_id: UUID) -> JointAnswer:
    """The joint answer, for those who see its issue and for its department.

    Raises
    ------
    NotFound
        No such one for this actor.
    """
    shown = ("issue__merged_into", "department", "provision", "author")
    joint = JointAnswer.objects.select_related(*shown).filter(pk=joint_id).first()
    if joint is None:
        raise NotFound
    if not sees_joint_answer(actor, joint):
        raise NotFound
    return joint


def sees_joint_answer(actor: Actor, joint: JointAnswer) -> bool:
    """Whether an actor may read to which cases it was given: who sees its issue, and its
    department. Others of whom a case is in the issue read its words alone."""
    is_theirs = joint.department_id in actor.organisation_ids(*policies.DEPARTMENT_ROLES)
    return is_theirs or triage.may_see_issue(actor, joint.issue.merged_into or joint.issue)


def joint_outcomes(joint: JointAnswer) -> list[tuple[JointOutcome, int]]:
    """What became of how many of its cases, in the order of the outcomes."""
    rows = joint.cases.order_by().values_list("outcome").annotate(Count("pk"))
    counts = dict(rows)
    return [(outcome, counts[outcome]) for outcome in JointOutcome if counts.get(outcome)]


def joint_cases(
    *, joint: JointAnswer, outcome: JointOutcome | None = None, cursor: str = "", size: int = 25
) -> Page[JointAnswerCase]:
    """Its cases with what became of each, in the order in which they were looked at."""
    rows = joint.cases.select_related("case__lead_department")
    if outcome is not None:
        rows = rows.filter(outcome=outcome)
    return keyset_page(rows, order=("id",), cursor=cursor, size=size)


def newcomers(joint: JointAnswer) -> int:
    """How many open cases of its issue, which its department leads, came after it."""
    issue = joint.issue.merged_into or joint.issue
    rows = members_of(issue).filter(
        lead_department=joint.department_id, state__in=OPEN_STATES - DISPATCHER_STATES
    )
    given = JointAnswerCase.objects.filter(joint_answer=joint, case=OuterRef("pk"))
    return rows.exclude(Exists(given)).count()


def joint_answer_offered(*, actor: Actor, case: Case) -> JointAnswer | None:
    """The last joint answer of the case's issue by its department, while the case came after it,
    or was left out, and may be answered by this actor. At most two queries."""
    issue = triage.issues_of_cases([case.pk]).get(case.pk)
    if issue is None or case.lead_department_id is None:
        return None
    if outcome_for(actor, case, case.lead_department_id) is not JointOutcome.ANSWERED:
        return None
    given = JointAnswerCase.objects.filter(
        joint_answer=OuterRef("pk"), outcome=JointOutcome.ANSWERED, case=case
    )
    rows = _of(issue).filter(department=case.lead_department_id, state=JointState.DONE)
    return rows.exclude(Exists(given)).first()


def answered_by(cases: Sequence[Case]) -> dict[UUID, JointAnswer]:
    """Case → the joint answer that it was given last."""
    rows = JointAnswerCase.objects.filter(
        case__in=cases, outcome=JointOutcome.ANSWERED
    ).select_related("joint_answer")
    return {row.case_id: row.joint_answer for row in rows.order_by("id")}
