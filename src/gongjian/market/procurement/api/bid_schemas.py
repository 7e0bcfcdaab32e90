"""What the API takes and gives of sealed bids: nothing of what is in one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import StrictSchema, Text


class BidderKeyIn(StrictSchema):
    public_key: Annotated[Text, Field(min_length=1, max_length=60)] = Field(
        description="as `gongjian bid keys` prints it; the key file stays with the company"
    )


class BidderKeyOut(Schema):
    id: UUID
    public_key: str
    registered_at: datetime
    revoked_at: datetime | None


class BidEnvelopeOut(Schema):
    id: UUID
    digest: str = Field(description="SHA-256 of the envelope, in base64, as its sealer printed it")
    sequence: int
    received_at: datetime = Field(description="by the clock of the database")
    fate: Literal["standing", "replaced", "withdrawn"]
    receipt: str = Field(description="signed by the town; keep it")


class BidReceiptOut(Schema):
    receipt: str = Field(description="C2SP tlog-proof; `POST /ledger/check` checks it")


class OwnBidOut(Schema):
    call_number: str
    stage: int
    company_id: UUID
    closes_at: datetime | None = Field(description="the first moment that is too late")
    is_open: bool
    refusal: str = Field(description='code of why the company may not take part; "": it may')
    standing: BidEnvelopeOut | None
    envelopes: list[BidEnvelopeOut] = Field(description="of this stage, the newest first")
    envelopes_left: int
    town_key: str = Field(description="with which receipts are signed; compare it from elsewhere")
