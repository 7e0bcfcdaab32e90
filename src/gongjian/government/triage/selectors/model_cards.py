"""A model's card as everybody may read it: what it learnt from, how good it is, how it fares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongjian.government.triage.models import ModelState, TrainedModel
from gongjian.government.triage.selectors.champion import threshold_now
from gongjian.government.triage.selectors.drift import Week, drift_weeks
from gongjian.methods.tree_thresholds import Threshold


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """Of one category, of the examples held back; shares 0 to 1."""

    name: str
    examples: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class ModelCard:
    """``threshold`` is for the precision in force now; None where the model is not in use."""

    model: TrainedModel
    examples: int
    first_day: date
    last_day: date
    evidence: dict[str, int]
    categories: list[CategoryRow]
    held_back: int
    accuracy: float
    macro_f1: float
    calibration_error: float
    mean_share: float
    reliability: list[tuple[float, float, int]]
    compared: int
    compared_f1: float
    in_use_f1: float
    sureness: float
    was_compared_with_names: bool
    threshold: Threshold | None
    weeks: list[Week]


def model_card(model: TrainedModel) -> ModelCard:
    """The card of a model; at most three queries."""
    card: dict[str, Any] = model.card
    compared = card.get("comparison", {})
    return ModelCard(
        model=model,
        examples=card.get("examples", 0),
        first_day=date.fromisoformat(card.get("first_day", model.made_at.date().isoformat())),
        last_day=date.fromisoformat(card.get("last_day", model.made_at.date().isoformat())),
        evidence=card.get("evidence", {}),
        categories=[
            CategoryRow(*(row[name] for name in CategoryRow.__slots__))
            for row in sorted(card.get("categories", ()), key=lambda row: -row["examples"])
        ],
        held_back=card.get("held_back", 0),
        accuracy=card.get("accuracy", 0.0),
        macro_f1=card.get("macro_f1", 0.0),
        calibration_error=card.get("calibration_error", 0.0),
        mean_share=card.get("mean_share", 0.0),
        reliability=[tuple(row) for row in card.get("reliability", ())],
        compared=compared.get("examples", 0),
        compared_f1=compared.get("first", 0.0),
        in_use_f1=compared.get("second", 0.0),
        sureness=compared.get("sureness", 0.0),
        was_compared_with_names=compared.get("champion") is None,
        # One that is not in use dispatches nothing, and what it was chosen from is large.
        threshold=threshold_now(model) if model.state == ModelState.CHAMPION else None,
        weeks=drift_weeks(model.pk),
    )
