"""What the API takes and gives of looks at somebody's data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field as Of

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import PageOut, PageQuery, StrictSchema, Text
from gongjian.government.exchange.api.exchange_schemas import QueryCheckOut
from gongjian.government.exchange.api.schemas import (
    SLUG,
    ExchangeBasis,
    ExchangeParty,
    party_out,
)
from gongjian.government.exchange.models import DataQuery, LookQuestion
from gongjian.government.exchange.rules.queries import OutcomeGroup, group_of
from gongjian.government.exchange.selectors.own_looks import LookFilters


class LooksQuery(PageQuery):
    consumer_id: UUID | None = Of(default=None, description="the department that looked")
    dataset_code: Annotated[Text, Of(max_length=60)] = ""
    outcome: OutcomeGroup | None = None
    begins: date | None = None
    ends: date | None = Of(default=None, description="the last day")

    def filters(self) -> LookFilters:
        return LookFilters(
            consumer_id=self.consumer_id,
            dataset_code=self.dataset_code,
            outcome=self.outcome,
            begins=self.begins,
            ends=self.ends,
        )


class DataLookOut(Schema):
    id: UUID
    consumer: ExchangeParty = Of(description="the department that looked")
    provider: ExchangeParty | None = Of(description="the department that holds the data")
    dataset_code: str = Of(description='"": it named no agreement that there is')
    field_names: list[str]
    given_fields: list[str]
    surplus_fields: list[str] = Of(description="sent beyond what was asked, and given to nobody")
    purpose: str
    provisions: list[ExchangeBasis] = Of(description="in the version of then")
    case_number: str = Of(description='your case that it was for; "": another\'s, or none')
    outcome_group: OutcomeGroup
    outcome: str
    checks: list[QueryCheckOut]
    asked_at: datetime
    answered_at: datetime | None
    as_of: datetime | None = Of(description="how fresh the data were, by the source")
    duration_ms: int | None
    sealed_until: date | None = Of(description="kept from you until that day")
    seal_reason: str
    message_digest: str
    decision: str = Of(description="the gateway's JWS")
    answer_digest: str
    answer_proof: str = Of(description="the source's JWS: digest and time of the data, no data")


class DataLookPage(PageOut):
    items: list[DataLookOut]


class DatasetLooksQuery(PageQuery):
    q: Annotated[Text, Of(max_length=100)] = ""


class DatasetLooksOut(Schema):
    dataset_code: str
    title: str
    looks: int
    last_at: datetime | None


class DatasetLooksPage(PageOut):
    items: list[DatasetLooksOut]


def look_out(row: DataQuery, actor: Actor) -> dict[str, object]:
    """A look as the person is told of it: of officials the department, of others' cases nothing."""
    names = (
        "field_names", "given_fields", "surplus_fields", "purpose", "provisions", "outcome",
        "checks", "asked_at", "answered_at", "as_of", "duration_ms", "sealed_until",
        "seal_reason", "message_digest", "decision", "answer_digest", "answer_proof",
    )  # fmt: skip
    case = row.case
    is_own = case is not None and actor.user_id is not None and case.requester_id == actor.user_id
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "consumer": party_out(row.consumer),
        "provider": party_out(row.provider) if row.provider else None,
        "dataset_code": row.dataset.code if row.dataset else "",
        "case_number": case.number if case and is_own else "",
        "outcome_group": group_of(row.outcome).value,
    }


class LookQuestionIn(StrictSchema):
    text: Annotated[Text, Of(min_length=10, max_length=4_000)]


class LookQuestionOut(Schema):
    case_number: str = Of(description="the case in which the department answers")
    state: str
    due_at: datetime | None
    text: str
    answers: list[str]
    asked_at: datetime


class SubjectIn(StrictSchema):
    case_number: Annotated[Text, Of(max_length=20)]
    scheme: Annotated[Text, Of(max_length=40, pattern=SLUG)] = Of(description="kind of number")
    number: Annotated[Text, Of(min_length=1, max_length=80)]


class VerifiedSubjectIn(SubjectIn):
    how: Annotated[Text, Of(max_length=200)] = Of(description="how you know that it is theirs")


class NamedSubjectIn(SubjectIn):
    reason: Annotated[Text, Of(max_length=300)] = Of(description="why the case is about them")


class MonthCountOut(Schema):
    month: date
    total: int | None = Of(description="null: too few to be published")
    groups: dict[str, int | None]
    sealed: int | None = Of(description="kept from the person at first")


class CellCountOut(Schema):
    consumer: str
    dataset: str
    total: int | None = Of(description="null: too few, or hidden so that another is not told")
    groups: dict[str, int | None]


class ReleaseCountOut(Schema):
    month: date
    looks: int | None


class DataCountsOut(Schema):
    until: date | None = Of(description="the last day that is counted")
    months: list[MonthCountOut]
    month: date
    cells: list[CellCountOut]
    releases: list[ReleaseCountOut]


class DataCountsQuery(Schema):
    month: Annotated[date, Of(ge=date(1970, 1, 1), lt=date(9000, 1, 1))] | None = Of(
        default=None, description="any day of it; the latest one where it is left out"
    )


def question_out(row: LookQuestion) -> dict[str, object]:
    case = row.case
    return {
        "case_number": case.number,
        "state": case.state,
        "due_at": case.due_at,
        "text": case.text,
        "answers": [one.text for one in case.answers.all()],
        "asked_at": row.asked_at,
    }
