"""The kinds of things that a trail leads past: a list that apps above bring along.

The trail stands below the apps whose things it links, so config/wiring.py hands in what can tell
of them when the process starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.functional import Promise

from gongjian.foundation.kernel.actor import Actor

if TYPE_CHECKING:
    from django.db.models import QuerySet


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
    address: str = ""
    """Its number in addresses, where it is not ``number`` without its dashes."""
    owner: str = ""
    """The public body that answers for it, or the company."""
    is_late: bool = False
    beginning: str = ""
    """What happened at ``at``, in words, where its kind tells no moments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing that happened, as everybody may know it."""

    at: datetime
    words: str
    by: str = ""
    """Which public body or company; never a person."""
    is_late: bool = False
    subject: str = ""
    """With ``action`` and ``at``: its entry of the ledger, where it has one."""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in smallest units; ``name`` is one of ``MONEY``."""

    name: str
    currency: str
    amount_minor: int


MONEY = ("budgeted", "awarded", "agreed", "paid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What some things of one kind add up to; added over the kinds of a trail."""

    money: tuple[Money, ...] = ()
    rated: int = 0
    """Ratings by those who asked."""
    solved: int = 0
    """Of those, that say "solved"."""
    stars: int = 0
    starred: int = 0
    """How many gave stars, 1 to 5, and how many stars together."""
    voters: int = 0
    """Ballots are secret: who cast them is nowhere counted among people."""

    def __add__(self, other: Weight) -> Weight:
        return Weight(
            money=(*self.money, *other.money),
            rated=self.rated + other.rated,
            solved=self.solved + other.solved,
            stars=self.stars + other.stars,
            starred=self.starred + other.starred,
            voters=self.voters + other.voters,
        )


@dataclass(frozen=True, slots=True)
class Behind:
    """Some of those behind a thing."""

    user_ids: list[UUID]
    emails: list[tuple[str, str]]
    """Of those without an account: address and language."""
    after: str
    """Where the next ones begin; "": these were the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Something that happened to a thing in public and that everybody upstream is told.

    Texts may be lazy: each reads them in their language.
    """

    event: str
    """Names what happened, once for ever, as a notice does: whoever is told of it by the thing's
    own app, too, is told once."""
    reference: str
    at: datetime
    actor: str
    subject: str | Promise
    body: str | Promise
    path: str


Describe = Callable[[Actor, Sequence[UUID], datetime], Mapping[UUID, Told | None]]
"""Tells of those that the actor may see, in a query or two; None: that one is no more, but the
trail goes on behind it. Those it does not name are shown as something private."""
LeadsTo = Callable[[Sequence[UUID]], Mapping[UUID, str]]
"""Thing → the reference of what it is in, where that is kept elsewhere than on the trail."""
Find = Callable[[Actor, str, datetime], UUID]
"""The key of a thing by its number, as somebody typed it. Raises NotFound where there is none for
the actor."""
Moments = Callable[[Sequence[UUID], datetime], Mapping[UUID, Sequence[Moment]]]
"""What happened to things, in a query or two; only asked of things that the actor may see."""
Weigh = Callable[[Sequence[UUID]], Weight]
Voices = Callable[[Sequence[UUID]], Sequence["QuerySet[Any, Any]"]]
"""Queries of one text each that tells people apart: the account, else the address."""
WhoIsBehind = Callable[[UUID, str, int], Behind]
"""Of a thing the next so many, from ``after`` on."""


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
    find: Find
    slug: str = ""
    """In addresses; "": its name."""
    leads_to: LeadsTo | None = None
    moments: Moments | None = None
    weigh: Weigh | None = None
    voices: Voices | None = None
    behind: WhoIsBehind | None = None

    @property
    def path(self) -> str:
        return self.slug or self.name


_kinds: dict[str, Kind] = {}


def connect_kinds(kinds: Iterable[Kind]) -> None:
    """Install the kinds of the apps above; config/wiring.py calls this once."""
    _kinds.clear()
    _kinds.update({kind.name: kind for kind in kinds})


def kind_of(name: str) -> Kind | None:
    return _kinds.get(name)


def kind_at(path: str) -> Kind | None:
    """The kind by its part of addresses."""
    return next((kind for kind in _kinds.values() if kind.path == path), None)
