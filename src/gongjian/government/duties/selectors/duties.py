"""Duties by id, their history, and what stands beside them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, UUIDField

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.foundation.people import interface as people
from gongjian.government.duties.errors import DutySuperseded
from gongjian.government.duties.models import Area, Category, Duty

_SUPPORTING: Prepared[people.Organisation] = Prepared(
    lambda duty: people.Organisation.objects.filter(
        is_active=True,
        pk__in=Duty.supporting_departments.through.objects.filter(duty=duty).values("organisation"),
    ).order_by("name", "code"),
    UUIDField(),
)


def get_duty(duty_id: UUID) -> Duty:
    """One version of a duty with all it names; NotFound where there is none."""
    found = duties().filter(pk=duty_id).first()
    if found is None:
        raise NotFound
    return found


def duty_history(duty: Duty) -> list[Duty]:
    """All versions of a duty, the newest first."""
    return list(duties().filter(line=duty.line).order_by("-version"))


def supporting_departments(duty: Duty) -> list[people.Organisation]:
    """The departments that help the lead department, by name; those that are gone are left out."""
    return _SUPPORTING.rows(duty.pk)


def get_newest_locked(duty_id: UUID) -> Duty:
    """A duty that may be changed, locked until the end of the transaction.

    Raises
    ------
    NotFound
        There is none.
    DutySuperseded
        A newer version exists, or it was taken back.
    """
    found = Duty.objects.select_for_update().filter(pk=duty_id).first()
    if found is None:
        raise NotFound
    is_superseded = Duty.objects.filter(line=found.line, version__gt=found.version).exists()
    if is_superseded or found.withdrawn_at is not None:
        raise DutySuperseded
    return get_duty(duty_id)


def lock_place(*, category_id: UUID | None, area_id: UUID | None) -> None:
    """Let whoever else names somebody for the same wait until the transaction ends: a duty that is
    not there yet cannot be locked itself, so category and area are, or the topmost areas. Neither
    is deleted meanwhile; what was is not there for who asks afterwards."""
    nodes: list[QuerySet[Any]] = []
    if category_id is not None:
        nodes.append(Category.objects.filter(pk=category_id))
    if area_id is not None:
        nodes.append(Area.objects.filter(pk=area_id))
    for rows in nodes or [Area.objects.filter(parent=None)]:
        # Whoever only refers to them, as every new case does, need not wait.
        list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def rivals(
    *,
    category_id: UUID | None,
    area_id: UUID | None,
    first: date,
    last: date | None,
) -> list[Duty]:
    """Duties for exactly this category and area with a day in common, the oldest first."""
    rows = duties().filter(
        Q(in_force_until=None) | Q(in_force_until__gte=first),
        Q(category_id=category_id, area_id=area_id),
        withdrawn_at=None,
    )
    if last is not None:
        rows = rows.filter(in_force_from__lte=last)
    return list(rows.order_by("in_force_from", "id"))


def duties() -> QuerySet[Duty]:
    """Duties with all they name."""
    return Duty.objects.select_related(
        "category__parent__parent", "area", "lead_department", "provision"
    ).prefetch_related("supporting_departments")
