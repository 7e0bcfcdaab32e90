"""Lists of proposals: for everybody, as a feed and a table, and one's own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.csv_files import csv_response
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.pages import MAX_SIZE
from gongjian.public.deliberation.forms.proposals import ProposalFilterForm
from gongjian.public.deliberation.models import State
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.selectors import proposal_comments, proposal_lists
from gongjian.public.deliberation.selectors.proposal_lists import Sort
from gongjian.public.deliberation.selectors.proposal_moderation import (
    decisions_on_mine,
    may_appeal,
)

FEED_SIZE = 30
MOST_ROWS = 5_000
"""Of a table to download; more than that is asked for by filters, or by the API."""
MINE = ("written", "supported", "followed", "comments", "decisions")


@public
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    form = ProposalFilterForm(request.GET)
    filters = form.filters()
    if filters.words and (number := read_number(filters.words)):
        found = proposal_lists.find_by_number(number)
        if found is not None:
            return redirect("proposal", found.number)
    sort = _sort(request)
    page = proposal_lists.list_proposals(
        filters=filters, sort=sort, cursor=request.GET.get("cursor", "")
    )
    counts = proposal_lists.counts_by_state()
    shown = {
        "form": form,
        "page": page,
        "sort": sort.value,
        "tabs": _tabs(request, sort),
        "counts": {
            "collecting": counts[State.COLLECTING],
            "awaiting": counts[State.AWAITING_ANSWER],
            "answered": sum(
                counts[state] for state in (State.ADOPTED, State.IN_PLAN, State.REJECTED)
            ),
        },
        "most": proposal_lists.MOST_COUNTED,
    }
    return render(request, "deliberation/proposal_list.html", shown)


@public
@require_safe
def proposal_feed(request: HttpRequest) -> HttpResponse:
    """The newest proposals as an Atom feed, by the filters of the list."""
    filters = ProposalFilterForm(request.GET).filters()
    found = proposal_lists.list_proposals(filters=filters, size=FEED_SIZE)
    feed = Atom1Feed(
        title=_("Proposals"),
        link=request.build_absolute_uri(reverse("proposal_list")),
        feed_url=request.build_absolute_uri(),
        description=_("What people suggest, the newest first."),
    )
    for one in found.items:
        url = request.build_absolute_uri(reverse("proposal", args=[one.number]))
        feed.add_item(
            title=one.public_title,
            link=url,
            unique_id=url,
            description=one.public_text,
            pubdate=one.published_at,
            updateddate=one.updated_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@public
@require_safe
def proposal_table(request: HttpRequest) -> HttpResponse:
    """Public proposals as a table to download, by the filters of the list."""
    filters, cursor = ProposalFilterForm(request.GET).filters(), ""
    rows: list[list[str | int | None]] = [
        ["number", "title", "state", "category", "area", "published", "supports", "threshold",
         "comments", "answer_due", "answered", "answered_in_time", "department"],
    ]  # fmt: skip
    for _page in range(MOST_ROWS // MAX_SIZE):
        page = proposal_lists.list_proposals(filters=filters, cursor=cursor, size=MAX_SIZE)
        for one in page.items:
            days = [
                local_day(moment).isoformat() if moment else None
                for moment in (one.published_at, one.due_at, one.answered_at)
            ]
            in_time = {True: "yes", False: "no", None: None}[one.is_answered_in_time]
            rows.append(
                [one.shown_number, one.public_title, one.state,
                 one.category.name if one.category else None,
                 one.area.name if one.area else None, days[0], one.support_count,
                 one.support_threshold, one.comment_count, days[1], days[2], in_time,
                 one.department.name if one.department else None]
            )  # fmt: skip
        cursor = page.next_cursor
        if not cursor:
            break
    return csv_response("proposals", rows)


@requires(policies.writes_proposals)
@require_safe
def my_proposals(request: HttpRequest) -> HttpResponse:
    """What one proposed, supports, follows and said, and what moderators decided about it."""
    actor, cursor = actor_of(request), request.GET.get("cursor", "")
    show = request.GET.get("show", "")
    show = show if show in MINE else MINE[0]
    here = reverse("my_proposals")
    shown: dict[str, object] = {
        "show": show,
        "tabs": [
            (_("Mine"), here, show == "written"),
            (_("Supported"), f"{here}?show=supported", show == "supported"),
            (_("Followed"), f"{here}?show=followed", show == "followed"),
            (_("My comments"), f"{here}?show=comments", show == "comments"),
            (_("Moderation"), f"{here}?show=decisions", show == "decisions"),
        ],
    }
    if show == "written":
        page: object = proposal_lists.my_proposals(actor=actor, cursor=cursor)
    elif show == "supported":
        page = proposal_lists.my_supported(actor=actor, cursor=cursor)
    elif show == "followed":
        page = proposal_lists.my_followed(actor=actor, cursor=cursor)
    elif show == "comments":
        page = proposal_comments.my_comments(actor=actor, cursor=cursor)
    else:
        at = now()
        found = decisions_on_mine(actor=actor, now=at, cursor=cursor)
        shown["decisions"] = [(one, may_appeal(one, at)) for one in found.items]
        page = found
    shown["page"] = page
    return render(request, "deliberation/my_proposals.html", shown)


def _sort(request: HttpRequest) -> Sort:
    try:
        return Sort(request.GET.get("sort", ""))
    except ValueError:
        return Sort.NEWEST


def _tabs(request: HttpRequest, current: Sort) -> list[tuple[str, str, bool]]:
    query = request.GET.copy()
    query.pop("cursor", None)
    tabs = []
    for sort, text in (
        (Sort.NEWEST, _("Newest")),
        (Sort.SUPPORTS, _("Most supported")),
        (Sort.DUE, _("Waiting for an answer")),
    ):
        query["sort"] = sort.value
        tabs.append((text, f"?{query.urlencode()}", sort is current))
    return tabs
