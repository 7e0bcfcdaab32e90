"""The public file of an evaluation, and what it comes to (methods/bid_ranking_file.py)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any
from uuid import UUID

from gongjian.market.procurement.models import (
    BidExclusion,
    Call,
    CallEvent,
    Company,
    Outcome,
    Ranking,
)
from gongjian.market.procurement.selectors import evaluations
from gongjian.market.procurement.selectors.judged_bids import JudgedBid, tie_seed
from gongjian.market.procurement.selectors.judging import judging_rules, scored
from gongjian.methods.abnormal_bids import abnormal_bids
from gongjian.methods.bid_ranking import Standing
from gongjian.methods.bid_ranking_file import FORMAT, rank_file, ranked_rows
from gongjian.methods.near_equal_bids import shared_texts

FAULT = "fault"


def ranked_file(call: Call, bids: Sequence[JudgedBid]) -> dict[str, Any]:
    """The file with its ranking, of bids whose scores are locked and whose prices are open.

    Raises
    ------
    ValueError
        A score is missing.
    """
    file = _file(call, bids)
    return {**file, "ranking": ranked_rows(rank_file(file))}


def file_text(file: Mapping[str, Any]) -> str:
    """As it is published: what its digest is of."""
    return json.dumps(file, ensure_ascii=False, indent=1) + "\n"


def ranking_of(
    call: Call, stage_number: int | None = None, *, with_file: bool = True
) -> Ranking | None:
    """The ranking of a stage that holds: its newest."""
    stage = stage_number or call.stage_number
    rows = Ranking.objects.filter(call=call, stage_number=stage).order_by("-number")
    return (rows if with_file else rows.defer("file")).first()


def ranked_companies(ranking: Ranking) -> dict[UUID, str]:
    """Companies whose bid has a place, and their names, in the order of the ranking."""
    rows = json.loads(ranking.file)["ranking"]
    order = [row["bid"] for row in rows if row["standing"] == Standing.RANKED]
    found = Company.objects.filter(organisation__code__in=order).select_related("organisation")
    by_code = {company.code: company for company in found}
    return {by_code[code].pk: by_code[code].name for code in order if code in by_code}


def abnormal_prices(call: Call, bids: Sequence[JudgedBid]) -> list[dict[str, Any]]:
    """Prices that somebody has to ask about."""
    priced = [bid for bid in bids if bid.price_minor is not None]
    prices = [bid.price_minor for bid in priced if bid.price_minor is not None]
    return [
        {
            "bid": priced[one.bid].code,
            "rule": one.rule,
            "price_minor": one.price,
            "against": str(one.against),
            "limit": str(one.limit),
        }
        for one in abnormal_bids(prices, call.ceiling_minor or call.estimate_minor)
    ]


def signs_of(call: Call, bids: Sequence[JudgedBid]) -> dict[str, Any]:
    """Prices that somebody has to ask about, and pairs of bids that share text."""
    texts = [(bid.code, " ".join([bid.text, *bid.answers.values()])) for bid in bids]
    return {
        "abnormal": abnormal_prices(call, bids),
        "shared_texts": [
            [first, second, str(share)] for first, second, share in shared_texts(texts, call.text)
        ],
    }


def shared_pairs(ranking: Ranking) -> list[tuple[str, str, Fraction]]:
    pairs = ranking.signs.get("shared_texts", [])
    return [(first, second, Fraction(share)) for first, second, share in pairs]


def _file(call: Call, bids: Sequence[JudgedBid]) -> dict[str, Any]:
    rules = judging_rules(call, call.stage_number)
    excluded = evaluations.exclusions_of(call)
    readable = [bid for bid in bids if not bid.fault]
    codes = {bid.code for bid in readable}
    scores = [
        {"evaluator": row.evaluator.code, **scored(row)} for row in evaluations.locked_scores(call)
    ]
    evaluators = evaluations.in_office(evaluations.evaluators_of(call)) if rules["criteria"] else []
    return {
        "format": FORMAT,
        "call": call.shown_number,
        "stage": call.stage_number,
        "currency": call.currency,
        "criteria": rules["criteria"],
        "price": rules["price"],
        "ties": f"lot:{tie_seed(call)}",
        "evaluators": [one.code for one in evaluators],
        "bids": [_bid(bid, excluded) for bid in readable],
        "faults": [
            {
                "bid": bid.code,
                "company": bid.name,
                "fault": bid.fault,
                "outcome": (
                    Outcome.UNOPENABLE if bid.is_unopenable else Outcome.BIDDER_AT_FAULT
                ).value,
            }
            for bid in bids
            if bid.fault
        ],
        # Locked with the others; of bids that have come to have no place among them since.
        "unranked_scores": [row for row in scores if row["bid"] not in codes],
        "scores": [row for row in scores if row["bid"] in codes],
        "locks": _locks(call),
    }


def _locks(call: Call) -> list[dict[str, str]]:
    """What was published when each evaluator in office locked."""
    rows = CallEvent.objects.filter(
        call=call, stage_number=call.stage_number, name="scores_locked"
    ).order_by("id")
    said = {row.data["evaluator"]: row.data["sha256"] for row in rows}
    in_office = evaluations.in_office(evaluations.evaluators_of(call))
    codes = [one.code for one in in_office if one.code in said]
    return [{"evaluator": code, "sha256": said[code]} for code in codes]


def _bid(bid: JudgedBid, excluded: Mapping[UUID, BidExclusion]) -> dict[str, Any]:
    exclusion = excluded.get(bid.company_id)
    told = {"bid": bid.code, "company": bid.name, "price_minor": bid.price_minor or 0}
    if exclusion is not None:
        told |= {"excluded": True, "ground": exclusion.ground, "reason": exclusion.reason}
    return told
