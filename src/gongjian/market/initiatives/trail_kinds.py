"""Initiatives as the trail tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.trail.interface import Kind, Told
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.quarters import quarter_words


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
        )
        for one in Initiative.objects.filter(pk__in=initiative_ids)
    }


KINDS = [
    Kind(
        name="initiative", place=40, word=_("initiative"), icon="construction",
        hidden=ngettext_lazy("an initiative", "%(count)d initiatives", "count"),
        describe=describe_initiatives,
    ),
]  # fmt: skip
