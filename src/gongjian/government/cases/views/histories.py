"""A case's history as its pages show it: the latest of it, and a link to what was before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases.models import Attachment, Case
from gongjian.government.cases.selectors.attachments import list_attachments
from gongjian.government.cases.selectors.timelines import (
    TimelineEntry,
    last_entry,
    timeline_page,
)


@dataclass(frozen=True, slots=True)
class History:
    """``entries`` oldest first; ``earlier`` is the cursor of those before, "" where there are
    none."""

    actor: Actor
    case: Case
    entries: Sequence[TimelineEntry]
    earlier: str
    is_latest: bool
    url: str
    """Of the page; not of a form that was wrong, which nobody can open."""

    @property
    def is_whole(self) -> bool:
        return self.is_latest and not self.earlier

    def last(self, name: str) -> TimelineEntry | None:
        """The last thing of a name that happened, shown or not."""
        if not self.is_whole:
            return last_entry(actor=self.actor, case=self.case, name=name)
        return next((entry for entry in reversed(self.entries) if entry.name == name), None)

    def files(self) -> list[Attachment]:
        """All that was attached, also to what is not shown."""
        if not self.is_whole:
            return list_attachments(actor=self.actor, case=self.case)
        return [file for entry in self.entries for file in entry.attachments]


def history_of(request: HttpRequest, actor: Actor, case: Case, url: str) -> History:
    """The part of a case's history that an address asks for; the latest by itself."""
    cursor = request.GET.get("cursor", "")
    page = timeline_page(actor=actor, case=case, cursor=cursor, is_newest_first=True)
    return History(actor, case, page.items[::-1], page.next_cursor, not cursor, url)
