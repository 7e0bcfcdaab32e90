"""What bids of a call are sealed for."""

from __future__ import annotations

from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.bid_errors import NoTrustees
from gongjian.market.procurement.models import Call
from gongjian.methods.bid_envelopes import Context
from gongjian.methods.bid_envelopes import read_context as _read_context
from gongjian.methods.bid_keys import BadKey, read_trustee_key
from gongjian.methods.canonical_json import NotCanonical


def sealing_context(call: Call, stage_number: int | None = None) -> Context:
    """The context of a stage, by default the present one: settled when the call opened.

    Raises
    ------
    NoTrustees
        Too few have given keys.
    """
    rows = call.trustees.exclude(public_key="").order_by("place")
    number = stage_number or call.stage_number
    has_price = call.procedure.stage(number).has_price
    try:
        context = Context(
            town=ledger.town_key(),
            call=str(call.pk),
            stage=number,
            parts=("technical", "price") if has_price else ("technical",),
            currency=call.currency,
            threshold=call.trustee_threshold,
            trustees=tuple((str(row.body_id), read_trustee_key(row.public_key)) for row in rows),
        )
        # As strict as whoever will read it.
        return _read_context(context.as_json())
    except (BadKey, NotCanonical) as error:
        raise NoTrustees from error
