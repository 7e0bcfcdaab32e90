"""What waits for a decision: hot issues, accepted proposals, consultations with a result, and
projects that got money; less what an initiative was made of already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases import interface as cases
from gongjian.market.initiatives.models import Initiative
from gongjian.public.budgeting import interface as budgeting
from gongjian.public.deliberation import interface as deliberation

SHOWN, MOST_PAGES, PAGE = 8, 4, 25


@dataclass(frozen=True, slots=True)
class Demand:
    reference: str
    told: trail.Told


@dataclass(frozen=True, slots=True)
class Demands:
    """The kinds of demand, each with what weighs most first."""

    issues: list[Demand]
    proposals: list[Demand]
    consultations: list[Demand]
    projects: list[Demand]


def waiting_demand(*, actor: Actor, now: datetime) -> Demands:
    """What no initiative was made of yet, at most eight of a kind; a bounded number of queries."""
    return Demands(
        issues=_waiting(actor, now, _issues(actor)),
        proposals=_waiting(actor, now, _proposals),
        consultations=_waiting(
            actor, now, lambda cursor: deliberation.concluded_references(now=now, cursor=cursor)
        ),
        projects=_waiting(
            actor, now, lambda cursor: budgeting.funded_references(cursor=cursor, size=PAGE)
        ),
    )


Read = Callable[[str], tuple[list[str], str]]


def _waiting(actor: Actor, now: datetime, read: Read) -> list[Demand]:
    found: list[str] = []
    cursor = ""
    for _page in range(MOST_PAGES):
        references, cursor = read(cursor)
        done = made_of(references)
        found += [one for one in references if one not in done]
        if len(found) >= SHOWN or not cursor:
            break
    found = found[:SHOWN]
    told = trail.describe(actor=actor, references=found, now=now)
    return [Demand(one, told[one]) for one in found if one in told]


def made_of(references: Collection[str]) -> dict[str, list[str]]:
    """Of these things, those that are evidence: reference → references of the initiatives."""
    return trail.targets_of(references, trail.Relation.EVIDENCE_FOR, kind="initiative")


def initiatives_made_of(reference: str) -> Sequence[Initiative]:
    """Initiatives for which a thing is evidence. Two queries."""
    found = made_of([reference]).get(reference, [])
    keys = [name.partition(":")[2] for name in found]
    return list(Initiative.objects.filter(pk__in=keys).order_by("id")) if keys else []


def _issues(actor: Actor) -> Read:
    def read(cursor: str) -> tuple[list[str], str]:
        return cases.hottest_references(actor=actor, cursor=cursor, size=PAGE)

    return read


def _proposals(cursor: str) -> tuple[list[str], str]:
    page: Any = deliberation.accepted_proposals(cursor=cursor, size=PAGE)
    return [one.reference for one in page.items], page.next_cursor
