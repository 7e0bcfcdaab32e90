"""Requests for data and agreements, as those who are a party to them see them."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.locked_rows import lock_row
from gongjian.foundation.kernel.pages import Page, keyset_page, merged_page
from gongjian.foundation.law import interface as law
from gongjian.government.exchange import policies
from gongjian.government.exchange.models import Agreement, DataRequest, QuotaDay

ORDER_REQUESTS = ("-asked_at", "-id")
ORDER_AGREEMENTS = ("-made_at", "-id")


def list_requests(
    *, actor: Actor, is_open: bool = True, cursor: str = "", size: int = 25
) -> Page[DataRequest]:
    """Requests that an actor's departments asked or are asked, the newest first."""
    rows = _requests()
    states = ["asked", "escalated"]
    rows = rows.filter(state__in=states) if is_open else rows.exclude(state__in=states)
    return _of_parties(rows, actor, ORDER_REQUESTS, cursor, size)


def get_request(*, actor: Actor, request_id: UUID) -> DataRequest:
    """One request; NotFound for whoever is no party to it."""
    found = _requests().filter(pk=request_id).first()
    if found is None:
        raise NotFound
    policies.require_party(actor, found.consumer_id, found.provider_id)
    return found


def get_request_locked(*, actor: Actor, request_id: UUID) -> DataRequest:
    found = lock_row(DataRequest, request_id)
    if found is None:
        raise NotFound
    policies.require_party(actor, found.consumer_id, found.provider_id)
    return found


def overdue_request_ids(now: datetime) -> list[UUID]:
    """Requests whose time to be answered is over, the longest first."""
    rows = DataRequest.objects.filter(state="asked", due_at__lte=now)
    return list(rows.order_by("due_at", "id").values_list("pk", flat=True)[:500])


def list_agreements(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[Agreement]:
    """Agreements that an actor's departments are a party to, the newest first."""
    return _of_parties(_agreements(), actor, ORDER_AGREEMENTS, cursor, size)


def usable_agreements(*, actor: Actor, on: date) -> list[Agreement]:
    """Agreements in force under which an actor may ask, by title of the dataset."""
    own = actor.organisation_ids(Role.HANDLER, Role.SUPERVISOR)
    rows = _agreements().filter(consumer__in=own, state="in_force", expires_on__gte=on)
    return list(rows.order_by("dataset__title", "id")[:500])


def agreements_for(*, consumer_id: UUID, purpose: str, on: date) -> list[Agreement]:
    """Agreements of a department for a purpose under which a query would pass on a day, as far as
    they and their articles are concerned; the longest ones first. Two queries."""
    rows = Agreement.objects.select_related("dataset", "consumer", "provider").filter(
        consumer=consumer_id,
        request__purpose=purpose,
        state="in_force",
        expires_on__gte=on,
        provider=F("dataset__owner"),
        dataset__is_active=True,
    )
    found = rows.prefetch_related("provisions").order_by("-expires_on", "id")[:200]
    return [
        one
        for one in found
        if all(
            law.Period(rule.in_force_from, rule.in_force_until).holds(on)
            for rule in one.provisions.all()
        )
    ]


def get_agreement(*, actor: Actor, agreement_id: UUID) -> Agreement:
    """One agreement; NotFound for whoever is no party to it."""
    found = _agreements().filter(pk=agreement_id).first()
    if found is None:
        raise NotFound
    policies.require_party(actor, found.consumer_id, found.provider_id)
    return found


def get_agreement_locked(*, actor: Actor, agreement_id: UUID) -> Agreement:
    found = lock_row(Agreement, agreement_id)
    if found is None:
        raise NotFound
    policies.require_party(actor, found.consumer_id, found.provider_id)
    return found


def terms_of(agreement: Agreement) -> dict[str, Any]:
    """What the document says."""
    terms: dict[str, Any] = json.loads(agreement.document)
    return terms


def lapsed_provisions(agreement: Agreement, on: date) -> list[law.Provision]:
    """Provisions an agreement stands on whose version is not in force on a day."""
    return [one for one in agreement.provisions.all() if not law.is_in_force(one.pk, on)]


def used_today(agreement: Agreement, on: date) -> int:
    row = QuotaDay.objects.filter(agreement=agreement, day=on).first()
    return row.used if row else 0


def _requests() -> QuerySet[DataRequest]:
    return DataRequest.objects.select_related(
        "dataset", "consumer", "provider", "asked_by", "decided_by", "decision_provision"
    )


def _agreements() -> QuerySet[Agreement]:
    return Agreement.objects.select_related(
        "dataset", "consumer", "provider", "consumer_signer", "provider_signer"
    )


def _of_parties(
    rows: QuerySet[Any], actor: Actor, order: tuple[str, str], cursor: str, size: int
) -> Page[Any]:
    if policies.sees_all(actor):
        return keyset_page(rows, order=order, cursor=cursor, size=size)
    own = sorted(actor.organisation_ids(Role.HANDLER, Role.SUPERVISOR))
    # Each part along its own index; a department never asks itself.
    parts = [rows.filter(consumer=key) for key in own]
    parts += [rows.filter(Q(provider=key) & ~Q(consumer__in=own)) for key in own]
    if not parts:
        return Page([], "")
    return merged_page(parts, order=order, cursor=cursor, size=size)
