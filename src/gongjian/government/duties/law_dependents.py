"""Duties that rest on a provision, or give longer than the law allows."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.law import interface as law
from gongjian.government.duties.models import Duty
from gongjian.government.duties.rules.law import MOST_DAYS
from gongjian.government.duties.selectors.duty_lookup import in_force
from gongjian.methods.legal_rules import Check

AT_ONCE = 500
TOWN = "*"
"""A duty for all categories or everywhere, whatever the language of who reads it."""


def _duties(touched: law.Touched) -> Iterator[law.Dependent]:
    rests = Q(provision__in=touched.provisions)
    if MOST_DAYS.parameter in touched.parameters:
        rests |= Q(deadline_working_days__gt=0)
    rows = Duty.objects.filter(rests).filter(in_force(touched.day))
    for duty in rows.select_related("category", "area").order_by("id").iterator(AT_ONCE):
        yield law.Dependent(
            law.Subject(
                f"duty:{duty.pk}",
                f"{duty.category.name if duty.category else TOWN} · "
                f"{duty.area.name if duty.area else TOWN}",
                path=reverse("duty", args=[duty.pk]),
                kind="duty",
                organisation_id=duty.lead_department_id,
                area_path=duty.area.path if duty.area else "",
                is_public=True,
            ),
            cites=(duty.provision_id,) if duty.provision_id else (),
            checks=(Check("duty_deadline", {"days": duty.deadline_working_days}),),
        )


DEPENDENTS = [law.DependentKind("duty", _("Duty of a department"), _duties)]
