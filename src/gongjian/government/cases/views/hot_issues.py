"""Hot issues as a list, on a map and as a feed: the same filters, addresses that can be shared."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public, requires
from gongjian.foundation.kernel.clock import now
from gongjian.government.cases.selectors.shown_issues import shown_issues, title_of
from gongjian.government.cases.views.issue_forms import IssueFilterForm
from gongjian.government.cases.views.issue_places import map_places
from gongjian.government.duties import interface as duties
from gongjian.government.triage import interface as triage

FEED_SIZE = 30


@public
@require_safe
def hot_issue_list(request: HttpRequest) -> HttpResponse:
    form = IssueFilterForm(request.GET)
    page = triage.public_issues(filters=form.filters(), cursor=request.GET.get("cursor", ""))
    shown = {
        "form": form,
        "page": page,
        "issues": shown_issues(page.items, now()),
        "tabs": _tabs(request, "hot_issue_list"),
    }
    return render(request, "cases/hot_issue_list.html", shown)


@public
@require_safe
def hot_issue_map(request: HttpRequest) -> HttpResponse:
    form = IssueFilterForm(request.GET)
    issues = shown_issues(triage.map_issues(filters=form.filters()), now())
    places = map_places(issues)
    shown = {
        "form": form,
        "count": len(places),
        "is_cut": len(places) == triage.MOST_ON_MAP,
        "most": triage.MOST_ON_MAP,
        "map": duties.draw_places(places),
        "tabs": _tabs(request, "hot_issue_map"),
    }
    return render(request, "cases/hot_issue_map.html", shown)


@requires(triage.sees_issues)
@require_safe
def hot_issue_queue(request: HttpRequest) -> HttpResponse:
    """All hot issues that the actor's roles show them, with all their cases counted."""
    form = IssueFilterForm(request.GET)
    page = triage.staff_issues(
        actor=actor_of(request), filters=form.filters(), cursor=request.GET.get("cursor", "")
    )
    shown = {"form": form, "page": page, "issues": shown_issues(page.items, now())}
    return render(request, "cases/hot_issue_queue.html", shown)


@public
@require_safe
def hot_issue_feed(request: HttpRequest) -> HttpResponse:
    """The hottest issues as an Atom feed."""
    found = triage.public_issues(filters=IssueFilterForm(request.GET).filters(), size=FEED_SIZE)
    feed = Atom1Feed(
        title=_("Hot issues"),
        link=request.build_absolute_uri(reverse("hot_issue_list")),
        feed_url=request.build_absolute_uri(),
        description=_("What many people tell about at the same time, the hottest first."),
    )
    for issue in found.items:
        url = request.build_absolute_uri(reverse("hot_issue", args=[issue.number]))
        words = ngettext("%(count)d case", "%(count)d cases", issue.case_count)
        feed.add_item(
            title=title_of(issue),
            link=url,
            unique_id=url,
            description=words % {"count": issue.case_count},
            pubdate=issue.first_at,
            updateddate=issue.last_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _tabs(request: HttpRequest, current: str) -> list[tuple[str, str, bool]]:
    query = request.GET.copy()
    query.pop("cursor", None)
    suffix = f"?{query.urlencode()}" if query else ""
    return [
        (text, reverse(name) + suffix, name == current)
        for name, text in (("hot_issue_list", _("List")), ("hot_issue_map", _("Map")))
    ]
