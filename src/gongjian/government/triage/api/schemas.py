"""What the API takes and gives of models."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import PageOut, StrictSchema
from gongjian.government.triage.models import TrainedModel, TrainingRun, TriageSettings
from gongjian.government.triage.selectors.model_cards import ModelCard


class ModelOut(Schema):
    id: UUID
    state: str = Field(description="champion: in use; former; refused: not better, never used")
    made_at: datetime
    in_use_since: datetime | None
    in_use_until: datetime | None
    sha256: str = Field(description="of its weights")
    size_bytes: int
    examples: int
    macro_f1: float


class ModelPage(PageOut):
    items: list[ModelOut]


class CategoryFiguresOut(Schema):
    name: str
    examples: int
    precision: float
    recall: float
    f1: float


class WeekOut(Schema):
    """Counts of the decisions of one week, as `docs/reference/triage.md` defines them."""

    monday: date
    decisions: int
    automatic: int
    wrong: int
    confirmed: int
    asked: int
    agreed: int
    checked: int
    checked_wrong: int
    mean_share: float | None
    stability: float = Field(description="population stability index of the top categories")


class ModelCardOut(ModelOut):
    first_day: date
    last_day: date
    evidence: dict[str, int] = Field(description="examples by who said their category")
    categories: list[CategoryFiguresOut]
    held_back: int
    accuracy: float
    calibration_error: float
    reliability: list[tuple[float, float, int]] = Field(
        description="for each bin: mean probability, share right, how many"
    )
    compared: int = Field(description="newest examples that neither had learnt")
    compared_f1: float
    in_use_f1: float
    sureness: float
    threshold: float | None = Field(description="null: it dispatches nothing by itself")
    coverage: float
    precision: float
    is_threshold_raised: bool
    weeks: list[WeekOut]


class SettingsOut(Schema):
    version: int
    is_automatic: bool
    precision_permille: int
    checked_permille: int


class SettingsIn(StrictSchema):
    """All of them; ``version`` is of the settings that were read before."""

    is_automatic: bool
    precision_permille: Annotated[int, Field(ge=500, le=999)]
    checked_permille: Annotated[int, Field(ge=0, le=200)]
    version: Annotated[int, Field(ge=1, le=2_000_000_000)]


class TrainingOut(Schema):
    id: UUID
    begun_at: datetime
    ended_at: datetime | None
    outcome: str = Field(
        description='"": under way; promoted, refused, too_few, no_news, stopped, failed'
    )
    model_id: UUID | None


def model_out(model: TrainedModel) -> dict[str, object]:
    return {
        "id": model.pk,
        "state": model.state,
        "made_at": model.made_at,
        "in_use_since": model.in_use_since,
        "in_use_until": model.in_use_until,
        "sha256": model.sha256,
        "size_bytes": model.size_bytes,
        "examples": model.card.get("examples", 0),
        "macro_f1": model.card.get("macro_f1", 0.0),
    }


def card_out(card: ModelCard) -> dict[str, object]:
    threshold = card.threshold
    is_used = threshold is not None and threshold.coverage > 0
    return model_out(card.model) | {
        "first_day": card.first_day,
        "last_day": card.last_day,
        "evidence": card.evidence,
        "categories": [
            {name: getattr(row, name) for name in row.__slots__} for row in card.categories
        ],
        "held_back": card.held_back,
        "accuracy": card.accuracy,
        "calibration_error": card.calibration_error,
        "reliability": card.reliability,
        "compared": card.compared,
        "compared_f1": card.compared_f1,
        "in_use_f1": card.in_use_f1,
        "sureness": card.sureness,
        "threshold": threshold.at if threshold and is_used else None,
        "coverage": threshold.coverage if threshold else 0.0,
        "precision": threshold.precision if threshold else 0.0,
        "is_threshold_raised": card.model.raised_threshold is not None,
        "weeks": [
            {
                "monday": week.monday,
                **{
                    name: getattr(week.figures, name)
                    for name in week.figures.__slots__
                    if name != "share_sum"
                },
                "mean_share": week.figures.mean_share(),
                "stability": week.stability,
            }
            for week in card.weeks
        ],
    }


def settings_out(found: TriageSettings) -> dict[str, object]:
    return {
        "version": found.version,
        "is_automatic": found.is_automatic,
        "precision_permille": found.precision_permille,
        "checked_permille": found.checked_permille,
    }


def training_out(run: TrainingRun) -> dict[str, object]:
    return {
        "id": run.pk,
        "begun_at": run.begun_at,
        "ended_at": run.ended_at,
        "outcome": run.outcome,
        "model_id": run.model_id,
    }
