"""What the API takes and gives of rounds, their projects and results."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import (
    Latitude,
    Longitude,
    Moment,
    PageOut,
    PageQuery,
    StrictSchema,
    Text,
)
from gongjian.foundation.kernel.money import MOST_MINOR
from gongjian.methods.budget_count import Rule
from gongjian.methods.equal_shares import Completion, Utility
from gongjian.public.budgeting.actions.project_steps import ProjectDraft
from gongjian.public.budgeting.actions.save_round import (
    HOURS_OF_A_YEAR,
    MOST_CHOICES,
    RoundDraft,
)
from gongjian.public.budgeting.models import (
    BudgetProject,
    BudgetRound,
    PartCount,
    PartResult,
    ProjectEvent,
    RoundPart,
)
from gongjian.public.budgeting.rules.ballots import BallotKind
from gongjian.public.budgeting.rules.projects import (
    REASON_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    ProjectState,
)
from gongjian.public.budgeting.selectors.projects import wording_before

Minor = Annotated[int, Field(ge=0, le=MOST_MINOR, description="in smallest units: cents")]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Title = Annotated[Text, Field(min_length=1, max_length=TITLE_LENGTH)]
Words = Annotated[Text, Field(max_length=TEXT_LENGTH)]
Reason = Annotated[Text, Field(min_length=1, max_length=REASON_LENGTH)]
Building = Literal["building", "built", "given_up"]
# By values and not by the enumeration: the description knows another of its name.
PhaseOut = Literal["draft", "collect", "check", "vote", "count", "build", "rate"]


class BudgetPartOut(Schema):
    id: UUID
    name: str = Field(description='of a district; "" for the part of all')
    is_whole: bool
    area_id: UUID | None
    budget_minor: int


class BudgetRoundOut(Schema):
    number: str
    title: str
    text: str
    language: str
    phase: PhaseOut
    is_published: bool
    collects_at: datetime
    checks_at: datetime
    votes_at: datetime
    closes_at: datetime
    counted_at: datetime | None
    finished_at: datetime | None
    currency: str
    parts: list[BudgetPartOut]
    kind: BallotKind
    most: int = Field(description="projects in each part (limited, ranking), or points; else 0")
    rule: Rule
    utility: Utility
    completion: Completion
    ties: Literal["number", "lot"]
    account_hours: int
    locked_at: datetime | None = Field(description="from when on rules, costs and money are fixed")
    is_imported: bool
    voters: int = Field(description="0 until it is counted")
    area_id: UUID | None
    version: int


class BudgetRoundPage(PageOut):
    items: list[BudgetRoundOut]


class DistrictMoneyIn(StrictSchema):
    area_id: UUID
    budget_minor: Minor


class BudgetRoundIn(StrictSchema):
    title: Title
    text: Words = ""
    language: Annotated[Text, Field(max_length=10)] = "en"
    collects_at: Moment
    checks_at: Moment
    votes_at: Moment
    closes_at: Moment
    currency: Annotated[Text, Field(min_length=3, max_length=3)] = "CNY"
    whole_minor: Minor | None = Field(default=None, description="money of the part of all")
    districts: list[DistrictMoneyIn] = Field(default=[], max_length=500)
    kind: BallotKind = BallotKind.APPROVAL
    most: Annotated[int, Field(ge=0, le=MOST_CHOICES)] = 0
    rule: Rule = "equal-shares"
    utility: Utility = "cost"
    completion: Completion = "add1u-greedy"
    ties: Literal["number", "lot"] = "lot"
    account_hours: Annotated[int, Field(ge=0, le=HOURS_OF_A_YEAR)] = 0
    area_id: UUID | None = None

    def draft(self) -> RoundDraft:
        said = self.dict(exclude={"version", "districts", "kind"})
        money = [(one.area_id, one.budget_minor) for one in self.districts]
        return RoundDraft(**said, kind=self.kind.value, districts_minor=money)


class BudgetRoundChangeIn(BudgetRoundIn):
    version: Version


class BudgetProjectQuery(PageQuery):
    part_id: UUID | None = Field(default=None, description="of this part only")
    state: ProjectState | None = Field(default=None, description="in this state only")
    q: Annotated[Text, Field(max_length=60)] = Field(
        default="", description="words of the title or the place"
    )


class BudgetProjectOut(Schema):
    number: int
    title: str
    text: str
    language: str
    part_id: UUID
    place: str
    longitude: float | None
    latitude: float | None
    state: ProjectState
    cost_minor: int | None = Field(description="estimated by its proposer until it was checked")
    spent_minor: int | None
    department_id: UUID | None
    reason: str
    rating: float | None
    rating_count: int
    submitted_at: datetime
    version: int


class BudgetProjectPage(PageOut):
    items: list[BudgetProjectOut]


class ProjectWordingOut(Schema):
    title: str
    text: str
    part_id: UUID
    place: str
    longitude: float | None
    latitude: float | None
    cost_minor: int | None


class ProjectEventOut(Schema):
    state: ProjectState
    text: str
    cost_minor: int | None
    department_id: UUID | None
    at: datetime
    replaced: ProjectWordingOut | None = Field(
        description="what it said until then, where its proposer changed it"
    )


class BudgetProjectSeen(BudgetProjectOut):
    events: list[ProjectEventOut]


class BudgetProjectIn(StrictSchema):
    part_id: UUID
    title: Title
    text: Words = ""
    language: Annotated[Text, Field(max_length=10)] = "en"
    cost_minor: Minor | None = None
    place: Annotated[Text, Field(max_length=120)] = ""
    longitude: Longitude | None = None
    latitude: Latitude | None = None

    def draft(self) -> ProjectDraft:
        return ProjectDraft(**self.dict(exclude={"version"}))


class BudgetProjectChangeIn(BudgetProjectIn):
    version: Version


class ProjectCheckIn(StrictSchema):
    is_feasible: bool | None = Field(default=None, description="null: `department_id` has to say")
    cost_minor: Minor | None = None
    reason: Annotated[Text, Field(max_length=REASON_LENGTH)] = ""
    department_id: UUID | None = Field(default=None, description="for those who manage the round")


class ProjectReasonIn(StrictSchema):
    reason: Reason


class ProjectReportIn(StrictSchema):
    state: Building
    text: Reason
    spent_minor: Minor | None = None


class StarsIn(StrictSchema):
    stars: Annotated[int, Field(ge=1, le=5)]


class BudgetCountOut(Schema):
    rule: Rule
    utility: Utility
    completion: Completion
    is_binding: bool
    report: dict[str, Any] = Field(description="as `gongjian budget count --json` writes it")


class PartResultOut(Schema):
    part_id: UUID
    name: str
    voters: int
    digest: str = Field(description="SHA-256 of the part's file")
    file: str = Field(description="where the part's file, Pabulib's .pb, is")
    counts: list[BudgetCountOut] = Field(description="the binding one first")


def round_out(round_: BudgetRound, parts: list[RoundPart], now: datetime) -> dict[str, object]:
    names = (
        "number", "title", "text", "language", "collects_at", "checks_at", "votes_at",
        "closes_at", "counted_at", "finished_at", "currency", "kind", "most", "rule", "utility",
        "completion", "ties", "account_hours", "locked_at", "is_imported", "voters", "area_id",
        "version",
    )  # fmt: skip
    return {name: getattr(round_, name) for name in names} | {
        "phase": round_.phase(now).value,
        "is_published": round_.published_at is not None,
        "parts": [
            {
                "id": part.pk, "name": part.name, "is_whole": part.is_whole,
                "area_id": part.area_id, "budget_minor": part.budget_minor,
            }
            for part in parts
        ],
    }  # fmt: skip


def project_out(project: BudgetProject) -> dict[str, object]:
    names = (
        "number", "title", "text", "language", "part_id", "place", "longitude", "latitude",
        "state", "cost_minor", "spent_minor", "department_id", "reason", "rating",
        "rating_count", "submitted_at", "version",
    )  # fmt: skip
    return {name: getattr(project, name) for name in names}


def event_out(event: ProjectEvent) -> dict[str, object]:
    names = ("state", "text", "cost_minor", "department_id", "at")
    said = ("title", "text", "part_id", "place", "longitude", "latitude", "cost_minor")
    before = wording_before(event)
    return {name: getattr(event, name) for name in names} | {
        "replaced": {name: getattr(before, name) for name in said} if before else None
    }


def result_out(
    part: RoundPart, result: PartResult, counts: list[PartCount], file: str
) -> dict[str, object]:
    names = ("rule", "utility", "completion", "is_binding", "report")
    return {
        "part_id": part.pk,
        "name": part.name,
        "voters": result.voters,
        "digest": result.digest,
        "file": file,
        "counts": [{name: getattr(count, name) for name in names} for count in counts],
    }
