"""Initiatives as the trail tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.trail.interface import Behind, Kind, Moment, Money, Told, Weight
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.models import Initiative, InitiativeEvent, InitiativeFollow
from gongjian.market.initiatives.quarters import quarter_words
from gongjian.market.initiatives.rules import InitiativeState
from gongjian.market.initiatives.selectors.initiatives import get_initiative


def describe_initiatives(
    actor: Actor, initiative_ids: Sequence[UUID], now: datetime
) -> dict[UUID, Told]:
    return {
        one.pk: Told(
            title=one.title,
            url=reverse("initiative", args=[one.number]),
            number=one.shown_number,
            state=one.get_state_display(),
            language=one.language,
            at=one.created_at,
            note=quarter_words(one.quarter),
            owner=one.department.name if one.department else "",
            is_late=one.is_late(local_day(now)),
        )
        for one in Initiative.objects.filter(pk__in=initiative_ids).select_related("department")
    }


STEPS: dict[str, str | Promise] = {
    "initiative_made": _("The government considers doing something about it"),
    "initiative_planned": _("Decided: it is planned"),
    "initiative_started": _("The work has begun"),
    "initiative_delivered": _("Delivered, says its owner"),
    "initiative_reviewed": _("What it came to was measured and told"),
    "initiative_refused": _("Decided: it is not going to be done"),
    "initiative_dropped": _("Dropped"),
    "initiative_resumed": _("Taken up again"),
}


def find_initiative(actor: Actor, number: str, now: datetime) -> UUID:
    return get_initiative(number=number).pk


def moments_of_initiatives(
    initiative_ids: Sequence[UUID], now: datetime
) -> dict[UUID, list[Moment]]:
    """One query."""
    rows = InitiativeEvent.objects.filter(initiative__in=initiative_ids, name__in=list(STEPS))
    found: dict[UUID, list[Moment]] = {}
    for event in rows.select_related("department", "initiative").order_by("id"):
        quarter, is_delivery = event.initiative.quarter, event.name == "initiative_delivered"
        found.setdefault(event.initiative_id, []).append(
            Moment(
                at=event.at, words=str(STEPS[event.name]),
                by=event.department.name if event.department else "",
                is_late=is_delivery
                and rules.is_late(quarter, InitiativeState.UNDER_WAY, local_day(event.at)),
                subject=f"initiative:{event.initiative_id}", action=event.name,
            )
        )  # fmt: skip
    return found


def weigh_initiatives(initiative_ids: Sequence[UUID]) -> Weight:
    rows = Initiative.objects.filter(pk__in=initiative_ids, budget_minor__isnull=False)
    money = rows.values_list("currency", "budget_minor")
    return Weight(money=tuple(Money("budgeted", currency, minor or 0) for currency, minor in money))


def behind_initiative(initiative_id: UUID, after: str, size: int) -> Behind:
    """Who follows it."""
    rows = InitiativeFollow.objects.filter(initiative=initiative_id)
    if after:
        rows = rows.filter(pk__gt=int(after))
    found = list(rows.order_by("id").values_list("pk", "user_id")[:size])
    last = str(found[-1][0]) if len(found) == size else ""
    return Behind([user_id for _pk, user_id in found], [], last)


KINDS = [
    Kind(
        name="initiative", place=40, word=_("initiative"), icon="construction",
        hidden=ngettext_lazy("an initiative", "%(count)d initiatives", "count"),
        describe=describe_initiatives, find=find_initiative, moments=moments_of_initiatives,
        weigh=weigh_initiatives, behind=behind_initiative,
    ),
]  # fmt: skip
