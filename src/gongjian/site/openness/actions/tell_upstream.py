"""Telling everybody upstream when something downstream moves: once each, in the digest they chose.

What an app tells its own people at once (those behind an initiative's evidence, a proposal's
supporters) has the same event: whoever was told there has no second notice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from gongjian.foundation.people import interface as people
from gongjian.foundation.trail import interface as trail
from gongjian.market.initiatives import interface as initiatives
from gongjian.market.procurement import interface as procurement
from gongjian.public.deliberation import interface as deliberation
from gongjian.site.openness.notice_texts import REASONS, TOPIC

TOGETHER = 500
"""So many are told in one piece of background work."""
FIRST_THE_OTHERS = timedelta(minutes=10)
"""Whoever an app tells at once is told by then; nobody minds ten minutes in a weekly digest."""


class Mover(StrEnum):
    """Whose events these are."""

    PROPOSAL = "proposal"
    INITIATIVE = "initiative"
    CALL = "call"


MOVEMENTS: Mapping[Mover, Callable[[Sequence[UUID]], list[trail.Movement]]] = {
    Mover.PROPOSAL: deliberation.movements,
    Mover.INITIATIVE: initiatives.movements,
    Mover.CALL: procurement.movements,
}


@dataclass(frozen=True, slots=True)
class Upstream:
    """Those behind one thing that led to what moved, from some place on."""

    mover: Mover
    event_id: UUID
    source: str
    after: str = ""


def upstream_of(*, mover: Mover, event_ids: Sequence[UUID], now: datetime) -> list[Upstream]:
    """Whom these events are to be told: those behind each thing that led to what moved."""
    found: list[Upstream] = []
    for event_id in event_ids:
        for movement in MOVEMENTS[mover]([event_id]):
            if movement.at > now - people.STALE_AFTER:
                sources = trail.sources_of(movement.reference)
                found += [Upstream(mover, event_id, one) for one in sources if _has_people(one)]
    return found


def tell_upstream(*, upstream: Upstream, now: datetime) -> Upstream | None:
    """Tell the next five hundred; return who is to be told then, None where these were the last.

    A second time it writes nothing. Nobody is told of what they did themselves, nor of what is no
    longer public by now.
    """
    name, _colon, key = upstream.source.partition(":")
    kind = trail.kind_of(name)
    movement = next(iter(MOVEMENTS[upstream.mover]([upstream.event_id])), None)
    if movement is None or kind is None or kind.behind is None:
        return None
    told = kind.behind(UUID(key), upstream.after, TOGETHER)
    keys = [key for key in told.user_ids if f"user:{key}" != movement.actor]
    users = list(people.User.objects.filter(pk__in=keys, is_active=True))
    drafts = [_draft(movement, name, users=users)] if users else []
    for language in sorted({language for _email, language in told.emails}):
        emails = [email for email, spoken in told.emails if spoken == language]
        drafts.append(_draft(movement, name, emails=emails, language=language))
    people.notify(drafts=drafts, now=now)
    if not told.after:
        return None
    return Upstream(upstream.mover, upstream.event_id, upstream.source, told.after)


def _has_people(reference: str) -> bool:
    kind = trail.kind_of(reference.partition(":")[0])
    return kind is not None and kind.behind is not None


def _draft(
    movement: trail.Movement,
    kind: str,
    *,
    users: Sequence[people.User] = (),
    emails: Sequence[str] = (),
    language: str = "en",
) -> people.NoticeDraft:
    return people.NoticeDraft(
        event=movement.event,
        topic=TOPIC.code,
        reason=REASONS[kind],
        subject=movement.subject,
        body=movement.body,
        path=movement.path,
        users=users,
        emails=emails,
        language=language,
    )
