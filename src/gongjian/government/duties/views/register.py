"""Who is responsible for what, for everybody."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.government.duties import policies
from gongjian.government.duties.forms import DutySearchForm
from gongjian.government.duties.selectors.duties import duty_history, get_duty
from gongjian.government.duties.selectors.register import list_duties


@public
@require_safe
def duty_register(request: HttpRequest) -> HttpResponse:
    form = DutySearchForm(request.GET)
    filters = form.filters()
    page = list_duties(filters, on=local_day(now()), cursor=request.GET.get("cursor", ""))
    shown = {
        "form": form,
        "page": page,
        "is_searched": any([filters.words, filters.area_id, filters.category_id,
                            filters.department_id]),
        "can_edit": policies.can_edit_register(actor_of(request)),
    }  # fmt: skip
    return render(request, "duties/duty_register.html", shown)


@public
@require_safe
def duty(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    found = get_duty(duty_id)
    history = duty_history(found)
    area_path = found.area.path if found.area else ""
    shown = {
        "duty": found,
        "history": history,
        "newest": history[0],
        "today": local_day(now()),
        "can_edit": policies.can_edit_duties_in(actor_of(request), area_path),
    }
    return render(request, "duties/duty.html", shown)
