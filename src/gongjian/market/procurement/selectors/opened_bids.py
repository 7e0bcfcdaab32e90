"""What came out of opened bids, as typed values for those who judge them.

The schema of the parts stands in methods/bid_contents.py. A part whose bidder sealed it wrongly, or
that holds no such content, has an outcome and no value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongjian.market.procurement.models import Call, OpenedPart, Outcome
from gongjian.methods.bid_contents import (
    PricePart,
    SecretPart,
    TechnicalPart,
    read_price,
    read_secret,
    read_technical,
)


@dataclass(frozen=True, slots=True)
class OpenedBid:
    """One bid of a stage, so far as it is open.

    ``is_at_fault``: a part of it was sealed wrongly. ``is_unopenable``: so many trustees say that
    their boxes of a part are spoiled that nobody can open it.
    """

    bid_id: UUID
    company_id: UUID
    company: str
    envelope: str
    received_at: datetime
    technical: TechnicalPart | None = None
    price: PricePart | None = None
    is_at_fault: bool = False
    is_unopenable: bool = False


def opened_bids(call: Call, stage_number: int | None = None) -> list[OpenedBid]:
    """All bids of which something was opened, by the name of the company; three queries at most.

    Whoever calls it has fetched the call: what it returns is public.
    """
    rows = _rows(call, stage_number, ("technical", "price"))
    parts: dict[UUID, list[OpenedPart]] = {}
    for row in rows:
        parts.setdefault(row.envelope_id, []).append(row)
    found = [_bid(call.currency, of_one) for of_one in parts.values()]
    return sorted(found, key=lambda one: (one.company, one.bid_id))


def opened_secrets(call: Call, stage_number: int | None = None) -> dict[UUID, SecretPart]:
    """Trade secrets by company. Only for who judges: whoever calls it has checked that."""
    return {
        row.envelope.bid.company_id: read_secret(row.content.encode())
        for row in _rows(call, stage_number, ("secret",))
        if row.outcome == Outcome.OPEN
    }


def _rows(call: Call, stage_number: int | None, parts: tuple[str, ...]) -> list[OpenedPart]:
    return list(
        OpenedPart.objects.filter(
            part__in=parts,
            envelope__bid__call=call,
            envelope__bid__stage_number=stage_number or call.stage_number,
        )
        .select_related("envelope__bid__company__organisation")
        .defer("envelope__body", "envelope__receipt")
        .order_by("id")
    )


def _bid(currency: str, rows: list[OpenedPart]) -> OpenedBid:
    envelope = rows[0].envelope
    content = {row.part: row.content.encode() for row in rows if row.outcome == Outcome.OPEN}
    technical, price = content.get("technical"), content.get("price")
    return OpenedBid(
        bid_id=envelope.bid_id,
        company_id=envelope.bid.company_id,
        company=envelope.bid.company.name,
        envelope=envelope.shown_digest,
        received_at=envelope.received_at,
        technical=read_technical(technical) if technical is not None else None,
        price=read_price(price, currency) if price is not None else None,
        is_at_fault=any(row.outcome == Outcome.BIDDER_AT_FAULT for row in rows),
        is_unopenable=any(row.outcome == Outcome.UNOPENABLE for row in rows),
    )
