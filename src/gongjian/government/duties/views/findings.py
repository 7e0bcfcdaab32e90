"""What is wrong with the register, for those who work here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.people import interface as people
from gongjian.government.duties import policies
from gongjian.government.duties.selectors import findings


@requires(policies.can_see_findings)
@require_safe
def duty_findings(request: HttpRequest) -> HttpResponse:
    today = local_day(now())
    number = request.GET.get("page", "1")
    shown = {
        "today": today,
        "gaps": findings.list_gaps(on=today, number=_number(number)),
        "overlaps": findings.overlaps(on=today),
        "unsound": findings.unsound_duties(on=today),
        "forecasts": findings.forecast_calendars(on=today),
        "undispatched": people.areas_without_dispatcher(),
        "unstaffed": people.unstaffed_leads(),
        "can_edit_town": policies.can_edit_town(actor_of(request)),
        "can_edit": policies.can_edit_register(actor_of(request)),
        "can_see_proposals": policies.can_see_proposals(actor_of(request)),
    }
    return render(request, "duties/duty_findings.html", shown)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
