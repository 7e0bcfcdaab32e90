"""What an initiative was made of: links on the trail, as far as somebody may know of their things;
and who is behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.references import reference_of, split_reference
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases import interface as cases
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.models import Initiative
from gongjian.public.budgeting import interface as budgeting
from gongjian.public.deliberation import interface as deliberation

EVIDENCE_KINDS = ("case", "hotissue", "proposal", "consultation", "budgetproject")


@dataclass(frozen=True, slots=True)
class Evidence:
    reference: str
    kind: trail.Kind
    told: trail.Told
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SeenEvidence:
    """What somebody may know of the evidence: things, and how many more of each kind."""

    shown: list[Evidence]
    hidden: list[str]
    """ "3 private cases", one line a kind."""


def evidence_of(*, actor: Actor, initiative: Initiative, now: datetime) -> SeenEvidence:
    """All of it, by kind, oldest first: one query, and one or two for each kind. Of a hot issue it
    is the issue that is read, never its cases."""
    links = _links(initiative)
    told = trail.describe(actor=actor, references=[link.source for link in links], now=now)
    shown, counts = [], dict.fromkeys(EVIDENCE_KINDS, 0)
    for link in links:
        name = link.source.partition(":")[0]
        kind = trail.kind_of(name)
        if kind is None:
            continue
        if link.source in told:
            shown.append(Evidence(link.source, kind, told[link.source], link.note, link.at))
        else:
            counts[name] = counts.get(name, 0) + 1
    shown.sort(key=lambda one: (one.kind.place, one.at))
    hidden = [
        str(kind.hidden % {"count": count})
        for name, count in counts.items()
        if count and (kind := trail.kind_of(name)) is not None
    ]
    return SeenEvidence(shown, hidden)


def references_of(initiative: Initiative) -> list[str]:
    """All evidence by its references. One query."""
    return [link.source for link in _links(initiative)]


def _links(initiative: Initiative) -> list:
    return trail.links_to(
        reference_of(initiative), trail.Relation.EVIDENCE_FOR, size=rules.MOST_EVIDENCE
    )


def known_reference(*, actor: Actor, reference: str, now: datetime) -> tuple[str, trail.Told]:
    """A reference that may become evidence, as the trail writes it, and what it names.

    Raises
    ------
    NotFound
        It is no reference, of a kind that is no evidence, or of nothing that this actor may see.
    """
    try:
        kind, key = split_reference(reference[:80])
    except ValueError as error:
        raise NotFound from error
    name = f"{kind}:{key}"
    if kind not in EVIDENCE_KINDS:
        raise NotFound
    told = trail.describe(actor=actor, references=[name], now=now).get(name)
    if told is None:
        raise NotFound
    return name, told


def place_of(reference: str) -> tuple[UUID | None, UUID | None]:
    """Keys of the area and category of a hot issue that somebody may see; of other things none."""
    kind, key = split_reference(reference)
    return cases.place_of_issue(key) if kind == "hotissue" else (None, None)


def reference_of_number(*, actor: Actor, kind: str, number: str) -> str:
    """The reference of a thing by the number that people know it by.

    Raises
    ------
    NotFound
        There is no such thing for this actor.
    """
    finders: Mapping[str, Callable[..., UUID]] = {
        "case": cases.case_id_of,
        "hotissue": cases.issue_id_of,
        "proposal": deliberation.proposal_id_of,
        "consultation": deliberation.consultation_id_of,
        "budgetproject": budgeting.project_id_of,
    }
    if kind not in finders:
        raise NotFound
    return f"{kind}:{finders[kind](actor=actor, number=number)}"


@dataclass(frozen=True, slots=True)
class Behind:
    """Some of those behind one piece of evidence."""

    user_ids: list[UUID]
    emails: list[tuple[str, str]]
    """Of those without an account: address and language."""
    after: str
    """Where the next ones begin; "": these were the last."""


def behind(*, reference: str, after: str, size: int) -> Behind:
    """Who is behind a piece of evidence, a part at a time: a hot issue has thousands.

    Of consultations and of ballots nobody: who took part is not for telling.
    """
    kind, key = split_reference(reference)
    if kind == "case":
        return Behind(*cases.people_of_case(key), "")
    if kind == "hotissue":
        return Behind(*cases.people_of_issue(key, after=after, size=size))
    if kind == "proposal":
        return Behind(*deliberation.people_of_proposal(key, after=after, size=size))
    if kind == "budgetproject":
        return Behind(budgeting.proposers_of(key), [], "")
    return Behind([], [], "")
