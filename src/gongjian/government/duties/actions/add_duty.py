"""Adding a duty to the register."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.government.duties import policies
from gongjian.government.duties.actions.write_duty import DutyTerms, check_terms, write_duty
from gongjian.government.duties.errors import DutyOverlap
from gongjian.government.duties.events import DutyAdded
from gongjian.government.duties.models import Duty
from gongjian.government.duties.selectors.areas import get_area_in_use
from gongjian.government.duties.selectors.categories import get_category
from gongjian.government.duties.selectors.duties import lock_place, rivals


def add_duty(
    *,
    actor: Actor,
    category_id: UUID | None,
    area_id: UUID | None,
    terms: DutyTerms,
    in_force_from: date,
    in_force_until: date | None = None,
    allows_overlap: bool = False,
    now: datetime,
) -> Duty:
    """Name who is responsible for a category (None: all) in an area (None: everywhere).

    With ``allows_overlap`` a second department may be named for the same: rules do contradict each
    other, and the register shows it among its findings rather than hide it.

    Raises
    ------
    NotFound
        The category or the area is unknown, or out of use.
    NotAllowed
        The actor is not an administrator of that area.
    Invalid
        The terms name what is not there, or the dates are wrong.
    DutyOverlap
        Somebody is responsible for exactly this in the same time.
    """
    with transaction.atomic():
        lock_place(category_id=category_id, area_id=area_id)
        category = get_category(category_id) if category_id else None
        area = get_area_in_use(area_id) if area_id else None
        policies.require_can_edit_duties_in(actor, area.path if area else "")
        check_terms(terms, first=in_force_from, last=in_force_until)
        others = rivals(
            category_id=category_id, area_id=area_id, first=in_force_from, last=in_force_until
        )
        if others and not allows_overlap:
            raise DutyOverlap(others[0].lead_department.name)
        duty = Duty(
            category=category,
            area=area,
            in_force_from=in_force_from,
            in_force_until=in_force_until,
        )
        write_duty(duty, terms, actor=actor, act="duty_added", now=now)
        outbox.add(DutyAdded(duty_id=duty.pk))
    return duty
