"""What the API takes and gives of consultations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import Moment, PageOut, PageQuery, StrictSchema, Text
from gongjian.public.deliberation.actions.save_consultation import (
    MOST_PRIVACY_LIMIT,
    MOST_STATEMENTS_EACH,
    ConsultationDraft,
)
from gongjian.public.deliberation.models.consultations import Consultation, Statement
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import (
    ConsultationPhase,
    Eligibility,
    StatementModeration,
)

AnswerName = Literal["agree", "disagree", "pass"]


class ConsultationQuery(PageQuery):
    phase: Literal["upcoming", "open", "closed"] | None = None


class ConsultationOut(Schema):
    number: str
    title: str
    about: str
    language: str
    phase: ConsultationPhase
    opens_at: datetime | None
    statements_until: datetime | None
    closes_at: datetime | None
    closing_reason: str
    eligibility: Eligibility
    moderation: StatementModeration
    statements_each: int
    method: Literal["best", "polis"]
    privacy_limit: int
    area_id: UUID | None
    department_id: UUID | None
    source: str
    version: int


class ConsultationPage(PageOut):
    items: list[ConsultationOut]


class ConsultationIn(StrictSchema):
    title: Annotated[Text, Field(min_length=1, max_length=rules.TITLE_LENGTH)]
    about: Annotated[Text, Field(max_length=rules.ABOUT_LENGTH)] = ""
    language: Annotated[Text, Field(max_length=10)] = "en"
    area_id: UUID | None = None
    department_id: UUID | None = None
    opens_at: Moment | None = None
    statements_until: Moment | None = None
    closes_at: Moment | None = None
    eligibility: Eligibility = Eligibility.ANYONE
    moderation: StatementModeration = StatementModeration.AFTER
    statements_each: Annotated[int, Field(ge=0, le=MOST_STATEMENTS_EACH)] = (
        rules.DEFAULT_STATEMENTS_EACH
    )
    method: Literal["best", "polis"] = "best"
    privacy_limit: Annotated[int, Field(ge=rules.LEAST_PRIVACY_LIMIT, le=MOST_PRIVACY_LIMIT)] = (
        rules.DEFAULT_PRIVACY_LIMIT
    )

    def draft(self) -> ConsultationDraft:
        return ConsultationDraft(**self.dict(exclude={"version"}))


class ConsultationChangeIn(ConsultationIn):
    version: Annotated[int, Field(ge=1, le=2**31 - 1)]


class ConsultationStatementOut(Schema):
    number: int
    text: str
    language: str
    is_meta: bool
    state: str
    reason: str
    at: datetime


class ConsultationStatementPage(PageOut):
    items: list[ConsultationStatementOut]


class ConsultationStatementIn(StrictSchema):
    text: Annotated[Text, Field(min_length=1, max_length=rules.STATEMENT_LENGTH)]
    language: Annotated[Text, Field(max_length=10)] = "en"
    is_of_area: bool = False


class SeedsIn(StrictSchema):
    texts: list[Annotated[Text, Field(min_length=1, max_length=rules.STATEMENT_LENGTH)]] = Field(
        min_length=1, max_length=rules.MOST_SEEDS_AT_ONCE
    )
    is_meta: bool = False


class VoteIn(StrictSchema):
    answer: AnswerName
    is_of_area: bool = Field(default=False, description="they say to live or work in the area")


class OwnVoteOut(Schema):
    statement: int
    answer: AnswerName


class CardOut(Schema):
    statement: ConsultationStatementOut | None = Field(description="None: all were seen")
    seen: int
    shown: int


class ClosingIn(StrictSchema):
    reason: Annotated[Text, Field(min_length=1, max_length=rules.REASON_LENGTH)]
    closes_at: Moment | None = Field(default=None, description="None: now")


class ModerationIn(StrictSchema):
    is_accepted: bool
    reason: Annotated[Text, Field(max_length=rules.REASON_LENGTH)] = ""


class ListIn(StrictSchema):
    addresses: list[Annotated[Text, Field(max_length=254)]] = Field(max_length=20_000)


class ListedOut(Schema):
    listed: int


class ResultOut(Schema):
    """As docs/reference/consultations.md says."""

    version: int
    at: datetime
    method: str
    seed: int
    people: int
    votes: int
    statements: int
    silhouette: float
    values: dict[str, Any] = Field(
        description="groups, what they stand for, consensus, statements with their counts; no "
        "single person"
    )


def consultation_out(found: Consultation, now: datetime) -> dict[str, object]:
    names = (
        "number", "title", "about", "language", "opens_at", "statements_until", "closes_at",
        "closing_reason", "eligibility", "moderation", "statements_each", "method",
        "privacy_limit", "area_id", "department_id", "source", "version",
    )  # fmt: skip
    return {name: getattr(found, name) for name in names} | {"phase": found.phase(now).value}


def statement_out(one: Statement, *, is_own: bool = False) -> dict[str, object]:
    return {
        "number": one.number, "text": one.text if is_own else one.public_text,
        "language": one.language, "is_meta": one.is_meta, "state": one.state,
        "reason": one.reason, "at": one.at,
    }  # fmt: skip
