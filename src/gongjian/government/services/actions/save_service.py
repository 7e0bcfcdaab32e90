"""Writing a service, publishing it, and withdrawing it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import (
    Conflict,
    Invalid,
    NotFound,
    StaleVersion,
    Text,
    WrongState,
)
from gongjian.foundation.kernel.money import CURRENCIES
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.government.services import policies
from gongjian.government.services.actions.form_checks import problems_of, require_form
from gongjian.government.services.models import LifeEvent, Service, ServiceVersion
from gongjian.government.services.rules.forms import in_order
from gongjian.government.services.selectors.services import get_service_locked
from gongjian.government.services.selectors.sources import sources_of_offer

CODE = re.compile(r"[-a-zA-Z0-9_]{1,60}")
NO_CODES = frozenset({"own", "new", "applications", "life-events"})
"""Which are addresses of other pages."""
MOST_WORKING_DAYS = 365
MOST_COST_MINOR = 1_000_000_000
LEAST_PURPOSE = 10
LONGEST = {"name": 120, "words": 4_000, "who_may": 4_000, "what_it_takes": 4_000, "purpose": 300}
MAY_BE_EMPTY = frozenset({"what_it_takes"})
COLUMNS = (
    "name", "words", "who_may", "what_it_takes", "working_days", "term_parameter",
    "term_provision_id", "cost_minor", "currency", "purpose", "form",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceData:
    """What is said of a service; ``form`` is a JSON Schema."""

    code: str
    department_id: UUID
    name: str
    words: str
    who_may: str
    what_it_takes: str = ""
    working_days: int
    term_provision_id: UUID
    term_parameter: str = ""
    cost_minor: int = 0
    currency: str = "CNY"
    purpose: str
    form: dict[str, Any]
    provision_ids: Sequence[UUID] = field(default_factory=tuple)
    """Beside the one that sets the term."""
    category_id: UUID | None = None
    life_events: Sequence[str] = field(default_factory=tuple)
    """Their codes."""


def save_service(
    *,
    actor: Actor,
    service_id: UUID | None = None,
    data: ServiceData,
    now: datetime,
    version: int | None = None,
) -> Service:
    """Add a service, or change how one is written; its code and department stay, and everybody
    reads the new words once it is published.

    Raises
    ------
    NotFound
        There is no such service of the actor's.
    NotAllowed
        The actor does not supervise its department.
    Invalid
        Words are missing, the form is none, or a provision is not in force.
    Conflict
        The code is taken.
    StaleVersion
        Somebody changed it since ``version``.
    """
    policies.require_can_edit_services_of(actor, data.department_id)
    with transaction.atomic():
        if service_id is None:
            service = Service(code=data.code, department_id=data.department_id, version=0)
        else:
            service = get_service_locked(actor=actor, service_id=service_id)
            if version is not None and version != service.version:
                raise StaleVersion
            if service.department_id != data.department_id:
                raise Invalid(fields={"department_id": [_("A service stays with its department.")]})
        _check(data, local_day(now))
        for name in COLUMNS:
            setattr(service, name, getattr(data, name))
        service.form = in_order(data.form)
        service.category_id = data.category_id
        service.updated_at = now
        service.version += 1
        try:
            with transaction.atomic():
                service.save(force_insert=service_id is None)
        except IntegrityError as error:
            raise Conflict(fields={"code": [_("Another service has this code.")]}) from error
        service.provisions.set([law.get_provision(key) for key in _cited(data)])
        service.life_events.set(LifeEvent.objects.filter(code__in=data.life_events))
        about = {"code": service.code, "version": service.version}
        ledger.record(actor, "service_saved", reference_of(service), now=now, data=about)
    return service


def publish_service(
    *, actor: Actor, service_id: UUID, now: datetime, version: int | None = None
) -> ServiceVersion:
    """Offer a service to everybody, as it is written now. Published again unchanged, it is another
    version all the same: the catalogue of data may have changed.

    Raises
    ------
    NotFound, StaleVersion
        As for `save_service`.
    Invalid
        It asks what somebody holds and may share, or stands on what is not in force.
    """
    today = local_day(now)
    with transaction.atomic():
        service = get_service_locked(actor=actor, service_id=service_id)
        if version is not None and version != service.version:
            raise StaleVersion
        require_form(service.form)
        wrong: dict[str, list[Text]] = {}
        sources = sources_of_offer(service, department_id=service.department_id, on=today)
        if problems := problems_of(sources, service.purpose):
            wrong["form"] = problems
        cited = list(service.provisions.all())
        if lapsed := [one for one in cited if not law.is_in_force(one.pk, today)]:
            words = _("%(provision)s is not in force today.")
            wrong["provision_ids"] = [words % {"provision": one.citation} for one in lapsed]
        if wrong:
            raise Invalid(fields=wrong)
        last = service.versions.order_by("-number").first()
        made = ServiceVersion.objects.create(
            service=service,
            number=last.number + 1 if last else 1,
            published_at=now,
            **{name: getattr(service, name) for name in COLUMNS},
        )
        made.provisions.set(cited)
        service.current = made
        service.version += 1
        service.save(update_fields=["current", "version"])
        about = {"code": service.code, "number": made.number}
        ledger.record(actor, "service_published", reference_of(service), now=now, data=about)
    return made


def withdraw_service(*, actor: Actor, service_id: UUID, now: datetime) -> Service:
    """Offer it no longer; what was begun is handed in all the same.

    Raises
    ------
    NotFound
        As for `save_service`.
    WrongState
        It is not offered.
    """
    with transaction.atomic():
        service = get_service_locked(actor=actor, service_id=service_id)
        if service.current_id is None:
            raise WrongState
        service.current = None
        service.version += 1
        service.save(update_fields=["current", "version"])
        about = {"code": service.code}
        ledger.record(actor, "service_withdrawn", reference_of(service), now=now, data=about)
    return service


def _cited(data: ServiceData) -> list[UUID]:
    return list(dict.fromkeys([data.term_provision_id, *data.provision_ids]))


def _check(data: ServiceData, today: date) -> None:
    require_form(data.form)
    wrong: dict[str, list[Text]] = {}
    try:
        people.get_public_body(data.department_id)
    except NotFound:
        wrong["department_id"] = [_("There is no such department.")]
    for name, longest in LONGEST.items():
        text = getattr(data, name)
        if "\x00" in text or not (text.strip() or name in MAY_BE_EMPTY) or len(text) > longest:
            words = _("Between 1 and %(longest)s characters.")
            wrong[name] = [words % {"longest": longest}]
    if not CODE.fullmatch(data.code) or data.code in NO_CODES:
        wrong["code"] = [_("Letters, digits and hyphens, and no word that is an address already.")]
    if "purpose" not in wrong and len(data.purpose.strip()) < LEAST_PURPOSE:
        wrong["purpose"] = [_("Say what for, in a sentence.")]
    if not 1 <= data.working_days <= MOST_WORKING_DAYS:
        wrong["working_days"] = [
            _("Between 1 and %(most)d working days.") % {"most": MOST_WORKING_DAYS}
        ]
    if data.currency not in CURRENCIES or not 0 <= data.cost_minor <= MOST_COST_MINOR:
        wrong["cost_minor"] = [_("There is no such amount.")]
    if not all(law.is_in_force(key, today) for key in _cited(data)):
        wrong["provision_ids"] = [_("Name provisions that are in force today.")]
    known = LifeEvent.objects.filter(code__in=data.life_events).count()
    if known != len(set(data.life_events)):
        wrong["life_events"] = [_("There is no such life event.")]
    if data.category_id is not None:
        try:
            duties.get_category(data.category_id)
        except NotFound:
            wrong["category_id"] = [_("There is no such category.")]
    if wrong:
        raise Invalid(fields=wrong)
