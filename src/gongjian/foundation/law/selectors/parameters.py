"""The values that provisions set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.core.cache import caches
from django.db import transaction

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.foundation.law.models import Parameter, Provision
from gongjian.foundation.law.models.parameter import typed
from gongjian.foundation.law.rules.periods import Period
from gongjian.foundation.law.selectors.in_force import in_force_on

KEPT_SECONDS = 30
_KEY = "law:parameters"

Typed = TypeVar("Typed", int, str, bool)


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A value, the days it holds, and which version of which provision sets it."""

    value: int | str | bool
    period: Period
    provision_id: UUID | None
    provision_code: str


def parameter(code: str, on: date, default: Typed) -> Typed:
    """The value a provision sets on a day; ``default`` where none does, or one of another type.

    A few dozen rows that every step of every case asks for: each process keeps them for
    `KEPT_SECONDS`, so a change is seen everywhere after that time at the latest.
    """
    found = parameter_on(code, on)
    # A yes is no number, though Python counts with it.
    if found is not None and type(found.value) is type(default):
        return found.value
    return default


def parameter_on(code: str, on: date) -> ParameterValue | None:
    """What is set on a day, with its provision; kept as for `parameter`."""
    for row in _all_parameters().get(code, ()):
        if row.period.holds(on):
            return row
    return None


def parameters_of(provision_code: str, on: date) -> list[Parameter]:
    """What any version of a provision sets on a day, by code."""
    rows = Parameter.objects.filter(in_force_on(on), provision__code=provision_code)
    return list(rows.order_by("code", "-in_force_from"))


def provisions_setting(codes: Iterable[str], on: date) -> dict[str, Provision]:
    """Which provision sets each parameter on a day, for pages that cite it; one query. Left out is
    what no provision sets."""
    rows = Parameter.objects.filter(in_force_on(on), code__in=list(codes), provision__isnull=False)
    found = rows.select_related("provision").order_by("in_force_from")
    return {row.code: row.provision for row in found if row.provision is not None}


def forget_parameters() -> None:
    """Make this process read parameters again, now and once more when the transaction is done."""
    caches["process"].delete(_KEY)
    transaction.on_commit(lambda: caches["process"].delete(_KEY))


def _all_parameters() -> dict[str, list[ParameterValue]]:
    known = caches["process"].get(_KEY)
    if known is None:
        known = {}
        rows = Parameter.objects.order_by("-in_force_from")
        for code, kind, value, choice, first, last, key, provision in rows.values_list(
            "code", "kind", "value", "choice", "in_force_from", "in_force_until",
            "provision_id", "provision__code",
        ):  # fmt: skip
            one = ParameterValue(
                typed(kind, value, choice), Period(first, last), key, provision or ""
            )
            known.setdefault(code, []).append(one)
        caches["process"].set(_KEY, known, KEPT_SECONDS)
    return known


def parameters_named(codes: Iterable[str], on: date) -> list[Parameter]:
    """What is set on a day of these parameters, by code, with provisions; one query."""
    rows = Parameter.objects.filter(in_force_on(on), code__in=list(codes))
    return list(rows.select_related("provision").order_by("code"))


def list_parameters(*, on: date, cursor: str = "", size: int = 50) -> Page[Parameter]:
    """What is set on a day, by code."""
    rows = Parameter.objects.filter(in_force_on(on)).select_related("provision")
    return keyset_page(rows, order=("code", "id"), cursor=cursor, size=size)


def parameter_history(code: str) -> list[Parameter]:
    """All values of a parameter, the newest first; NotFound where there is none."""
    rows = Parameter.objects.filter(code=code).select_related("provision")
    found = list(rows.order_by("-in_force_from"))
    if not found:
        raise NotFound
    return found
