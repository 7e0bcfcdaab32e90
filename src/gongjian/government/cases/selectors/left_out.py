"""What of the rows that came in was left out, in groups: a table of millions stays readable."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongjian.government.cases.models import ImportJob

NAMES_TOLD = 10


@dataclass(frozen=True, slots=True)
class LeftOutGroup:
    """Rows that came in without the same thing."""

    field: str
    column: str
    count: int
    names: list[tuple[str, int]]
    """What stood there and in how many rows, the most frequent first; no personal data."""

    @property
    def text(self) -> str:
        """Such as: 4,326 rows without an area: “A-Town” (4,001), “B-Town” (325)."""
        told = [f"“{name}” ({intcomma(count)})" for name, count in self.names[:NAMES_TOLD]]
        if len(self.names) > NAMES_TOLD:
            told.append("…")
        words = _rows(self.field, self.count) % {"count": intcomma(self.count)}
        if not told:
            return words
        return _("%(rows)s: %(names)s") % {"rows": words, "names": _(", ").join(told)}


def left_out_groups(job: ImportJob) -> list[LeftOutGroup]:
    """The groups of an import, the largest first."""
    groups = [
        LeftOutGroup(
            field=field,
            column=job.mapping.get(field, ""),
            count=group["count"],
            names=sorted(group["names"].items(), key=lambda pair: (-pair[1], pair[0])),
        )
        for field, group in job.left_out.items()
    ]
    return sorted(groups, key=lambda group: (-group.count, group.field))


def _rows(field: str, count: int) -> str:
    if field == "area":
        return ngettext("%(count)s row without an area", "%(count)s rows without an area", count)
    if field == "category":
        return ngettext(
            "%(count)s row without a category", "%(count)s rows without a category", count
        )
    if field == "longitude":
        return ngettext(
            "%(count)s row without its point, which lies outside the town",
            "%(count)s rows without their points, which lie outside the town",
            count,
        )
    if field == "address":
        return ngettext(
            "%(count)s row with its address cut", "%(count)s rows with their addresses cut", count
        )
    if field == "contact_name":
        return ngettext(
            "%(count)s row with the requester’s name cut",
            "%(count)s rows with the requesters’ names cut",
            count,
        )
    return ngettext(
        "%(count)s row with the telephone number cut",
        "%(count)s rows with the telephone numbers cut",
        count,
    )
