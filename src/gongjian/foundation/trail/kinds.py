"""The kinds of things that a trail leads past: a list that apps above bring along.

The trail stands below the apps whose things it links, so config/wiring.py hands in what can tell
of them when the process starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from gongjian.foundation.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A thing as somebody may know it."""

    title: str
    url: str
    number: str = ""
    state: str = ""
    """In words, in the language of the request."""
    language: str = ""
    """Of the title."""
    at: datetime | None = None
    place: int = 0
    """Among those of its kind; where that is the same, they stand in the order of their moments."""
    note: str = ""
    """What else is to be said of it: "5,000 cases"."""
    asked: int | None = None
    """How many people or cases ask for it, where they are counted."""


Describe = Callable[[Actor, Sequence[UUID], datetime], Mapping[UUID, Told | None]]
"""Tells of those that the actor may see, in a query or two; None: that one is no more, but the
trail goes on behind it. Those it does not name are shown as something private."""
LeadsTo = Callable[[Sequence[UUID]], Mapping[UUID, str]]
"""Thing → the reference of what it is in, where that is kept elsewhere than on the trail."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """One kind of things, by the first part of their references."""

    name: str
    place: int
    """In the order in which they follow from each other: a case before an initiative."""
    word: str | Promise
    icon: str
    hidden: Any
    """Words with a place for ``%(count)d``: "a private case", "3 private cases"."""
    describe: Describe
    leads_to: LeadsTo | None = None


_kinds: dict[str, Kind] = {}


def connect_kinds(kinds: Iterable[Kind]) -> None:
    """Install the kinds of the apps above; config/wiring.py calls this once."""
    _kinds.clear()
    _kinds.update({kind.name: kind for kind in kinds})


def kind_of(name: str) -> Kind | None:
    return _kinds.get(name)
