"""What triage suggests for a case that waits for the dispatcher, with names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gongjian.government.cases.models import Case
from gongjian.government.duties import interface as duties


@dataclass(frozen=True, slots=True)
class GuessedCategory:
    category: duties.Category
    share: int
    """Of a hundred: how likely, where a trained model says so; else among the guesses, how much
    more the text speaks of it than of the others."""
    words: tuple[str, ...]
    """The words of the text that led to it."""


def guessed_categories(case: Case) -> list[GuessedCategory]:
    """The guesses kept with a case, best first. One query."""
    return _named([case])[case.pk]


def guesses_of(cases: Sequence[Case]) -> dict[UUID, list[GuessedCategory]]:
    """The guesses of several cases. One query."""
    return _named(cases)


def _named(cases: Sequence[Case]) -> dict[UUID, list[GuessedCategory]]:
    wanted = {UUID(guess["category"]) for case in cases for guess in case.guesses}
    known = {c.pk: c for c in duties.categories().filter(pk__in=wanted)} if wanted else {}
    return {case.pk: _shared_out(case.guesses, known) for case in cases}


def _shared_out(
    guesses: list[dict[str, Any]], known: Mapping[UUID, duties.Category]
) -> list[GuessedCategory]:
    left = [guess for guess in guesses if UUID(guess["category"]) in known]
    is_likelihood = any("model" in guess for guess in left)
    whole = 1 if is_likelihood else sum(guess.get("score", 0) for guess in left) or 1
    return [
        GuessedCategory(
            known[UUID(guess["category"])],
            round(100 * guess.get("score", 0) / whole),
            tuple(guess.get("words", ())),
        )
        for guess in left
    ]
