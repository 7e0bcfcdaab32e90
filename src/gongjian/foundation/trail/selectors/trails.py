"""A trail as somebody may see it: from where a thing came, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import split_reference
from gongjian.foundation.trail.kinds import Kind, Told, kind_of
from gongjian.foundation.trail.models import Link, Relation

MOST_LEVELS = 8
MOST_A_LEVEL = 60
"""Links that are followed from all things of one level together."""
PART_OF = "part_of"
"""The relation of a thing to what it is in."""
_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Thing:
    reference: str
    told: Told
    is_here: bool

    @property
    def address(self) -> str:
        """Its number in the address of its trail."""
        return self.told.address or self.told.number.replace("-", "", 1)


@dataclass(frozen=True, slots=True)
class Stage:
    """The things of one kind."""

    kind: Kind
    things: list[Thing]
    hidden_count: int

    @property
    def is_here(self) -> bool:
        return any(thing.is_here for thing in self.things)

    @property
    def hidden_words(self) -> str:
        """ "a private case", "3 private cases"; "" where there is none."""
        if not self.hidden_count:
            return ""
        return str(self.kind.hidden % {"count": self.hidden_count})


@dataclass(frozen=True, slots=True)
class Edge:
    """That one thing led to another; of hidden ones only the kind is named, ``hidden:case``."""

    source: str
    relation: str
    target: str


@dataclass(frozen=True, slots=True)
class Trail:
    stages: list[Stage]
    is_cut: bool
    """There is more than is shown."""
    edges: list[Edge] = field(default_factory=list)
    hidden: frozenset[str] = frozenset()
    """References of what is only counted; never to be shown."""

    @property
    def here(self) -> Thing | None:
        """The thing whose trail it is, where it has one."""
        return next((one for stage in self.stages for one in stage.things if one.is_here), None)

    @property
    def here_kind(self) -> Kind | None:
        return next((stage.kind for stage in self.stages if stage.is_here), None)

    @property
    def leads_somewhere(self) -> bool:
        """Whether it is more than the thing itself."""
        return sum(len(one.things) + one.hidden_count for one in self.stages) > 1


@dataclass(slots=True)
class _Walk:
    """What was found; a thing is told of once, whatever ways lead to it."""

    actor: Actor
    now: datetime
    here: str
    told: dict[str, Told | None] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    """Source and target → relation, of all that were followed."""
    is_cut: bool = False


def trail_of(*, actor: Actor, reference: str, now: datetime, is_whole: bool = False) -> Trail:
    """The trail of a thing that the actor has fetched.

    It goes back along what led to the thing and on along what came of it, never sideways: of an
    initiative's fifty cases one sees that it came of them, of one of them only the initiative. It
    ends at what the actor may not see, which is counted and not named.

    For each level there is one query of links and one for each kind of thing on it; at most eight
    levels and sixty links a level, whatever hangs on them.

    Parameters
    ----------
    is_whole : bool, optional
        Tell of the thing itself also where it has no trail.
    """
    walk = _Walk(actor, now, reference)
    walk.told[reference] = None
    back, on = {reference}, {reference}
    for _level in range(MOST_LEVELS):
        new_back, new_on = _neighbours(walk, back, on)
        known = walk.told.keys() | walk.hidden
        _tell(walk, (new_back | new_on) - known)
        back = {one for one in new_back - known if one in walk.told}
        on = {one for one in new_on - known if one in walk.told}
        if not back and not on:
            break
    if is_whole or len(walk.told) + len(walk.hidden) > 1:
        # Only now: most things have no trail, and their pages know of themselves.
        _tell(walk, {reference})
        walk.hidden.discard(reference)
    return Trail(_stages(walk), walk.is_cut, _edges(walk), frozenset(walk.hidden))


def is_told_of(*, actor: Actor, reference: str, now: datetime) -> bool:
    """Whether there is such a thing for this actor. One query."""
    walk = _Walk(actor, now, reference)
    _tell(walk, {reference})
    return reference in walk.told


def describe(*, actor: Actor, references: Collection[str], now: datetime) -> dict[str, Told]:
    """Those of these things that the actor may see; a query or two for each kind."""
    walk = _Walk(actor, now, "")
    _tell(walk, references)
    return {one: told for one, told in walk.told.items() if told is not None}


def _neighbours(walk: _Walk, back: set[str], on: set[str]) -> tuple[set[str], set[str]]:
    merged = Q(relation=Relation.MERGED_INTO)
    # Two that were merged are one thing: what came of either came of both.
    rows = Link.objects.filter(
        Q(source__in=on) | Q(target__in=back) | merged & (Q(source__in=back) | Q(target__in=on))
    ).order_by("id")
    links = list(rows.values_list("source", "relation", "target")[: MOST_A_LEVEL + 1])
    walk.is_cut = walk.is_cut or len(links) > MOST_A_LEVEL
    new_back: set[str] = set()
    new_on: set[str] = set()
    for source, relation, target in links[:MOST_A_LEVEL]:
        is_merged = relation == Relation.MERGED_INTO
        walk.links.setdefault((source, target), relation)
        if source in on or (is_merged and source in back):
            (new_on if source in on else new_back).add(target)
        if target in back or (is_merged and target in on):
            (new_back if target in back else new_on).add(source)
    for kind, keys in _by_kind(on).items():
        if kind.leads_to is not None:
            for key, target in kind.leads_to(keys).items():
                walk.links.setdefault((f"{kind.name}:{key}", target), PART_OF)
                new_on.add(target)
    return _known_kinds(new_back), _known_kinds(new_on)


def _tell(walk: _Walk, references: Iterable[str]) -> None:
    for kind, keys in _by_kind(references).items():
        told: Mapping[UUID, Told | None] = kind.describe(walk.actor, keys, walk.now)
        for key in keys:
            name = f"{kind.name}:{key}"
            if key in told:
                walk.told[name] = told[key]
            else:
                walk.hidden.add(name)


def _by_kind(references: Iterable[str]) -> dict[Kind, list[UUID]]:
    found: dict[str, list[UUID]] = {}
    for reference in sorted(references):
        try:
            name, key = split_reference(reference)
        except ValueError:
            continue
        found.setdefault(name, []).append(key)
    return {kind: keys for name, keys in found.items() if (kind := kind_of(name)) is not None}


def _known_kinds(references: set[str]) -> set[str]:
    return {one for one in references if kind_of(one.partition(":")[0]) is not None}


def _order(thing: Thing) -> tuple[int, datetime, str]:
    return (thing.told.place, thing.told.at or _FIRST, thing.reference)


def _stages(walk: _Walk) -> list[Stage]:
    things: dict[Kind, list[Thing]] = {}
    for reference, told in walk.told.items():
        kind = kind_of(reference.partition(":")[0])
        if kind is not None and told is not None:
            things.setdefault(kind, []).append(Thing(reference, told, reference == walk.here))
    counts: dict[Kind, int] = {}
    for reference in walk.hidden:
        kind = kind_of(reference.partition(":")[0])
        if kind is not None:
            counts[kind] = counts.get(kind, 0) + 1
    kinds = sorted({*things, *counts}, key=lambda kind: (kind.place, kind.name))
    return [
        Stage(
            kind,
            sorted(things.get(kind, []), key=_order),
            counts.get(kind, 0),
        )
        for kind in kinds
    ]


def _edges(walk: _Walk) -> list[Edge]:
    """What was followed, between things that are shown; past those that are passed by."""
    onward: dict[str, list[tuple[str, str]]] = {}
    for (source, target), relation in walk.links.items():
        onward.setdefault(source, []).append((relation, target))
    found: dict[tuple[str, str], Edge] = {}
    for source in onward:
        if not (name := _shown_name(walk, source)):
            continue
        waiting, seen = list(onward[source]), {source}
        while waiting:
            relation, target = waiting.pop()
            shown = _shown_name(walk, target)
            if shown and shown != name:
                found.setdefault((name, shown), Edge(name, relation, shown))
            elif target in walk.told and target not in seen:
                seen.add(target)
                waiting += onward.get(target, [])
    return list(found.values())


def _shown_name(walk: _Walk, reference: str) -> str:
    """ "" for what is passed by, and for what the walk never reached."""
    if reference in walk.hidden:
        return f"hidden:{reference.partition(':')[0]}"
    return reference if walk.told.get(reference) is not None else ""
