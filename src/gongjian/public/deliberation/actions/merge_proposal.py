"""Merging: a proposal goes on as another one; who supported it decides whether to come along."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.trail import interface as trail
from gongjian.public.deliberation.actions import proposal_checks as checks
from gongjian.public.deliberation.actions.moderate_proposal import refuse_overruled
from gongjian.public.deliberation.actions.proposal_events import write_event
from gongjian.public.deliberation.models import ModerationAct, ModerationDecision, Proposal
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import ProposalState, ProposalStep
from gongjian.public.deliberation.selectors import proposals


def merge_proposal(
    *,
    actor: Actor,
    proposal_id: UUID,
    into_number: str,
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Proposal:
    """End a proposal that still collects supports as part of another open one. Supports stay where
    they were given: everybody who supported it is asked whether they support the other one, and
    only then counts there.

    Raises
    ------
    NotFound, NotAllowed, StepNotOpen, StaleVersion
        As for every step.
    AnotherModerator
        An appeal against their merging it was granted before.
    Invalid
        No reason; or the other one is missing, is the same, or is not open.
    """
    reason = checks.words_of("reason", reason, most=rules.REASON_LENGTH)
    key = read_number(into_number)
    with transaction.atomic():
        # Both, in one order: two who merge them into each other wait, and one is told.
        locked = Proposal.objects.select_for_update(of=("self",)).order_by("pk")
        target_id = (
            Proposal.objects.filter(number=key).values_list("pk", flat=True).first()
            if key
            else None
        )
        both = {
            one.pk: one for one in locked.filter(pk__in=[proposal_id, target_id or proposal_id])
        }
        proposal = proposals.get_locked(
            actor=actor, proposal_id=proposal_id, step=ProposalStep.MERGE, version=version
        )
        target = both.get(target_id) if target_id else None
        if target is None or not target.is_public:
            raise Invalid(fields={"into_number": [_("There is no proposal with this number.")]})
        if target.pk == proposal.pk:
            raise Invalid(fields={"into_number": [_("This is the same proposal.")]})
        if target.state not in rules.OPEN_STATES:
            words = _("That proposal is not open any more.")
            raise Invalid(fields={"into_number": [words]})
        decision = None
        if not policies.is_author(actor, proposal):
            # Somebody else's: a decision of a moderator like any other, with a way to appeal.
            refuse_overruled(actor, proposal, None, is_merge=True)
            decision = ModerationDecision.objects.create(
                proposal=proposal, act=ModerationAct.MERGE, reason=reason,
                decided_by=actor.reference, decided_at=now,
            )  # fmt: skip
        carried = list(proposal.merged_proposals.order_by("id").values_list("number", flat=True))
        proposal.merged_into = target
        write_event(
            proposal,
            actor=actor,
            name="proposal_merged",
            now=now,
            to_state=ProposalState.MERGED,
            text=reason,
            data={
                "into": target.number,
                "carried": carried,
                **({"decision": str(decision.pk)} if decision else {}),
            },
        )
        # What was merged into this one goes on with it, so that its supporters find the way.
        Proposal.objects.filter(merged_into=proposal).update(merged_into=target)
        write_event(
            target,
            actor=actor,
            name="proposal_taken_in",
            now=now,
            data={"from": proposal.number},
        )
        trail.add_link(
            actor,
            reference_of(proposal),
            trail.Relation.MERGED_INTO,
            reference_of(target),
            now=now,
        )
    return proposal


def undo_merge(
    proposal: Proposal, decision: ModerationDecision, *, actor: Actor, reason: str, now: datetime
) -> None:
    """Let a locked proposal that a moderator merged go on by itself, with what had been merged
    into it. Who took their support along said so: it stays there, too."""
    target = proposal.merged_into
    if target is None or proposal.state != ProposalState.MERGED:
        return
    merged = proposal.events.filter(name="proposal_merged", data__decision=str(decision.pk))
    carried = [number for event in merged for number in event.data.get("carried", [])]
    proposal.merged_into = None
    write_event(
        proposal,
        actor=actor,
        name="proposal_unmerged",
        now=now,
        to_state=ProposalState.COLLECTING,
        text=reason,
        data={"from": target.number},
    )
    Proposal.objects.filter(number__in=carried, merged_into=target).update(merged_into=proposal)
    trail.remove_link(reference_of(proposal), trail.Relation.MERGED_INTO, reference_of(target))
