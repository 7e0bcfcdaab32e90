"""Voting on a statement: agree, disagree or pass; the last vote counts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.public.deliberation.actions.consultation_checks import beat_for_vote
from gongjian.public.deliberation.actions.join_consultation import join_consultation
from gongjian.public.deliberation.errors import ConsultationNotOpen
from gongjian.public.deliberation.models.consultation_votes import (
    FormerVote,
    Participant,
    Vote,
)
from gongjian.public.deliberation.models.consultations import Statement
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import (
    Answer,
    ConsultationPhase,
    StatementState,
)
from gongjian.public.deliberation.selectors import consultations


def cast_vote(
    *,
    actor: Actor,
    consultation_id: UUID,
    statement: int,
    answer: Answer,
    now: datetime,
    token: str = "",
    is_of_area: bool = False,
) -> Participant:
    """Cast or change a vote; the same vote again changes nothing.

    No entry in the ledger and no event: who voted how is nobody's business but the count's. What
    was counted in the end is recorded with the final result.

    Parameters
    ----------
    statement : int
        Its number in the consultation.
    token : str
        The random token of a visitor who is not signed in.
    is_of_area : bool
        They say to live or work in the area.

    Returns
    -------
    Participant
        With the ballot as it is now.

    Raises
    ------
    NotFound
        The consultation is missing or hidden, or has no such statement to vote on.
    ConsultationNotOpen
        It has not opened yet, or has closed.
    Unauthenticated, NotEligible, Invalid
        As for `join_consultation`.
    """
    with transaction.atomic():
        consultation = consultations.get_visible(actor=actor, consultation_id=consultation_id)
        if consultation.phase(now) != ConsultationPhase.OPEN:
            raise ConsultationNotOpen
        row = Statement.objects.filter(
            consultation=consultation, number=statement, state=StatementState.ACCEPTED.value
        ).first()
        if row is None:
            raise NotFound
        participant = join_consultation(
            actor=actor, consultation=consultation, now=now, token=token, is_of_area=is_of_area
        )
        ballot = bytes(participant.ballot)
        before = rules.vote_on(ballot, statement)
        if before == answer:
            return participant
        if before is None:
            Vote.objects.create(participant=participant, statement=row, answer=answer.value, at=now)
        else:
            kept = Vote.objects.get(participant=participant, statement=row)
            FormerVote.objects.create(
                participant=participant, statement=row, answer=kept.answer, at=kept.at
            )
            kept.answer, kept.at = answer.value, now
            kept.save(update_fields=["answer", "at"])
        participant.ballot = rules.with_vote(ballot, statement, answer)
        participant.save(update_fields=["ballot"])
        beat_for_vote(consultation.pk, participant.pk)
    return participant
