"""Hot issues as dots of a map."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.government.cases.selectors.shown_issues import ShownIssue
from gongjian.government.triage import interface as triage
from gongjian.methods.town_picture import MapPlace


def map_places(shown: Sequence[ShownIssue]) -> list[MapPlace]:
    """Dots of issues: the larger, the hotter beside the hottest of the map."""
    address = reverse("hot_issue", args=["NUMBER"])
    return [
        MapPlace(
            url=address.replace("NUMBER", one.issue.number),
            title=_("%(title)s (%(count)d cases)") % {
                "title": one.title, "count": one.issue.case_count,
            },
            longitude=one.issue.longitude,
            latitude=one.issue.latitude,
            is_done=one.issue.state != triage.IssueState.OPEN,
            area_id=one.issue.area_id,
            radius=round(7 + 9 * one.share / 100, 1),
        )
        for one in shown
        if one.issue.longitude is not None and one.issue.latitude is not None
    ]  # fmt: skip
