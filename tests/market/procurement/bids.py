"""Calls to bid for, with trustees who have keys, and sealed bids."""

from __future__ import annotations

import importlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.market.procurement.actions.accept_shares import accept_shares
from gongjian.market.procurement.actions.bidder_keys import register_bidder_key
from gongjian.market.procurement.actions.close_call import close_call
from gongjian.market.procurement.actions.freeze_context import freeze_context
from gongjian.market.procurement.actions.open_parts import open_parts
from gongjian.market.procurement.actions.submit_bid import submit_bid
from gongjian.market.procurement.actions.withdraw_bid import withdraw_bid
from gongjian.market.procurement.models import Bid, BidEnvelope, BidWindow, Call, Company
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.bids import (
    closing_of,
    read_body,
    standing_envelope,
    standing_envelopes,
)
from gongjian.market.procurement.selectors.database_clock import database_now
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods import bid_keys
from gongjian.methods.bid_envelopes import seal_bid
from gongjian.methods.bid_openings import release_shares
from gongjian.methods.bid_withdrawals import sign_withdrawal
from gongjian.methods.canonical_json import write_base64
from tests.market.procurement.calls import Market, make_call, make_company, make_market, make_member
from tests.processes import wait_until
from tests.sealed_bids import make_contents

HOUR = timedelta(hours=1)
MILLISECOND = timedelta(milliseconds=1)
triggers = importlib.import_module("gongjian.market.procurement.migrations.0015_bid_triggers")


@dataclass(frozen=True, slots=True)
class Bidder:
    company: Company
    member: Actor
    seed: bytes


def make_bidder(name: str = "", **traits) -> Bidder:
    company = make_company(name, **traits)
    member, seed = make_member(company), sha256(str(company.pk).encode()).digest()
    register_bidder_key(actor=member, company_id=company.pk, public_key=public_key(seed), now=now())
    return Bidder(company, member, seed)


def public_key(seed: bytes) -> str:
    return write_base64(bytes(bid_keys.bidder_key(seed).verify_key))


def trustee_seed(call: Call, place: int) -> bytes:
    return sha256(f"{call.pk} {place}".encode()).digest()


def make_open_call(market: Market | None = None, *, by_price: bool = False, **fields) -> Call:
    """A call that takes bids by the database's own clock, 2 of 3 trustees.

    ``by_price``: judged by that alone.
    """
    market = market or make_market()
    fields.setdefault("closes_at", now() + HOUR)
    call = make_call(market, has_keys=False, **fields)
    for trustee in call.trustees.all():
        key = bid_keys.trustee_public_key(trustee_seed(call, trustee.place))
        trustee.public_key = str(key)
        trustee.save()
    if by_price:
        call.criteria.filter(kind="quality").delete()
        call.criteria.update(weight=100)
    if call.is_published:
        freeze_context(call, now=now())
    is_open = call.state == CallState.OPEN
    closes_at = call.closes_at if is_open else None
    BidWindow.objects.create(call=call, stage_number=call.stage_number, closes_at=closes_at)
    return call


def make_body(call: Call, bidder: Bidder, sequence: int = 1, **traits) -> bytes:
    return seal(call, bidder, make_contents(**traits), sequence)


def seal(call: Call, bidder: Bidder, contents: dict[str, bytes], sequence: int = 1) -> bytes:
    key = bid_keys.bidder_key(bidder.seed)
    return seal_bid(contents, sealing_context(call), bidder.company.code, key, sequence)


def make_withdrawal(call: Call, bidder: Bidder, seed: bytes | None = None) -> bytes:
    """Of what stands of a bidder."""
    envelope = standing_envelope(call, bidder.company.pk)
    key = bid_keys.bidder_key(seed or bidder.seed)
    return sign_withdrawal(sealing_context(call).digest(), bytes(envelope.digest), key)


def withdraw(call: Call, bidder: Bidder, body: bytes | None = None) -> Bid:
    return withdraw_bid(
        actor=bidder.member,
        call_id=call.pk,
        company_id=bidder.company.pk,
        body=body or make_withdrawal(call, bidder),
        now=now(),
    )


def send(
    call: Call, bidder: Bidder, body: bytes | None = None, *, actor: Actor | None = None, **traits
) -> BidEnvelope:
    return submit_bid(
        actor=actor or bidder.member,
        call_id=call.pk,
        company_id=bidder.company.pk,
        body=body or make_body(call, bidder, **traits),
        now=now(),
    )


def close(call: Call) -> Call:
    """Let the deadline pass, and a worker close the call."""
    set_deadline(call, database_now() + MILLISECOND)
    wait_until(lambda: close_call(call_id=call.pk), pause_seconds=0.001)
    call.refresh_from_db()
    return call


def set_deadline(call: Call, at: datetime) -> None:
    Call.objects.filter(pk=call.pk).update(closes_at=at)
    BidWindow.objects.filter(call=call).update(closes_at=at)


def move_to(call: Call, state: CallState) -> Call:
    is_suspended = state is CallState.SUSPENDED
    from_ = call.state if is_suspended else ""
    Call.objects.filter(pk=call.pk).update(state=state.value, suspended_from=from_)
    call.refresh_from_db()
    return call


def shares(call: Call, place: int, part: str) -> bytes:
    """What the trustee with a place releases."""
    closing = closing_of(call)
    envelopes = [read_body(row) for row in standing_envelopes(call, call.stage_number)]
    seed = trustee_seed(call, place)
    return release_shares(sealing_context(call), bytes(closing.root), envelopes, part, seed)


def release(call: Call, market: Market, place: int, part: str, body: bytes | None = None) -> int:
    """Hand in shares and open what can be opened; how many parts that were."""
    row = accept_shares(
        actor=market.trustees[place - 1],
        call_id=call.pk,
        part=part,
        body=body or shares(call, place, part),
        now=now(),
    )
    return open_parts(release_id=row.pk, now=now())


@contextmanager
def database_clock(at: datetime):
    """The database believes that it is this moment, and stays so."""
    text = at.strftime("%Y-%m-%d %H:%M:%S.%f")
    is_postgresql = connection.vendor == "postgresql"
    before = _clocks[-1]
    _clocks.append(f"'{text}+00'::timestamptz" if is_postgresql else f"'{text}'")
    _set_clock(_clocks[-1])
    try:
        yield
    finally:
        _clocks.pop()
        _set_clock(before)


_clocks = [""]


def _set_clock(clock: str) -> None:
    with connection.cursor() as cursor:
        for statement in triggers.trigger_statements(connection.vendor, clock):
            if "VIEW" in statement:
                cursor.execute(statement)
