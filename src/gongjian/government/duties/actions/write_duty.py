"""What all changes of a duty share: its terms, and writing one version with its traces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.duties.models import Duty

MIN_DAYS, MAX_DAYS = 1, 365


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTerms:
    """What a version of a duty says, apart from for what and when."""

    lead_department_id: UUID
    deadline_working_days: int
    supporting_department_ids: tuple[UUID, ...] = ()
    provision_id: UUID | None = None
    note: str = ""


def check_terms(terms: DutyTerms, *, first: date, last: date | None) -> None:
    """Raise Invalid, with the fields, where terms name what is not there or contradict itself."""
    wrong: dict[str, list] = {}
    bodies = {body.pk for body in people.public_bodies()}
    if terms.lead_department_id not in bodies:
        wrong["lead_department"] = [_("This is not a public body in service.")]
    if not bodies.issuperset(terms.supporting_department_ids):
        wrong["supporting_departments"] = [_("One of these is not a public body in service.")]
    elif terms.lead_department_id in terms.supporting_department_ids:
        wrong["supporting_departments"] = [_("The lead department cannot support itself.")]
    if not MIN_DAYS <= terms.deadline_working_days <= MAX_DAYS:
        words = _("Between %(low)s and %(high)s working days.")
        wrong["deadline_working_days"] = [words % {"low": MIN_DAYS, "high": MAX_DAYS}]
    if last is not None and last < first:
        wrong["in_force_until"] = [_("The end lies before the beginning.")]
    if terms.provision_id is not None:
        try:
            law.get_provision(terms.provision_id)
        except NotFound:
            wrong["provision"] = [_("There is no such provision.")]
    if wrong:
        raise Invalid(fields=wrong)


def write_duty(duty: Duty, terms: DutyTerms, *, actor: Actor, act: str, now: datetime) -> None:
    """Save a new version with its terms, and record the act."""
    duty.lead_department_id = terms.lead_department_id
    duty.deadline_working_days = terms.deadline_working_days
    duty.provision_id = terms.provision_id
    duty.note = terms.note
    duty.save(force_insert=True)
    # The stubs know integer keys only.
    duty.supporting_departments.set(terms.supporting_department_ids)  # type: ignore[arg-type]
    data = ledger_data(duty, terms.supporting_department_ids)
    ledger.record(actor, act, reference_of(duty), now=now, data=data)


def ledger_data(duty: Duty, supporting: tuple[UUID, ...] = ()) -> dict[str, object]:
    """What the ledger keeps of a version: all of it, since the register is public."""
    return {
        "line": str(duty.line),
        "version": duty.version,
        "category": duty.category.code if duty.category else "",
        "area": duty.area.code if duty.area else "",
        "lead_department": str(duty.lead_department_id),
        "supporting_departments": sorted(map(str, supporting)),
        "deadline_working_days": duty.deadline_working_days,
        "provision": str(duty.provision_id or ""),
        "in_force_from": duty.in_force_from.isoformat(),
        "in_force_until": duty.in_force_until.isoformat() if duty.in_force_until else "",
    }
