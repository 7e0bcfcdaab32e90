"""Provisions: in force on a day, by id, and with all their versions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import CharField, DateField, Q, QuerySet, UUIDField

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.foundation.law.models import Provision
from gongjian.foundation.law.rules.periods import Period
from gongjian.foundation.law.selectors.in_force import in_force_on

_BY_CODE: Prepared[Provision] = Prepared(
    lambda code, on: Provision.objects.filter(in_force_on(on), code=code).order_by("-version")[:1],
    CharField(),
    DateField(),
)
_BY_KEY: Prepared[tuple[UUID]] = Prepared(
    lambda key, on: Provision.objects.filter(in_force_on(on), pk=key).values_list("pk"),
    UUIDField(),
    DateField(),
)


def provisions_in_force(on: date) -> QuerySet[Provision]:
    """Every provision in force on a day, by title."""
    return Provision.objects.filter(in_force_on(on)).order_by("title", "article", "id")


def versions_in_force(cited: Iterable[Provision], on: date) -> dict[str, Provision]:
    """Of what somebody cites, the version that is in force on a day, by code; one query.

    What is not in force any more, in no version, is left out.
    """
    codes = {provision.code for provision in cited}
    return {one.code: one for one in provisions_in_force(on).filter(code__in=codes)}


def provision_in_force(code: str, on: date) -> Provision:
    """The version of a provision that is in force on a day; NotFound where none is."""
    found = _BY_CODE.first(code, on)
    if found is None:
        raise NotFound
    return found


def is_in_force(provision_id: UUID, on: date) -> bool:
    """Whether there is this version of a provision, and it is in force on a day."""
    return _BY_KEY.first(provision_id, on) is not None


def get_provision(provision_id: UUID) -> Provision:
    """One version of a provision; NotFound where there is none."""
    found = Provision.objects.filter(pk=provision_id).first()
    if found is None:
        raise NotFound
    return found


def provision_versions(code: str) -> list[Provision]:
    """All versions of a provision, the newest first; NotFound where there is none."""
    found = list(Provision.objects.filter(code=code).order_by("-in_force_from", "-version"))
    if not found:
        raise NotFound
    return found


def two_versions(code: str, old: int, new: int) -> tuple[Provision, Provision]:
    """Two versions of a provision to compare; NotFound where one is missing."""
    rows = Provision.objects.filter(code=code, version__in=[old, new])
    found = {one.version: one for one in rows} if max(old, new) < 2**31 else {}
    if old not in found or new not in found:
        raise NotFound
    return found[old], found[new]


def provisions_by_code() -> dict[str, list[Provision]]:
    """All versions of every provision, the oldest first."""
    found: dict[str, list[Provision]] = {}
    for provision in Provision.objects.order_by("in_force_from", "version"):
        found.setdefault(provision.code, []).append(provision)
    return found


def version_on(versions: Sequence[Provision], day: date) -> Provision:
    """Of the versions of one provision that in force on a day, else the newest."""
    on = [v for v in versions if Period(v.in_force_from, v.in_force_until).holds(day)]
    return (on or versions)[-1]


def list_provisions(
    *, on: date, query: str = "", cursor: str = "", size: int = 25
) -> Page[Provision]:
    """Provisions in force on a day whose law, article or text holds every word, by title."""
    rows = provisions_in_force(on)
    for word in query.split()[:8]:
        rows = rows.filter(
            Q(title__icontains=word) | Q(article__icontains=word) | Q(text__icontains=word)
        )
    return keyset_page(rows, order=("title", "article", "id"), cursor=cursor, size=size)
