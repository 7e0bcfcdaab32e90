"""What pages show of proposals beside their rows: looks, words, lines of the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gongjian.foundation.kernel.clock import now as present
from gongjian.foundation.kernel.ids import show_number
from gongjian.government.duties import interface as duties
from gongjian.public.deliberation.models import (
    Proposal,
    ProposalAnswer,
    ProposalEvent,
    SideChoice,
)

CURRENCY_SIGNS = {"CNY": "¥", "EUR": "€", "USD": "$", "GBP": "£", "HKD": "HK$"}
TITLES: dict[str, tuple[str | Promise, str, str]] = {
    "proposal_written": (gettext_lazy("Proposed"), "edit", "new"),
    "proposal_edited": (gettext_lazy("Changed by its author"), "edit", "plain"),
    "proposal_published": (gettext_lazy("Published"), "public", "new"),
    "proposal_refused": (gettext_lazy("Not published"), "cancel", "stopped"),
    "proposal_hidden": (gettext_lazy("Hidden from the public"), "visibility_off", "alert"),
    "proposal_shown": (gettext_lazy("Shown to the public again"), "visibility", "plain"),
    "proposal_kept": (gettext_lazy("Flagged, and left as it is"), "check", "plain"),
    "comment_hidden": (gettext_lazy("A comment was hidden"), "visibility_off", "plain"),
    "comment_shown": (gettext_lazy("A comment was shown again"), "visibility", "plain"),
    "comment_kept": (gettext_lazy("A flagged comment was left as it is"), "check", "plain"),
    "moderation_appealed": (gettext_lazy("Appeal against the moderation"), "campaign", "waiting"),
    "moderation_appeal_decided": (gettext_lazy("The appeal was decided"), "check", "plain"),
    "threshold_reached": (gettext_lazy("Enough people support it"), "thumb_up_alt", "done"),
    "answer_reminded": (gettext_lazy("Whoever owes the answer was reminded"), "schedule", "plain"),
    "answer_late": (gettext_lazy("The answer is late"), "warning", "alert"),
    "proposal_answered": (gettext_lazy("Answered"), "check_circle", "done"),
    "proposal_withdrawn": (gettext_lazy("Withdrawn by its author"), "undo", "stopped"),
    "proposal_merged": (gettext_lazy("Merged into another proposal"), "link", "stopped"),
    "proposal_unmerged": (gettext_lazy("Goes on by itself again"), "undo", "new"),
    "proposal_taken_in": (gettext_lazy("Another proposal was merged into this one"), "link", "new"),
    "author_erased": (gettext_lazy("Its author’s name was erased"), "person", "plain"),
}
OUTCOME_WORDS = {
    "adopted": pgettext_lazy("answer", "Answered: accepted"),
    "in_plan": pgettext_lazy("answer", "Answered: in another plan"),
    "rejected": pgettext_lazy("answer", "Answered: rejected"),
}
SIDE_LOOKS = {
    SideChoice.FOR: ("done", "thumb_up_alt"),
    SideChoice.AGAINST: ("stopped", "thumb_down_alt"),
    SideChoice.NEUTRAL: ("plain", "comment"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the timeline, as the component takes it."""

    at: datetime
    title: str
    icon: str
    tone: str
    text: str = ""
    language: str = ""
    by: str = ""
    note: str = ""
    url: str = ""
    is_internal: bool = False


def shown_entries(
    events: Iterable[ProposalEvent], language: str, *, is_author: bool = False
) -> list[Entry]:
    """The history in words, as its author or as staff read it."""
    return [_entry(event, language, is_author=is_author) for event in events]


def _entry(event: ProposalEvent, language: str, *, is_author: bool) -> Entry:
    title, icon, tone = TITLES.get(event.name, (event.name, "info_outline", "plain"))
    data = event.data
    is_hidden = event.visibility != "public" and is_author
    if event.name == "proposal_answered":
        title = OUTCOME_WORDS.get(str(data.get("outcome")), title)
    return Entry(
        at=event.at, title=str(title), icon=icon, tone=tone,
        # The answer stands above, whole.
        text="" if event.name == "proposal_answered" else event.public_text,
        language=language, by=event.department.name if event.department else "",
        note=_note(event.name, data) or (_("Only you and staff see this.") if is_hidden else ""),
        is_internal=event.visibility != "public" and not is_author, url=_url(event.name, data),
    )  # fmt: skip


def _url(name: str, data: Mapping[str, Any]) -> str:
    """Of the other proposal, where two were merged."""
    other = {"proposal_merged": "into", "proposal_taken_in": "from"}.get(name)
    return reverse("proposal", args=[data[other]]) if other else ""


def _note(name: str, data: Mapping[str, Any]) -> str:
    if name == "threshold_reached":
        day = duties.last_day_of(datetime.fromisoformat(data["due_at"]))
        words = _("%(supports)s supports; an answer is due by %(day)s.")
        return words % {"supports": data["supports"], "day": date_format(day, "DATE_FORMAT")}
    if name == "proposal_edited":
        return _("Version %(version)s") % {"version": data["version"]}
    if name == "proposal_merged":
        return show_number(str(data["into"]))
    if name == "proposal_taken_in":
        return show_number(str(data["from"]))
    if name == "moderation_appeal_decided":
        return _("granted") if data.get("is_granted") else _("refused")
    return ""


def cost_words(answer: ProposalAnswer) -> str:
    """ "¥ 120,000.00"; "" where no cost is told."""
    if answer.cost_minor is None:
        return ""
    whole, minor = divmod(answer.cost_minor, 100)
    sign = CURRENCY_SIGNS.get(answer.currency, answer.currency)
    return f"{sign} {whole:,}" + (f".{minor:02d}" if minor else "")


def side_word(side: int) -> str:
    return capfirst(str(SideChoice(side).label))


def lateness(proposal: Proposal, now: datetime | None = None) -> bool:
    """Whether the answer is late by now, or came late."""
    return proposal.is_late(now or present())
