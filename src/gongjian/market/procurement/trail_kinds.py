"""Calls as the trail tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.trail.interface import Kind, Told
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.policies import calls as policies


def describe_calls(actor: Actor, call_ids: Sequence[UUID], now: datetime) -> dict[UUID, Told]:
    return {
        one.pk: Told(
            title=one.title,
            url=reverse("call" if one.opened_at else "run_call", args=[one.number]),
            number=one.shown_number,
            state=one.get_state_display(),
            language=one.language,
            at=one.opened_at or one.created_at,
        )
        for one in Call.objects.filter(policies.visible_to(actor), pk__in=call_ids)
    }


KINDS = [
    Kind(
        name="call", place=50, word=_("call"), icon="campaign",
        hidden=ngettext_lazy(
            "a call that is being prepared", "%(count)d calls that are being prepared", "count"
        ),
        describe=describe_calls,
    ),
]  # fmt: skip
