"""Measures of an initiative's outcome, and what people read of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.actions import checks
from gongjian.market.initiatives.actions.write_event import write_event
from gongjian.market.initiatives.actions.write_initiative_release import (
    write_initiative_release,
)
from gongjian.market.initiatives.errors import TooMuch
from gongjian.market.initiatives.models import Initiative, Measure, MeasureReading, Rate
from gongjian.market.initiatives.rules import InitiativeState, InitiativeStep
from gongjian.market.initiatives.selectors import initiatives


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDraft:
    """A number that people read (``baseline`` and ``unit``), or, with ``rate``, one of our own
    over ``months`` whole months: its baseline are the last ones before today."""

    name: str
    target: Decimal
    by_when: date
    unit: str = ""
    baseline: Decimal | None = None
    rate: str = ""
    months: int = 3
    department_id: UUID | None = None
    area_id: UUID | None = None
    category_id: UUID | None = None


def add_measure(
    *,
    actor: Actor,
    initiative_id: UUID,
    draft: MeasureDraft,
    now: datetime,
    version: int | None = None,
) -> Measure:
    """Say by what its outcome is told; possible until the work on it begins.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated, StepNotOpen, StaleVersion
        As for every step.
    TooMuch
        It has too many already.
    Invalid
        Something in the draft is wrong.
    """
    with transaction.atomic():
        initiative = initiatives.get_locked(
            actor=actor, initiative_id=initiative_id, step=InitiativeStep.SAVE_MEASURE,
            version=version,
        )  # fmt: skip
        if initiative.measures.filter(removed_at=None).count() >= rules.MOST_MEASURES:
            raise TooMuch
        measure = _made(initiative, draft, now)
        measure.save()
        write_event(
            initiative, actor=actor, name="measure_added", now=now,
            data={"measure": str(measure.pk), "name": measure.name},
        )  # fmt: skip
        write_initiative_release(initiative, actor=actor, now=now)
    return measure


def remove_measure(
    *,
    actor: Actor,
    initiative_id: UUID,
    measure_id: UUID,
    now: datetime,
    version: int | None = None,
) -> Initiative:
    """Take a measure away; possible until the work begins, and of what is planned not the last.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated, StepNotOpen, StaleVersion
        As for every step.
    Invalid
        A plan needs one measure.
    """
    with transaction.atomic():
        initiative = initiatives.get_locked(
            actor=actor, initiative_id=initiative_id, step=InitiativeStep.SAVE_MEASURE,
            version=version,
        )  # fmt: skip
        measure = initiatives.get_measure(initiative, measure_id)
        others = initiative.measures.filter(removed_at=None).exclude(pk=measure.pk)
        if initiative.state == InitiativeState.PLANNED and not others.exists():
            raise Invalid(_("A plan needs a measure: add another one first."))
        measure.removed_at = now
        measure.save()
        write_event(
            initiative, actor=actor, name="measure_removed", now=now,
            data={"measure": str(measure.pk), "name": measure.name},
        )  # fmt: skip
        write_initiative_release(initiative, actor=actor, now=now)
    return initiative


def add_reading(
    *,
    actor: Actor,
    initiative_id: UUID,
    measure_id: UUID,
    value: Decimal,
    on: date,
    source: str,
    now: datetime,
    version: int | None = None,
) -> MeasureReading:
    """Enter what a measure came to on a day, and where that was read. A wrong one stays, and is
    followed by a right one of the same day.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated, StepNotOpen, StaleVersion
        As for every step.
    Invalid
        The number, the day or the source is wrong; or it is a rate, which is computed.
    """
    value = checks.value_of("value", value)
    source = checks.line_of("source", source, most=300)
    if checks.day_of("on", on) > local_day(now):
        raise Invalid(fields={"on": [_("This day is still to come.")]})
    with transaction.atomic():
        initiative = initiatives.get_locked(
            actor=actor, initiative_id=initiative_id, step=InitiativeStep.ADD_READING,
            version=version,
        )  # fmt: skip
        measure = initiatives.get_measure(initiative, measure_id)
        if measure.rate:
            raise Invalid(_("This measure is computed of cases: nobody types it."))
        reading = MeasureReading.objects.create(
            measure=measure, value=value, on=on, source=source, at=now
        )
        write_event(
            initiative, actor=actor, name="measure_read", now=now,
            data={
                "measure": str(measure.pk), "name": measure.name, "value": str(value),
                "on": on.isoformat(),
            },
        )  # fmt: skip
        write_initiative_release(initiative, actor=actor, now=now)
    return reading


def _made(initiative: Initiative, draft: MeasureDraft, now: datetime) -> Measure:
    area = checks.area_of(draft.area_id)
    measure = Measure(
        initiative=initiative,
        name=checks.line_of("name", draft.name, most=120),
        target=checks.value_of("target", draft.target),
        by_when=checks.day_of("by_when", draft.by_when),
        created_at=now,
    )
    if not draft.rate:
        if draft.baseline is None:
            raise Invalid(fields={"baseline": [_("Say what it is today.")]})
        measure.baseline = checks.value_of("baseline", draft.baseline)
        measure.unit = checks.line_of("unit", draft.unit, most=40, may_be_empty=True)
        return measure
    if draft.rate not in Rate.values:
        raise Invalid(fields={"rate": [_("There is no such rate.")]})
    if not 1 <= draft.months <= rules.MOST_MONTHS:
        raise Invalid(fields={"months": [_("At least one month, at most two years.")]})
    measure.rate, measure.months = draft.rate, draft.months
    _first, measure.baseline_until = rules.months_before(local_day(now), draft.months)
    measure.department_id = checks.department_of(draft.department_id)
    measure.area = area
    measure.category_id = checks.category_of(draft.category_id)
    return measure
