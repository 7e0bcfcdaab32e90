"""Telling whoever is behind the evidence of an initiative, or follows it, of each step once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people import interface as people
from gongjian.market.initiatives.models import InitiativeEvent, InitiativeFollow
from gongjian.market.initiatives.notice_texts import REASONS, TOLD, TOPIC
from gongjian.market.initiatives.quarters import lazy_quarter
from gongjian.market.initiatives.selectors.evidence import Behind, behind, references_of
from gongjian.market.procurement import interface as procurement

TOGETHER = 500
"""So many are told in one piece of background work: a hot issue may have thousands behind it."""
FOLLOWERS = "followers"
TRIAL = "milestone_trial_asked"
"""To be answered in person: whoever has no account is not asked."""
EXCERPT = 1_000


@dataclass(frozen=True, slots=True)
class Audience:
    """Those of one piece of evidence, or of the followers, from some place on."""

    event_id: UUID
    of: str
    after: str = ""


def audiences_of(*, event_ids: Sequence[UUID], now: datetime) -> list[Audience]:
    """Whom these events are to be told: of new evidence only those behind it, of a step all."""
    rows = InitiativeEvent.objects.filter(
        pk__in=event_ids, at__gt=now - people.STALE_AFTER, name__in=list(TOLD)
    )
    found: list[Audience] = []
    for event in rows.select_related("initiative").order_by("id"):
        if event.name in {"initiative_made", "evidence_added"}:
            references = list(event.data.get("evidence", []))
        elif event.name == TRIAL:
            references = references_of(event.initiative)
        else:
            references = [*references_of(event.initiative), FOLLOWERS]
        found += [Audience(event.pk, reference) for reference in references]
    return found


def tell_audience(*, audience: Audience, now: datetime) -> Audience | None:
    """Tell the next five hundred; return who is to be told then, None where these were the last.

    Whoever is behind several pieces of evidence has one notice; a second time, none is written.
    Nobody is told of what they did themselves.
    """
    event = InitiativeEvent.objects.select_related("initiative__department").get(
        pk=audience.event_id
    )
    told = _followers(event, audience.after) if audience.of == FOLLOWERS else behind(
        reference=audience.of, after=audience.after, size=TOGETHER
    )  # fmt: skip
    reason = REASONS["" if audience.of == FOLLOWERS else audience.of.partition(":")[0]]
    keys = [key for key in told.user_ids if f"user:{key}" != event.actor]
    emails = told.emails
    if event.name == TRIAL:
        emails = []
        keys = procurement.invite_to_try(
            contract_number=event.data["contract"], milestone_number=event.data["milestone"],
            user_ids=keys, now=now,
        )  # fmt: skip
    users = list(people.User.objects.filter(pk__in=keys, is_active=True))
    languages = sorted({language for _email, language in emails})
    drafts = [_draft(event, reason, users=users)] if users else []
    drafts += [
        _draft(
            event,
            reason,
            emails=[email for email, spoken in emails if spoken == language],
            language=language,
        )
        for language in languages
    ]
    people.notify(drafts=drafts, now=now)
    return Audience(audience.event_id, audience.of, told.after) if told.after else None


def _followers(event: InitiativeEvent, after: str) -> Behind:
    rows = InitiativeFollow.objects.filter(initiative=event.initiative_id)
    if after:
        rows = rows.filter(pk__gt=int(after))
    found = list(rows.order_by("id").values_list("id", "user_id")[:TOGETHER])
    last = str(found[-1][0]) if len(found) == TOGETHER else ""
    return Behind([user_id for _pk, user_id in found], [], last)


def _draft(
    event: InitiativeEvent,
    reason: str | Promise,
    *,
    users: Sequence[people.User] = (),
    emails: Sequence[str] = (),
    language: str = "en",
) -> people.NoticeDraft:
    initiative, words = event.initiative, TOLD[event.name]
    owner = initiative.department
    facts = {
        "title": initiative.title,
        "text": Truncator(event.text).chars(EXCERPT),
        "what": event.data.get("title", ""),
        "quarter": lazy_quarter(initiative.quarter),
        "department": owner.name if owner else _("the government"),
    }
    return people.NoticeDraft(
        event=f"initiativeevent:{event.pk}",
        topic=TOPIC.code,
        reason=reason,
        subject=format_lazy(words.subject, **facts),
        body=format_lazy(words.body, **facts),
        path=_path(event),
        users=users,
        emails=emails,
        language=language,
    )


def _path(event: InitiativeEvent) -> str:
    if event.name == TRIAL:
        return reverse("try_delivery", args=[event.data["contract"], event.data["milestone"]])
    if "contract" in event.data:
        return reverse("contract", args=[event.data["contract"]])
    return reverse("initiative", args=[event.initiative.number])
