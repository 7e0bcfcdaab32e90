"""Who is responsible: for one matter, or for thousands with as few queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, UUIDField

from gongjian.foundation.kernel.prepared import Prepared
from gongjian.foundation.law import interface as law
from gongjian.government.duties.models import Area, Category, Duty

_WITH = ("lead_department", "provision", "category", "area")
MOST_PREPARED = 16
"""Codes of the matters asked for: one matter and what stands above it has fewer."""


def in_force(on: date) -> Q:
    """The duties in force on a day."""
    return Q(withdrawn_at=None) & law.in_force_on(on)


class DutyLookup:
    """Answers for any of the given categories and areas, on any day; two queries in all.

    Parameters
    ----------
    category_ids, area_ids : iterable of UUID or None
        What will be asked for; None and ids unknown to the register are allowed.
    """

    def __init__(
        self, category_ids: Iterable[UUID | None], area_ids: Iterable[UUID | None]
    ) -> None:
        self._chains = _chains({node for node in (*category_ids, *area_ids) if node})
        codes = sorted({code for chain in self._chains.values() for code in chain})
        self._duties: dict[tuple[str, str], list[Duty]] = {}
        is_prepared = len(codes) <= MOST_PREPARED
        for duty in _prepared(len(codes)).rows(*codes) if is_prepared else _rows(*codes):
            self._duties.setdefault(_key(duty), []).append(duty)

    def find(self, *, category_id: UUID | None, area_id: UUID | None, on: date) -> Duty | None:
        """The most specific duty in force on a day, or None where the register has a gap.

        A nearer category beats a nearer area; of equals (an overlap, listed among the register's
        findings) the one in force longest is taken, so that the answer never depends on chance.
        """
        for category in (*reversed(self._chains.get(category_id, ())), ""):
            for area in (*reversed(self._chains.get(area_id, ())), ""):
                for duty in self._duties.get((category, area), ()):
                    if duty.is_in_force(on):
                        return duty
        return None


class Gap(StrEnum):
    """Why the register names nobody."""

    NO_AREA = "no_area"
    """It names somebody in single areas, and no area is known."""
    NOT_YET = "not_yet"
    """It names somebody from a later day on only."""
    NOBODY = "nobody"


def why_nobody(*, category_id: UUID | None, area_id: UUID | None, on: date) -> Gap:
    """Why `responsible_duty` found none. Three queries."""
    chains = _chains({node for node in (category_id, area_id) if node})
    of_category = Q(category=None) | Q(category__code__in=chains.get(category_id, []))
    of_area = Q(area=None) | Q(area__code__in=chains.get(area_id, []))
    if area_id is None and Duty.objects.filter(in_force(on), of_category).exists():
        return Gap.NO_AREA
    later = Duty.objects.filter(of_category, of_area, withdrawn_at=None, in_force_from__gt=on)
    return Gap.NOT_YET if later.exists() else Gap.NOBODY


def responsible_duty(*, category_id: UUID | None, area_id: UUID | None, on: date) -> Duty | None:
    """The most specific duty in force, as `DutyLookup.find` says. Two queries."""
    lookup = DutyLookup([category_id], [area_id])
    return lookup.find(category_id=category_id, area_id=area_id, on=on)


def _rows(*codes: object) -> QuerySet[Duty]:
    """Duties of categories and areas with these codes, or without."""
    rows = Duty.objects.filter(
        Q(category=None) | Q(category__code__in=codes),
        Q(area=None) | Q(area__code__in=codes),
        withdrawn_at=None,
    )
    return rows.select_related(*_WITH).order_by("in_force_from", "id")


@cache
def _prepared(count: int) -> Prepared[Duty]:
    return Prepared(_rows, *[CharField()] * count)


def _chains(ids: set[UUID]) -> dict[UUID | None, list[str]]:
    """Node of either tree → codes from the top down to it."""
    is_prepared = len(ids) == 2
    both = _PATHS_OF_TWO.rows(*ids) if is_prepared else _paths(*ids)
    return {node_id: [code for code in path.split("/") if code] for node_id, path in both}


def _paths(*ids: UUID) -> QuerySet[Any, tuple[UUID, str]]:
    # Both trees in one statement; ids are unique over both.
    paths = Category.objects.filter(pk__in=ids).order_by().values_list("id", "path")
    of_areas = Area.objects.filter(pk__in=ids).order_by().values_list("id", "path")
    return paths.union(of_areas, all=True)


_PATHS_OF_TWO: Prepared[tuple[UUID, str]] = Prepared(_paths, UUIDField(), UUIDField())


def _key(duty: Duty) -> tuple[str, str]:
    return (
        duty.category.code if duty.category else "",
        duty.area.code if duty.area else "",
    )
