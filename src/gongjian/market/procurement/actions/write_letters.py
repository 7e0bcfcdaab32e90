"""What each bidder is told of a ranking: its own scores, the first, and what follows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gongjian.market.procurement.models import AwardLetter, Ranking
from gongjian.market.procurement.selectors.judged_bids import JudgedBid


def write_letters(ranking: Ranking, bids: Sequence[JudgedBid], now: datetime) -> None:
    """To every bidder, of a ranking by which a contract is to be awarded, or none is."""
    _write(ranking, bids, {bid.company_id: {} for bid in bids}, now)


def write_stage_letters(
    ranking: Ranking,
    bids: Sequence[JudgedBid],
    invited: Mapping[UUID, str],
    left_out: Mapping[UUID, str],
    now: datetime,
) -> None:
    """To everybody who took part in a stage: whether the next one is for them, and why."""
    told: dict[UUID, dict[str, Any]] = {
        bid.company_id: {
            "is_invited": bid.company_id in invited,
            "reason": invited.get(bid.company_id, "") or left_out.get(bid.company_id, ""),
        }
        for bid in bids
    }
    _write(ranking, bids, told, now)


def _write(
    ranking: Ranking,
    bids: Sequence[JudgedBid],
    told: Mapping[UUID, Mapping[str, Any]],
    now: datetime,
) -> None:
    rows = {row["bid"]: row for row in json.loads(ranking.file)["ranking"]}
    first = next((row for row in rows.values() if row["place"] == 1), None)
    AwardLetter.objects.bulk_create(
        AwardLetter(
            ranking=ranking, company_id=bid.company_id, written_at=now,
            data={
                "own": rows.get(bid.code),
                "first": first,
                "bids": len(rows),
                "fault": bid.fault,
                "is_unopenable": bid.is_unopenable,
                **told[bid.company_id],
            },
        )
        for bid in bids
    )  # fmt: skip
