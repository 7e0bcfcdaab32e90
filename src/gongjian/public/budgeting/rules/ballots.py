"""What a ballot may say, and what is committed to of it. Pure."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

Choices = tuple[tuple[int, int], ...]
"""(number of a project, its value) by number: 1 for an approval, points, or the rank from 1."""

SECRET_LENGTH = 20
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
MOST_POINTS = 1_000

PAPER_NUMBER = r"^[0-9A-Za-z-]+$"
"""What can be printed on a paper ballot to tell it from others."""


class BallotKind(StrEnum):
    APPROVAL = "approval"
    LIMITED = "limited"
    """As approval, up to k in each part."""
    KNAPSACK = "knapsack"
    """As approval, as long as all of it together fits into the budget of each part."""
    POINTS = "points"
    """Points, in each part up to a sum."""
    RANKING = "ranking"
    """The first, the second and so on, in each part up to k."""


class Fault(StrEnum):
    """What is wrong with a ballot, or with a part of it."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    TWICE = "twice"
    TOO_MANY = "too_many"
    TOO_DEAR = "too_dear"
    TOO_MANY_POINTS = "too_many_points"
    NO_POINTS = "no_points"
    RANKS = "ranks"


@dataclass(frozen=True, slots=True)
class BallotRules:
    """Kind of ballot; ``most`` choices in each part (limited, ranking) or points (points)."""

    kind: BallotKind
    most: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What a ballot may choose from in one part: cost of each project, and the budget."""

    costs: Mapping[int, int]
    budget: int


def faults(rules: BallotRules, choices: Choices, parts: Sequence[Part]) -> list[Fault]:
    """What is wrong with choices; nothing of an empty ballot, which paper may be.

    Parameters
    ----------
    rules : BallotRules
    choices : tuple of (int, int)
    parts : sequence of Part
        Those that the voter votes in.

    Returns
    -------
    list of Fault
    """
    numbers = [number for number, _ in choices]
    if len(set(numbers)) != len(numbers):
        return [Fault.TWICE]
    if not set(numbers) <= {number for part in parts for number in part.costs}:
        return [Fault.UNKNOWN]
    found: list[Fault] = []
    for part in parts:
        here = {number: value for number, value in choices if number in part.costs}
        fault = _fault_of_part(rules, here, part)
        if fault and fault not in found:
            found.append(fault)
    return found


def _fault_of_part(rules: BallotRules, here: Mapping[int, int], part: Part) -> Fault | None:
    if rules.kind == BallotKind.POINTS:
        if any(not 0 < points <= MOST_POINTS for points in here.values()):
            return Fault.NO_POINTS
        return Fault.TOO_MANY_POINTS if sum(here.values()) > rules.most else None
    if rules.kind == BallotKind.RANKING:
        if sorted(here.values()) != list(range(1, len(here) + 1)):
            return Fault.RANKS
    elif any(value != 1 for value in here.values()):
        return Fault.NO_POINTS
    is_counted = rules.kind in {BallotKind.LIMITED, BallotKind.RANKING}
    if is_counted and len(here) > rules.most:
        return Fault.TOO_MANY
    cost = sum(part.costs[number] for number in here)
    if rules.kind == BallotKind.KNAPSACK and cost > part.budget:
        return Fault.TOO_DEAR
    return None


def new_secret() -> str:
    """20 random characters, 100 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))


def show_secret(secret: str) -> str:
    """In groups of five: ``7K3M9-Q2XAB-…``."""
    return "-".join(secret[at : at + 5] for at in range(0, len(secret), 5))


def read_secret(text: str) -> str | None:
    """The secret somebody typed; None where it cannot be one."""
    secret = re.sub(r"[\s-]", "", text.upper()).translate(_READ_AS)
    is_one = len(secret) == SECRET_LENGTH and set(secret) <= set(ALPHABET)
    return secret if is_one else None


def content_of(district: UUID | None, choices: Choices, version: int) -> bytes:
    """A ballot as JSON with sorted keys and no spaces: what is committed to."""
    said = {
        "choices": [list(one) for one in choices],
        "district": str(district or ""),
        "version": version,
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def commitment_of(round_id: UUID, secret: str, content: bytes) -> str:
    """SHA-256, in hex, over what hides a ballot and the ballot.

    What hides it is made of the voter's secret: whoever does not hold that cannot find out the
    choice by trying all choices.
    """
    blind = hashlib.sha256(b"gongjian ballot\n" + round_id.bytes + secret.encode()).digest()
    return hashlib.sha256(blind + content).hexdigest()
