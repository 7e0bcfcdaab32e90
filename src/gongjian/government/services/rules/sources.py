"""Where the answer to a question comes from: one field, one source; asked is only what nobody
holds. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Way(StrEnum):
    SOURCE = "source"
    """Another department holds it, and an agreement is in force for this very purpose."""
    OWN = "own"
    """The department that decides holds it itself."""
    KEPT = "kept"
    """Somebody holds it and may not pass it on: whoever applies is asked, and is told why."""
    NOBODY = "nobody"
    """Nobody holds it: whoever applies is asked."""
    MISSING = "missing"
    """Somebody holds it and may share it, but there is no agreement: it may not be asked."""
    UNFIT = "unfit"
    """The source holds another kind of value than the form asks for."""
    HIDDEN = "hidden"
    """A field of the catalogue is called just like it, and the form names another concept."""


REFUSED = frozenset({Way.MISSING, Way.UNFIT, Way.HIDDEN})
"""With these a form is not published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the catalogue says of the source of a concept."""

    is_shared: bool
    is_own: bool
    fits: bool
    agreement_id: UUID | None


def way_of(held: Held | None, *, has_namesake: bool = False) -> Way:
    """Where an answer comes from.

    Parameters
    ----------
    held : Held or None
        None: the catalogue has no source of this concept.
    has_namesake : bool
        A source is called as the question is.
    """
    if held is None:
        return Way.HIDDEN if has_namesake else Way.NOBODY
    if held.is_own:
        return Way.OWN
    if not held.is_shared:
        return Way.KEPT
    if not held.fits:
        return Way.UNFIT
    return Way.SOURCE if held.agreement_id else Way.MISSING


def documents_not_asked(answers: Iterable[tuple[str, bool]]) -> int:
    """How many documents nobody had to hand in: those of which no answer was asked for.

    Parameters
    ----------
    answers : iterable of (document, is_asked)
        For every question of a form; "" where no document proves it.
    """
    asked: dict[str, bool] = {}
    for document, is_asked in answers:
        if document:
            asked[document] = asked.get(document, False) or is_asked
    return sum(not one for one in asked.values())
