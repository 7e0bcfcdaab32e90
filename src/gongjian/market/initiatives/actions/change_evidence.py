"""Evidence: what an initiative is made of, linked on the trail with a note."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases import interface as cases
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.actions import checks
from gongjian.market.initiatives.actions.write_event import write_event
from gongjian.market.initiatives.actions.write_initiative_release import (
    write_initiative_release,
)
from gongjian.market.initiatives.errors import AlreadyEvidence, TooMuch
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.rules import InitiativeStep
from gongjian.market.initiatives.selectors import initiatives
from gongjian.market.initiatives.selectors.evidence import known_reference, references_of


def add_evidence(
    *,
    actor: Actor,
    initiative_id: UUID,
    reference: str,
    now: datetime,
    note: str = "",
    version: int | None = None,
) -> Initiative:
    """Link a thing that the actor may see, with what it says for the initiative. Whoever is behind
    it is told.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated, StepNotOpen, StaleVersion
        As for every step; NotFound, too, where there is no such thing for the actor.
    AlreadyEvidence, TooMuch
        It is linked already; there are too many.
    Invalid
        The note is too long.
    """
    with transaction.atomic():
        initiative = initiatives.get_locked(
            actor=actor, initiative_id=initiative_id, step=InitiativeStep.ADD_EVIDENCE,
            version=version,
        )  # fmt: skip
        name, _told = known_reference(actor=actor, reference=reference, now=now)
        if name in references_of(initiative):
            raise AlreadyEvidence
        if initiative.evidence_count >= rules.MOST_EVIDENCE:
            raise TooMuch
        initiative.evidence_count += 1
        write_event(
            initiative, actor=actor, name="evidence_added", now=now, data={"evidence": [name]}
        )
        link_evidence(actor, initiative, name, note=note, now=now)
        write_initiative_release(initiative, actor=actor, now=now)
    return initiative


def remove_evidence(
    *,
    actor: Actor,
    initiative_id: UUID,
    reference: str,
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Initiative:
    """Take back what was linked by mistake; the history says so, with the reason.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated, StepNotOpen, StaleVersion
        As for every step; NotFound, too, where it is not among the evidence that the actor sees.
    Invalid
        No reason.
    """
    reason = checks.words_of("reason", reason, most=rules.REASON_LENGTH)
    with transaction.atomic():
        initiative = initiatives.get_locked(
            actor=actor, initiative_id=initiative_id, step=InitiativeStep.REMOVE_EVIDENCE,
            version=version,
        )  # fmt: skip
        name, _told = known_reference(actor=actor, reference=reference, now=now)
        if not trail.remove_link(name, trail.Relation.EVIDENCE_FOR, reference_of(initiative)):
            raise NotFound
        initiative.evidence_count -= 1
        write_event(
            initiative, actor=actor, name="evidence_removed", now=now, text=reason,
            data={"evidence": [name]},
        )  # fmt: skip
        write_initiative_release(initiative, actor=actor, now=now)
    return initiative


def link_evidence(
    actor: Actor, initiative: Initiative, reference: str, *, note: str, now: datetime
) -> None:
    """Link one thing to an initiative that is locked or new.

    Raises
    ------
    NotFound
        There is no such thing for this actor.
    Invalid
        The note is too long.
    """
    note = checks.words_of("note", note, most=rules.NOTE_LENGTH, may_be_empty=True)
    name, _told = known_reference(actor=actor, reference=reference, now=now)
    trail.add_link(
        actor,
        name,
        trail.Relation.EVIDENCE_FOR,
        reference_of(initiative),
        now=now,
        note=cases.mask(note, []) if note else "",
    )
