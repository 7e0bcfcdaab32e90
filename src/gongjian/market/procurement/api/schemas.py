"""What the API takes and gives of calls and companies."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import (
    Email,
    Moment,
    PageOut,
    PageQuery,
    StrictSchema,
    Text,
)
from gongjian.foundation.kernel.money import MOST_MINOR
from gongjian.market.procurement.actions.amend_call import AmendmentDraft
from gongjian.market.procurement.actions.call_checks import (
    MOST_CRITERIA,
    MOST_INVITED,
    REASON_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
)
from gongjian.market.procurement.actions.save_call import CallDraft, CriterionDraft

Minor = Annotated[int, Field(ge=1, le=MOST_MINOR, description="in smallest units: cents")]
Version = Annotated[int, Field(ge=0, le=2**31 - 1)]
Title = Annotated[Text, Field(min_length=1, max_length=TITLE_LENGTH)]
Words = Annotated[Text, Field(min_length=1, max_length=TEXT_LENGTH)]
Reason = Annotated[Text, Field(min_length=1, max_length=REASON_LENGTH)]
# By values and not by the enumerations: the description knows others of their names.
ProcedureName = Literal["open_call", "quotation", "restricted", "challenge", "direct"]
CallStateName = Literal[
    "draft", "approved", "open", "closed", "technical_opening", "evaluation", "price_opening",
    "intent", "standstill", "contract", "delivery", "done", "cancelled", "unsuccessful",
    "suspended",
]  # fmt: skip
SizeName = Literal["micro", "small", "medium", "large"]
CriterionName = Literal["quality", "price"]
ShowName = Literal["open", "deciding", "decided", "ended", "all"]


class CallCriterionOut(Schema):
    stage: int
    place: int
    kind: CriterionName
    title: str
    text: str
    weight: int = Field(description="of 100 in its stage")
    formula: str = Field(description='of a price; else ""')
    least: int = Field(description="least mean, of 10, with which a bid can have a place")


class CallFindingOut(Schema):
    rule: str
    parameter: str
    asked: int
    found: int
    is_met: bool
    provision: str | None = Field(description="code; null: the default of the house holds")
    day: date


class CallTrusteeOut(Schema):
    place: int
    body_id: UUID
    body: str
    holder: str | None = Field(description="Who it is, to those who work on the call")
    public_key: str = Field(description="As `gongjian trustee keys` prints it")


class CallOut(Schema):
    number: str
    title: str
    text: str
    language: str
    procedure: ProcedureName
    procedure_version: int
    stage: int
    state: CallStateName
    state_reason: str
    buyer_id: UUID
    buyer: str
    area_id: UUID | None
    category_id: UUID | None
    initiative_ref: str
    estimate_minor: int
    ceiling_minor: int | None
    proof_minor: int | None
    supply: str = Field(description='goods, works or services; "": nobody said')
    currency: str
    largest_size: str = Field(description='largest firms that may bid; "": any')
    direct_reason: str
    opened_at: datetime | None
    closes_at: datetime | None = Field(description="the first moment that is too late for a bid")
    closed_at: datetime | None
    standstill_until: datetime | None
    trustee_threshold: int
    version: int


class CallPage(PageOut):
    items: list[CallOut]


class CallQuestionOut(Schema):
    number: int
    text: str
    asked_at: datetime
    answer_by: datetime
    answer: str
    answered_at: datetime | None
    company_id: UUID | None = Field(description="who asked; null until the call is decided")


class CallDocumentOut(Schema):
    id: UUID
    title: str
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    replaces: UUID | None
    url: str


class CallAmendmentOut(Schema):
    number: int
    text: str
    changed: dict[str, Any]
    closes_before: datetime
    closes_after: datetime
    made_at: datetime


class CallEventOut(Schema):
    name: str
    from_state: CallStateName
    to_state: CallStateName
    stage: int
    at: datetime
    text: str
    data: dict[str, Any]


class CallSeen(CallOut):
    criteria: list[CallCriterionOut]
    findings: list[CallFindingOut]
    trustees: list[CallTrusteeOut]
    documents: list[CallDocumentOut]
    questions: list[CallQuestionOut]
    amendments: list[CallAmendmentOut]
    events: list[CallEventOut]


class CallQuery(PageQuery):
    show: ShowName = "open"
    q: Annotated[Text, Field(max_length=100)] = ""
    procedure: ProcedureName | None = None
    area_id: UUID | None = None
    category_id: UUID | None = None
    is_reserved: bool = False


class CallCriterionIn(StrictSchema):
    kind: CriterionName
    title: Title
    weight: Annotated[int, Field(ge=1, le=100)]
    text: Annotated[Text, Field(max_length=REASON_LENGTH)] = ""
    formula: Annotated[Text, Field(max_length=40)] = ""
    least: Annotated[int, Field(ge=0, le=10)] = 0
    stage: Annotated[int, Field(ge=1, le=9)] = 1


class OpenCallIn(StrictSchema):
    procedure: ProcedureName
    title: Title
    text: Words
    buyer_id: UUID
    estimate_minor: Minor
    ceiling_minor: Minor | None = None
    proof_minor: Minor | None = None
    currency: Annotated[Text, Field(min_length=3, max_length=3)] = "CNY"
    area_id: UUID | None = None
    category_id: UUID | None = None
    initiative_ref: Annotated[Text, Field(max_length=80)] = ""
    largest_size: Literal["", "micro", "small", "medium"] = ""
    supply: Literal["", "goods", "works", "services"] = ""
    direct_reason: Annotated[Text, Field(max_length=REASON_LENGTH)] = ""
    invited_ids: Annotated[list[UUID], Field(max_length=MOST_INVITED)] = []
    criteria: Annotated[list[CallCriterionIn], Field(max_length=MOST_CRITERIA)] = []
    language: Annotated[Text, Field(max_length=10)] = "en"

    def draft(self) -> CallDraft:
        said = self.dict(exclude={"version", "procedure", "criteria"})
        criteria = [
            CriterionDraft(stage_number=one.stage, **one.dict(exclude={"stage"}))
            for one in self.criteria
        ]
        return CallDraft(procedure_code=self.procedure, criteria=criteria, **said)


class CallChangeIn(OpenCallIn):
    version: Version


class CallVersionIn(StrictSchema):
    version: Version


class CallReasonIn(StrictSchema):
    reason: Reason


class CallOpeningIn(StrictSchema):
    closes_at: Moment


class InvitedCompanyIn(StrictSchema):
    company_id: UUID
    reason: Reason


class NextStageIn(CallOpeningIn):
    invited: Annotated[list[InvitedCompanyIn], Field(min_length=1, max_length=MOST_INVITED)]
    left_out: Annotated[list[InvitedCompanyIn], Field(max_length=MOST_INVITED)] = Field(
        default_factory=list,
        description="every company with a place in this stage's ranking that is not invited",
    )


class TrusteeIn(StrictSchema):
    body_id: UUID
    email: Email


class TrusteesIn(StrictSchema):
    trustees: Annotated[list[TrusteeIn], Field(max_length=7)]
    threshold: Annotated[int, Field(ge=1, le=7)]


class AmendmentIn(StrictSchema):
    version: Version
    reason: Reason
    title: Title | None = None
    text: Words | None = None
    closes_at: Moment | None = Field(
        default=None, description="null: as early as the law allows after a change"
    )

    def draft(self) -> AmendmentDraft:
        return AmendmentDraft(**self.dict(exclude={"version"}))


class CallQuestionIn(StrictSchema):
    company_id: UUID
    text: Reason


class CallAnswerIn(StrictSchema):
    answer: Reason


class CompanyOut(Schema):
    id: UUID
    code: str
    name: str
    size: SizeName
    sectors: list[str] = Field(description="ISIC Rev. 4, from a section's letter on")
    text: str
    is_confirmed: bool
    is_debarred: bool
    registered_at: datetime
    version: int


class CompanyPage(PageOut):
    items: list[CompanyOut]


class CompanyOwnerOut(Schema):
    id: UUID
    name: str | None = Field(description="null: a natural person, whom not everybody is told")
    is_person: bool
    owner_company_id: UUID | None
    is_confirmed: bool = Field(description="by that person, or by a member of that company")
    share_bp: int = Field(description="in hundredths of a percent")
    since: date
    until: date | None


class DebarmentOut(Schema):
    id: UUID
    reason: str
    provision: str
    first_day: date
    last_day: date
    lifted_on: date | None
    lifted_reason: str


class CompanySeen(CompanyOut):
    owners: list[CompanyOwnerOut]
    debarments: list[DebarmentOut]


class CompanyQuery(PageQuery):
    q: Annotated[Text, Field(max_length=100)] = Field(
        default="", description="beginning of the name, or the whole number"
    )
    size_of_firm: SizeName | None = None
    sector: Annotated[Text, Field(max_length=8)] = ""


class DebarmentIn(StrictSchema):
    reason: Reason
    provision_code: Annotated[Text, Field(min_length=1, max_length=80)]
    first_day: date
    last_day: date
