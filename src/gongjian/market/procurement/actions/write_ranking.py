"""Writing down a ranking: its public file and the signs found with it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from gongjian.foundation.kernel.actor import Actor
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.models import Call, Ranking
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors import evaluations
from gongjian.market.procurement.selectors.evaluation_files import (
    file_text,
    ranked_file,
    ranking_of,
    signs_of,
)
from gongjian.market.procurement.selectors.judged_bids import JudgedBid, judged_bids
from gongjian.methods.bid_ranking import Standing


def rank_if_complete(call: Call, *, actor: Actor, now: datetime) -> None:
    """Rank a locked call's stage without prices once the last who judges has locked, or left."""
    if call.stage.has_price or ranking_of(call) is not None or not evaluations.is_complete(call):
        return
    if call.state == CallState.EVALUATION:
        write_ranking(call, judged_bids(call), actor=actor, now=now)
        write_event(call, actor=actor, name="stage_ranked", now=now)


def write_ranking(call: Call, bids: Sequence[JudgedBid], *, actor: Actor, now: datetime) -> Ranking:
    """Rank the bids of a locked call's stage, and keep the file from which anybody can do so."""
    file = ranked_file(call, bids)
    text = file_text(file)
    before = ranking_of(call)
    return Ranking.objects.create(
        call=call,
        stage_number=call.stage_number,
        number=before.number + 1 if before else 1,
        file=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        bids=sum(row["standing"] == Standing.RANKED for row in file["ranking"]),
        prices=[row["price_minor"] for row in file["ranking"]],
        signs=signs_of(call, bids),
        ranked_at=now,
        ranked_by=actor.reference,
    )
