"""A case's history in words: titles, icons and tones of its events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gongjian.foundation.kernel.ids import show_number
from gongjian.government.cases.models import Attachment
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.notice_texts import ENDED_BY
from gongjian.government.cases.selectors.timelines import TimelineEntry
from gongjian.government.duties import interface as duties

# Event → title, icon, tone. An event without a line here is shown under its name.
LOOKS = {
    "case_received": (gettext_lazy("Received"), "mail", "new"),
    "application_begun": (gettext_lazy("The form is being filled in"), "edit", "waiting"),
    "application_submitted": (gettext_lazy("Handed in"), "send", "new"),
    "application_withdrawn": (gettext_lazy("Withdrawn by the requester"), "undo", "stopped"),
    "application_abandoned": (gettext_lazy("Given up before it was handed in"), "undo", "stopped"),
    "case_held": (gettext_lazy("Waits for the dispatcher"), "hourglass_empty", "waiting"),
    "case_dispatched": (gettext_lazy("Given to the responsible department"), "send", "new"),
    "case_settled": (gettext_lazy("Settled who is responsible"), "send", "new"),
    "case_accepted": (gettext_lazy("Accepted"), "person", "working"),
    "handler_assigned": (gettext_lazy("Given to a handler"), "person", "working"),
    "case_started": (gettext_lazy("Work has begun"), "construction", "working"),
    "requester_asked": (gettext_lazy("The department asks something"), "help", "waiting"),
    "question_replied": (gettext_lazy("The requester replied"), "comment", "working"),
    "case_handed_back": (gettext_lazy("Handed back to the dispatcher"), "undo", "waiting"),
    "extension_asked": (gettext_lazy("More time asked for"), "schedule", "waiting"),
    "extension_decided": (gettext_lazy("Decided on more time"), "schedule", "plain"),
    "assistance_asked": (gettext_lazy("Another department asked for help"), "people", "working"),
    "assistance_by_register": (
        gettext_lazy("Asked for its part by the duty register"), "people", "working",
    ),
    "assistance_reminded": (gettext_lazy("Reminded of its part"), "schedule", "plain"),
    "assistance_overdue": (gettext_lazy("Its part is overdue"), "schedule", "alert"),
    "assistance_withdrawn": (gettext_lazy("Its part is no longer needed"), "undo", "plain"),
    "assistance_replied": (gettext_lazy("The other department replied"), "people", "working"),
    "case_reminded": (gettext_lazy("Reminded of the deadline"), "schedule", "plain"),
    "case_overdue": (gettext_lazy("Overdue: the supervisor was told"), "warning", "alert"),
    "acceptance_overdue": (gettext_lazy("Not accepted in time"), "warning", "waiting"),
    "urgency_raised": (gettext_lazy("Urgent, by what the requester says"), "warning", "alert"),
    "urgency_set": (gettext_lazy("Set urgent"), "warning", "alert"),
    "urgency_lowered": (gettext_lazy("Set not urgent"), "schedule", "plain"),
    "note_added": (gettext_lazy("Note"), "edit", "plain"),
    "draft_asked": (gettext_lazy("A machine’s draft asked for"), "edit", "plain"),
    "file_attached": (gettext_lazy("File added"), "attach_file", "plain"),
    "case_answered": (gettext_lazy("Answered"), "check_circle", "done"),
    "case_rated": (gettext_lazy("Rated by the requester"), "star", "plain"),
    "case_reopened": (gettext_lazy("Reopened: not solved yet"), "history", "alert"),
    "case_closed": (gettext_lazy("Closed"), "verified", "done"),
    "case_rejected": (gettext_lazy("Rejected"), "do_not_disturb", "stopped"),
    "rejection_appealed": (gettext_lazy("The requester appeals"), "flag", "alert"),
    "appeal_decided": (gettext_lazy("Decided on the appeal"), "flag", "plain"),
    "made_public": (gettext_lazy("Made public by the requester"), "visibility", "plain"),
    "visibility_changed": (gettext_lazy("Made private by the requester"), "lock", "plain"),
    "case_hidden": (gettext_lazy("Hidden from the public"), "visibility_off", "alert"),
    "hiding_lifted": (gettext_lazy("Shown to the public again"), "visibility", "plain"),
    "hiding_appealed": (gettext_lazy("The requester appeals against hiding"), "flag", "alert"),
    "hiding_appeal_decided": (
        gettext_lazy("Decided on the appeal against hiding"), "flag", "plain",
    ),
    "case_merged": (gettext_lazy("Merged into another case"), "link", "stopped"),
    "case_joined": (gettext_lazy("Another case was merged into this one"), "link", "plain"),
    "requester_erased": (gettext_lazy("The requester had their data erased"), "delete", "plain"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry as components/timeline.html draws it."""

    id: str
    at: datetime
    title: str
    icon: str
    tone: str
    text: str
    language: str
    by: str
    note: str
    is_above: bool
    """Its words stand above, where the requester is asked about them."""
    is_internal: bool
    files: tuple[Attachment, ...]
    url: str = ""
    """Where its note leads."""


def shown_entries(
    entries: Sequence[TimelineEntry], language: str, above: TimelineEntry | None = None
) -> list[ShownEntry]:
    """Entries of a timeline in words; ``language`` is the one the case was written in."""
    shown_above = above.event_id if above else None
    return [_shown(entry, language, entry.event_id == shown_above) for entry in entries]


def _shown(entry: TimelineEntry, language: str, is_above: bool) -> ShownEntry:
    title, icon, tone = LOOKS.get(
        entry.name, (entry.name.replace("_", " ").capitalize(), "info_outline", "plain")
    )
    if entry.name == "assistance_asked" and entry.data.get("duty"):
        title, icon, tone = LOOKS["assistance_by_register"]
    if entry.name == "urgency_set" and not entry.data.get("is_urgent"):
        title, icon, tone = LOOKS["urgency_lowered"]
    if entry.name == "visibility_changed" and entry.data.get("is_public"):
        title, icon, tone = LOOKS["made_public"]
    if entry.name == "case_settled" and entry.department:
        title = _("Settled: %(department)s is responsible") % {"department": entry.department}
    # The department is the one that owes the part, not that of whose step set it off.
    is_owed = entry.name == "assistance_withdrawn" or bool(entry.data.get("duty"))
    return ShownEntry(
        id=str(entry.event_id),
        at=entry.at,
        title=str(title),
        icon=icon,
        tone=tone,
        # Why it waits is written by the machine, in the words of its catalogue.
        text=_(entry.text) if entry.name == "case_held" and entry.text else entry.text,
        language=language,
        by=" · ".join(filter(None, [entry.department, "" if is_owed else entry.person])),
        note=_note(entry),
        is_above=is_above,
        is_internal=entry.visibility == Visibility.STAFF,
        files=entry.attachments,
        url=_url(entry),
    )


def _url(entry: TimelineEntry) -> str:
    number = entry.data.get("issue")
    return reverse("hot_issue", args=[number]) if number else ""


def _note(entry: TimelineEntry) -> str:
    """What an event says beside its words: the provision, the rating, the decision, the new day."""
    data, parts = entry.data, []
    if entry.answer is not None and entry.answer.provision is not None:
        parts.append(_("By %(provision)s") % {"provision": entry.answer.provision})
    if data.get("issue") and entry.name == "case_answered":
        words = _("The same answer as to other cases of hot issue %(number)s")
        parts.append(words % {"number": show_number(data["issue"])})
    if entry.name == "case_rated" and "is_solved" in data:
        parts.append(_("Solved") if data["is_solved"] else _("Not solved"))
        parts.append(_("satisfaction %(score)s of 5") % {"score": data.get("satisfaction")})
    elif "is_granted" in data:
        parts.append(_("Granted") if data["is_granted"] else _("Refused"))
    if data.get("part_due") and entry.name == "assistance_asked":
        day = duties.last_day_of(datetime.fromisoformat(data["part_due"]))
        parts.append(_("Due: %(day)s") % {"day": date_format(day, "DATE_FORMAT")})
    if data.get("model_made_at"):
        parts += _by_model(data)
    if data.get("because") in ENDED_BY:
        parts.append(str(ENDED_BY[data["because"]]))
    if data.get("draft_model") and data.get("is_from_draft"):
        words = _("Made from a draft of the language model %(model)s; a person checked it")
        parts.append(words % {"model": data["draft_model"]})
    elif data.get("is_from_draft"):
        parts.append(_("A draft written by a machine was used; a person checked it before sending"))
    elif data.get("draft_model"):
        parts.append(_("Language model: %(model)s") % {"model": data["draft_model"]})
    if data.get("into"):
        parts.append(_("Goes on as %(number)s") % {"number": show_number(data["into"])})
    if data.get("due_to") and data.get("due_from"):
        day = duties.last_day_of(datetime.fromisoformat(data["due_to"]))
        parts.append(_("New due date: %(day)s") % {"day": date_format(day, "DATE_FORMAT")})
    if entry.name in ("case_reminded", "assistance_reminded") and "share" in data:
        share = f"{int(Fraction(data['share']) * 100)}%"
        parts.append(_("%(share)s of the time is over") % {"share": share})
    return " · ".join(parts)


def _by_model(data: Mapping[str, Any]) -> list[str]:
    """Which model chose the category, how sure it was and, for staff, the words that led to it."""
    made = datetime.fromisoformat(data["model_made_at"])
    said = [
        _("Sorted by a program: model of %(day)s, %(share)s%% sure")
        % {
            "day": date_format(localtime(made), "DATE_FORMAT"),
            # Never more than it was: 99.96 is not 100.
            "share": int(100 * data.get("likelihood", 0)),
        }
    ]
    if words := data.get("words"):
        said.append(_("words: %(words)s") % {"words": pgettext("between names", ", ").join(words)})
    return said
