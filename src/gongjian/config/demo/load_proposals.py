"""The demo town's proposals: each state there is, with what people say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gongjian.config.demo import marker
from gongjian.config.demo import proposal_texts as texts
from gongjian.config.demo.model import Town, Words
from gongjian.config.demo.places import STREET_CODES, places_of
from gongjian.config.demo.proposal_texts import Said, Suggested
from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.public.deliberation.actions.answer_proposal import answer_proposal
from gongjian.public.deliberation.actions.appeal_moderation import appeal_moderation
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.actions.edit_proposal import edit_proposal, withdraw_proposal
from gongjian.public.deliberation.actions.flag_proposal import flag_proposal
from gongjian.public.deliberation.actions.merge_proposal import merge_proposal
from gongjian.public.deliberation.actions.moderate_proposal import moderate_proposal
from gongjian.public.deliberation.actions.remind_answer import remind_answer
from gongjian.public.deliberation.actions.set_proposal_settings import set_proposal_settings
from gongjian.public.deliberation.actions.support_proposal import support_proposal
from gongjian.public.deliberation.actions.write_proposal import ProposalDraft, write_proposal
from gongjian.public.deliberation.models import (
    FlagReason,
    ModerationAct,
    Proposal,
    ProposalSupport,
)
from gongjian.public.deliberation.rules.proposals import Moderation, Outcome, Side

THRESHOLD, WORKING_DAYS = 80, 20
REVIEWED = "meiwu"
"""The subdistrict where proposals are moderated before they are public."""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Stage:
    """Who acts, and what the town's areas and bodies are called in the database."""

    town: Town
    actors: Mapping[str, Actor]
    bodies: Mapping[str, UUID]
    areas: Mapping[str, UUID]
    random: Random

    def say(self, words: Words) -> str:
        return words.to(self.town.language)

    def resident(self, number: int) -> Actor:
        return self.actors[f"resident-{number}"]

    def at(self, days_ago: float) -> datetime:
        return self.town.now - timedelta(days=days_ago)


def load_proposals(town: Town, actors: Mapping[str, Actor], *, actor: Actor, seed: int = 1) -> None:
    """Tell all of them: by the actions, save that most who support have no account any more."""
    index = duties.area_index()
    stage = _Stage(
        town, actors, {body.code: body.pk for body in people.public_bodies()},
        {key: index[code.lower()][0] for key, code in STREET_CODES.items()}, Random(seed),
    )  # fmt: skip
    with transaction.atomic(), outbox.muted(), ledger.gathering():
        _set(stage, actor)
        made = {one.key: _tell(stage, one) for one in texts.SUGGESTED}
        _change(stage, made["dancing"])
        _merge(stage, made["night-bus"])
        _end(stage)
        _moderate(stage)


def _set(stage: _Stage, actor: Actor) -> None:
    begin = stage.at(140)
    provision = law.provisions_in_force(begin.date()).filter(code="requests-12").first()
    for area, moderation in ((None, Moderation.AFTER), (REVIEWED, Moderation.BEFORE)):
        set_proposal_settings(
            actor=actor, area_id=stage.areas[area] if area else None,
            support_threshold=THRESHOLD, answer_working_days=WORKING_DAYS, moderation=moderation,
            account_age_hours=1, provision_id=provision.pk if provision else None, now=begin,
        )  # fmt: skip


def _tell(stage: _Stage, one: Suggested) -> Proposal:
    written = stage.at(one.days_ago) + 15 * HOUR
    proposal = _write(stage, one, written)
    if one.supports:
        _support(stage, proposal, one)
    for number, said in enumerate(one.said):
        _say(stage, proposal, said, written + (number + 1) * 26 * HOUR)
    found = Proposal.objects.get(pk=proposal.pk)
    if found.reached_at is not None:
        _wait(stage, found, one)
    return Proposal.objects.get(pk=proposal.pk)


def _wait(stage: _Stage, proposal: Proposal, one: Suggested) -> None:
    """Let the clock of the answer run until it comes, or until today."""
    assert proposal.reached_at is not None
    end = proposal.reached_at + one.told.days * DAY if one.told else stage.town.now
    while at := _reminder(proposal, end):
        remind_answer(proposal_id=proposal.pk, now=at)
    if one.told is not None:
        answer_proposal(
            actor=stage.actors["product-manager"], proposal_id=proposal.pk,
            outcome=Outcome(one.told.outcome), text=stage.say(one.told.text),
            plan=stage.say(one.told.plan), cost_minor=one.told.cost * 100 or None, now=end,
        )  # fmt: skip


def _reminder(proposal: Proposal, before: datetime) -> datetime | None:
    at = Proposal.objects.values_list("next_reminder_at", flat=True).get(pk=proposal.pk)
    return at if at is not None and at <= before else None


def _write(stage: _Stage, one: Suggested, at: datetime) -> Proposal:
    place = places_of(one.place[0], one.place[1])[one.place[2]] if one.place else None
    longitude, latitude = place.centre if place else (None, None)
    category = duties.get_category_by_code(one.category)
    draft = ProposalDraft(
        title=stage.say(one.title), text=stage.say(one.text), category_id=category.pk,
        area_id=stage.areas[one.street] if one.street else None,
        place=stage.say(place.name) if place else "", longitude=longitude, latitude=latitude,
        is_name_shown=one.is_signed, language=marker.LANGUAGES[stage.town.language],
    )  # fmt: skip
    return write_proposal(actor=stage.resident(one.who), draft=draft, now=at)


def _support(stage: _Stage, proposal: Proposal, one: Suggested) -> None:
    """Let people support it, most of them without an account by now: a demo town has few that
    have. Whoever reaches the goal has one: then the clock starts by the action."""
    known = [stage.resident(n) for n in range(1, 7) if n != one.who][: one.supports]
    nameless = one.supports - len(known)
    first = min(nameless, THRESHOLD - 1)
    span = timedelta(days=min(one.days_ago * 0.4, 20))
    begin = proposal.created_at
    _add(proposal, [begin + span * stage.random.random() for _one in range(first)])
    for number, actor in enumerate(known):
        support_proposal(actor=actor, proposal_id=proposal.pk, now=begin + span + number * HOUR)
    _add(proposal, [begin + span * 2 * stage.random.random() for _one in range(nameless - first)])


def _add(proposal: Proposal, times: list[datetime]) -> None:
    ProposalSupport.objects.bulk_create(
        ProposalSupport(proposal=proposal, user=None, at=at) for at in sorted(times)
    )
    Proposal.objects.filter(pk=proposal.pk).update(support_count=F("support_count") + len(times))


def _say(
    stage: _Stage, proposal: Proposal, one: Said, at: datetime, parent_id: UUID | None = None
) -> None:
    is_body = isinstance(one.who, str)
    actor = stage.actors[f"supervisor-{one.who}" if is_body else f"resident-{one.who}"]
    made = comment_proposal(
        actor=actor, proposal_id=proposal.pk, text=stage.say(one.text), side=Side(one.side),
        parent_id=parent_id, language=proposal.language, now=at,
        for_department_id=stage.bodies[str(one.who)] if is_body else None,
    )  # fmt: skip
    for number, reply in enumerate(one.replies):
        _say(stage, proposal, reply, at + (number + 1) * 5 * HOUR, made.pk)


def _change(stage: _Stage, proposal: Proposal) -> None:
    author = Actor(f"user:{proposal.author_id}", user_id=proposal.author_id)
    edit_proposal(
        actor=author, proposal_id=proposal.pk, title=proposal.title,
        text=stage.say(texts.NEW_WORDS), reason=stage.say(texts.EDIT_REASON), now=stage.at(11),
    )  # fmt: skip


def _merge(stage: _Stage, target: Proposal) -> None:
    merged = _tell(stage, texts.LIKE_NIGHT_BUS)
    merge_proposal(
        actor=stage.actors["dispatcher-1"], proposal_id=merged.pk, into_number=target.number,
        reason=stage.say(texts.MERGE_REASON), now=stage.at(12),
    )  # fmt: skip


def _end(stage: _Stage) -> None:
    withdrawn = _tell(stage, texts.WITHDRAWN)
    withdraw_proposal(
        actor=stage.resident(texts.WITHDRAWN.who), proposal_id=withdrawn.pk,
        reason=stage.say(texts.WITHDRAW_REASON), now=stage.at(40),
    )  # fmt: skip


def _moderate(stage: _Stage) -> None:
    """One that waits, one that was flagged, one that was hidden and is appealed for."""
    _tell(stage, texts.UNDER_REVIEW)
    flagged = _tell(stage, texts.FLAGGED)
    for number in (1, 2):
        flag_proposal(
            actor=stage.resident(number), proposal_id=flagged.pk, reason=FlagReason.INSULT,
            text=stage.say(texts.FLAG) if number == 1 else "", now=stage.at(6 - number),
        )  # fmt: skip
    hidden = _tell(stage, texts.HIDDEN)
    decision = moderate_proposal(
        actor=stage.actors["dispatcher-2"], proposal_id=hidden.pk, act=ModerationAct.HIDE,
        reason=stage.say(texts.HIDE_REASON), now=stage.at(14),
    )  # fmt: skip
    appeal_moderation(
        actor=stage.resident(texts.HIDDEN.who), decision_id=decision.pk,
        text=stage.say(texts.APPEAL), now=stage.at(10),
    )  # fmt: skip
