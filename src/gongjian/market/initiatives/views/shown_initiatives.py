"""What pages show of initiatives beside their rows: numbers, looks, lines of the history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from gongjian.foundation.kernel.money import shown as shown_money
from gongjian.foundation.people import interface as people
from gongjian.market.initiatives.models import Initiative, InitiativeEvent, Measure, Rate
from gongjian.market.initiatives.selectors.outcomes import SHARES, Outcome

TITLES: dict[str, tuple[str | Promise, str, str]] = {
    "initiative_made": (gettext_lazy("Considered"), "lightbulb_outline", "new"),
    "initiative_changed": (pgettext_lazy("event", "Changed"), "edit", "plain"),
    "initiative_planned": (pgettext_lazy("event", "Planned"), "event", "working"),
    "initiative_started": (gettext_lazy("Begun"), "construction", "working"),
    "initiative_delivered": (pgettext_lazy("event", "Delivered"), "check_circle", "done"),
    "initiative_reviewed": (gettext_lazy("Reviewed: what it came to"), "verified", "done"),
    "initiative_refused": (pgettext_lazy("event", "Refused"), "do_not_disturb", "stopped"),
    "initiative_dropped": (pgettext_lazy("event", "Dropped"), "do_not_disturb", "stopped"),
    "initiative_resumed": (gettext_lazy("Taken up again"), "history", "alert"),
    "contract_signed": (gettext_lazy("Contract signed"), "verified", "working"),
    "milestone_trial_asked": (gettext_lazy("Residents were asked to try it"), "people", "plain"),
    "milestone_accepted": (gettext_lazy("A milestone was accepted"), "check_circle", "done"),
    "contract_done": (gettext_lazy("All that the contract says is built"), "check_circle", "done"),
    "measure_added": (gettext_lazy("A measure was added"), "insights", "plain"),
    "measure_removed": (gettext_lazy("A measure was taken away"), "cancel", "plain"),
    "measure_read": (gettext_lazy("A measure was read"), "insights", "plain"),
    "evidence_added": (gettext_lazy("Evidence was added"), "add", "plain"),
    "evidence_removed": (gettext_lazy("Evidence was taken back"), "cancel", "plain"),
}
FIELD_WORDS: dict[str, str | Promise] = {
    "title": gettext_lazy("title"),
    "text": gettext_lazy("what is to be done"),
    "why": gettext_lazy("why"),
    "department_id": gettext_lazy("owner"),
    "area_id": gettext_lazy("area"),
    "category_id": gettext_lazy("category"),
    "budget_minor": gettext_lazy("budget"),
    "currency": gettext_lazy("currency"),
    "provision_id": gettext_lazy("provision"),
    "quarter": gettext_lazy("quarter"),
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


def shown_entries(events: Iterable[InitiativeEvent], language: str) -> list[Entry]:
    return [
        Entry(
            at=event.at, title=event_title(event), icon=icon, tone=tone, text=event.text,
            language=language, by=event.department.name if event.department else "",
            note=_note(event),
        )
        for event in events
        for _title, icon, tone in [TITLES.get(event.name, ("", "info_outline", "plain"))]
    ]  # fmt: skip


def event_title(event: InitiativeEvent) -> str:
    return str(TITLES.get(event.name, (event.name,))[0])


def _note(event: InitiativeEvent) -> str:
    data: dict[str, Any] = event.data
    if event.name == "measure_read":
        day = date_format(date.fromisoformat(data["on"]), "DATE_FORMAT")
        told = {"name": data["name"], "value": _number(Fraction(data["value"])), "day": day}
        return _("%(name)s: %(value)s on %(day)s") % told
    if event.name in {"measure_added", "measure_removed"}:
        return str(data["name"])
    if event.name == "initiative_changed" and data.get("before"):
        names = [str(FIELD_WORDS[name]) for name in data["before"] if name in FIELD_WORDS]
        return capfirst(_(", ").join(names))
    return ""


@dataclass(frozen=True, slots=True)
class ShownOutcome:
    """A measure in words."""

    outcome: Outcome
    baseline: str
    value: str
    target: str
    of: str
    """Of a rate: of whose cases, over which time."""

    @property
    def measure(self) -> Measure:
        return self.outcome.measure


def shown_outcomes(outcomes: Iterable[Outcome]) -> list[ShownOutcome]:
    return [
        ShownOutcome(
            one,
            amount(one.measure, one.baseline),
            amount(one.measure, one.value),
            amount(one.measure, Fraction(one.measure.target)),
            _of(one.measure),
        )
        for one in outcomes
    ]


def amount(measure: Measure, value: Fraction | None) -> str:
    """ "86.5 %", "3.2 hours", "12 minutes"; "–" for nothing known."""
    if value is None:
        return "–"
    shown = _number(value)
    if measure.rate in SHARES:
        return f"{shown} %"
    if measure.rate == Rate.FIRST_RESPONSE:
        return _("%(hours)s hours") % {"hours": shown}
    if measure.rate == Rate.RECEIVED:
        return _("%(cases)s a month") % {"cases": shown}
    return f"{shown} {measure.unit}".strip()


def _number(value: Fraction) -> str:
    """Rounded for the eye, to one place; typed ones with all the places they have."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    places = Decimal("0.0001") if exact == round(exact, 4) else Decimal("0.1")
    rounded = exact.quantize(places, rounding=ROUND_HALF_UP)
    text = f"{rounded:f}"
    whole = text.rstrip("0").rstrip(".") if "." in text else text
    return number_format(Decimal(whole or "0"), use_l10n=True, force_grouping=True)


def _of(measure: Measure) -> str:
    if not measure.rate:
        return ""
    names = [
        one.name for one in (measure.department, measure.area, measure.category) if one is not None
    ]
    months = ngettext(
        "computed over %(months)d month", "computed over %(months)d months", measure.months
    ) % {"months": measure.months}
    return " · ".join([str(Rate(measure.rate).label), *names, months])


def budget_words(initiative: Initiative) -> str:
    if initiative.budget_minor is None:
        return ""
    return shown_money(initiative.budget_minor, initiative.currency)


def manager_name(initiative: Initiative) -> str:
    if initiative.manager_id is None:
        return ""
    return people.user_names({initiative.manager_id}).get(initiative.manager_id, "")
