"""The first page: one box, what is open near you, what was answered and how fast."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.cases import interface as cases
from gongjian.government.duties import interface as duties

AREA_COOKIE = "area"
YEAR_SECONDS = 365 * 24 * 3600
RATED_DAYS = 90
SHOWN_OPEN = 6
SHOWN_SOLVED = 4
SHOWN_HOT = 3


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if at := request.GET.get("at"):
        area = _area_at(at)
        return redirect(f"{reverse('home')}?area={area.pk if area else ''}#near")
    chosen = request.GET.get("area", request.COOKIES.get(AREA_COOKIE, ""))
    area = _area(chosen)
    near = cases.CaseFilters(is_open=True, **cases.narrowed_to(area=area))
    shown = {
        "area": area,
        "area_options": duties.area_options().markup(str(area.pk) if area else ""),
        "near": cases.list_cases(actor=actor_of(request), filters=near, size=SHOWN_OPEN).items,
        "solved": cases.recently_solved(size=SHOWN_SOLVED),
        "hot": cases.hottest_issues(size=SHOWN_HOT, now=now()),
        "numbers": _numbers(),
    }
    response = render(request, "portal/home.html", shown)
    if "area" in request.GET:
        if area:
            response.set_cookie(
                AREA_COOKIE, str(area.pk), max_age=YEAR_SECONDS, httponly=True, samesite="Lax"
            )
        else:
            response.delete_cookie(AREA_COOKIE, samesite="Lax")
    return response


def _numbers() -> dict[str, object]:
    """Open now; of the last months' cases the shares answered in time and solved, in percent, and
    the mean hours until a department's first word."""
    since = local_day(now()) - timedelta(days=RATED_DAYS)
    recent = cases.total_rates(filters=cases.RateFilters(month_from=since))
    hours = recent.first_response_hours()
    rates = recent.response_rate(), recent.solution_rate()
    return {
        # Nothing in a new town, nor where all there is was brought from an older system.
        "are_recent": any(figure is not None for figure in (hours, *rates)),
        "open": cases.total_rates().open,
        "hours": None if hours is None else round(hours),
        "in_time": _percent(rates[0]),
        "solved": _percent(rates[1]),
        "days": RATED_DAYS,
    }


def _percent(rate: Fraction | None) -> int | None:
    return None if rate is None else round(rate * 100)


def _area(text: str) -> duties.Area | None:
    try:
        return duties.get_area(UUID(text))
    except (ValueError, NotFound):
        return None


def _area_at(text: str) -> duties.Area | None:
    try:
        longitude, latitude = map(float, text.split(",", 1))
    except ValueError:
        return None
    return duties.area_at(longitude, latitude)
