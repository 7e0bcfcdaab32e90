"""The model cards, for everybody: by what a program sorts what residents write."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.government.triage import policies
from gongjian.government.triage.models import Evidence, ModelState
from gongjian.government.triage.selectors.champion import settings_now
from gongjian.government.triage.selectors.model_cards import ModelCard, model_card
from gongjian.government.triage.selectors.models import get_model, list_models, model_in_use

Series = list[tuple[str, list[float | None]]]


@public
@require_safe
def models(request: HttpRequest) -> HttpResponse:
    """The model in use, what it is for and not for, and those before it."""
    in_use = model_in_use()
    card = model_card(in_use) if in_use else None
    shown = {
        "card": card,
        "page": list_models(cursor=request.GET.get("cursor", "")),
        "settings": settings_now(),
        "can_govern": policies.can_govern_models(actor_of(request)),
        **(charts(card) if card else {}),
    }
    return render(request, "triage/models.html", shown)


@public
@require_safe
def model(request: HttpRequest, model_id: UUID) -> HttpResponse:
    """One model's card."""
    card = model_card(get_model(model_id))
    shown = {
        "card": card,
        "settings": settings_now(),
        "can_govern": policies.can_govern_models(actor_of(request)),
        "is_refused": card.model.state == ModelState.REFUSED,
        **charts(card),
    }
    return render(request, "triage/model.html", shown)


def charts(card: ModelCard) -> dict[str, object]:
    """What is drawn of a card: whether its probabilities hold, and how it has fared."""
    said: Series = [
        (_("It says"), [round(100 * row[0], 1) for row in card.reliability]),
        (_("Right"), [round(100 * row[1], 1) for row in card.reliability]),
    ]
    figures = [week.figures for week in card.weeks]
    fared: Series = [
        (_("Unchanged"), [_percent(one.kept_rate()) for one in figures]),
        (_("As people chose"), [_percent(one.agreement()) for one in figures]),
        (_("How sure it is"), [_percent(one.mean_share()) for one in figures]),
    ]
    return {
        "reliability_labels": [f"{100 * row[0]:.0f}%" for row in card.reliability],
        "reliability": said,
        "week_labels": [date_format(week.monday, "MONTH_DAY_FORMAT") for week in card.weeks],
        "weeks": fared,
        "evidence": [
            (Evidence(code).label, count)
            for code, count in sorted(card.evidence.items(), key=lambda pair: -pair[1])
        ],
    }


def _percent(value: float | None) -> float | None:
    return None if value is None else round(100 * value, 1)
