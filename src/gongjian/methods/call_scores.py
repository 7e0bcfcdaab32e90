"""Whether the scores in a call file go with its bids: the ranking comes out as announced, by the
prices that were in the envelopes, and under lots drawn by the root at closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongjian.methods.bid_ranking_file import differences


def wrong_scores(
    evaluation: Mapping[str, Any], prices: Mapping[str, int | None], root: bytes
) -> list[str]:
    """What is wrong with an evaluation.

    Parameters
    ----------
    evaluation : mapping
        A file of `bid_ranking_file`.
    prices : mapping of str to int or None
        What was in the envelopes, in minor units, by the bid's name in the evaluation; None where
        no price is open.
    root : bytes
        Over all envelopes.

    Returns
    -------
    list of str
        In English; empty where all of it holds.
    """
    try:
        wrong = [
            f"{one.bid or 'The ranking'}: {one.field} is announced as {one.announced} and comes "
            f"out as {one.computed}."
            for one in differences(evaluation)
        ]
        named = {str(one["bid"]): one for one in evaluation["bids"]}
        ties = str(evaluation["ties"])
    except (ValueError, KeyError, TypeError) as error:
        return [f"The evaluation cannot be read: {error}."]
    for name, one in sorted(named.items()):
        if name not in prices:
            wrong.append(f"{name[:40]} is ranked, and no envelope of it stood at closing.")
        elif (prices[name] or 0) != one.get("price_minor"):
            wrong.append(f"{name[:40]} is ranked by another price than stood in its envelope.")
    if ties.startswith("lot:") and ties != f"lot:{root.hex()}":
        wrong.append("Lots are not drawn by the root at closing.")
    return wrong
