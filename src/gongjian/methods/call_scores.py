"""Whether the scores in a call file go with its bids: the ranking comes out as announced, by the
prices that were in the envelopes, and under lots drawn by the root at closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongjian.methods.bid_ranking_file import differences


def wrong_scores(
    evaluation: Mapping[str, Any],
    prices: Mapping[str, int | None],
    root: bytes,
    shut: Mapping[str, Mapping[str, str]],
) -> list[str]:
    """What is wrong with an evaluation.

    Parameters
    ----------
    evaluation : mapping
        A file of `bid_ranking_file`.
    prices : mapping of str to int or None
        What was in the envelopes, in minor units, by the bid's name in the evaluation, for every
        envelope that stood; None where no price is open.
    root : bytes
        Over all envelopes.
    shut : mapping of str to mapping of str to str
        Which parts of a bid came out as anything but open, and as what, by the same names.

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
        faults = {str(one["bid"]): one for one in evaluation.get("faults", ())}
        parts = {name: str(one["fault"]) for name, one in faults.items()}
        ties = str(evaluation["ties"])
    except (ValueError, KeyError, TypeError) as error:
        return [f"The evaluation cannot be read: {error}."]
    for name, one in sorted(named.items()):
        if name not in prices:
            wrong.append(f"{name[:40]} is ranked, and no envelope of it stood at closing.")
        elif shut.get(name):
            parts_shut = ", ".join(sorted(shut[name]))
            wrong.append(
                f"{name[:40]} is ranked, though this part of it is not open: {parts_shut}."
            )
        elif (prices[name] or 0) != one.get("price_minor"):
            wrong.append(f"{name[:40]} is ranked by another price than stood in its envelope.")
    for name in sorted(prices.keys() - named.keys()):
        if name not in faults:
            wrong.append(f"{name[:40] or 'A bid'} stood at closing, and is not ranked.")
            continue
        outcome = shut.get(name, {}).get(parts[name])
        if outcome is None or faults[name].get("outcome", outcome) != outcome:
            wrong.append(f"{name[:40]} is not ranked for a fault that its envelope does not have.")
    if len(named) != len(evaluation["bids"]):
        wrong.append("One bid is ranked twice.")
    if ties != f"lot:{root.hex()}":
        wrong.append("Lots are not drawn by the root at closing.")
    return wrong
