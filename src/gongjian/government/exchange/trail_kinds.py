"""Looks at data as the trail tells of them: to whom they concern alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.trail.interface import Kind, Told
from gongjian.government.exchange.models import DataQuery
from gongjian.government.exchange.selectors.own_looks import own_rows
from gongjian.government.exchange.selectors.own_queries import visible_queries


def describe_looks(actor: Actor, query_ids: Sequence[UUID], now: datetime) -> dict[UUID, Told]:
    own = own_rows(actor, local_day(now)).filter(pk__in=query_ids)
    told = {row.pk: _told(row, "my_look") for row in own}
    rest = visible_queries(actor).filter(pk__in=[key for key in query_ids if key not in told])
    return told | {row.pk: _told(row, "data_query") for row in rest}


def find_look(actor: Actor, number: str, now: datetime) -> UUID:
    try:
        key = UUID(number)
    except ValueError:
        raise NotFound from None
    if key not in describe_looks(actor, [key], now):
        raise NotFound
    return key


def _told(row: DataQuery, page: str) -> Told:
    return Told(
        title=row.purpose,
        url=reverse(page, args=[row.pk]),
        address=str(row.pk),
        state=row.get_outcome_display(),
        at=row.asked_at,
        owner=row.consumer.name,
    )


KINDS = [
    Kind(
        name="dataquery",
        place=5,
        word=_("look at data"),
        icon="visibility",
        hidden=ngettext_lazy("a look at data", "%(count)d looks at data", "count"),
        describe=describe_looks,
        find=find_look,
        slug="data-look",
    )
]
