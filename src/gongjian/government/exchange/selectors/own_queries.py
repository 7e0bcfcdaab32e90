"""Queries as staff of the departments that are a party see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page, merged_page
from gongjian.government.exchange import policies
from gongjian.government.exchange.models import DataQuery, LookQuestion

ORDER = ("-asked_at", "-id")


def list_queries(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[DataQuery]:
    """Queries that an actor's departments asked or were asked, the newest first; of sealed ones
    those that they asked themselves, or that a department which they supervise is a party to."""
    rows = _rows()
    if policies.sees_all(actor):
        return keyset_page(rows, order=ORDER, cursor=cursor, size=size)
    rows = rows.filter(_may_know(actor))
    own = sorted(actor.organisation_ids(Role.HANDLER, Role.SUPERVISOR))
    parts = [rows.filter(consumer=key) for key in own]
    parts += [rows.filter(Q(provider=key) & ~Q(consumer__in=own)) for key in own]
    if not parts:
        return Page([], "")
    return merged_page(parts, order=ORDER, cursor=cursor, size=size)


def visible_queries(actor: Actor) -> QuerySet[DataQuery]:
    """Those that an actor may see as staff, in no order; for a few by their keys."""
    if policies.sees_all(actor):
        return _rows()
    own = actor.organisation_ids(Role.HANDLER, Role.SUPERVISOR)
    return _rows().filter(_may_know(actor), Q(consumer__in=own) | Q(provider__in=own))


def questions_about(row: DataQuery) -> list[LookQuestion]:
    """What the person asked about a look, the latest first; one query. Who sees the case, the page
    of the case says."""
    return list(row.questions.select_related("case").order_by("-asked_at", "-id"))


def get_query(*, actor: Actor, query_id: UUID) -> DataQuery:
    """One query; NotFound for whoever works for no party to it, or is not let into its seal."""
    rows = _rows() if policies.sees_all(actor) else _rows().filter(_may_know(actor))
    found = rows.filter(pk=query_id).first()
    if found is None:
        raise NotFound
    parties = [key for key in (found.consumer_id, found.provider_id) if key]
    policies.require_party(actor, *parties)
    return found


def _may_know(actor: Actor) -> Q:
    """Which queries somebody may know of, by their seal."""
    supervised = actor.organisation_ids(Role.SUPERVISOR)
    return (
        Q(sealed_until=None)
        | Q(sealed_until__lte=local_day(now()))
        | Q(official_id=actor.user_id, official__isnull=False)
        | Q(consumer__in=supervised)
        | Q(provider__in=supervised)
    )


def _rows() -> QuerySet[DataQuery]:
    return DataQuery.objects.select_related(
        "agreement", "dataset", "consumer", "provider", "official", "case"
    )
