"""A trail in full: what happened when, how long each step took, who is behind it, what it cost and
how it was rated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import capfirst

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.references import split_reference
from gongjian.foundation.trail.kinds import Kind, Moment, Money, Weight, kind_at
from gongjian.foundation.trail.rules import Span, days_in_all, spans, sums_of_money
from gongjian.foundation.trail.selectors.trails import Stage, Thing, Trail, trail_of

TOLD_OF_A_KIND = 6
"""Of so many things of one kind a timeline tells; all are named beside it."""
MOST_MOMENTS = 200
MOST_COUNTED = 20_000
"""Beyond so many voices people are not told apart any more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the timeline."""

    moment: Moment
    kind: Kind
    thing: Thing
    days_since: int | None
    """Since the line before, in days of the town; None for the first."""


@dataclass(frozen=True, slots=True)
class People:
    """How many different people are behind a trail.

    Whoever has an account is counted once, whatever they did and how often: asked, said "me too",
    wrote, supported, took part. Those without one are told apart by their e-mail address or their
    browser. ``is_exact`` is False where there are too many to tell apart: then nobody is left out,
    but some may be counted twice.
    """

    count: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Totals:
    people: People
    days: int
    """From the first moment to the last."""
    spans: list[Span]
    money: list[Money]
    weight: Weight


@dataclass(frozen=True, slots=True)
class Story:
    trail: Trail
    here: Thing
    kind: Kind
    entries: list[Entry]
    is_timeline_cut: bool
    """Something happened that the timeline does not tell."""
    totals: Totals


def story_of(*, actor: Actor, kind_path: str, number: str, now: datetime) -> Story:
    """The trail of a thing by the number that people know it by.

    The queries of `trail_of`, and for each kind on the trail one to find out what happened, one for
    its sums, and one in all for the people; none for each thing.

    Raises
    ------
    NotFound
        There is no such kind, or no such thing for this actor.
    """
    kind = kind_at(kind_path)
    if kind is None:
        raise NotFound
    reference = f"{kind.name}:{kind.find(actor, number[:60], now)}"
    trail = trail_of(actor=actor, reference=reference, now=now, is_whole=True)
    here = trail.here
    if here is None:
        raise NotFound
    entries, is_cut = _entries(trail, now)
    return Story(trail, here, kind, entries, is_cut, _totals(trail, entries))


def _entries(trail: Trail, now: datetime) -> tuple[list[Entry], bool]:
    found: list[tuple[Moment, Kind, Thing]] = []
    is_cut = False
    for stage in trail.stages:
        things = _most_telling(stage)
        is_cut = is_cut or len(things) < len(stage.things)
        tell = stage.kind.moments
        told = tell([_key(one) for one in things], now) if tell and things else {}
        for thing in things:
            moments = told.get(_key(thing), ()) or _first_of(stage.kind, thing)
            found += [(moment, stage.kind, thing) for moment in moments]
    found.sort(key=lambda one: (one[0].at, one[1].place, one[2].told.place, one[2].reference))
    is_cut = is_cut or len(found) > MOST_MOMENTS
    found = found[-MOST_MOMENTS:]
    entries: list[Entry] = []
    for moment, kind, thing in found:
        days = None
        if entries:
            days = (local_day(moment.at) - local_day(entries[-1].moment.at)).days
        entries.append(Entry(moment, kind, thing, days))
    return entries, is_cut


def _most_telling(stage: Stage) -> list[Thing]:
    """The first ones, and the one whose page it is."""
    first = stage.things[:TOLD_OF_A_KIND]
    return first + [one for one in stage.things[TOLD_OF_A_KIND:] if one.is_here]


def _first_of(kind: Kind, thing: Thing) -> Sequence[Moment]:
    """That it began, of what tells nothing else; of what is still to come, nothing."""
    told = thing.told
    if told.at is None or (kind.moments is not None and not thing.is_here):
        return []
    return [Moment(at=told.at, words=told.beginning or capfirst(str(told.state)))]


def _totals(trail: Trail, entries: list[Entry]) -> Totals:
    weight = Weight()
    for stage in trail.stages:
        if stage.kind.weigh and stage.things:
            weight += stage.kind.weigh([_key(one) for one in stage.things])
    begun = []
    for stage in trail.stages:
        moments = [one.told.at for one in stage.things if one.told.at is not None]
        if moments:
            begun.append((stage.kind.name, local_day(min(moments))))
    return Totals(
        people=_people(trail),
        days=days_in_all(local_day(one.moment.at) for one in entries),
        spans=spans(begun),
        money=sums_of_money(weight.money),
        weight=weight,
    )


def _people(trail: Trail) -> People:
    at_most = sum(one.told.asked or 0 for stage in trail.stages for one in stage.things)
    if at_most > MOST_COUNTED:
        return People(at_most + sum(stage.hidden_count for stage in trail.stages), False)
    hidden: dict[str, list[UUID]] = {}
    for reference in trail.hidden:
        name, key = split_reference(reference)
        hidden.setdefault(name, []).append(key)
    queries: list[QuerySet] = []
    for stage in trail.stages:
        keys = [_key(one) for one in stage.things]
        if stage.kind.name in COUNTED_UNSEEN:
            keys += hidden.get(stage.kind.name, [])
        if stage.kind.voices and keys:
            queries += stage.kind.voices(keys)
    if not queries:
        return People(0, True)
    first, *others = queries
    return People(first.union(*others).count(), True)


COUNTED_UNSEEN = frozenset({"case"})
"""Private cases are no secret as such: that somebody asks counts, who and what is not told."""


def _key(thing: Thing) -> UUID:
    return split_reference(thing.reference)[1]
