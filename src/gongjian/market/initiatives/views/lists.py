"""The roadmap, and the feed of what happens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.market.initiatives import policies
from gongjian.market.initiatives.forms import InitiativeFilterForm
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.quarters import quarter_words
from gongjian.market.initiatives.selectors import initiatives
from gongjian.market.initiatives.selectors.initiatives import RoadmapPart
from gongjian.market.initiatives.views.shown_initiatives import event_title

FEED_SIZE = 30


@public
@require_safe
def initiative_list(request: HttpRequest) -> HttpResponse:
    form = InitiativeFilterForm(request.GET)
    part = _part(request.GET.get("part", ""))
    page = initiatives.list_initiatives(
        part=part, filters=form.filters(), cursor=request.GET.get("cursor", "")
    )
    actor = actor_of(request)
    shown = {
        "form": form,
        "part": part.value,
        "page": page,
        "groups": _by_quarter(page.items) if part is RoadmapPart.PLAN else [("", page.items)],
        "late": {one.pk for one in page.items if one.is_late(local_day(now()))},
        "tabs": _tabs(request, part),
        "works": policies.works_on_initiatives(actor),
    }
    return render(request, "initiatives/initiative_list.html", shown)


@public
@require_safe
def initiative_feed(request: HttpRequest) -> HttpResponse:
    """What happened last with initiatives, as an Atom feed."""
    feed = Atom1Feed(
        title=_("Initiatives"),
        link=request.build_absolute_uri(reverse("initiative_list")),
        feed_url=request.build_absolute_uri(),
        description=_("What the government decides to do, and how it goes, the latest first."),
    )
    for event in initiatives.latest_events(size=FEED_SIZE):
        one = event.initiative
        url = request.build_absolute_uri(reverse("initiative", args=[one.number]))
        feed.add_item(
            title=f"{one.title}: {event_title(event)}",
            link=url,
            unique_id=f"urn:uuid:{event.pk}",
            description=event.text or one.text,
            pubdate=event.at,
            updateddate=event.at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _by_quarter(items: Sequence[Initiative]) -> list[tuple[str, list[Initiative]]]:
    groups: dict[date | None, list[Initiative]] = {}
    for one in items:
        groups.setdefault(one.quarter, []).append(one)
    return [(quarter_words(quarter), found) for quarter, found in groups.items()]


def _part(name: str) -> RoadmapPart:
    return RoadmapPart(name) if name in {part.value for part in RoadmapPart} else RoadmapPart.PLAN


def _tabs(request: HttpRequest, current: RoadmapPart) -> list[tuple[str, str, bool]]:
    query = request.GET.copy()
    query.pop("cursor", None)
    tabs = []
    for part, words in (
        (RoadmapPart.PLAN, pgettext("roadmap", "By quarter")),
        (RoadmapPart.CONSIDERED, pgettext("roadmap", "Considered")),
        (RoadmapPart.DONE, pgettext("roadmap", "Delivered")),
        (RoadmapPart.ENDED, pgettext("roadmap", "Refused and dropped")),
    ):
        query["part"] = part.value
        tabs.append((words, f"?{query.urlencode()}", part is current))
    return tabs
