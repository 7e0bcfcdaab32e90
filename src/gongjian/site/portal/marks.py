"""The small marks of the pages as HTML: icons, tags, badges, days, the points of a chart.

A list has hundreds of them. They are written here, each kept once made, and not in templates of
their own: an include costs fifty times what its few characters do.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Model
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

KEPT = 2_000

# State → tone and icon. The tone is a colour; word and icon say the same without it.
LOOKS = {
    "received": ("new", "mail"),
    "dispatched": ("new", "send"),
    "accepted": ("working", "person"),
    "in_progress": ("working", "autorenew"),
    "waiting_for_requester": ("waiting", "hourglass_empty"),
    "handed_back": ("waiting", "undo"),
    "answered": ("done", "check_circle"),
    "closed": ("done", "verified"),
    "reopened": ("alert", "history"),
    "rejected": ("stopped", "do_not_disturb"),
    "merged": ("stopped", "link"),
    "open": ("working", "lock_open"),
    "granted": ("done", "check_circle"),
    "refused": ("stopped", "cancel"),
    "failed": ("alert", "error"),
    "done": ("done", "check_circle"),
    "running": ("working", "autorenew"),
    "uploaded": ("new", "file_upload"),
    "checked": ("new", "check"),
    "waiting": ("waiting", "hourglass_empty"),
    "under_review": ("waiting", "hourglass_empty"),
    "collecting": ("working", "people"),
    "awaiting_answer": ("waiting", "schedule"),
    "adopted": ("done", "check_circle"),
    "in_plan": ("done", "event"),
    "withdrawn": ("stopped", "undo"),
    "considered": ("new", "lightbulb_outline"),
    "planned": ("working", "event"),
    "under_way": ("working", "construction"),
    "delivered": ("done", "check_circle"),
    "reviewed": ("done", "verified"),
    "dropped": ("stopped", "do_not_disturb"),
}
MARKERS = {
    "circle": SafeString('<circle r="4"/>'),
    "square": SafeString('<rect x="-4" y="-4" width="8" height="8"/>'),
    "triangle": SafeString('<path d="M0 -5 L5 4 L-5 4 Z"/>'),
    "diamond": SafeString('<path d="M0 -5.5 L5.5 0 L0 5.5 L-5.5 0 Z"/>'),
}


@lru_cache(maxsize=KEPT)
def icon(name: str, label: str = "") -> SafeString:
    """An icon of USWDS; without a label it is decoration and hidden from screen readers."""
    source = f"{static('vendor/uswds/img/sprite.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="usa-icon" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            source,
        )
    return format_html(
        '<svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        source,
    )


@lru_cache(maxsize=KEPT)
def tag(label: str, tone: str, symbol: str) -> SafeString:
    """A word with a tone, behind an icon where one is named."""
    return format_html(
        '<span class="gj-tag gj-tag--{}">{}{}</span>', tone, icon(symbol) if symbol else "", label
    )


def state_word(thing: Any) -> str:
    """As ``thing.get_state_display()``, which for a row makes a table of all states anew."""
    if isinstance(thing, Model):
        return str(_state_words(type(thing)).get(thing.state, thing.state))  # type: ignore[attr-defined]
    return str(thing.get_state_display())


@lru_cache
def _state_words(model: type[Model]) -> dict[str, Any]:
    return dict(model._meta.get_field("state").flatchoices)  # type: ignore[union-attr]


def due(tone: str, symbol: str, words: str, day: date | None = None) -> SafeString:
    """How much time is left, and the day with which it ends."""
    return _due(tone, symbol, words, day, get_language())


@lru_cache(maxsize=KEPT)
def _due(tone: str, symbol: str, words: str, day: date | None, _language: str | None) -> SafeString:
    at = ""
    if day:
        # The words between are the catalogue's; what is put into them is a date.
        told = _('due <time datetime="%(at)s">%(day)s</time>')
        shown = told % {"at": day.isoformat(), "day": date_format(day, "DATE_FORMAT")}
        at = format_html(' <span class="gj-due__date">{}</span>', SafeString(shown))
    return format_html(
        '<span class="gj-due gj-due--{}">{}<span>{}</span>{}</span>', tone, icon(symbol), words, at
    )


def day_of(moment: datetime) -> SafeString:
    """The day of a moment, in the town's time, with the moment itself for machines."""
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(), _shown_day(local.date(), get_language())
    )


@lru_cache(maxsize=KEPT)
def _shown_day(day: date, _language: str | None) -> str:
    return date_format(day, "DATE_FORMAT")


def supporters(count: int) -> str:
    """How many say "me too"."""
    told = ngettext("%(counter)s person says “me too”", "%(counter)s people say “me too”", count)
    return told % {"counter": count}


def marker(shape: str, index: int, x: float, y: float) -> SafeString:
    """A point of the line number ``index`` of a chart."""
    return format_html(
        '<g class="gj-marker gj-marker--{}" transform="translate({} {})">{}</g>',
        index, x, y, MARKERS[shape],
    )  # fmt: skip
