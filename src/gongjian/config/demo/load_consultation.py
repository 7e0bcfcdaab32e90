"""The demo town's consultation: it opened twelve days ago, 400 people took part, it goes on."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.db import transaction

from gongjian.config.demo.consultation_texts import ABOUT, STATEMENTS, TITLE
from gongjian.config.demo.model import Town
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.public.deliberation.actions.add_statement import add_seeds
from gongjian.public.deliberation.actions.announce_consultation import announce_consultation
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.actions.save_consultation import (
    ConsultationDraft,
    save_consultation,
)
from gongjian.public.deliberation.models import Consultation, Participant, Statement, Vote
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import Answer

PEOPLE = 400
CAMPS = (0.42, 0.33, 0.25)
PASSES = 0.12
LEAST_SEEN, MOST_SEEN = 8, 40
META = 37
CHANCES = [percents for _said, percents in STATEMENTS]


def load_consultation(town: Town, *, actor: Actor, seed: int = 1) -> Consultation:
    """Hold it: its rules and statements by the actions, its votes as rows."""
    opened = town.now - timedelta(days=12)
    words = town.language
    code = "zh-hans" if words == "zh" else "en"
    draft = ConsultationDraft(
        title=TITLE.to(words), about=ABOUT.to(words), language=code, opens_at=opened,
        closes_at=town.now + timedelta(days=16),
    )  # fmt: skip
    with transaction.atomic():
        made = save_consultation(actor=actor, draft=draft, now=opened - timedelta(days=3))
        texts = [said.to(words) for said, _percents in STATEMENTS]
        add_seeds(actor=actor, consultation_id=made.pk, texts=texts, now=opened - timedelta(days=2))
        Statement.objects.filter(consultation=made, number=META).update(is_meta=True)
        made = announce_consultation(
            actor=actor, consultation_id=made.pk, now=opened - timedelta(days=1)
        )
        _vote(made, Random(seed), town)
    compute_result(consultation_id=made.pk, now=now())
    return made


def _vote(made: Consultation, random: Random, town: Town) -> None:
    keys = list(Statement.objects.filter(consultation=made).order_by("number").values_list("pk"))
    people, votes = [], []
    for number in range(PEOPLE):
        camp = random.choices(range(len(CAMPS)), CAMPS)[0]
        at = town.now - timedelta(minutes=random.randrange(30, 12 * 24 * 60))
        seen = random.sample(range(len(STATEMENTS)), random.randint(LEAST_SEEN, MOST_SEEN))
        ballot, own = b"", []
        for order, statement in enumerate(seen):
            answer = _answer(random, CHANCES[statement][camp] / 100)
            ballot = rules.with_vote(ballot, statement, answer)
            own.append((statement, answer, at + timedelta(seconds=20 * order)))
        token = rules.token_digest(f"demo-visitor-{number}", made.pk)
        people.append(Participant(consultation=made, token=token, at=at, ballot=ballot))
        votes.append(own)
    Participant.objects.bulk_create(people)
    Vote.objects.bulk_create(
        (
            Vote(participant=person, statement_id=keys[statement][0], answer=answer.value, at=at)
            for person, own in zip(people, votes, strict=True)
            for statement, answer, at in own
        ),
        batch_size=5_000,
    )


def _answer(random: Random, chance: float) -> Answer:
    if random.random() < PASSES:
        return Answer.PASS
    return Answer.AGREE if random.random() < chance else Answer.DISAGREE
