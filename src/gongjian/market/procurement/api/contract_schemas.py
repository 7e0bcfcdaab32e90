"""What the API takes and gives of contracts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import Email, PageOut, PageQuery, StrictSchema, Text
from gongjian.foundation.kernel.money import MOST_MINOR
from gongjian.market.procurement.actions.call_checks import TEXT_LENGTH
from gongjian.market.procurement.actions.contract_checks import CELL_LENGTH
from gongjian.market.procurement.api.schemas import (
    CallEventOut,
    CallFindingOut,
    Minor,
    Reason,
    Title,
    Version,
)
from gongjian.market.procurement.rules.contracts import (
    MOST_DELIVERABLES,
    MOST_MILESTONES,
    Cell,
    ContractTerms,
    DeliverableTerms,
    Duty,
    MilestoneTerms,
)

ContractStateName = Literal["draft", "signing", "signed", "running", "done", "ended", "lapsed"]
DutyWord = Literal["provides", "accepts", "operates", "owns_code", "owns_data", "bears_failure"]
PartyWord = Literal["buyer", "company", "third", "shared"]
SideWord = Literal["buyer", "company"]
LongText = Annotated[Text, Field(max_length=TEXT_LENGTH)]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2100, 12, 31))]
Digest = Annotated[Text, Field(min_length=64, max_length=64, description="SHA-256 as it was read")]


class CellIn(StrictSchema):
    party: PartyWord
    words: Annotated[Text, Field(max_length=CELL_LENGTH)] = ""


class DeliverableIn(StrictSchema):
    title: Title
    text: LongText = ""
    milestone: Annotated[int, Field(ge=0, le=MOST_MILESTONES)] = 0
    responsible: dict[DutyWord, CellIn] = Field(default_factory=dict)


class MilestoneIn(StrictSchema):
    title: Title
    due_on: Day
    amount_minor: Annotated[int, Field(ge=0, le=MOST_MINOR)]
    criteria: LongText = ""


class ContractTermsIn(StrictSchema):
    text: LongText = ""
    starts_on: Day
    amount_minor: Annotated[int, Field(ge=0, le=MOST_MINOR)]
    exit_text: LongText = ""
    source_text: LongText = ""
    data_text: LongText = ""
    deliverables: Annotated[list[DeliverableIn], Field(max_length=MOST_DELIVERABLES)] = Field(
        default_factory=list
    )
    milestones: Annotated[list[MilestoneIn], Field(max_length=MOST_MILESTONES)] = Field(
        default_factory=list
    )
    version: Version

    def terms(self) -> ContractTerms:
        return ContractTerms(
            text=self.text,
            starts_on=self.starts_on,
            amount_minor=self.amount_minor,
            exit_text=self.exit_text,
            source_text=self.source_text,
            data_text=self.data_text,
            deliverables=tuple(
                DeliverableTerms(
                    title=one.title, text=one.text, milestone=one.milestone,
                    cells={
                        Duty(duty): Cell(cell.party, cell.words)
                        for duty, cell in one.responsible.items()
                    },
                )
                for one in self.deliverables
            ),
            milestones=tuple(
                MilestoneTerms(
                    title=one.title, due_on=one.due_on, amount_minor=one.amount_minor,
                    criteria=one.criteria,
                )
                for one in self.milestones
            ),
        )  # fmt: skip


class ContractChangeIn(ContractTermsIn):
    rationale: Reason


class AcceptorsIn(StrictSchema):
    owner_email: Email
    acceptor_email: Email
    reason: Annotated[Text, Field(max_length=4_000)] = ""


class DigestIn(StrictSchema):
    digest: Digest


class DeliveryIn(StrictSchema):
    text: Reason


class DeliveryDecisionIn(StrictSchema):
    delivery: Annotated[int, Field(ge=1, le=2**15 - 1)]
    is_accepted: bool
    reason: Annotated[Text, Field(max_length=4_000)] = ""


class TrialIn(StrictSchema):
    works: bool
    words: Annotated[Text, Field(max_length=1_000)] = ""


class PaymentIn(StrictSchema):
    amount_minor: Minor
    paid_on: Day
    note: Annotated[Text, Field(max_length=200)] = ""


class ContractRatingIn(StrictSchema):
    stars: Annotated[int, Field(ge=1, le=5)]
    text: Reason


class ContractReplyIn(StrictSchema):
    text: Reason


class ContractQuery(PageQuery):
    state: Literal["", "signed", "running", "done", "ended"] = ""


class ContractOut(Schema):
    number: str
    call_number: str
    title: str
    state: ContractStateName
    state_reason: str
    company_id: UUID
    company: str
    buyer_id: UUID
    buyer: str
    currency: str
    award_minor: int
    signed_minor: int | None
    amount_minor: int
    paid_minor: int
    starts_on: date
    sign_until: datetime
    signed_at: datetime | None
    over_at: datetime | None
    version: int


class ContractPage(PageOut):
    items: list[ContractOut]


class ContractSeen(ContractOut):
    terms: dict[str, Any] = Field(description="as they stand in the file that is signed")
    digest_to_sign: str = Field(description='SHA-256 of what waits for signatures; "": nothing')
    missing: list[str] = Field(description="why it cannot be signed yet, in words")
    milestones: list[dict[str, Any]]
    versions: list[dict[str, Any]]
    ratings: list[dict[str, Any]]
    findings: list[CallFindingOut]
    events: list[CallEventOut]
    steps: list[str] = Field(description="what the caller may do now")


class CompanyRecordOut(Schema):
    bids: int
    awards: int
    signed: int
    done: int
    ended: int
    on_time: int
    late: int
    refused: int
    changes: int
    rated: int
    stars_tenths: int | None
    contracts: list[ContractOut]
