"""The one way a proposal changes: its row, a row of its history, ledger and outbox together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import interface as cases
from gongjian.public.deliberation.events import ProposalChanged
from gongjian.public.deliberation.models import Proposal, ProposalEvent, Visibility
from gongjian.public.deliberation.rules.proposals import ProposalState


def write_event(
    proposal: Proposal,
    *,
    actor: Actor,
    name: str,
    now: datetime,
    to_state: ProposalState | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    text: str = "",
    department_id: UUID | None = None,
    data: Mapping[str, object] | None = None,
) -> ProposalEvent:
    """Save the locked proposal in its new state, and write what happened.

    Parameters
    ----------
    proposal : Proposal
        Locked, or new, with any other columns already set.
    name : str
        Past tense, as the ledger has it: ``"proposal_answered"``.
    text : str
        What was said; masked here.
    data : mapping, optional
        JSON without personal data.
    """
    before = proposal.state
    if to_state is not None:
        proposal.state = to_state.value
    if proposal.state != ProposalState.AWAITING_ANSWER:
        proposal.next_reminder_at = None
    proposal.updated_at = now
    proposal.save()
    event = ProposalEvent.objects.create(
        proposal=proposal, name=name, from_state=before, to_state=proposal.state, at=now,
        actor=actor.reference, department_id=department_id, visibility=visibility, text=text,
        public_text=cases.mask(text, []), data=dict(data or {}),
    )  # fmt: skip
    ledger.record(
        actor,
        name,
        reference_of(proposal),
        now=now,
        data={
            "event": str(event.pk),
            "from": before,
            "to": proposal.state,
            **({"text_sha256": digest_of(text)} if text else {}),
        },
    )
    outbox.add(ProposalChanged(proposal_id=proposal.pk, event_id=event.pk))
    return event


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
