"""By what bids are judged, as bidders seal for it: part of a call's context.

It is what a file of an evaluation says under the same names, so that anybody can compare them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from gongjian.methods.canonical_json import NotCanonical, require_fields

MOST_CRITERIA = 40
LOTS: Final = "lot"
"""Equal bids are named by lots, drawn by the root over all envelopes."""

JudgingRules = Mapping[str, Any]
"""``criteria``: of each ``code``, ``title``, ``weight``, ``most``, ``least``; ``price``:
``formula``, ``version``, ``weight``, ``ceiling_minor``, ``is_limit``; ``ties``."""


def read_judging_rules(value: object) -> JudgingRules:
    """Rules from their JSON.

    Raises
    ------
    NotCanonical
        If they are none.
    """
    found = require_fields(value, {"criteria": list, "price": dict, "ties": str})
    criterion = {"code": str, "least": int, "most": int, "title": str, "weight": int}
    codes = [require_fields(one, criterion)["code"] for one in found["criteria"]]
    if len(codes) > MOST_CRITERIA or len(set(codes)) != len(codes):
        raise NotCanonical("two criteria of one code, or too many")
    price = {"ceiling_minor": int, "formula": str, "is_limit": bool, "version": int, "weight": int}
    require_fields(found["price"], price)
    if found["ties"] != LOTS:
        raise NotCanonical("ties that are not settled by lots")
    return found


def other_rules(rules: JudgingRules, evaluation: Mapping[str, Any]) -> list[str]:
    """Under which names an evaluation was judged by other rules than bids were sealed for.

    Parameters
    ----------
    rules : JudgingRules
    evaluation : mapping
        A file of `bid_ranking_file`.
    """
    return [name for name in ("criteria", "price") if evaluation.get(name) != rules[name]]
