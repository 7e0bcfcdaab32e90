"""What the API says of hot issues, and takes in about them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import PageOut, StrictQuery, StrictSchema, Text
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.kernel.ids import show_number
from gongjian.government.cases.api.answer_checks import AnswerCheckOut
from gongjian.government.cases.api.filters import BEFORE_THE_FIRST
from gongjian.government.cases.models import JointAnswer
from gongjian.government.cases.models.joint_answer import JointOutcome, JointState
from gongjian.government.cases.views.issue_forms import issue_filters
from gongjian.government.triage import interface as triage

Version = Annotated[int, Field(ge=1, lt=2**31)] | None
Number = Annotated[Text, Field(min_length=1, max_length=20)]


class IssueFiltersIn(StrictQuery):
    """What a list is narrowed to, and what stands first. Days are the town's and inclusive."""

    state: triage.IssueState | None = Field(default=None, description="in exactly this state")
    category_id: UUID | None = Field(
        default=None, description="of this category or one below it; ids: `GET /categories`"
    )
    area_id: UUID | None = Field(
        default=None, description="in this area or one inside it; ids: `GET /areas`"
    )
    department_id: UUID | None = Field(
        default=None, description="most cases of which this department leads"
    )
    since: date | None = Field(default=None, description="heard of on this day or later")
    until: date | None = Field(default=None, description="heard of on this day or before")
    order: triage.IssueOrder = Field(
        default=triage.IssueOrder.HEAT,
        description="`heat`: the hottest now first; `peak`: that ever was; `latest`: heard of last",
    )

    def filters(self) -> triage.IssueFilters:
        """As selectors take them.

        Raises
        ------
        Invalid
            An id is unknown, or the last day is before the first.
        """
        if self.since and self.until and self.since > self.until:
            raise Invalid(fields={"until": [BEFORE_THE_FIRST]})
        for name in ("category_id", "area_id"):
            try:
                issue_filters(**{name.removesuffix("_id"): getattr(self, name)})
            except NotFound as error:
                raise Invalid(fields={name: [error.message]}) from error
        return issue_filters(
            state=self.state or "", category=self.category_id, area=self.area_id,
            department=self.department_id, since=self.since, until=self.until, order=self.order,
        )  # fmt: skip


class IssueOut(Schema):
    """A hot issue as far as this caller may know it: of its public cases, or of all."""

    number: str
    state: triage.IssueState
    version: int
    title: str = Field(description="made of its cases, or by staff; “” where there is none yet")
    place: str = Field(description="what its cases call the place, where they agree")
    language: str
    category_id: UUID | None
    area_id: UUID | None
    department_id: UUID | None
    longitude: float | None
    latitude: float | None
    first_at: datetime
    last_at: datetime
    case_count: int
    open_count: int
    people_count: int
    support_count: int
    dislike_count: int
    heat: float = Field(description="degrees at this moment")
    peak_heat: float = Field(description="degrees at its hottest")
    trend: triage.Trend


class ArrivalOut(Schema):
    day: date
    count: int


class WholeIssueOut(IssueOut):
    is_public: bool = Field(description="whether everybody may know that there is such an issue")
    is_in_full: bool = Field(description="whether private cases are counted in")
    arrivals: list[ArrivalOut] = Field(description="how many cases came on which day")
    merged_into: str = Field(description="the number it goes on as; “” where it was not merged")


class IssuePage(PageOut):
    items: list[IssueOut]


class IssueDotOut(Schema):
    number: str
    title: str
    language: str
    state: triage.IssueState
    case_count: int
    heat: float
    longitude: float
    latitude: float


class IssueMapOut(Schema):
    items: list[IssueDotOut] = Field(description="the hottest first")
    is_cut: bool = Field(description=f"there may be more: {triage.MOST_ON_MAP} are shown")


class IssueEventOut(Schema):
    """What staff did with it."""

    event: str
    at: datetime
    department: str
    person: str
    text: str
    data: dict[str, Any]


class IssueHistoryOut(Schema):
    items: list[IssueEventOut] = Field(description="the latest first")


class TidyIn(StrictSchema):
    version: Version = Field(
        default=None, description="the one last seen; 409 where somebody changed it since"
    )


class MergeIssueIn(TidyIn):
    into_number: Number


class RenameIssueIn(TidyIn):
    title: Annotated[Text, Field(max_length=triage.LONGEST_TITLE)] = Field(
        description="everybody reads it; “”: again the one made of its cases"
    )


class PutInIn(TidyIn):
    number: Number


class TakeOutIn(TidyIn):
    numbers: Annotated[
        list[Number],
        Field(min_length=1, max_length=triage.MOST_AT_ONCE, description="of cases of it"),
    ]


class SplitIn(TakeOutIn):
    title: Annotated[Text, Field(max_length=triage.LONGEST_TITLE)] = ""


class JointAnswerIn(TidyIn):
    text: Annotated[Text, Field(min_length=1, max_length=10_000)]
    provision_id: UUID | None = None
    department_id: UUID | None = Field(
        default=None, description="of the caller's; null: the one that leads most of its cases"
    )


class JointDraftIn(StrictSchema):
    text: Annotated[Text, Field(min_length=1, max_length=10_000)]
    department_id: UUID | None = Field(
        default=None, description="of the caller's; null: the one that leads most of its cases"
    )


class JointAnswerCheckOut(AnswerCheckOut):
    """As for the answer to one case; what is not spoken of stands first among the asks."""

    looked_at: int = Field(description="cases it was looked at beside")
    left_open: int = Field(description="of these, those that ask what it does not speak of")


class JointPlanOut(Schema):
    """What a joint answer would do."""

    department_id: UUID
    counts: dict[JointOutcome, int] = Field(description="outcome → number of cases")


class JointPlansOut(Schema):
    items: list[JointPlanOut]


class JointAnswerOut(Schema):
    id: UUID
    number: str = Field(description="of the issue")
    department_id: UUID
    state: JointState
    text: str
    provision_id: UUID | None
    total_count: int
    seen_count: int
    answered_count: int
    begun_at: datetime
    finished_at: datetime | None


class JointAnswersOut(Schema):
    items: list[JointAnswerOut] = Field(description="the last one first")


class JointCaseOut(Schema):
    number: str
    outcome: JointOutcome


class JointCasePage(PageOut):
    items: list[JointCaseOut]


def issue_out(
    issue: triage.HotIssue | triage.PublicIssue, now: datetime, version: int
) -> dict[str, object]:
    """The fields of IssueOut."""
    same = (
        "state title place language category_id area_id department_id longitude latitude first_at "
        "last_at case_count open_count people_count support_count dislike_count"
    )
    return {
        "number": issue.shown_number,
        "version": version,
        **{name: getattr(issue, name) for name in same.split()},
        "heat": round(triage.heat_at(issue.heat, now), 2),
        "peak_heat": round(issue.peak_heat, 2),
        "trend": triage.trend(issue.arrivals, local_day(now)),
    }


def joint_out(joint: JointAnswer, *, in_full: bool) -> dict[str, object]:
    """The fields of JointAnswerOut."""
    same = (
        "id department_id state provision_id total_count seen_count answered_count begun_at "
        "finished_at"
    )
    return {
        **{name: getattr(joint, name) for name in same.split()},
        "number": show_number(joint.issue.number),
        "text": joint.text if in_full else joint.public_text,
    }
