"""Supporting, once a person; at the threshold the clock of the official answer starts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import interface as duties
from gongjian.public.deliberation.actions import proposal_checks as checks
from gongjian.public.deliberation.actions.proposal_events import write_event
from gongjian.public.deliberation.models import Proposal, ProposalSupport
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import ProposalState, ProposalStep
from gongjian.public.deliberation.selectors import proposals
from gongjian.public.deliberation.selectors.proposal_settings import settings_of

JOB = Actor.system("proposals")


def support_proposal(*, actor: Actor, proposal_id: UUID, now: datetime) -> bool:
    """Support a proposal; True where it was new, False where it was said before.

    Whoever supported a proposal that was merged into this one takes that support along: it stays
    where it was, and is counted here once.

    Raises
    ------
    NotFound, Unauthenticated, NotAllowed, StepNotOpen
        As for every step; nobody supports their own.
    AccountTooNew
        The account is younger than the area asks for.
    """
    with transaction.atomic():
        # Locked: the next one waits for the count anyway, and nobody supports what was withdrawn
        # at the same moment.
        proposal = proposals.get_locked(
            actor=actor, proposal_id=proposal_id, step=ProposalStep.SUPPORT
        )
        checks.require_old_account(actor, proposal, now)
        before = proposals.support_to_move(actor, proposal)
        support = ProposalSupport(
            proposal=proposal,
            user_id=actor.user_id,
            moved_from=before.proposal if before else None,
            at=now,
        )
        # The database says whether this person's was there before.
        ProposalSupport.objects.bulk_create([support], ignore_conflicts=True)
        if not ProposalSupport.objects.filter(pk=support.pk).exists():
            return False
        _add(proposal, 1)
        ledger.record(actor, "proposal_supported", reference_of(proposal), now=now)
        if proposal.state == ProposalState.COLLECTING and rules.is_reached(
            proposal.support_count, proposal.support_threshold
        ):
            reach_threshold(proposal, now=now)
    return True


def unsupport_proposal(*, actor: Actor, proposal_id: UUID, now: datetime) -> bool:
    """Take one's support back; False where there was none. A threshold that was reached stays so.

    Raises
    ------
    NotFound, Unauthenticated, NotAllowed, StepNotOpen
        As for every step.
    """
    with transaction.atomic():
        proposal = proposals.get_locked(
            actor=actor, proposal_id=proposal_id, step=ProposalStep.UNSUPPORT
        )
        own = ProposalSupport.objects.filter(proposal=proposal, user__isnull=False)
        gone, _rows = own.filter(user=actor.user_id).delete()
        if not gone:
            return False
        _add(proposal, -1)
        ledger.record(actor, "proposal_unsupported", reference_of(proposal), now=now)
    return True


def reach_threshold(proposal: Proposal, *, now: datetime) -> None:
    """Start the clock of the answer: the locked proposal gets its department and deadline."""
    settings = settings_of(proposal.area_path)
    area = duties.get_area(proposal.area_id) if proposal.area_id else duties.widest_area()
    duty = duties.responsible_duty(
        category_id=proposal.category_id, area_id=area.pk if area else None, on=local_day(now)
    )
    proposal.department_id = duty.lead_department_id if duty else None
    proposal.provision = settings.provision
    proposal.reached_at = now
    proposal.due_at = duties.deadline_at(area, now, settings.answer_working_days)
    days = rules.days_before_reminder(settings.answer_working_days)
    proposal.next_reminder_at = duties.deadline_at(area, now, days) if days else proposal.due_at
    write_event(
        proposal,
        actor=JOB,
        name="threshold_reached",
        now=now,
        to_state=ProposalState.AWAITING_ANSWER,
        department_id=proposal.department_id,
        data={
            "supports": proposal.support_count,
            "working_days": settings.answer_working_days,
            "due_at": proposal.due_at.isoformat(),
        },
    )


def _add(proposal: Proposal, count: int) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(support_count=F("support_count") + count)
    proposal.support_count += count
