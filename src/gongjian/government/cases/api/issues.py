"""Hot issues: lists, one with its cases, what staff do with it, joint answers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of, actor_who
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.foundation.kernel.ids import read_number, show_number
from gongjian.foundation.people import interface as people
from gongjian.government.cases import policies
from gongjian.government.cases.actions import tidy_hot_issues as tidy
from gongjian.government.cases.actions.begin_joint_answer import begin_joint_answer, give_again
from gongjian.government.cases.api import issue_schemas as schemas
from gongjian.government.cases.api.answer_checks import check_out
from gongjian.government.cases.api.schemas import CasePage, case_out
from gongjian.government.cases.models.joint_answer import JointOutcome
from gongjian.government.cases.selectors.cases import ids_of_numbers
from gongjian.government.cases.selectors.issue_members import (
    SeenIssue,
    public_members,
    see_issue,
    staff_members,
)
from gongjian.government.cases.selectors.joint_answers import (
    get_joint_answer,
    joint_answers_of,
    joint_cases,
    joint_plans,
    plan_of,
    public_joint_answers_of,
    questions_of,
)
from gongjian.government.triage import interface as triage
from gongjian.methods.answer_check import check_joint_answer

router = Router()
queue_router = Router()
map_router = Router()


class IssueQuery(schemas.IssueFiltersIn, PageQuery):
    """Which hot issues."""


class MemberQuery(PageQuery):
    staff: bool = Field(
        default=False, description="the cases that the caller's roles show, in full"
    )


class OutcomeQuery(PageQuery):
    outcome: JointOutcome | None = None


@router.get("", response=schemas.IssuePage, operation_id="list_issues")
def list_issues(request: HttpRequest, query: Query[IssueQuery]) -> JsonResponse:
    """Hot issues as everybody may know them: those of two public cases or more."""
    page = triage.public_issues(filters=query.filters(), cursor=query.cursor, size=query.size)
    at = now()
    items = [schemas.issue_out(face, at, face.issue.version) for face in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@queue_router.get("/issues", response=schemas.IssuePage, operation_id="list_issue_queue")
def list_for_staff(request: HttpRequest, query: Query[IssueQuery]) -> JsonResponse:
    """Hot issues of the caller's area or department, private cases counted in."""
    page = triage.staff_issues(
        actor=actor_who(triage.sees_issues, request), filters=query.filters(),
        cursor=query.cursor, size=query.size,
    )  # fmt: skip
    at = now()
    items = [schemas.issue_out(issue, at, issue.version) for issue in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@map_router.get("/issues", response=schemas.IssueMapOut, operation_id="list_issues_on_map")
def list_dots(request: HttpRequest, query: Query[schemas.IssueFiltersIn]) -> JsonResponse:
    """Public hot issues with a place, by the filters of the list."""
    found, at = triage.map_issues(filters=query.filters()), now()
    same = ("title", "language", "state", "case_count", "longitude", "latitude")
    items = [
        {
            "number": face.shown_number,
            **{name: getattr(face, name) for name in same},
            "heat": round(triage.heat_at(face.heat, at), 2),
        }
        for face in found
    ]
    return JsonResponse({"items": items, "is_cut": len(found) == triage.MOST_ON_MAP})


@router.get("/{issue_number}", response=schemas.WholeIssueOut, operation_id="get_issue")
def read_issue(request: HttpRequest, issue_number: str) -> JsonResponse:
    """One hot issue: of all its cases for staff whom it concerns, else of its public ones. A
    number that was merged gives the issue it goes on as."""
    return JsonResponse(_whole(actor_of(request), issue_number))


@router.get("/{issue_number}/cases", response=CasePage, operation_id="list_issue_cases")
def list_members(
    request: HttpRequest, issue_number: str, query: Query[MemberQuery]
) -> JsonResponse:
    """Its cases, newest first: the public ones, or those the caller sees in full."""
    actor = actor_of(request)
    seen = see_issue(actor=actor, number=issue_number)
    if query.staff:
        _require_staff(seen)
        page = staff_members(actor=actor, issue=seen.issue, cursor=query.cursor, size=query.size)
    else:
        page = public_members(issue=seen.issue, cursor=query.cursor, size=query.size)
    items = [case_out(case, in_full=query.staff) for case in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/{issue_number}/history", response=schemas.IssueHistoryOut, operation_id="get_issue_history"
)
def read_history(request: HttpRequest, issue_number: str) -> JsonResponse:
    """What staff did with it; for staff whom it concerns."""
    seen = see_issue(actor=actor_of(request), number=issue_number)
    _require_staff(seen)
    events = triage.history_of(seen.issue)
    keys = [UUID(one.actor[5:]) for one in events if one.actor.startswith("user:")]
    names = people.user_names(set(keys))
    items = [
        {
            "event": one.name,
            "at": one.at,
            "department": one.department.name if one.department else "",
            "person": names.get(UUID(one.actor[5:]), "") if one.actor.startswith("user:") else "",
            "text": one.text,
            # Keys of cases are for ourselves.
            "data": {key: value for key, value in one.data.items() if key != "case_ids"},
        }
        for one in events
    ]
    return JsonResponse({"items": items})


@router.post("/{issue_number}/merge", response=schemas.WholeIssueOut, operation_id="merge_issue")
def merge(request: HttpRequest, issue_number: str, body: schemas.MergeIssueIn) -> JsonResponse:
    """End it as part of another one, which has the cases of both; the answer is that one."""
    actor, issue = _issue(request, issue_number)
    after = tidy.merge_issues(actor=actor, issue_id=issue.pk, now=now(), **body.model_dump())
    return JsonResponse(_whole(actor, after.number))


@router.post("/{issue_number}/rename", response=schemas.WholeIssueOut, operation_id="rename_issue")
def rename(request: HttpRequest, issue_number: str, body: schemas.RenameIssueIn) -> JsonResponse:
    """Give it a title, which stays."""
    actor, issue = _issue(request, issue_number)
    after = tidy.rename_issue(actor=actor, issue_id=issue.pk, now=now(), **body.model_dump())
    return JsonResponse(_whole(actor, after.number))


@router.post("/{issue_number}/put-in", response=schemas.WholeIssueOut, operation_id="put_in_case")
def put_in(request: HttpRequest, issue_number: str, body: schemas.PutInIn) -> JsonResponse:
    """Say of a case that it is of this issue, whatever it was of before."""
    actor, issue = _issue(request, issue_number)
    after = tidy.put_in_case(actor=actor, issue_id=issue.pk, now=now(), **body.model_dump())
    return JsonResponse(_whole(actor, after.number))


@router.post(
    "/{issue_number}/take-out", response=schemas.WholeIssueOut, operation_id="take_out_cases"
)
def take_out(request: HttpRequest, issue_number: str, body: schemas.TakeOutIn) -> JsonResponse:
    """Say of cases that they are not of it; they are not put in again by themselves."""
    actor, issue = _issue(request, issue_number)
    after = tidy.take_out_cases(
        actor=actor, issue_id=issue.pk, case_ids=_ids(body.numbers), now=now(),
        version=body.version,
    )  # fmt: skip
    return JsonResponse(_whole(actor, after.number))


def _show_split(request: HttpRequest, made: str) -> HttpResponse:
    return JsonResponse(_whole(actor_of(request), made), status=201)


@router.post(
    "/{issue_number}/split", response={201: schemas.WholeIssueOut}, operation_id="split_issue"
)
@creates(_show_split)
def split(request: HttpRequest, issue_number: str, body: schemas.SplitIn) -> str:
    """Make a hot issue of its own of some of its cases; the answer is the new one."""
    actor, issue = _issue(request, issue_number)
    new = tidy.split_issue(
        actor=actor, issue_id=issue.pk, case_ids=_ids(body.numbers), title=body.title,
        now=now(), version=body.version,
    )  # fmt: skip
    return new.number


@router.get(
    "/{issue_number}/joint-plans", response=schemas.JointPlansOut, operation_id="list_joint_plans"
)
def list_plans(request: HttpRequest, issue_number: str) -> JsonResponse:
    """To how many of its cases a joint answer of the caller's departments would be given, and why
    not to the others."""
    actor, issue = _issue(request, issue_number)
    items = [
        {"department_id": plan.department_id, "counts": plan.counts}
        for plan in joint_plans(actor=actor, issue=issue)
    ]
    return JsonResponse({"items": items})


@router.get(
    "/{issue_number}/joint-answers",
    response=schemas.JointAnswersOut,
    operation_id="list_joint_answers",
)
def list_joint(request: HttpRequest, issue_number: str) -> JsonResponse:
    """Its joint answers: for everybody those that a public case was answered by, masked."""
    seen = see_issue(actor=actor_of(request), number=issue_number)
    find = joint_answers_of if seen.is_staff else public_joint_answers_of
    items = [schemas.joint_out(joint, in_full=seen.is_staff) for joint in find(seen.issue)]
    return JsonResponse({"items": items})


def _show_joint(request: HttpRequest, made: str) -> HttpResponse:
    joint = get_joint_answer(actor=actor_of(request), joint_id=UUID(made))
    return JsonResponse(schemas.joint_out(joint, in_full=True), status=202)


@router.post(
    "/{issue_number}/joint-answers",
    response={202: schemas.JointAnswerOut},
    operation_id="begin_joint_answer",
)
@creates(_show_joint)
def begin(request: HttpRequest, issue_number: str, body: schemas.JointAnswerIn) -> str:
    """Answer all its cases at once that the caller's department leads and that may be answered; a
    worker does it."""
    actor = actor_who(policies.handles_cases, request)
    seen = see_issue(actor=actor, number=issue_number)
    joint = begin_joint_answer(actor=actor, issue_id=seen.issue.pk, now=now(), **body.model_dump())
    return str(joint.pk)


@router.post(
    "/{issue_number}/joint-answer-check",
    response=schemas.JointAnswerCheckOut,
    operation_id="check_joint_answer",
)
def check_joint(
    request: HttpRequest, issue_number: str, body: schemas.JointDraftIn
) -> JsonResponse:
    """Look at a joint answer before it is sent, beside what the cases ask that it would be given
    to: thirty of them, those that most people have."""
    actor = actor_who(policies.handles_cases, request)
    seen = see_issue(actor=actor, number=issue_number)
    plan = plan_of(actor=actor, issue=seen.issue, department_id=body.department_id)
    questions = questions_of(actor=actor, issue=seen.issue, department_id=plan.department_id)
    found = check_joint_answer(questions, body.text)
    counts = {"looked_at": found.looked_at, "left_open": found.left_open}
    return JsonResponse({**check_out(found.check), **counts})


@router.get(
    "/{issue_number}/joint-answers/{uuid:joint_id}",
    response=schemas.JointAnswerOut,
    operation_id="get_joint_answer",
)
def read_joint(request: HttpRequest, issue_number: str, joint_id: UUID) -> JsonResponse:
    """How far a joint answer is."""
    joint = get_joint_answer(actor=actor_of(request), joint_id=joint_id)
    return JsonResponse(schemas.joint_out(joint, in_full=True))


@router.get(
    "/{issue_number}/joint-answers/{uuid:joint_id}/cases",
    response=schemas.JointCasePage,
    operation_id="list_joint_answer_cases",
)
def list_joint_cases(
    request: HttpRequest, issue_number: str, joint_id: UUID, query: Query[OutcomeQuery]
) -> JsonResponse:
    """What became of each case, in the order in which they are gone through."""
    joint = get_joint_answer(actor=actor_of(request), joint_id=joint_id)
    page = joint_cases(joint=joint, outcome=query.outcome, cursor=query.cursor, size=query.size)
    items = [{"number": show_number(row.case.number), "outcome": row.outcome} for row in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post(
    "/{issue_number}/joint-answers/{uuid:joint_id}/again",
    response={202: schemas.JointAnswerOut},
    operation_id="give_joint_answer_again",
)
def again(request: HttpRequest, issue_number: str, joint_id: UUID) -> JsonResponse:
    """Give it to the cases that came after it, too."""
    actor = actor_who(policies.handles_cases, request)
    joint = give_again(actor=actor, joint_id=joint_id, now=now())
    return JsonResponse(schemas.joint_out(joint, in_full=True), status=202)


def _issue(request: HttpRequest, number: str) -> tuple[Actor, triage.HotIssue]:
    actor = actor_of(request)
    seen = see_issue(actor=actor, number=number)
    _require_staff(seen)
    return actor, seen.issue


def _require_staff(seen: SeenIssue) -> None:
    if not seen.is_staff:
        raise NotAllowed


def _ids(numbers: Sequence[str]) -> list[UUID]:
    known = ids_of_numbers(numbers)
    if len(known) < len(set(numbers)):
        raise Invalid(fields={"numbers": [_("There is no case with this number.")]})
    return list(known.values())


def _whole(actor: Actor, number: str) -> dict[str, object]:
    """The fields of WholeIssueOut."""
    seen = see_issue(actor=actor, number=number)
    shown = seen.issue if seen.is_staff else seen.face
    if shown is None:
        raise NotFound
    is_other = read_number(number) != seen.issue.number
    return {
        **schemas.issue_out(shown, now(), seen.issue.version),
        "is_public": seen.face is not None,
        "is_in_full": seen.is_staff,
        "arrivals": [{"day": day, "count": count} for day, count in shown.arrivals],
        "merged_into": seen.issue.shown_number if is_other else "",
    }
