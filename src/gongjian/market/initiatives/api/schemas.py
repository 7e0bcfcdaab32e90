"""What the API takes and gives of initiatives."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import PageOut, PageQuery, StrictSchema, Text
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.actions.save_initiative import FIRST_EVIDENCE, InitiativeDraft
from gongjian.market.initiatives.actions.save_measure import MeasureDraft
from gongjian.market.initiatives.selectors.initiatives import RoadmapPart

Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Title = Annotated[Text, Field(min_length=1, max_length=rules.TITLE_LENGTH)]
Words = Annotated[Text, Field(min_length=1, max_length=rules.TEXT_LENGTH)]
Reason = Annotated[Text, Field(max_length=rules.REASON_LENGTH)]
Note = Annotated[Text, Field(max_length=rules.NOTE_LENGTH)]
Reference = Annotated[Text, Field(min_length=3, max_length=80, description='"case:0192…"')]
Number = Annotated[Decimal, Field(max_digits=15, decimal_places=4, description="exact, as text")]
InitiativeStateName = Literal[
    "considered", "planned", "under_way", "delivered", "reviewed", "refused", "dropped"
]
StepName = Literal["plan", "start", "deliver", "review", "refuse", "drop", "resume"]
RateName = Literal["response", "solution", "satisfaction", "first_response", "received"]
CurrencyName = Literal["CNY", "EUR", "GBP", "JPY", "PLN", "USD"]


class InitiativeQuery(PageQuery):
    part: RoadmapPart = Field(default=RoadmapPart.PLAN, description="of the roadmap")
    department_id: UUID | None = None
    area_id: UUID | None = None
    category_id: UUID | None = None
    q: Annotated[Text, Field(max_length=60)] = ""


class InitiativeIn(StrictSchema):
    title: Title
    text: Words
    why: Words
    language: Annotated[Text, Field(min_length=2, max_length=10)] = "en"
    department_id: UUID | None = None
    manager_id: UUID | None = None
    area_id: UUID | None = None
    category_id: UUID | None = None
    budget_minor: Annotated[int, Field(ge=0, le=rules.MOST_MINOR)] | None = None
    currency: CurrencyName = "CNY"
    provision_id: UUID | None = None
    quarter: date | None = Field(default=None, description="any day of it")

    def draft(self) -> InitiativeDraft:
        names = InitiativeDraft.__dataclass_fields__
        return InitiativeDraft(**{name: getattr(self, name) for name in names})


class NewInitiativeIn(InitiativeIn):
    evidence: list[Reference] = Field(default=[], max_length=FIRST_EVIDENCE)
    note: Note = ""


class InitiativeChangeIn(InitiativeIn):
    reason: Reason = ""
    version: Version | None = None


class InitiativeStepIn(StrictSchema):
    step: StepName
    reason: Reason = Field(default="", description="needed to review, refuse, drop and resume")
    version: Version | None = None


class MeasureIn(StrictSchema):
    name: Annotated[Text, Field(min_length=1, max_length=120)]
    target: Number
    by_when: date
    unit: Annotated[Text, Field(max_length=40)] = ""
    baseline: Number | None = Field(default=None, description="of what people read; not of a rate")
    rate: RateName | None = Field(default=None, description="one of our own, computed of cases")
    months: Annotated[int, Field(ge=1, le=rules.MOST_MONTHS)] = 3
    department_id: UUID | None = None
    area_id: UUID | None = None
    category_id: UUID | None = None

    def draft(self) -> MeasureDraft:
        return MeasureDraft(**{**self.dict(), "rate": self.rate or ""})


class MeasureReadingIn(StrictSchema):
    value: Number
    on: date
    source: Annotated[Text, Field(min_length=1, max_length=300)]


class EvidenceIn(StrictSchema):
    reference: Reference
    note: Note = ""


class EvidenceRemovalIn(StrictSchema):
    reference: Reference
    reason: Annotated[Text, Field(min_length=1, max_length=rules.REASON_LENGTH)]


class OutcomeMeasureOut(Schema):
    id: UUID
    name: str
    unit: str
    rate: str = Field(description='"" of what people read')
    months: int
    baseline: str | None = Field(description="a fraction or a decimal, exact")
    value: str | None
    target: str
    by_when: date
    on: date | None
    source: str
    reached: str | None = Field(description="of the way from baseline to target, exact")


class InitiativeEvidenceOut(Schema):
    reference: str
    kind: str
    title: str
    url: str
    state: str
    note: str


class InitiativeOut(Schema):
    id: UUID
    number: str
    state: InitiativeStateName
    title: str
    text: str
    why: str
    language: str
    department_id: UUID | None
    area_id: UUID | None
    category_id: UUID | None
    provision_id: UUID | None
    budget_minor: int | None
    currency: str
    quarter: date | None = Field(description="its first day")
    reason: str
    evidence_count: int
    follower_count: int
    created_at: datetime
    updated_at: datetime
    version: int


class InitiativePage(PageOut):
    items: list[InitiativeOut]


class InitiativeEventOut(Schema):
    id: UUID
    name: str
    from_state: str
    to_state: str
    at: datetime
    department_id: UUID | None
    text: str


class InitiativeSeen(InitiativeOut):
    steps: list[str] = Field(description="that the caller may take now")
    is_following: bool
    measures: list[OutcomeMeasureOut]
    evidence: list[InitiativeEvidenceOut]
    hidden_evidence: list[str] = Field(description="in words: what the caller may not see")
    events: list[InitiativeEventOut]


class DemandOut(Schema):
    reference: str
    title: str
    url: str
    state: str
    note: str


class DemandsOut(Schema):
    issues: list[DemandOut]
    proposals: list[DemandOut]
    consultations: list[DemandOut]
    projects: list[DemandOut]


class FollowOut(Schema):
    is_following: bool


Json = dict[str, Any]


class InitiativeSpendingOut(Schema):
    currency: str
    awards: int
    agreed_minor: int = Field(description="as signed contracts stand; else as awarded")
    paid_minor: int


class UnitCostOut(Schema):
    currency: str
    minor: str = Field(description='exact, in smallest units: "2500", "10000/3"')


class CostedMeasureOut(Schema):
    id: UUID
    name: str
    unit: str
    rate: str
    baseline: str | None = Field(description="exact; null: not known")
    value: str | None
    target: str
    unit_costs: list[UnitCostOut] = Field(
        description="all that was paid for each unit moved towards the target; [] : none yet"
    )


class OutcomeCostOut(Schema):
    number: str
    title: str
    state: str
    budget_minor: int | None
    currency: str
    spent: list[InitiativeSpendingOut]
    measures: list[CostedMeasureOut]


class OutcomeCostPage(PageOut):
    items: list[OutcomeCostOut]
