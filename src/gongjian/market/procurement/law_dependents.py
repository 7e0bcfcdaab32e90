"""Procedures, calls that are not open yet, and debarments: what rests on the law."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.law import interface as law
from gongjian.market.procurement.models import Call, Debarment, ProcedureChoice
from gongjian.market.procurement.rules.procedures import Procedure, current_procedures
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.legal_findings import condition_checks, engine_check

AT_ONCE = 500
BEFORE_OPENING = (CallState.DRAFT, CallState.APPROVED)
"""What is open keeps the law of the day on which it was opened."""


def _procedures(touched: law.Touched) -> Iterator[law.Dependent]:
    for procedure in current_procedures():
        set_by = [law.parameter_on(code, touched.day) for code in _parameters(procedure)]
        cites = {one.provision_id for one in set_by if one and one.provision_id}
        if cites & touched.provisions:
            yield law.Dependent(
                law.Subject(
                    f"procedure:{procedure.code}", str(ProcedureChoice(procedure.code).label),
                    path=reverse("call_list"), kind="procedure", is_public=True,
                ),
                cites=tuple(sorted(cites)),
            )  # fmt: skip


def _parameters(procedure: Procedure) -> list[str]:
    limits = (procedure.days_open, procedure.standstill, procedure.most_value)
    return [limit.parameter for limit in limits if limit is not None]


def _calls(touched: law.Touched) -> Iterator[law.Dependent]:
    if not touched.parameters:
        return
    rows = Call.objects.filter(state__in=BEFORE_OPENING).order_by("id")
    for call in rows.iterator(AT_ONCE):
        checks = condition_checks(call)
        if any(check.limit.parameter in touched.parameters for check in checks):
            yield law.Dependent(
                law.Subject(
                    f"call:{call.pk}", call.title, path=reverse("call", args=[call.number]),
                    kind="call", organisation_id=call.buyer_id,
                ),
                checks=tuple(engine_check(call, check) for check in checks),
            )  # fmt: skip


def _debarments(touched: law.Touched) -> Iterator[law.Dependent]:
    rows = Debarment.objects.filter(
        Q(lifted_on=None) | Q(lifted_on__gt=touched.day),
        provision__in=touched.provisions, last_day__gte=touched.day,
    )  # fmt: skip
    for one in rows.select_related("company__organisation").order_by("id").iterator(AT_ONCE):
        yield law.Dependent(
            law.Subject(
                f"debarment:{one.pk}", one.company.name,
                path=reverse("company", args=[one.company_id]), kind="debarment", is_public=True,
            ),
            cites=(one.provision_id,),
        )  # fmt: skip


DEPENDENTS = [
    law.DependentKind("procedure", _("Procedure of calls"), _procedures),
    law.DependentKind("call", _("Call that is not open yet"), _calls),
    law.DependentKind("debarment", _("Debarment"), _debarments),
]
