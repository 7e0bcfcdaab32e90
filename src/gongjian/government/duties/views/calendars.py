"""Administration: which days work."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.form_fields import posted
from gongjian.government.duties import policies
from gongjian.government.duties.actions.remove_calendar_day import (
    remove_calendar_day as remove_one,
)
from gongjian.government.duties.actions.set_calendar_day import set_calendar_day
from gongjian.government.duties.forms import (
    FIRST_YEAR,
    LAST_YEAR,
    CalendarDayForm,
    CalendarYearForm,
)
from gongjian.government.duties.selectors.calendars import (
    calendar_name,
    calendar_year,
    calendars_in_use,
)


@requires(policies.can_edit_town)
def calendar_days(request: HttpRequest) -> HttpResponse:
    """A year of a calendar, and a form that declares a day of it."""
    moment = now()
    calendar, year = _chosen(request, local_day(moment).year)
    form = CalendarDayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        row = set_calendar_day(
            actor=actor_of(request),
            calendar=calendar,
            day=form.cleaned_data["day"],
            is_working=form.cleaned_data["is_working"],
            note=form.cleaned_data["note"],
            now=moment,
        )
        messages.success(request, _("The day was declared."))
        return redirect(_address(calendar, row.day.year))
    earlier, later = max(FIRST_YEAR, year - 1), min(LAST_YEAR, year + 1)
    shown = {
        "form": form,
        "year": calendar_year(calendar, year),
        "calendar_name": calendar_name(calendar),
        "calendars": [
            (calendar_name(code), _address(code, year), code == calendar)
            for code in calendars_in_use()
        ],
        "previous_year": earlier,
        "previous_url": _address(calendar, earlier),
        "next_year": later,
        "next_url": _address(calendar, later),
    }
    status = 422 if form.is_bound else 200
    return render(request, "duties/calendar_days.html", shown, status=status)


@require_POST
@requires(policies.can_edit_town)
def remove_calendar_day(request: HttpRequest, calendar_day_id: UUID) -> HttpResponse:
    calendar, year = _chosen(request, local_day(now()).year)
    remove_one(actor=actor_of(request), calendar_day_id=calendar_day_id, now=now())
    messages.success(request, _("The published calendar holds again on this day."))
    return redirect(_address(calendar, year))


def _chosen(request: HttpRequest, this_year: int) -> tuple[str, int]:
    form = CalendarYearForm(
        {
            "calendar": request.GET.get("calendar", settings.CALENDAR_COUNTRY),
            "year": request.GET.get("year", this_year),
        }
    )
    form.is_valid()
    calendar = form.cleaned_data.get("calendar") or settings.CALENDAR_COUNTRY
    return calendar, form.cleaned_data.get("year") or this_year


def _address(calendar: str, year: int) -> str:
    return f"{reverse('calendar_days')}?calendar={calendar}&year={year}"
