"""The numbers that provisions set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.cache import caches
from django.db import transaction

from gongjian.foundation.law.models import Parameter, Provision
from gongjian.foundation.law.rules import Period
from gongjian.foundation.law.selectors.in_force import in_force_on

KEPT_SECONDS = 30
_KEY = "law:parameters"


def parameter(code: str, on: date, default: int) -> int:
    """The number a provision sets on a day; ``default`` where none does.

    A few dozen rows that every step of every case asks for: each process keeps them for
    `KEPT_SECONDS`, so a change is seen everywhere after that time at the latest.
    """
    for period, value in _all_parameters().get(code, ()):
        if period.holds(on):
            return value
    return default


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


def _all_parameters() -> dict[str, list[tuple[Period, int]]]:
    known = caches["process"].get(_KEY)
    if known is None:
        known = {}
        rows = Parameter.objects.order_by("-in_force_from")
        for code, first, last, value in rows.values_list(
            "code", "in_force_from", "in_force_until", "value"
        ):
            known.setdefault(code, []).append((Period(first, last), value))
        caches["process"].set(_KEY, known, KEPT_SECONDS)
    return known
