"""Telling people what happened to calls: who follows, asked, runs, approves, holds a key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import Truncator, format_lazy

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.market.procurement import notice_texts as texts
from gongjian.market.procurement.models import CallEvent, CallFollow, CallQuestion
from gongjian.market.procurement.notice_texts import Audience
from gongjian.market.procurement.selectors.bids import bidding_companies

TOGETHER = 1_000
EXCERPT = 1_000


def tell_of_calls(*, event_ids: Sequence[UUID], now: datetime) -> None:
    """Write the notices of these events; a second time, it writes none.

    Nobody is told of what they did themselves, and each person once of each event.
    """
    rows = CallEvent.objects.filter(pk__in=event_ids, at__gt=now - people.STALE_AFTER)
    for event in rows.select_related("call").order_by("id"):
        told = texts.TOLD.get(event.name, {})
        done: set[UUID] = set()
        # Whoever is told as the one it is about is not told as one of many.
        for audience in sorted(told, key=lambda one: one is Audience.FOLLOWERS):
            if audience is Audience.FOLLOWERS and not event.call.is_published:
                continue
            keys = [key for key in _user_ids(event, audience) if key is not None]
            _tell(event, audience, [key for key in keys if key not in done], now)
            done.update(keys)


def _tell(event: CallEvent, audience: Audience, keys: list[UUID], now: datetime) -> None:
    keys = [key for key in dict.fromkeys(keys) if f"user:{key}" != event.actor]
    words, facts = texts.TOLD[event.name][audience], _facts(event)
    for begin in range(0, len(keys), TOGETHER):
        draft = people.NoticeDraft(
            event=f"callevent:{event.pk}",
            topic=texts.TOPIC_OF[audience].code,
            reason=texts.REASONS[audience],
            subject=format_lazy(words.subject, **facts),
            body=format_lazy(words.body, **facts),
            path=_path(event, audience),
            users=list(people.User.objects.filter(pk__in=keys[begin : begin + TOGETHER])),
        )
        people.notify(drafts=[draft], now=now)


def _user_ids(event: CallEvent, audience: Audience) -> Iterable[UUID | None]:
    call = event.call
    match audience:
        case Audience.FOLLOWERS:
            rows = CallFollow.objects.filter(call=call, user__is_active=True).order_by("id")
            return rows.values_list("user", flat=True)
        case Audience.ASKER:
            asked = CallQuestion.objects.filter(call=call, number=event.data.get("question"))
            return asked.values_list("asker", flat=True)
        case Audience.TRUSTEES:
            return call.trustees.values_list("user", flat=True)
        case Audience.BIDDERS:
            return _bidders(event)
        case Audience.APPROVERS:
            of_body = people.users_with_role(
                Role.SUPERVISOR, organisation_id=call.buyer_id, area_path=call.area_path
            )
            return [user.pk for user in [*_buyers(call.area_path), *of_body]]
        case Audience.BUYERS:
            return [user.pk for user in _buyers(call.area_path)]


def _bidders(event: CallEvent) -> list[UUID]:
    if "ranking_sha256" in event.data:
        # They have letters, which say more (tell_bidders).
        return []
    return [
        user.pk
        for company_id in bidding_companies(event.call, event.stage_number)
        for user in people.users_with_role(Role.COMPANY_MEMBER, organisation_id=company_id)
    ]


def _buyers(area_path: str) -> list[people.User]:
    return people.users_with_role(
        Role.PRODUCT_MANAGER, area_path=area_path, in_any_organisation=True
    )


def _path(event: CallEvent, audience: Audience) -> str:
    number = event.call.number
    if event.name.startswith("proof_"):
        return reverse("call_proofs", args=[number])
    if audience in {Audience.BUYERS, Audience.APPROVERS}:
        return reverse("run_call", args=[number])
    if audience is Audience.TRUSTEES:
        return reverse("trustee", args=[number])
    return reverse("call", args=[number])


def _facts(event: CallEvent) -> dict[str, object]:
    call, question = event.call, event.data.get("question")
    asked = CallQuestion.objects.filter(call=call, number=question).first() if question else None
    return {
        "title": call.title,
        "text": Truncator(event.text).chars(EXCERPT),
        "day": _day(call.closes_at) if call.closes_at else "",
        "answer_day": _day(asked.answer_by) if asked else "",
    }


def _show_day(moment: datetime) -> str:
    return date_format(duties.last_day_of(moment), "DATE_FORMAT")


_day = lazy(_show_day, str)
