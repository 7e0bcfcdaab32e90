"""Keeping what bids of a stage are sealed for: part of opening it, in the same transaction."""

from __future__ import annotations

from datetime import datetime

from gongjian.market.procurement.models import Call, SealingContext
from gongjian.market.procurement.selectors.sealing import proposed_context
from gongjian.methods.bid_envelopes import Context
from gongjian.methods.canonical_json import write_canonical


def freeze_context(call: Call, *, now: datetime) -> Context:
    """Keep the context of a locked call's present stage for good: from then on the database refuses
    to change it, and the call's trustees.

    Raises
    ------
    NoTrustees
        Nothing can be sealed for them.
    """
    context = proposed_context(call, call.stage_number)
    SealingContext.objects.create(
        call=call, stage_number=call.stage_number, frozen_at=now,
        body=write_canonical(context.as_json()),
    )  # fmt: skip
    return context
