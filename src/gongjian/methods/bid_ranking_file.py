"""The public file of an evaluation, from which anybody can rank the bids again.

JSON of numbers and texts: what was fixed at the opening of the call, every score and reason of
every evaluator, every price, and the order that was announced. Fractions are texts such as
``"185/2"``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any, Final

import numpy as np

from gongjian.methods.bid_ranking import Criterion, PricePart, RankedBid, rank_bids
from gongjian.methods.bid_scoring import price_formula
from gongjian.methods.canonical_json import write_canonical

FORMAT: Final = "gongjian-evaluation/1"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a file's announced result is not what its scores give.

    Attributes
    ----------
    bid : str
        "" for the file as a whole.
    field : str
    announced, computed : str
    """

    bid: str
    field: str
    announced: str
    computed: str


def ranked_rows(ranking: Sequence[RankedBid]) -> list[dict[str, Any]]:
    """A ranking as rows of a file."""
    return [
        {
            "bid": row.bid,
            "price_minor": row.price,
            "standing": str(row.standing),
            "place": row.place,
            "means": [str(mean) for mean in row.means],
            "quality": str(row.quality),
            "price_points": str(row.price_points),
            "total": str(row.total),
            "below": list(row.below),
        }
        for row in ranking
    ]


def rank_file(file: Mapping[str, Any]) -> list[RankedBid]:
    """Rank the bids of a file by what it says was fixed and scored.

    Parameters
    ----------
    file : mapping
        ``format``; ``criteria``: ``code``, ``weight``, ``most``, ``least``; ``price``:
        ``formula``, ``version``, ``weight``, ``ceiling_minor``, ``is_limit``; ``ties``; ``bids``:
        ``bid``, ``price_minor``, ``excluded``; ``scores``: ``evaluator``, ``bid``, ``criterion``,
        ``score``.

    Returns
    -------
    list of RankedBid

    Raises
    ------
    ValueError
        If it is no such file, or a score is missing, twice, or of somebody unknown.
    """
    try:
        return _rank(file)
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"this is no file of an evaluation: {error}") from None


def _rank(file: Mapping[str, Any]) -> list[RankedBid]:
    if file["format"] != FORMAT:
        raise ValueError(f"this is no {FORMAT} file")
    criteria = [
        Criterion(str(one["code"]), _int(one["weight"]), _int(one["most"]), _int(one["least"]))
        for one in file["criteria"]
    ]
    stated = file["price"]
    price = PricePart(
        price_formula(str(stated["formula"]), _int(stated["version"])),
        _int(stated["weight"]),
        _int(stated["ceiling_minor"]),
        stated["is_limit"] is True,
    )
    bids = [str(one["bid"]) for one in file["bids"]]
    prices = [_int(one["price_minor"]) for one in file["bids"]]
    excluded = frozenset(str(one["bid"]) for one in file["bids"] if one.get("excluded"))
    evaluators = [str(one) for one in file["evaluators"]]
    scores = np.full((len(evaluators), len(bids), len(criteria)), -1, dtype=np.int64)
    places = [
        {name: at for at, name in enumerate(names)}
        for names in (evaluators, bids, [one.code for one in criteria])
    ]
    for row in file["scores"]:
        said = (str(row["evaluator"]), str(row["bid"]), str(row["criterion"]))
        at = tuple(known[name] for known, name in zip(places, said, strict=True))
        if scores[at] != -1:
            raise ValueError(f"{said} is scored twice")
        scores[at] = _int(row["score"])
    return rank_bids(
        bids, prices, criteria, scores, price, ties=str(file["ties"]), excluded=excluded
    )


def differences(file: Mapping[str, Any]) -> list[Difference]:
    """Where the announced order, points or standing are not what the scores give.

    Returns
    -------
    list of Difference
        Empty where the file holds what it says.

    Raises
    ------
    ValueError
        As `rank_file`, or if nothing is announced in it.
    """
    computed = ranked_rows(rank_file(file))
    announced = file.get("ranking")
    if not isinstance(announced, list) or not all(isinstance(row, dict) for row in announced):
        raise ValueError("the file announces no ranking")
    orders = [", ".join(str(row.get("bid")) for row in rows) for rows in (announced, computed)]
    found = [] if orders[0] == orders[1] else [Difference("", "order", *orders)]
    said = {str(row.get("bid")): row for row in announced}
    for row in computed:
        other = said.get(row["bid"], {})
        found += [
            Difference(row["bid"], name, str(other.get(name)), str(value))
            for name, value in row.items()
            if other.get(name) != value
        ]
    return found


def lock_digest(scores: Iterable[Mapping[str, Any]]) -> str:
    """What is published when an evaluator locks: SHA-256 of the scores with their reasons, which
    nobody guesses.

    Parameters
    ----------
    scores : iterable of mapping
        ``bid``, ``criterion``, ``score``, ``reason`` of each, as in a file.
    """
    names = ("bid", "criterion", "score", "reason")
    rows = sorted([row[name] for name in names] for row in scores)
    return sha256(write_canonical(rows)).hexdigest()


def unlocked_scores(file: Mapping[str, Any]) -> list[str]:
    """Evaluators of a file whose scores and reasons are not those of the digest they locked.

    Raises
    ------
    ValueError
        If it is no such file.
    """
    try:
        locked = {str(one["evaluator"]): one["sha256"] for one in file["locks"]}
        rows = [*file["scores"], *file["unranked_scores"]]
        evaluators = [str(one) for one in file["evaluators"]]
        given = {
            who: lock_digest(row for row in rows if row["evaluator"] == who) for who in evaluators
        }
        known = sorted({*evaluators, *locked, *(str(row["evaluator"]) for row in rows)})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is no file of an evaluation: {error}") from None
    return [who for who in known if who not in given or given[who] != locked.get(who)]


def exact(text: str) -> Fraction:
    """A fraction as files write it."""
    return Fraction(text)


def _int(value: object) -> int:
    if type(value) is not int:
        raise ValueError(f"{value!r} is no whole number")
    return value
