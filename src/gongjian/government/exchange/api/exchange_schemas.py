"""What the API takes and gives of requests, agreements, queries and doubts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field as Of

from gongjian.foundation.kernel.api_fields import PageOut, PageQuery, StrictSchema, Text
from gongjian.government.exchange.actions.ask_for_data import Wish
from gongjian.government.exchange.actions.conclude_query import Result
from gongjian.government.exchange.api.schemas import ExchangeParty, FieldName, party_out
from gongjian.government.exchange.models import Agreement, Correction, DataQuery, DataRequest
from gongjian.government.exchange.rules import agreements as rules
from gongjian.government.exchange.rules.agreements import Side
from gongjian.government.exchange.rules.corrections import CorrectionState
from gongjian.methods.exchange_messages import LONGEST

Token = Annotated[Text, Of(max_length=LONGEST)]
Reason = Annotated[Text, Of(max_length=2_000)]
NODE_ADDRESS = r"^(https?://[^\s@?#]+|own:[-A-Za-z0-9_]*)$"


class ExchangeListQuery(PageQuery):
    is_open: bool = Of(default=True, description="what waits for a decision, or what was decided")


class WishIn(StrictSchema):
    """Which fields a department asks for, what for, and on which law."""

    dataset_code: Annotated[Text, Of(max_length=60)]
    consumer_id: UUID = Of(description="the department in whose name you ask")
    purpose: Annotated[Text, Of(max_length=300)]
    necessity: Reason = Of(description="why these fields are needed and no fewer would do")
    field_names: Annotated[list[FieldName], Of(min_length=1, max_length=200)]
    provision_ids: Annotated[list[UUID], Of(min_length=1, max_length=20)]
    max_age_hours: Annotated[int, Of(ge=1, le=rules.MOST_AGE_HOURS)] = 48
    quota_per_day: Annotated[int, Of(ge=1, le=rules.MOST_QUOTA)] = 100
    retention_days: Annotated[int, Of(ge=0, le=rules.MOST_RETENTION_DAYS)] = 30
    expires_on: date
    row_scope: Annotated[
        dict[FieldName, Annotated[Text, Of(max_length=100)]], Of(max_length=10)
    ] = Of(default={}, description="only records whose fields have these values")
    may_seal: bool = Of(default=False, description="for investigations")

    def wish(self) -> Wish:
        names = Wish.__dataclass_fields__
        said: dict[str, Any] = {name: getattr(self, name) for name in names}
        return Wish(**said)


class DataRequestOut(Schema):
    id: UUID
    state: str
    dataset_code: str
    consumer: ExchangeParty
    provider: ExchangeParty
    purpose: str
    necessity: str
    field_names: list[str]
    row_scope: dict[str, str] = Of(description="only records whose fields have these values")
    max_age_hours: int
    quota_per_day: int
    retention_days: int
    expires_on: date
    may_seal: bool
    asked_at: datetime
    due_at: datetime = Of(description="the first instant after the last statutory day")
    decided_at: datetime | None
    decision_reason: str
    is_by_silence: bool
    version: int
    agreement_id: UUID | None


class DataRequestPage(PageOut):
    items: list[DataRequestOut]


class DataApprovalIn(StrictSchema):
    reason: Reason = ""
    version: Annotated[int, Of(ge=0, le=2**31 - 1)] | None = None


class DataRefusalIn(DataApprovalIn):
    provision_id: UUID | None = None


class DataAgreementOut(Schema):
    id: UUID
    state: str
    consumer: ExchangeParty
    provider: ExchangeParty
    dataset_code: str
    document: str = Of(description="canonical JSON: what both sign")
    digest: str
    consumer_signature: str
    provider_signature: str
    expires_on: date
    ended_at: datetime | None
    end_reason: str
    version: int


class DataAgreementPage(PageOut):
    items: list[DataAgreementOut]


class SignatureIn(StrictSchema):
    side: Side
    signature: Token = Of(
        default="", description="a JWS of the document by the department's node; empty: the town's"
    )


class EndAgreementIn(StrictSchema):
    reason: Reason


class QueryIn(StrictSchema):
    query: Token = Of(description="a JWS of kind gongjian-query+jws")


class CollectionIn(StrictSchema):
    collection: Token = Of(description="a JWS of kind gongjian-collection+jws by the consumer")


class QueryCheckOut(Schema):
    name: str
    passed: bool
    facts: dict[str, Any]


class DataQueryOut(Schema):
    id: UUID
    state: str
    outcome: str
    outcome_detail: str
    consumer: ExchangeParty
    provider: ExchangeParty | None
    dataset_code: str
    purpose: str
    field_names: list[str]
    provisions: list[dict[str, Any]]
    checks: list[QueryCheckOut]
    asked_at: datetime
    answered_at: datetime | None
    as_of: datetime | None
    surplus_fields: list[str]
    decision: str = Of(description="the gateway's JWS")
    answer_proof: str = Of(description="the source's JWS: digest and time of the data, no data")


class DataQueryPage(PageOut):
    items: list[DataQueryOut]


class QueryAnswer(Schema):
    """What a department is given: `records` nowhere else, and nowhere kept."""

    query_id: UUID
    state: str
    outcome: str
    outcome_detail: str
    checks: list[QueryCheckOut]
    as_of: datetime | None = Of(description="how fresh the data are, by the source")
    surplus_fields: list[str] = Of(description="what the source sent beyond, and was dropped")
    records: list[dict[str, Any]]
    decision: str = Of(description="the gateway's JWS")
    answer_proof: str = Of(description="the source's JWS: digest and time of the data, no data")
    receipt: str = Of(description="the gateway's JWS of what was given and what was dropped")
    salt: str = Of(description="digests are of the canonical JSON of [salt, records]; kept nowhere")


class CorrectionIn(StrictSchema):
    dataset_code: Annotated[Text, Of(max_length=60)]
    field_name: Annotated[Text, Of(max_length=60)]
    text: Annotated[Text, Of(max_length=4_000)]
    query_id: UUID | None = Of(default=None, description="a look at your data where you saw it")


class CorrectionAnswerIn(StrictSchema):
    state: CorrectionState = Of(description="corrected or upheld")
    answer: Annotated[Text, Of(max_length=4_000)]
    version: Annotated[int, Of(ge=0, le=2**31 - 1)] | None = None


class CorrectionOut(Schema):
    number: str
    state: str
    dataset_code: str
    department: ExchangeParty
    field_name: str
    text: str
    raised_at: datetime
    due_at: datetime
    answer: str
    answered_at: datetime | None
    version: int


class CorrectionPage(PageOut):
    items: list[CorrectionOut]


class DepartmentKeyIn(StrictSchema):
    """Empty: the town keeps the key; else as `gongjian node key` prints it."""

    key: dict[str, Annotated[Text, Of(max_length=200)]] | None = None
    proof: Token = ""
    succession: Token = ""


class DepartmentKeyOut(Schema):
    kid: str
    is_hosted: bool
    since: datetime
    retired_at: datetime | None


class NodeIn(StrictSchema):
    url: Annotated[Text, Of(max_length=300, pattern=NODE_ADDRESS)]
    is_active: bool = True


class NodeOut(Schema):
    url: str
    is_active: bool


def request_out(row: DataRequest) -> dict[str, object]:
    names = (
        "state", "purpose", "necessity", "field_names", "row_scope", "max_age_hours",
        "quota_per_day", "retention_days", "expires_on", "may_seal", "asked_at", "due_at",
        "decided_at", "decision_reason", "is_by_silence", "version",
    )  # fmt: skip
    agreement = getattr(row, "agreement", None)
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "dataset_code": row.dataset.code,
        "consumer": party_out(row.consumer),
        "provider": party_out(row.provider),
        "agreement_id": agreement.pk if agreement else None,
    }


def agreement_out(row: Agreement) -> dict[str, object]:
    names = (
        "state", "document", "digest", "consumer_signature", "provider_signature", "expires_on",
        "ended_at", "end_reason", "version",
    )  # fmt: skip
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "dataset_code": row.dataset.code,
        "consumer": party_out(row.consumer),
        "provider": party_out(row.provider),
    }


def query_out(row: DataQuery) -> dict[str, object]:
    names = (
        "state", "outcome", "outcome_detail", "purpose", "field_names", "provisions", "checks",
        "asked_at", "answered_at", "as_of", "surplus_fields", "decision", "answer_proof",
    )  # fmt: skip
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "dataset_code": row.dataset.code if row.dataset else "",
        "consumer": party_out(row.consumer),
        "provider": party_out(row.provider) if row.provider else None,
    }


def answer_out(result: Result) -> dict[str, object]:
    names = (
        "state", "outcome", "outcome_detail", "checks", "as_of", "surplus_fields", "decision",
        "answer_proof",
    )  # fmt: skip
    return {
        "query_id": result.query.pk,
        **{name: getattr(result.query, name) for name in names},
        "records": result.records,
        "receipt": result.receipt,
        "salt": result.salt,
    }


def correction_out(row: Correction) -> dict[str, object]:
    names = (
        "number", "state", "field_name", "text", "raised_at", "due_at", "answer", "answered_at",
        "version",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in names},
        "dataset_code": row.dataset.code,
        "department": party_out(row.department),
    }
