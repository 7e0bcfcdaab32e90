"""The components of the design system; portal/templates/portal/components/README.md shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField, ChoiceField, FileField
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from gongjian.foundation.kernel import clock
from gongjian.foundation.kernel.ids import show_number
from gongjian.government.duties import interface as duties
from gongjian.methods.text_width import fitting_length
from gongjian.site.portal import charts, marks
from gongjian.site.portal.navigation import Link
from gongjian.site.portal.plain_words import is_for_empty

register = template.Library()
HERE = "portal/components"
SOON_DAYS = 2


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of USWDS; without a label it is decoration and hidden from screen readers."""
    return marks.icon(name, str(label))


@register.simple_tag
def nav_items(items: Iterable[Link], here: str = "") -> SafeString:
    """A list of links. ``here`` names the one this page belongs to, where its address does not say.

    Every page has some fifty: as a template they took longer than the rest of most pages.
    """
    return format_html(
        '<ul class="gj-nav__list">{}</ul>',
        format_html_join(
            "\n",
            '<li><a href="{}"{}>{}</a></li>',
            ((item.url, _marked(item, here), item.label) for item in items),
        ),
    )


def _marked(item: Link, here: str) -> SafeString:
    current = item.here if not here else "true" if item.url == here else ""
    return format_html(' aria-current="{}"', current) if current else SafeString("")


@register.filter
def carried(field: BoundField) -> str:
    """What a field carries of what it showed, so that a form knows what was changed in it.

    Apart from the field: USWDS draws a checkbox by the label that comes right behind it.
    """
    return field.as_hidden(only_initial=True) if field.field.show_hidden_initial else ""


@register.filter
def case_number(number: str) -> str:
    """``7K3M9Q2XAB`` → ``7K3M9-Q2XAB``."""
    return show_number(number)


@register.simple_tag
def state_tag(thing: Any) -> SafeString:
    """State of anything with ``state`` and ``get_state_display``: a case, an import, a call."""
    tone, symbol = marks.LOOKS.get(thing.state, ("plain", "info_outline"))
    return marks.tag(capfirst(marks.state_word(thing)), tone, symbol)


@register.simple_tag
def tag(label: str, tone: str = "plain", icon: str = "") -> SafeString:
    """A word with a tone: plain, new, working, waiting, done, alert, stopped."""
    return marks.tag(str(label), tone, icon)


@register.simple_tag
def due_badge(thing: Any, now: datetime | None = None, *, has_day: bool = True) -> SafeString | str:
    """How much time is left until ``thing.due_at``, in words; for a finished case, how it went.
    Without ``has_day`` the day itself stands elsewhere on the page."""
    due_at = thing.due_at
    if due_at is None:
        return ""
    if not getattr(thing, "is_open", True):
        in_time = getattr(thing, "is_answered_in_time", None)
        if in_time is None:
            return ""
        if in_time:
            return marks.due("done", "check", _("Answered in time"))
        return marks.due("plain", "schedule", _("Answered late"))
    if getattr(thing, "paused_at", None):
        return marks.due("waiting", "hourglass_empty", _("Clock stopped until the reply"))
    today = clock.local_day(now or clock.now())
    day = duties.last_day_of(due_at)
    days = (day - today).days
    tone, symbol = due_look(days)
    return marks.due(tone, symbol, due_words(days), day if days and has_day else None)


day_of = register.simple_tag(marks.day_of)
supporters = register.simple_tag(marks.supporters)
marker = register.simple_tag(marks.marker)


@register.filter
def last_day(due_at: datetime) -> date:
    """The day with whose end a deadline passes."""
    return duties.last_day_of(due_at)


def due_words(days: int) -> str:
    """ "3 days left", "Due today", "2 days overdue"; days from today to the last day."""
    if days < 0:
        return ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": -days}
    if days == 0:
        return _("Due today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


@register.simple_tag
def waited(since: datetime, now: datetime | None = None) -> str:
    """How long something has waited, in one unit: "waiting for 6 days"."""
    minutes = max(0, int(((now or clock.now()) - since).total_seconds() // 60))
    if minutes < 60:
        return _("just come")
    if minutes < 24 * 60:
        hours = minutes // 60
        told = ngettext("waiting for %(hours)s hour", "waiting for %(hours)s hours", hours)
        return told % {"hours": hours}
    days = minutes // (24 * 60)
    return ngettext("waiting for %(days)s day", "waiting for %(days)s days", days) % {"days": days}


def due_look(days: int) -> tuple[str, str]:
    if days < 0:
        return "alert", "warning"
    return ("waiting" if days <= SOON_DAYS else "plain"), "schedule"


@register.inclusion_tag(f"{HERE}/case_card.html")
def case_card(
    case: Any, *, full: bool = False, heading: str = "h3", brief: bool = False, page: str = "case"
) -> dict[str, object]:
    """A case in a list; ``full`` shows its own words, otherwise the masked ones; ``brief`` only
    its title, where it is and who has it; ``page`` names the page its title leads to."""
    title, text = (case.title, case.text) if full else (case.public_title, case.public_text)
    return {
        "case": case,
        "page": page,
        "title": title,
        "text": "" if brief else _beyond(title, text),
        "heading": heading,
        "full": full,
        "brief": brief,
    }


@register.inclusion_tag(f"{HERE}/solved_card.html")
def solved_card(found: Any) -> dict[str, object]:
    """A case that was solved, what was answered, and after how long."""
    days = found.days
    wait = ngettext("answered after %(days)s day", "answered after %(days)s days", days)
    return {
        "case": found.case,
        "answer": found.answer,
        "solved_word": _("Solved"),
        "wait": wait % {"days": days} if days else _("answered on the same day"),
    }


@register.filter
def excerpt(text: str, length: int) -> str:
    """The beginning of a text in one paragraph, cut between words where it has any.

    ``length`` counts Latin letters; a Chinese character is as wide, and says as much, as two.
    """
    whole = " ".join(text.split())
    fitting = fitting_length(whole, length)
    if fitting == len(whole):
        return whole
    begun = whole[: fitting - 1]
    at_word = begun.rpartition(" ")[0]
    # Chinese has no spaces, and a long word is better cut than left out.
    return f"{(at_word if len(at_word) > len(begun) / 2 else begun).rstrip(' ,;:.，；：。、')}…"


def _beyond(title: str, text: str) -> str:
    """What a text says beyond its title, where the title is only the text's beginning."""
    begun = title.removesuffix("…")
    if not begun or not text.startswith(begun):
        return text
    rest = text[len(begun) :].lstrip(" ,;.!?，、；。！？\r\n")
    return f"…{rest}" if title.endswith("…") and rest else rest


@register.inclusion_tag(f"{HERE}/timeline.html")
def timeline(entries: Sequence[Any]) -> dict[str, object]:
    """What happened, newest last; the README lists what an entry may have."""
    return {"entries": entries}


@register.inclusion_tag(f"{HERE}/filter_bar.html", takes_context=True)
def filter_bar(
    context: Mapping[str, Any], form: BaseForm, words: str = "", **kept: str
) -> dict[str, object]:
    """A GET form above a list, whose address can be shared: one field always there, named by
    ``words``; the others folded away; what is chosen shown, each to be taken away by itself.
    ``kept`` stays in the address, whatever is taken away: it is no filter, but for example a tab.
    """
    query = context["request"].GET.copy()
    query.pop("cursor", None)
    return {
        "words": form[words] if words else None,
        "fields": [field for field in form if field.name != words],
        "has_errors": form.is_bound and bool(form.errors),
        "chips": _chips(form, words, query, kept),
        "kept": kept.items(),
        "clear": f"?{urlencode(kept)}",
    }


def _chips(
    form: BaseForm, words: str, query: QueryDict, kept: Mapping[str, str]
) -> list[tuple[object, object, str]]:
    """What is chosen: label, value in words, and the address without it."""
    chips: list[tuple[object, object, str]] = []
    for field in form:
        if field.name == words or not form.is_bound or not form.cleaned_data.get(field.name):
            continue
        without = query.copy()
        without.pop(field.html_name, None)
        for name, value in kept.items():
            without[name] = value
        chips.append((field.label, _in_words(field, form), f"?{without.urlencode()}"))
    return chips


def _in_words(field: BoundField, form: BaseForm) -> object:
    options = getattr(field.field, "choices", ())
    flat: dict[str, object] = {}
    for key, label in options:
        flat |= {
            str(k): v for k, v in (label if isinstance(label, list | tuple) else [(key, label)])
        }
    value = form.cleaned_data[field.name]
    shown = date_format(value, "DATE_FORMAT") if isinstance(value, date) else value
    return flat.get(str(field.value()), shown)


@register.inclusion_tag(f"{HERE}/pagination.html", takes_context=True)
def pagination(context: Mapping[str, Any], page: Any) -> dict[str, object]:
    """Links to the first and the next rows of a keyset page, keeping the filters."""
    query = context["request"].GET.copy()
    is_first = not query.pop("cursor", None)
    first = query.urlencode()
    query["cursor"] = page.next_cursor
    return {
        "is_first": is_first,
        "first": f"?{first}",
        "next": f"?{query.urlencode()}" if page.next_cursor else "",
    }


@register.inclusion_tag(f"{HERE}/empty_state.html")
def empty_state(
    title: str, text: str = "", icon: str = "search", url: str = "", action: str = ""
) -> dict[str, object]:
    """Nothing here: why, and what to do instead."""
    return {"title": title, "text": text, "icon": icon, "url": url, "action": action}


@register.inclusion_tag(f"{HERE}/stat_tile.html")
def stat_tile(
    value: object, label: str, note: str = "", url: str = "", tone: str = ""
) -> dict[str, object]:
    """A headline number and what it counts."""
    return {"value": value, "label": label, "note": note, "url": url, "tone": tone}


@register.inclusion_tag(f"{HERE}/line_chart.html")
def line_chart(
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[charts.Value]]],
    caption: str,
    label: str = "",
    unit: str = "",
    top: float | None = None,
) -> dict[str, object]:
    """Up to four lines over common labels, told apart by dash and marker, and the numbers below."""
    return {
        "chart": charts.line_chart(labels, series, top_value=top),
        "caption": caption,
        "label": label,
        "unit": unit,
        "names": [name for name, _values in series],
        "rows": [(text, [values[i] for _name, values in series]) for i, text in enumerate(labels)],
    }


@register.simple_tag
def town_lang() -> SafeString | str:
    """The ``lang`` of an element with a name of the town's own: of an area, a department, a rule.

    Such names stay in the town's language on pages in another one.
    """
    towns = settings.LANGUAGE_CODE
    return "" if get_language() == towns else format_html(' lang="{}"', towns)


@register.inclusion_tag(f"{HERE}/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """What is wrong with a form, on top of it, with links to the fields."""
    shown = form.visible_fields()
    errors = [(field, _told(field, str(error))) for field in shown for error in field.errors]
    is_hidden_wrong = any(field.errors for field in form.hidden_fields())
    return {"form": form, "errors": errors, "is_hidden_wrong": is_hidden_wrong}


def _told(field: BoundField, error: str) -> str:
    """An error with the name of its field; where that is a question, it ends as one."""
    is_question = str(field.label).endswith(("?", "？"))
    # What a form says instead is a sentence.
    if is_for_empty(error):
        if is_question:
            empty = _("“%(field)s” is not answered yet")
        elif isinstance(field.field, ChoiceField | FileField):
            empty = _("“%(field)s” is not chosen yet")
        else:
            empty = _("“%(field)s” is empty")
        return empty % {"field": field.label}
    if error == field.field.error_messages.get("required"):
        return error
    if is_question:
        return f"{field.label}{'' if str(field.label).endswith('？') else ' '}{error}"
    return _("%(field)s: %(error)s") % {"field": field.label, "error": error}


@register.inclusion_tag(f"{HERE}/step_form.html", takes_context=True)
def step_form(
    context: Mapping[str, Any],
    url: str,
    button: str,
    *,
    form: BaseForm | None = None,
    version: int | None = None,
    title: str = "",
    hint: str = "",
    style: str = "",
    is_open: bool = False,
) -> dict[str, object]:
    """One step with its button; with a title it is folded away until wanted.

    ``style``: "" (main), "outline", "secondary" (danger), "unstyled".
    """
    return {
        "csrf_token": context.get("csrf_token"), "url": url, "button": button, "form": form,
        "version": version, "title": title, "hint": hint, "style": style,
        "is_open": is_open or bool(form and form.is_bound and form.errors),
    }  # fmt: skip


@register.inclusion_tag(f"{HERE}/tabs.html")
def tabs(items: Sequence[tuple], label: str) -> dict[str, object]:
    """Links that look like tabs: (text, address, whether it is this one[, how many])."""
    return {"items": [(*item, "")[:4] for item in items], "label": label}


@register.inclusion_tag(f"{HERE}/side_nav.html", takes_context=True)
def side_nav(context: Mapping[str, Any]) -> dict[str, object]:
    """What there is to do. A page whose address does not say to which desk it belongs says so
    with ``desk_url``."""
    return {"items": context["nav"].staff, "here": context.get("desk_url", "")}


@register.inclusion_tag(f"{HERE}/breadcrumb.html")
def breadcrumb(*parts: str) -> dict[str, object]:
    """``{% breadcrumb text url text url "this page" %}``."""
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    return {"pairs": pairs, "last": parts[-1] if len(parts) % 2 else ""}
