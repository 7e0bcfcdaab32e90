"""What happened to a hot issue, in words: for everybody what government did, for staff all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongjian.foundation.kernel.ids import show_number
from gongjian.government.cases.models import JointAnswer
from gongjian.government.cases.views.timeline_entries import ShownEntry
from gongjian.government.triage import interface as triage

HISTORY_LOOKS = {
    "issue_merged": (gettext_lazy("Merged into another hot issue"), "link", "stopped"),
    "issue_joined": (gettext_lazy("Another hot issue was merged into this one"), "link", "plain"),
    "issue_split": (gettext_lazy("Some cases were made a hot issue of their own"), "undo", "plain"),
    "issue_split_off": (gettext_lazy("Made of cases of another hot issue"), "undo", "new"),
    "case_taken_out": (gettext_lazy("Cases were taken out"), "remove_circle", "plain"),
    "case_put_in": (gettext_lazy("A case was put in"), "add_circle", "plain"),
    "issue_renamed": (gettext_lazy("Renamed"), "edit", "plain"),
    "issue_answered": (gettext_lazy("Answered jointly"), "check_circle", "done"),
}


def public_history(face: triage.PublicIssue, answers: Sequence[JointAnswer]) -> list[ShownEntry]:
    """Since when it is told about, and what was answered to all, the oldest first."""
    entries = [
        _entry("first", face.first_at, _("The first case came"), "mail", "new"),
        *(
            _entry(
                f"joint-{joint.pk}", joint.begun_at, _("Answered jointly"), "check_circle", "done",
                text=joint.public_text, by=joint.department.name, language=face.language,
                note=_("By %(provision)s") % {"provision": joint.provision}
                if joint.provision else "",
            )
            for joint in reversed(answers)
        ),
    ]  # fmt: skip
    if face.case_count > 1:
        words = ngettext(
            "The latest case came; it is %(count)d now",
            "The latest case came; they are %(count)d now",
            face.case_count,
        )
        told = words % {"count": face.case_count}
        entries.append(_entry("last", face.last_at, told, "mail", "new"))
    return sorted(entries, key=lambda entry: entry.at)


def staff_history(
    events: Sequence[triage.IssueEvent],
    names: Mapping[str, str],
    numbers: Mapping[str, str],
    issue: triage.HotIssue,
) -> list[ShownEntry]:
    """All that staff did with it, the oldest first, with who did it.

    Parameters
    ----------
    names : mapping
        Reference of an actor → what they are called.
    numbers : mapping
        Key of a case → its number, of those that the reader may see.
    """
    shown = [_entry("first", issue.first_at, _("The first case came"), "mail", "new")]
    for event in reversed(events):
        title, icon, tone = HISTORY_LOOKS.get(
            event.name, (event.name.replace("_", " ").capitalize(), "info_outline", "plain")
        )
        department = event.department.name if event.department else ""
        shown.append(
            _entry(
                str(event.pk), event.at, str(title), icon, tone, text=event.text,
                by=" · ".join(filter(None, [department, names.get(event.actor, "")])),
                note=_note(event, numbers), language=issue.language,
            )
        )  # fmt: skip
    return shown


def _note(event: triage.IssueEvent, numbers: Mapping[str, str]) -> str:
    data, parts = event.data, []
    if "cases" in data:
        words = ngettext("%(count)d case", "%(count)d cases", data["cases"])
        parts.append(words % {"count": data["cases"]})
    for key, words in (
        ("into", _("Goes on as %(number)s")),
        ("joined", _("It was %(number)s")),
        ("from", _("From %(number)s")),
    ):
        if data.get(key):
            parts.append(words % {"number": show_number(data[key])})
    known = [numbers[key] for key in data.get("case_ids", []) if key in numbers]
    if known:
        parts.append(_(", ").join(known[:10]) + ("…" if len(known) > 10 else ""))
    return " · ".join(parts)


def _entry(
    key: str, at: datetime, title: str, icon: str, tone: str, *, text: str = "", by: str = "",
    note: str = "", language: str = "",
) -> ShownEntry:  # fmt: skip
    return ShownEntry(
        id=key, at=at, title=title, icon=icon, tone=tone, text=text, language=language, by=by,
        note=note, is_above=False, is_internal=False, files=(),
    )  # fmt: skip
