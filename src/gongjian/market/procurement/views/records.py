"""The record of a company, as everybody reads it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.market.procurement.selectors import companies
from gongjian.market.procurement.selectors.company_records import record_of


@public
@require_safe
def company_record(request: HttpRequest, company_id: UUID) -> HttpResponse:
    found = companies.get_company(actor=actor_of(request), company_id=company_id)
    today = local_day(now())
    record = record_of(found)
    shown = {
        "company": found,
        "record": record,
        "debarments": [(one, one.holds(today)) for one in record.debarments],
    }
    return render(request, "procurement/company_record.html", shown)
