"""Adding statements: people while it is open, those who hold it at any time before its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.public.deliberation.actions.consultation_checks import (
    beat,
    check_language,
    clean_text,
    masked,
    note_event,
    statement_digest,
)
from gongjian.public.deliberation.actions.join_consultation import join_consultation
from gongjian.public.deliberation.errors import (
    ConsultationNotOpen,
    NoMoreStatements,
    SaidAlready,
)
from gongjian.public.deliberation.models.consultation_votes import Participant
from gongjian.public.deliberation.models.consultations import Consultation, Statement
from gongjian.public.deliberation.policies import consultations as policies
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import (
    ConsultationPhase,
    StatementModeration,
    StatementState,
)
from gongjian.public.deliberation.selectors import consultations

NEW_PRIORITY = 5.0625
"""Of a statement that nobody saw yet: (1/2 · 1/2 · 9)², as methods.opinion_statistics says."""
META_PRIORITY = 49.0


def add_statement(
    *,
    actor: Actor,
    consultation_id: UUID,
    text: str,
    language: str,
    now: datetime,
    token: str = "",
    is_of_area: bool = False,
) -> Statement:
    """Add a statement as a participant; others vote on it at once, or once it was looked at.

    Raises
    ------
    NotFound
        The consultation is missing or hidden.
    ConsultationNotOpen
        It takes no statements now.
    Invalid
        The text is empty or too long.
    SaidAlready
        Somebody said the same.
    NoMoreStatements
        This participant, or all together, have said enough.
    Unauthenticated, NotEligible
        As for `join_consultation`.
    """
    text = clean_text("text", text, rules.STATEMENT_LENGTH)
    check_language(language)
    with transaction.atomic():
        # Locked: numbers are given out one after the other.
        found = consultations.get_locked(actor=actor, consultation_id=consultation_id)
        is_open = rules.takes_statements(found.phase(now), found.statements_until, now)
        if not is_open or found.finalised_at is not None:
            raise ConsultationNotOpen
        participant = join_consultation(
            actor=actor, consultation=found, now=now, token=token, is_of_area=is_of_area
        )
        written = Statement.objects.filter(author=participant).count()
        if written >= found.statements_each:
            raise NoMoreStatements
        is_shown = found.moderation == StatementModeration.AFTER
        state = StatementState.ACCEPTED if is_shown else StatementState.WAITING
        return _write(found, text, state, language=language, now=now, author=participant)


def add_seeds(
    *,
    actor: Actor,
    consultation_id: UUID,
    texts: Sequence[str],
    now: datetime,
    is_meta: bool = False,
) -> list[Statement]:
    """Add statements of those who hold the consultation; those that are there already are left out.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated
        It is missing or hidden; the actor does not hold it.
    ConsultationNotOpen
        It has closed.
    Invalid
        One is too long, or there are too many at once.
    NoMoreStatements
        The consultation has as many as it can.
    """
    wanted = [clean_text("texts", text, rules.STATEMENT_LENGTH) for text in texts if text.strip()]
    if not wanted or len(wanted) > rules.MOST_SEEDS_AT_ONCE:
        words = _("Between %(low)s and %(high)s.") % {"low": 1, "high": rules.MOST_SEEDS_AT_ONCE}
        raise Invalid(fields={"texts": [words]})
    with transaction.atomic():
        found = consultations.get_locked(actor=actor, consultation_id=consultation_id)
        policies.require_may_hold(actor, found.area_path)
        if found.phase(now) == ConsultationPhase.CLOSED or found.finalised_at is not None:
            raise ConsultationNotOpen
        digests = {statement_digest(text): text for text in wanted}
        known = set(
            Statement.objects.filter(consultation=found, digest__in=digests).values_list(
                "digest", flat=True
            )
        )
        made = [
            _write(
                found, text, StatementState.ACCEPTED, language=found.language, now=now,
                is_meta=is_meta,
            )
            for digest, text in digests.items()
            if digest not in known
        ]  # fmt: skip
        note_event(found, actor=actor, name="statements_added", now=now, data={"count": len(made)})
    return made


def _write(
    consultation: Consultation,
    text: str,
    state: StatementState,
    *,
    language: str,
    now: datetime,
    author: Participant | None = None,
    is_meta: bool = False,
) -> Statement:
    if consultation.next_statement >= rules.MOST_STATEMENTS:
        raise NoMoreStatements
    draft = Statement(
        consultation=consultation, number=consultation.next_statement, text=text,
        public_text=masked(text), digest=statement_digest(text), language=language, author=author,
        is_meta=is_meta, state=state.value, at=now,
        priority=META_PRIORITY if is_meta else NEW_PRIORITY,
    )  # fmt: skip
    Statement.objects.bulk_create([draft], ignore_conflicts=True)
    made = Statement.objects.filter(consultation=consultation, number=draft.number).first()
    if made is None:
        raise SaidAlready
    consultation.next_statement += 1
    consultation.save(update_fields=["next_statement"])
    beat(consultation.pk)
    return made
