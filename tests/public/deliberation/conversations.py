"""Consultations for tests, made the way the town makes them."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.public.deliberation.actions.add_statement import add_seeds
from gongjian.public.deliberation.actions.announce_consultation import announce_consultation
from gongjian.public.deliberation.actions.cast_vote import cast_vote
from gongjian.public.deliberation.actions.save_consultation import (
    ConsultationDraft,
    save_consultation,
)
from gongjian.public.deliberation.models import Consultation
from gongjian.public.deliberation.rules.consultations import Answer
from tests.factories import NOW, make_actor

LATER = NOW + timedelta(days=1)
AFTER = NOW + timedelta(days=30)
SEEDS = ("More benches", "Fewer cars", "Cheaper buses")


def token_of(number: int) -> str:
    return f"a-token-of-visitor-{number:06}"


def make_draft(
    *,
    holder: Actor | None = None,
    seeds: tuple[str, ...] = SEEDS,
    now: datetime = NOW,
    **named,
):
    """A draft with its statements, and who holds it."""
    holder = holder or make_actor(Role.PRODUCT_MANAGER)
    given = {"title": "The square", "closes_at": now + timedelta(days=14), **named}
    made = save_consultation(actor=holder, draft=ConsultationDraft(**given), now=now)
    if seeds:
        add_seeds(actor=holder, consultation_id=made.pk, texts=seeds, now=now)
    return made, holder


def make_consultation(*, now: datetime = NOW, **named) -> tuple[Consultation, Actor]:
    """An open one."""
    made, holder = make_draft(now=now, **named)
    made = announce_consultation(actor=holder, consultation_id=made.pk, now=now)
    return made, holder


def vote(consultation: Consultation, number: int, statement: int, answer: Answer, **named):
    """A visitor's vote."""
    given = {"actor": Actor.anonymous(), "token": token_of(number), "now": LATER, **named}
    return cast_vote(consultation_id=consultation.pk, statement=statement, answer=answer, **given)


def hold_camps(
    people: int = 24, statements: int = 9, now: datetime = NOW
) -> tuple[Consultation, Actor]:
    """Two camps of equal size: one agrees where the other disagrees, all agree to the last one."""
    seeds = tuple(f"Statement no. {n}" for n in range(statements))
    found, holder = make_consultation(seeds=seeds, now=now)
    for person in range(people):
        camp = Answer.AGREE if person % 2 else Answer.DISAGREE
        for statement in range(statements - 1):
            turned = statement % 4 == 3
            vote(found, person, statement, Answer(-camp if turned else camp), now=now)
        vote(found, person, statements - 1, Answer.AGREE, now=now)
    return found, holder
