"""Addresses of initiatives."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from gongjian.market.initiatives.views import calls, costs, desk, initiative_page, lists, work


def _one(tail: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    return path(f"initiatives/<str:initiative_number>/{tail}", view, name=name)


_MEASURE = "measures/<uuid:measure_id>/"

urlpatterns = [
    path("initiatives/", lists.initiative_list, name="initiative_list"),
    path("initiatives/feed.atom", lists.initiative_feed, name="initiative_feed"),
    path("initiatives/costs/", costs.initiative_costs, name="initiative_costs"),
    path("initiatives/desk/", desk.initiative_desk, name="initiative_desk"),
    path("initiatives/new/", desk.create_initiative, name="create_initiative"),
    _one("", initiative_page.initiative, "initiative"),
    _one("edit/", desk.change_initiative, "change_initiative"),
    _one("call/", calls.make_call, "make_call"),
    _one("follow/", work.follow_initiative, "follow_initiative"),
    _one("steps/<slug:initiative_step>/", work.take_initiative_step, "take_initiative_step"),
    _one("measures/", work.add_measure, "add_measure"),
    _one("measures/rates/", work.add_rate_measure, "add_rate_measure"),
    _one(f"{_MEASURE}remove/", work.remove_measure, "remove_measure"),
    _one(f"{_MEASURE}readings/", work.add_reading, "add_reading"),
    _one("evidence/", work.add_evidence, "add_evidence"),
    _one("evidence/remove/", work.remove_evidence, "remove_evidence"),
]
