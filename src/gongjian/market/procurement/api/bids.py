"""Sealed bids by programme: what they are sealed for, sent, replaced, withdrawn, and their keys.

Sealing and signing happen at the bidder (``gongjian bid``); nothing here can open an envelope.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import File, Router, UploadedFile

from gongjian.foundation.kernel.access import actor_of, actor_who
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.creations import IdempotencyKey, creates, made_once, replayed
from gongjian.foundation.kernel.errors import GongjianError, Invalid, NotFound
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.actions import bidder_keys as keys
from gongjian.market.procurement.actions.submit_bid import MOST_ENVELOPES, submit_bid
from gongjian.market.procurement.actions.withdraw_bid import withdraw_bid
from gongjian.market.procurement.api.bid_schemas import (
    BidderKeyIn,
    BidderKeyOut,
    BidEnvelopeOut,
    BidReceiptOut,
    OwnBidOut,
)
from gongjian.market.procurement.bid_errors import EnvelopeRefused, WithdrawalRefused
from gongjian.market.procurement.models import BidderKey, BidEnvelope, Call, Company
from gongjian.market.procurement.policies import companies as policies
from gongjian.market.procurement.selectors import bids, calls
from gongjian.market.procurement.selectors.companies import get_own_company
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.market.procurement.selectors.taking_part import require_may_take_part
from gongjian.methods.bid_envelopes import MAX_ENVELOPE_BYTES
from gongjian.methods.bid_withdrawals import MAX_WITHDRAWAL_BYTES
from gongjian.methods.canonical_json import write_canonical

router = Router()
ONE = "/open-calls/{call_number}"
BID = f"{ONE}/bids/{{uuid:company_id}}"
KEYS = "/companies/{uuid:company_id}/bidder-keys"


@router.get(f"{ONE}/bid-context", response=dict[str, Any], operation_id="get_bid_context")
def context(request: HttpRequest, call_number: str) -> HttpResponse:
    """What bids of the present stage are sealed for, byte for byte; `gongjian bid seal` reads it.
    Compare the trustees' keys in it with those that their bodies publish."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    body = write_canonical(sealing_context(call).as_json())
    return HttpResponse(body, content_type="application/json; charset=utf-8")


@router.get(BID, response=OwnBidOut, operation_id="get_own_bid")
def read_own(request: HttpRequest, call_number: str, company_id: UUID) -> JsonResponse:
    """What one's company sent in the present stage, with receipts; to its members only."""
    call, company = _own(request, call_number, company_id)
    return JsonResponse(_bid_out(call, company))


@router.get(
    f"{BID}/envelopes/{{uuid:envelope_id}}/receipt",
    response=BidReceiptOut,
    operation_id="get_bid_receipt",
)
def read_receipt(
    request: HttpRequest, call_number: str, company_id: UUID, envelope_id: UUID
) -> JsonResponse:
    """That an envelope of one's company stands in the ledger; to its members only. `not_sealed_yet`
    within two seconds of its arrival."""
    call, company = _own(request, call_number, company_id)
    row = bids.get_own_envelope(actor=actor_of(request), call=call, envelope_id=envelope_id)
    if row.bid.company_id != company.pk:
        raise NotFound
    answer = JsonResponse({"receipt": bids.proof_of(row)})
    answer["Cache-Control"] = "no-store"
    return answer


@router.post(BID, response={201: BidEnvelopeOut}, operation_id="submit_bid")
@takes_files(each=lambda: MAX_ENVELOPE_BYTES)
def submit(
    request: HttpRequest,
    call_number: str,
    company_id: UUID,
    envelope: File[UploadedFile],
    idempotency_key: IdempotencyKey = "",
) -> HttpResponse:
    """Hand in a sealed envelope; it replaces the one that stood. The same envelope again is
    answered with the same receipt, with a key or without, as long as it stands."""
    # Before its signatures are looked at, which is work.
    actor = actor_who(policies.speaks_for_company, request)
    call = calls.get_call(actor=actor, number=call_number)
    body = bytes_of(envelope, MAX_ENVELOPE_BYTES, EnvelopeRefused("too large"))

    def take() -> str:
        row = submit_bid(actor=actor, call_id=call.pk, company_id=company_id, body=body, now=now())
        return str(row.pk)

    content = {"call_number": call_number, "company_id": str(company_id), "envelope": envelope}
    made, is_new = made_once(request, idempotency_key, content, take)
    row = bids.get_own_envelope(actor=actor, call=call, envelope_id=UUID(made))
    return replayed(JsonResponse(_envelope_out(row), status=201), is_new)


@router.post(f"{BID}/withdraw", response=OwnBidOut, operation_id="withdraw_bid")
@takes_files(each=lambda: MAX_WITHDRAWAL_BYTES)
def withdraw(
    request: HttpRequest, call_number: str, company_id: UUID, withdrawal: File[UploadedFile]
) -> JsonResponse:
    """Take out the bid that stands, by a withdrawal that is signed with a key of the company; the
    same one again changes nothing."""
    actor = actor_who(policies.speaks_for_company, request)
    call = calls.get_call(actor=actor, number=call_number)
    body = bytes_of(withdrawal, MAX_WITHDRAWAL_BYTES, WithdrawalRefused("too large"))
    withdraw_bid(actor=actor, call_id=call.pk, company_id=company_id, body=body, now=now())
    return JsonResponse(_bid_out(*_own(request, call_number, company_id)))


@router.get(KEYS, response=list[BidderKeyOut], operation_id="list_bidder_keys")
def list_keys(request: HttpRequest, company_id: UUID) -> JsonResponse:
    """Keys with which one's company signs its bids, revoked ones too; to its members only."""
    actor = actor_who(policies.speaks_for_company, request)
    company = get_own_company(actor=actor, company_id=company_id)
    return JsonResponse([_key_out(one) for one in bids.keys_of(company.pk)], safe=False)


def _key_made(request: HttpRequest, made: list) -> JsonResponse:
    actor = actor_of(request)
    key = bids.get_own_key(actor=actor, company_id=UUID(made[0]), key_id=UUID(made[1]))
    return JsonResponse(_key_out(key), status=201)


@router.post(KEYS, response={201: BidderKeyOut}, operation_id="register_bidder_key")
@creates(_key_made)
def register(request: HttpRequest, company_id: UUID, body: BidderKeyIn) -> list:
    """Register a key with which the company will sign; the same one again is the same."""
    actor = actor_who(policies.speaks_for_company, request)
    made = keys.register_bidder_key(
        actor=actor, company_id=company_id, public_key=body.public_key, now=now()
    )
    return [str(company_id), str(made.pk)]


@router.delete(f"{KEYS}/{{uuid:key_id}}", response=BidderKeyOut, operation_id="revoke_bidder_key")
def revoke(request: HttpRequest, company_id: UUID, key_id: UUID) -> JsonResponse:
    """Take nothing more that is signed with a key; what was taken stays."""
    actor = actor_who(policies.speaks_for_company, request)
    key = bids.get_own_key(actor=actor, company_id=company_id, key_id=key_id)
    return JsonResponse(_key_out(keys.revoke_bidder_key(actor=actor, key_id=key.pk, now=now())))


def _own(request: HttpRequest, call_number: str, company_id: UUID) -> tuple[Call, Company]:
    actor = actor_who(policies.speaks_for_company, request)
    call = calls.get_call(actor=actor, number=call_number)
    return call, get_own_company(actor=actor, company_id=company_id)


def bytes_of(file: UploadedFile, most: int, error: Invalid) -> bytes:
    if file.size is None or file.size > most:
        raise error
    body: bytes = file.read()
    file.seek(0)
    return body


def _bid_out(call: Call, company: Company) -> dict[str, Any]:
    at = now()
    rows = [_envelope_out(row) for row in bids.envelopes_of(call, company.pk)]
    return {
        "call_number": call.number,
        "stage": call.stage_number,
        "company_id": company.pk,
        "closes_at": call.closes_at,
        "is_open": call.is_open(at),
        "refusal": _refusal(call, company),
        "standing": next((row for row in rows if row["fate"] == "standing"), None),
        "envelopes": rows,
        "envelopes_left": MOST_ENVELOPES - len(rows),
        "town_key": ledger.town_key(),
    }


def _refusal(call: Call, company: Company) -> str:
    try:
        require_may_take_part(call, company, on=local_day(now()))
    except GongjianError as error:
        return error.code
    return ""


def _envelope_out(row: BidEnvelope) -> dict[str, Any]:
    return {
        "id": row.pk,
        "digest": row.shown_digest,
        **{name: getattr(row, name) for name in ("sequence", "received_at", "fate", "receipt")},
    }


def _key_out(key: BidderKey) -> dict[str, Any]:
    names = ("public_key", "registered_at", "revoked_at")
    return {"id": key.pk, **{name: getattr(key, name) for name in names}}
