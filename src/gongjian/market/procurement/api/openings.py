"""The opening of bids by programme: what everybody sees of it, and what trustees do, who act in a
session only: a key that a programme gives would be nobody's."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import File, Query, Schema, UploadedFile
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import StrictSchema, Text
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.actions.accept_shares import accept_shares
from gongjian.market.procurement.actions.give_key import give_key
from gongjian.market.procurement.api.bids import ONE, bytes_of, router
from gongjian.market.procurement.bid_errors import SharesRefused
from gongjian.market.procurement.models import Call, CallTrustee, ShareRelease
from gongjian.market.procurement.policies import bids as policies
from gongjian.market.procurement.rules.opening import OPENING_STATES, may_open
from gongjian.market.procurement.selectors import bids, calls, judged_bids
from gongjian.market.procurement.selectors.call_files import call_file
from gongjian.market.procurement.selectors.judged_bids import JudgedBid
from gongjian.market.procurement.selectors.sealing import context_digest
from gongjian.methods.bid_openings import MAX_SHARES_BYTES

LONGEST_CODE = 80
PartName = Literal["technical", "price", "secret"]
TRUSTEE = f"{ONE}/trustee"


class StageQuery(Schema):
    stage: Annotated[int, Field(ge=1, le=3)] | None = Field(
        None, description="by default the last that closed"
    )


class OpeningQuery(StageQuery):
    after: Annotated[Text, Field(max_length=LONGEST_CODE)] = Field(
        "", description="`next_code` of the page before"
    )


class BidAttachmentOut(Schema):
    name: str
    sha256: str
    size_bytes: int


class JudgedBidOut(Schema):
    company_id: UUID
    bid_code: str
    company: str
    fault: str = Field(description='the part that cannot be opened; "": none')
    is_unopenable: bool = Field(description="trustees say so; else its company sealed it wrongly")
    received_at: datetime
    envelope: str = Field(description="its digest, as receipts name it")
    text: str
    answers: dict[str, str] = Field(description="by the code of a criterion: C1")
    attachments: list[BidAttachmentOut]
    price_minor: int | None = Field(description="null: sealed, or none")
    secret: str | None = Field(description="trade secrets, to whoever judges")


class PricedBidOut(Schema):
    company_id: UUID
    bid_code: str
    company: str
    fault: str
    price_minor: int | None


class ShareReleaseOut(Schema):
    part: PartName
    trustee: int = Field(description="their place")
    body: str
    sha256: str
    wrong: int = Field(description="bids of which the shares do not fit")
    complaints: int = Field(description="bids whose box is not what it should be, as they say")
    given_at: datetime


class CallOpeningOut(Schema):
    call_number: str
    stage: int
    stages: list[int] = Field(description="all that have closed")
    closed_at: datetime
    standing: int
    envelopes: int
    root: str = Field(description="over all envelopes, published before any share was released")
    note: str = Field(description="what the town signed")
    town_key: str
    releases: list[ShareReleaseOut]
    bids: list[PricedBidOut] = Field(description="some of which something is open, by code")
    next_code: str = Field(description='"": no more')


class TrusteePartOut(Schema):
    part: PartName
    is_time: bool
    given: list[ShareReleaseOut]


class TrusteeSeatOut(Schema):
    call_number: str
    place: int
    body: str
    public_key: str
    threshold: int
    may_give_key: bool
    context_digest: str = Field(description="of what bids are sealed for; compare it")
    parts: list[TrusteePartOut]
    town_key: str


class TrusteeKeyIn(StrictSchema):
    public_key: Annotated[Text, Field(min_length=1, max_length=100)] = Field(
        description="as `gongjian trustee keys` prints it; the key file stays with the trustee"
    )


@router.get(f"{ONE}/opening", response=CallOpeningOut, operation_id="get_call_opening")
def read_opening(
    request: HttpRequest, call_number: str, query: Query[OpeningQuery]
) -> JsonResponse:
    """What is open of a stage that has closed, and what trustees released for it."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    closing = bids.get_closing(call, query.stage)
    page = judged_bids.opened_page(call, closing.stage_number, after=query.after)
    return JsonResponse(
        {
            "call_number": call.number,
            "stage": closing.stage_number,
            "stages": [one.stage_number for one in bids.closings_of(call)],
            "closed_at": closing.closed_at,
            "standing": closing.standing,
            "envelopes": closing.envelopes,
            "root": closing.shown_root,
            "note": closing.note,
            "town_key": ledger.town_key(),
            "releases": [_release(one) for one in bids.releases_of(closing)],
            "bids": [_priced(one) for one in page.bids],
            "next_code": page.next_code,
        }
    )


@router.get(f"{ONE}/opening/{{bid_code}}", response=JudgedBidOut, operation_id="get_opened_bid")
def read_opened(
    request: HttpRequest, call_number: str, bid_code: str, query: Query[StageQuery]
) -> JsonResponse:
    """All that everybody may read of a bid; no trade secrets."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    closing = bids.get_closing(call, query.stage)
    return JsonResponse(bid_out(judged_bids.opened_bid(call, closing.stage_number, bid_code)))


@router.get(TRUSTEE, response=TrusteeSeatOut, operation_id="get_trustee_seat")
def read_seat(request: HttpRequest, call_number: str) -> JsonResponse:
    """What one has to do as a trustee of a call, and has done, in a session."""
    return JsonResponse(_seat(*_mine(request, call_number)))


@router.put(f"{TRUSTEE}/key", response=TrusteeSeatOut, operation_id="give_trustee_key")
def give(request: HttpRequest, call_number: str, body: TrusteeKeyIn) -> JsonResponse:
    """Give one's public key, in a session; a later one takes its place until the call opens."""
    call, _trustee = _mine(request, call_number)
    give_key(actor=actor_of(request), call_id=call.pk, public_key=body.public_key, now=now())
    return read_seat(request, call_number)


@router.get(f"{TRUSTEE}/file", response=dict[str, Any], operation_id="get_trustee_call_file")
def read_file(request: HttpRequest, call_number: str) -> HttpResponse:
    """The call file with sealed trade secrets, to a trustee in a session; `gongjian trustee open`
    reads it."""
    call, _trustee = _mine(request, call_number)
    body = call_file(call, with_secrets=True)
    return HttpResponse(body, content_type="application/json; charset=utf-8")


@router.post(f"{TRUSTEE}/shares/{{part}}", response=TrusteeSeatOut, operation_id="release_shares")
@takes_files(each=lambda: MAX_SHARES_BYTES)
def release(
    request: HttpRequest, call_number: str, part: PartName, shares: File[UploadedFile]
) -> JsonResponse:
    """Hand in one's shares of a part of all bids, in a session; enough of them open it. The same
    file again is answered as the first time."""
    call, _trustee = _mine(request, call_number)
    body = bytes_of(shares, MAX_SHARES_BYTES, SharesRefused("too large"))
    accept_shares(actor=actor_of(request), call_id=call.pk, part=part, body=body, now=now())
    return read_seat(request, call_number)


def bid_out(bid: JudgedBid) -> dict[str, Any]:
    """What was read of a bid."""
    return {
        "company_id": bid.company_id,
        "bid_code": bid.code,
        "company": bid.name,
        "fault": bid.fault,
        "is_unopenable": bid.is_unopenable,
        "received_at": bid.received_at,
        "envelope": bid.envelope,
        "text": bid.technical.text if bid.technical else "",
        "answers": bid.answers,
        "attachments": [
            {"name": one.name, "sha256": one.sha256, "size_bytes": one.size_bytes}
            for one in bid.attachments
        ],
        "price_minor": bid.price_minor,
        "secret": bid.secret.text if bid.secret else None,
    }


def _priced(bid: JudgedBid) -> dict[str, Any]:
    return {
        "company_id": bid.company_id,
        "bid_code": bid.code,
        "company": bid.name,
        "fault": bid.fault,
        "price_minor": bid.price_minor,
    }


def _mine(request: HttpRequest, call_number: str) -> tuple[Call, CallTrustee]:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    mine = policies.trustee_of(actor, call)
    if mine is None:
        raise NotAllowed
    return call, mine


def _seat(call: Call, mine: CallTrustee) -> dict[str, Any]:
    closing = bids.closing_of(call)
    given = [
        one for one in (bids.releases_of(closing) if closing else ()) if one.trustee_id == mine.pk
    ]
    return {
        "call_number": call.number,
        "place": mine.place,
        "body": mine.body.name,
        "public_key": mine.public_key,
        "threshold": call.trustee_threshold,
        "may_give_key": call.may_be_edited,
        "context_digest": context_digest(call),
        "parts": [
            {
                "part": part,
                "is_time": may_open(part, call.state),
                "given": [_release(one) for one in given if one.part == part],
            }
            for part in OPENING_STATES
            if part != "price" or call.stage.has_price
        ],
        "town_key": ledger.town_key(),
    }


def _release(one: ShareRelease) -> dict[str, Any]:
    names = ("part", "sha256", "wrong", "complaints", "given_at")
    return {
        **{name: getattr(one, name) for name in names},
        "trustee": one.trustee.place,
        "body": one.trustee.body.name,
    }
