"""The page of open contracting data, and its feed for readers."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public
from gongjian.market.open_contracting.addresses import policy_url, release_url
from gongjian.market.open_contracting.selectors import releases
from gongjian.market.open_contracting.selectors.bulk_exports import newest_export
from gongjian.market.open_contracting.selectors.packages import LICENSE
from gongjian.market.open_contracting.selectors.shown_processes import shown_processes

SHOWN, IN_FEED = 25, 50
FILE_WORDS = {
    "releases.jsonl.gz": gettext_lazy("all releases, one a line (JSON Lines)"),
    "records.jsonl.gz": gettext_lazy("all records, one a line (JSON Lines)"),
    "releases.zip": gettext_lazy("all releases in packages (JSON)"),
    "records.zip": gettext_lazy("all records in packages (JSON)"),
    "csv.zip": gettext_lazy("all records as tables (CSV)"),
}


@public
@require_safe
def open_contracting(request: HttpRequest) -> HttpResponse:
    export = newest_export()
    page = releases.process_page(cursor=request.GET.get("cursor", ""), size=SHOWN)
    shown = {
        "page": page,
        "processes": shown_processes(page.items),
        "license": LICENSE,
        "export": export,
        "files": [(FILE_WORDS.get(one["name"], ""), one) for one in export.files] if export else [],
        "prefix": settings.OCID_PREFIX,
    }
    return render(request, "open_contracting/open_contracting.html", shown)


@public
@require_safe
def contracting_feed(request: HttpRequest) -> HttpResponse:
    """The newest releases as an Atom feed."""
    feed = Atom1Feed(
        title=_("Open contracting data"),
        link=policy_url(),
        feed_url=request.build_absolute_uri(),
        description=_("What was said of each process of planning and contracting."),
    )
    for one in releases.newest_releases(IN_FEED):
        body = releases.body_of(one)
        url = release_url(one.process_id, one.number)
        feed.add_item(
            title=f"{body['id']}: {', '.join(body['tag'])}", link=url, unique_id=url,
            description="", pubdate=one.at, updateddate=one.at,
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
