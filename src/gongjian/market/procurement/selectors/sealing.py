"""What bids of a call are sealed for."""

from __future__ import annotations

from hashlib import sha256

from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.bid_errors import NoTrustees
from gongjian.market.procurement.models import Call, SealingContext
from gongjian.market.procurement.selectors.judging import judging_rules
from gongjian.methods.bid_envelopes import MAX_CONTEXT_BYTES, Context
from gongjian.methods.bid_envelopes import read_context as _read_context
from gongjian.methods.bid_keys import BadKey, read_trustee_key
from gongjian.methods.canonical_json import NotCanonical, read_canonical


def sealing_context(call: Call, stage_number: int | None = None) -> Context:
    """The context of a stage, by default the present one: as it was frozen when that opened.

    Raises
    ------
    NoTrustees
        The call was published without one; before, too few have given keys.
    """
    number = stage_number or call.stage_number
    body = frozen_context(call, number)
    if body is not None:
        return _read_context(read_canonical(body, max_bytes=MAX_CONTEXT_BYTES))
    if call.is_published:
        raise NoTrustees
    return proposed_context(call, number)


def frozen_context(call: Call, stage_number: int) -> bytes | None:
    """The bytes that were kept when a stage opened; None where it has not."""
    rows = SealingContext.objects.filter(call=call, stage_number=stage_number)
    body = rows.values_list("body", flat=True).first()
    return None if body is None else bytes(body)


def context_digest(call: Call) -> str:
    """SHA-256 of what the present stage was frozen with, in hexadecimal; "" where nothing is."""
    body = frozen_context(call, call.stage_number)
    return "" if body is None else sha256(body).hexdigest()


def proposed_context(call: Call, stage_number: int) -> Context:
    """What a stage would be frozen with now: by the trustees and keys of this moment.

    Raises
    ------
    NoTrustees
    """
    rows = call.trustees.exclude(public_key="").order_by("place")
    has_price = call.procedure.stage(stage_number).has_price
    try:
        context = Context(
            town=ledger.town_key(),
            call=str(call.pk),
            stage=stage_number,
            parts=("technical", "price") if has_price else ("technical",),
            currency=call.currency,
            threshold=call.trustee_threshold,
            trustees=tuple((str(row.body_id), read_trustee_key(row.public_key)) for row in rows),
            judging=judging_rules(call, stage_number),
        )
        # As strict as whoever will read it.
        return _read_context(context.as_json())
    except (BadKey, NotCanonical) as error:
        raise NoTrustees from error
