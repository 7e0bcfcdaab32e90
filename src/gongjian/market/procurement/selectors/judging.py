"""By what the bids of a stage are judged, as they are sealed for it and as files say it."""

from __future__ import annotations

from typing import Any

from gongjian.market.procurement.models import BidScore, Call, CallCriterion, CriterionKind
from gongjian.market.procurement.rules.evaluation import MOST_SCORE
from gongjian.methods.judging_rules import LOTS


def criterion_code(criterion: CallCriterion) -> str:
    """As files name it: C1, C2, …"""
    return f"C{criterion.place}"


def scored(row: BidScore) -> dict[str, Any]:
    """A score as files have it, and as it is locked."""
    return {
        "bid": row.company.code,
        "criterion": criterion_code(row.criterion),
        "score": row.score,
        "reason": row.reason,
    }


def judging_rules(call: Call, stage_number: int) -> dict[str, Any]:
    """Criteria, weights and price of a stage (methods/judging_rules.py); fixed since it opened."""
    criteria = list(call.criteria.filter(stage_number=stage_number).order_by("place"))
    return {
        "criteria": [
            {
                "code": criterion_code(one),
                "title": one.title,
                "weight": one.weight,
                "most": MOST_SCORE,
                "least": one.least,
            }
            for one in criteria
            if one.kind == CriterionKind.QUALITY
        ],
        "price": _price(call, criteria),
        "ties": LOTS,
    }


def _price(call: Call, criteria: list[CallCriterion]) -> dict[str, Any]:
    """How the price counts; in a stage without prices with a weight of nothing."""
    found = next((one for one in criteria if one.kind == CriterionKind.PRICE), None)
    return {
        "formula": (found and found.formula) or "absolute",
        "version": 1,
        "weight": found.weight if found else 0,
        "ceiling_minor": call.ceiling_minor or call.estimate_minor,
        "is_limit": call.ceiling_minor is not None,
    }
