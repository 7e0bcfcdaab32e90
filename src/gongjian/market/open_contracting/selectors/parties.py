"""Organisations, amounts and moments as the standard writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone

from gongjian.foundation.kernel import money
from gongjian.foundation.people.interface import Organisation

Json = dict[str, Any]


def party_id(organisation: Organisation) -> str:
    return f"{_scheme(organisation)}-{organisation.code}"


def reference(organisation: Organisation) -> Json:
    """What refers to an entry of ``parties``."""
    return {"id": party_id(organisation), "name": organisation.name}


def party(organisation: Organisation, roles: Iterable[str]) -> Json:
    """An entry of ``parties``: no address and no people, only what identifies it."""
    return {
        "id": party_id(organisation),
        "name": organisation.name,
        "identifier": {
            "id": organisation.code,
            "legalName": organisation.name,
            "scheme": _scheme(organisation),
        },
        "roles": sorted(set(roles)),
    }


def parties_of(roles: Iterable[tuple[Organisation, str]]) -> list[Json]:
    """Entries of ``parties`` of organisations with their roles, each organisation once."""
    found: dict[str, tuple[Organisation, set[str]]] = {}
    for organisation, role in roles:
        found.setdefault(party_id(organisation), (organisation, set()))[1].add(role)
    return [party(organisation, of_one) for organisation, of_one in found.values()]


def amount(amount_minor: int, currency: str) -> Json:
    """A value. Whole where it is; else the number whose shortest spelling is exactly it."""
    units = money.units(amount_minor, currency)
    is_whole = units == units.to_integral_value()
    return {"amount": int(units) if is_whole else float(units), "currency": currency}


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def day_begun(day: date) -> str:
    """The moment at which a day begins in the town."""
    town = timezone.get_default_timezone()
    return moment(timezone.make_aware(datetime.combine(day, time.min), town))


def _scheme(organisation: Organisation) -> str:
    """Of companies the register; public bodies have codes of the town's own."""
    if organisation.kind == "company":
        return settings.COMPANY_SCHEME
    return settings.OCID_PREFIX
