"""Drift: whether the model in use still fares as its card says, week by week."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import interface as duties
from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage.actions.tell_administrators import tell_of_drift
from gongjian.government.triage.models import (
    CategoryDecision,
    DriftWeek,
    ModelState,
    TrainedModel,
)
from gongjian.government.triage.selectors.champion import held_back_of, settings_now, threshold_of
from gongjian.methods.calibration import threshold_for_precision
from gongjian.methods.drift import population_stability
from gongjian.methods.tree_answers import line_of

MEASURER = Actor.system("drift")
WEEK = timedelta(weeks=1)


def measure_drift(*, now: datetime) -> None:
    """Count the last weeks of the model in use, and act where it is credibly less precise than set.

    Then administrators are told, and its threshold is raised to the lowest one at which the
    decisions of these weeks were right often enough; where there is none, or too little is known,
    nothing is dispatched by it any more. That holds until another model takes over or an
    administrator takes it back. Repeating it changes nothing.
    """
    model = TrainedModel.objects.filter(state=ModelState.CHAMPION).first()
    if model is None:
        return
    this_monday = _monday(local_day(now))
    parents = duties.category_parents()
    for weeks_ago in range(rules.DRIFT_WEEKS):
        monday = this_monday - weeks_ago * WEEK
        rows = _decisions(model, _moment(monday)).filter(at__lt=_moment(monday + WEEK))
        figures, categories = _count(rows, parents)
        if figures.decisions:
            _keep(model, monday, figures, categories, now)
    CategoryDecision.objects.filter(at__lt=now - timedelta(days=rules.KEPT_DAYS)).delete()
    precision = settings_now().precision_permille
    judged, _mix = _count(_decisions(model, _judged_since(model, this_monday)), parents)
    if rules.has_drifted(judged, precision / 1000):
        _raise_threshold(model.pk, precision, this_monday, now)


def _raise_threshold(model_id: UUID, precision: int, monday: date, now: datetime) -> None:
    with transaction.atomic():
        model = TrainedModel.objects.select_for_update().get(pk=model_id)
        held_back = held_back_of(model.pk)
        if model.state != ModelState.CHAMPION or held_back is None:
            return
        before = threshold_of(held_back, precision, model).at
        raised = max(_kept_threshold(model, precision / 1000, before, monday), before)
        if raised == before:
            return
        model.raised_threshold = raised
        model.save(update_fields=["raised_threshold"])
        data = {"from_permille": round(1000 * before), "to_permille": round(1000 * raised)}
        ledger.record(MEASURER, "threshold_raised", reference_of(model), now=now, data=data)
        tell_of_drift(model=model, monday=monday, now=now)


def _judged_since(model: TrainedModel, monday: date) -> datetime:
    """Since when decisions count for or against a model: weeks ago, or since it was trusted."""
    since = _moment(monday - (rules.DRIFT_WEEKS - 1) * WEEK)
    return max(since, model.judged_since) if model.judged_since else since


def _decisions(model: TrainedModel, since: datetime) -> QuerySet[CategoryDecision]:
    return CategoryDecision.objects.filter(model=model, at__gte=since)


def _kept_threshold(model: TrainedModel, precision: float, before: float, monday: date) -> float:
    """The lowest threshold at which these weeks' decisions were right often enough."""
    rows = _decisions(model, _judged_since(model, monday)).filter(share__gte=before)
    said = rows.exclude(is_automatic=False, is_right=None).values_list("share", "is_right")
    pairs = [(share, is_right is not False) for share, is_right in said]
    shares = np.array([share for share, _ in pairs])
    is_right = np.array([right for _, right in pairs])
    threshold, coverage = threshold_for_precision(shares, is_right, precision)
    return threshold if coverage * len(pairs) >= rules.LEAST_JUDGED else rules.NEVER


def _count(
    decisions: QuerySet[CategoryDecision], parents: dict[UUID, UUID | None]
) -> tuple[rules.WeekFigures, dict[str, int]]:
    """Figures, and how many of each top category. One query."""
    rows = (
        decisions.order_by()
        .values("category_id", "is_automatic", "is_spot_check", "is_right")
        .annotate(count=Count("pk"), share_sum=Sum("share"))
    )
    figures, categories = rules.WeekFigures(), defaultdict[str, int](int)
    for row in rows:
        figures += _figures(**row)
        categories[str(line_of(row["category_id"], parents)[-1])] += row["count"]
    return figures, categories


def _figures(
    *, category_id: UUID, is_automatic: bool, is_spot_check: bool, is_right: bool | None,
    count: int, share_sum: float,
) -> rules.WeekFigures:  # fmt: skip
    is_asked = not is_automatic and is_right is not None
    is_checked = is_asked and is_spot_check
    return rules.WeekFigures(
        decisions=count,
        automatic=count * is_automatic,
        wrong=count * (is_automatic and is_right is False),
        confirmed=count * (is_automatic and is_right is True),
        asked=count * is_asked,
        agreed=count * (is_asked and is_right is True),
        checked=count * is_checked,
        checked_wrong=count * (is_checked and not is_right),
        share_sum=share_sum,
    )


def _keep(
    model: TrainedModel,
    monday: date,
    figures: rules.WeekFigures,
    categories: dict[str, int],
    now: datetime,
) -> None:
    shift = population_stability(model.card.get("top_categories", {}), categories)
    DriftWeek.objects.update_or_create(
        model=model,
        monday=monday,
        defaults={
            "measured_at": now,
            "figures": {
                **asdict(figures),
                "share_sum": round(figures.share_sum, 4),
                "stability": round(shift, 4),
            },
        },
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
