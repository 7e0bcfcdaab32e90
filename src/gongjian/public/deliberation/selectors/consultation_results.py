"""What was found of a consultation, made ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import Any, Final

import numpy as np

from gongjian.methods.opinion_groups import FEWEST_VOTES
from gongjian.methods.opinion_map import place_of
from gongjian.public.deliberation.models.consultation_votes import (
    ConsultationResult,
    Participant,
)
from gongjian.public.deliberation.models.consultations import Consultation, Statement
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.selectors.consultations import latest_result, shown_statements

LETTERS: Final = "ABCDEFGHIJ"
MOST_LISTED: Final = 5
DIVIDING: Final = 0.3
"""The gap between two groups' shares of agreement from which a statement divides them."""
UNITING: Final = 0.6
"""The share of every group from which all groups agree."""
MOST_OF_A_GROUP: Final = 0.5
"""What fewer of a group say is nothing that it stands for."""
SHAPES: Final = ("circle", "square", "triangle", "diamond", "cross")
PICTURE: Final = 100


@dataclass(frozen=True, slots=True)
class GroupOpinion:
    """What one group, or everybody, says of a statement; percentages of those who saw it."""

    letter: str
    agree: int
    disagree: int
    seen: int
    is_hidden: bool = False

    @property
    def pass_end(self) -> int:
        """Where disagreement begins on a bar of a hundred."""
        return 100 - self.disagree


@dataclass(frozen=True, slots=True)
class StatementOpinion:
    """A statement, what everybody says of it, and what each group."""

    number: int
    text: str
    language: str
    everybody: GroupOpinion
    groups: list[GroupOpinion]
    is_agreement: bool = True
    """Whether it was chosen for agreement or for disagreement."""
    own: GroupOpinion | None = None
    """Of the group that it stands for."""


@dataclass(frozen=True, slots=True)
class Group:
    letter: str
    size: int
    share: int
    """Percent of those in groups."""
    shape: str
    is_small: bool
    stands_for: list[StatementOpinion]
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Dot:
    """People who stand together on the map."""

    x: float
    y: float
    r: float
    shape: str
    """"" where they are in no group."""
    letter: str
    people: int


@dataclass(frozen=True, slots=True)
class ShownResult:
    result: ConsultationResult
    groups: list[Group]
    dots: list[Dot]
    unites: list[StatementOpinion]
    rejects: list[StatementOpinion]
    divides: list[StatementOpinion]
    united_count: int
    """All that unite, agreed to or rejected; shown are the first of them."""
    dividing_count: int
    rows: list[StatementOpinion] = field(default_factory=list)
    """All statements; only where they were asked for."""

    @property
    def alone(self) -> int:
        """People on the map that are in no group."""
        return int(self.result.people - self.result.values["grouped"])


def shown_result(consultation: Consultation, *, has_rows: bool = False) -> ShownResult | None:
    """The latest result with its statements' words; None where there is none yet. Two queries."""
    result = latest_result(consultation)
    if result is None:
        return None
    values = result.values
    found = {one["statement"]: one for one in values["statements"] if not one["is_hidden"]}
    texts = {one.number: one for one in shown_statements(consultation)}
    count = values["k"]

    telling = _Telling(found, texts, count)
    known = [number for number in found if number in texts]
    groups = [_group(values, group, telling) for group in range(count)]
    agreed, rejected = (_united(values, found, known, side) for side in ("agree", "disagree"))
    dividing = sorted(
        (number for number in known if found[number]["division"] >= DIVIDING),
        key=lambda number: -found[number]["division"],
    )
    return ShownResult(
        result,
        groups,
        _dots(values),
        [telling.of(number) for number in agreed[:MOST_LISTED]],
        [telling.of(number, is_agreement=False) for number in rejected[:MOST_LISTED]],
        [telling.of(number) for number in dividing[:MOST_LISTED]],
        len(agreed) + len(rejected),
        len(dividing),
        [telling.of(number) for number in sorted(known)] if has_rows else [],
    )


class _Telling:
    """Statements with their words and figures, by their numbers."""

    def __init__(self, found: dict[int, Any], texts: dict[int, Statement], count: int) -> None:
        self._found, self._texts, self._count = found, texts, count

    def has(self, number: int) -> bool:
        return number in self._found and number in self._texts

    def of(
        self, number: int, *, is_agreement: bool = True, group: int | None = None
    ) -> StatementOpinion:
        told, statement = self._found[number], self._texts[number]
        groups = [
            _opinion(LETTERS[place], one) for place, one in enumerate(told["groups"][: self._count])
        ]
        return StatementOpinion(
            number, statement.public_text, statement.language, _opinion("", told), groups,
            is_agreement, groups[group] if group is not None else None,
        )  # fmt: skip


def _opinion(letter: str, told: dict[str, Any] | None) -> GroupOpinion:
    if told is None:
        return GroupOpinion(letter, 0, 0, 0, is_hidden=True)
    seen = told["seen"]
    agree, disagree = (round(100 * told[name] / max(seen, 1)) for name in ("agrees", "disagrees"))
    return GroupOpinion(letter, agree, min(disagree, 100 - agree), seen)


def _group(values: dict[str, Any], group: int, telling: _Telling) -> Group:
    size, centre = values["sizes"][group], values["centres"][group]
    stands_for = [
        telling.of(one["statement"], is_agreement=one["for"] == "agree", group=group)
        for one in values["representative"][str(group)]
        # Polis names the statement a group agrees to most also where most of the group do not.
        if telling.has(one["statement"]) and one["share"] > MOST_OF_A_GROUP
    ]
    x, y = centre if centre else (0.0, 0.0)
    return Group(
        LETTERS[group], size or 0, round(100 * (size or 0) / max(values["grouped"], 1)),
        SHAPES[group % len(SHAPES)], size is None, stands_for, _scaled(x), _scaled(y),
    )  # fmt: skip


def _united(
    values: dict[str, Any], found: dict[int, Any], known: list[int], side: str
) -> list[int]:
    """What every group agrees to, or rejects; without groups, what all people do."""
    if values["k"] < 2:
        chosen = [one["statement"] for one in values["consensus"][side]]
        return [number for number in chosen if number in set(known)]
    shared = [
        number
        for number in known
        if all(one is None or one[f"{side}_share"] >= UNITING for one in found[number]["groups"])
        and any(one is not None for one in found[number]["groups"])
    ]
    return sorted(shared, key=lambda number: -found[number][f"{side}_consensus"])


def _dots(values: dict[str, Any]) -> list[Dot]:
    most = max((cell[3] for cell in values["cells"]), default=1)
    return [
        Dot(
            _scaled(x), _scaled(y), round(0.8 + 1.5 * sqrt(people / most), 2),
            SHAPES[group % len(SHAPES)] if group >= 0 else "",
            LETTERS[group] if group >= 0 else "", people,
        )
        for x, y, group, people in values["cells"]
    ]  # fmt: skip


def _scaled(share: float) -> float:
    """From 0 to 1 into the picture, with room at its edges."""
    return round(4 + share * (PICTURE - 8), 2)


def own_group(result: ConsultationResult, participant: Participant | None) -> str:
    """The letter of the group a participant stands in by their votes of now, or "" where in none:
    they voted too little, there are no groups, or it is too small to be shown."""
    values = result.values
    if participant is None or values["k"] < 2:
        return ""
    votes = rules.votes_of(bytes(participant.ballot))
    told = values["statements"]
    if len(votes) < FEWEST_VOTES or any(middle is None for middle in values["middles"]):
        return ""
    said = [float(votes[one["statement"]]) if one["statement"] in votes else np.nan for one in told]
    place = place_of(
        np.array(said),
        np.array([one["direction"] for one in told]).T,
        np.array([one["mean"] for one in told]),
        np.array([one["is_hidden"] for one in told], dtype=bool),
    )
    apart = ((np.array(values["middles"]) - place) ** 2).sum(axis=1)
    return LETTERS[int(apart.argmin())]
