"""Deadlines that run, and rest on a provision: of open cases, by the duty or the number of the law
that gave them their days.

A deadline stays as it was counted: by the law of its day. That its basis is no more, or reads
another way, somebody who answers for those cases has to know.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.counts import capped_counts
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import UNACCEPTED_STATES, ClockName
from gongjian.government.cases.selectors.clocks import PARAMETERS
from gongjian.government.duties import interface as duties

AT_ONCE = 200
MOST_COUNTED = 1_000
SHOWN = 5
"""Numbers of the cases that are due first."""
EVERYWHERE = "*"
Group = tuple[str, str, UUID | None, UUID, QuerySet[Case]]
"""Reference, name, department, provision, and the open cases."""


def _by_duty(touched: law.Touched) -> Iterator[Group]:
    running = Case.objects.filter(is_open=True, lead_department__isnull=False)
    rows = duties.Duty.objects.filter(provision__in=touched.provisions)
    rows = rows.filter(Exists(running.filter(duty=OuterRef("pk"))))
    for duty in rows.select_related("category", "area").order_by("id").iterator(AT_ONCE):
        assert duty.provision_id is not None  # by the filter
        names = (one.name if one else EVERYWHERE for one in (duty.category, duty.area))
        cases = running.filter(duty=duty)
        reference = f"deadlines:{duty.pk}"
        yield reference, " · ".join(names), duty.lead_department_id, duty.provision_id, cases


def _by_number(touched: law.Touched) -> Iterator[Group]:
    """Of cases that no duty gives a time, and of the time to accept one."""
    running = Case.objects.filter(is_open=True, lead_department__isnull=False)
    counted = {
        ClockName.ANSWER: running.filter(duty=None),
        ClockName.ACCEPT: running.filter(state__in=UNACCEPTED_STATES),
    }
    for clock, cases in counted.items():
        code = PARAMETERS[clock]
        for body in people.public_bodies() if code in touched.parameters else ():
            own = cases.filter(lead_department=body.pk)
            oldest = own.order_by("due_at", "id").first()
            if oldest is None:
                continue
            began = local_day(oldest.clock_started_at or oldest.received_at)
            by = law.provisions_setting([code], began).get(code)
            if by is not None:
                reference = f"deadlines:{body.pk}:{clock.value}"
                yield reference, f"{body.name} · {code}", body.pk, by.pk, own


def _deadlines(touched: law.Touched) -> Iterator[law.Dependent]:
    for find in (_by_duty, _by_number):
        for reference, name, body_id, provision_id, cases in find(touched):
            (count,) = capped_counts([cases], most=MOST_COUNTED)
            first = cases.order_by("due_at", "id").values_list("number", flat=True)[:SHOWN]
            more = "+" if count == MOST_COUNTED else ""
            yield law.Dependent(
                law.Subject(
                    reference,
                    f"{name} · {count}{more}: {', '.join(first)}",
                    path=reverse("handler_queue"),
                    kind="deadline",
                    organisation_id=body_id,
                ),
                cites=(provision_id,),
            )


DEPENDENTS = [law.DependentKind("deadline", _("Deadlines of open cases"), _deadlines)]
