"""What a training made is kept, and takes over: one transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import interface as duties
from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage.actions.training_runs import end_training
from gongjian.government.triage.events import ModelChanged
from gongjian.government.triage.models import Example, ModelContent, ModelState, TrainedModel
from gongjian.government.triage.selectors.champion import settings_now
from gongjian.government.triage.selectors.examples import Learnt, surplus_examples
from gongjian.methods.calibration import reliability
from gongjian.methods.classifier_report import report
from gongjian.methods.classifier_training import HeldBack
from gongjian.methods.paired_resampling import Comparison
from gongjian.methods.text_classifier import TextClassifier
from gongjian.methods.tree_answers import NodeShares, line_of
from gongjian.methods.tree_thresholds import Ladders, ladders

TRAINER = Actor.system("training")


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learnt from, and how the trial did."""

    examples: Sequence[Learnt]
    labels: Sequence[UUID]
    parents: dict[UUID, UUID | None]
    compared: Comparison
    champion_id: UUID | None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a training."""

    outcome: rules.Outcome
    model: TrainedModel | None = None


def keep_model(
    *,
    run_id: UUID,
    trained: Trained,
    promoted: tuple[TextClassifier, HeldBack] | None,
    now: datetime,
) -> Made:
    """Keep the card of a challenger, and the challenger itself if it is to take over.

    It does not where another model than the one it was compared with is in use by now, or somebody
    has ended the run for dead: then nothing is written.
    """
    card = _card(trained)
    weights = held_back = b""
    if promoted is not None:
        classifier, told = promoted
        found = _ladders(classifier, told, trained)
        weights, held_back = classifier.to_bytes(), found.to_bytes()
        card |= _figures(classifier, told)
    with transaction.atomic():
        champion = TrainedModel.objects.select_for_update().filter(state=ModelState.CHAMPION)
        in_use = champion.first()
        if (in_use and in_use.pk) != trained.champion_id:
            return Made(rules.Outcome.STOPPED)
        model = TrainedModel(
            state=ModelState.CHAMPION if promoted else ModelState.REFUSED,
            made_at=now,
            learnt_until=max(one.created_at for one in trained.examples),
            in_use_since=now if promoted else None,
            sha256=hashlib.sha256(weights).hexdigest(),
            size_bytes=len(weights),
            card=card,
        )
        if promoted:
            champion.update(state=ModelState.FORMER, in_use_until=now)
        model.save(force_insert=True)
        outcome = rules.Outcome.PROMOTED if promoted else rules.Outcome.REFUSED
        if not end_training(run_id=run_id, outcome=outcome, now=now, model=model):
            transaction.set_rollback(True)
            return Made(rules.Outcome.STOPPED)
        if promoted:
            ModelContent.objects.create(model=model, weights=weights, held_back=held_back)
            outbox.add(ModelChanged(change_id=model.pk))
        # Also where it was refused: a town whose model stays the best for years keeps on learning.
        _forget_old()
        _record(model, trained, now)
    return Made(outcome, model)


def _record(model: TrainedModel, trained: Trained, now: datetime) -> None:
    # No floats in the ledger: thousandths.
    data = {
        "sha256": model.sha256,
        "examples": len(trained.examples),
        "compared_permille": round(1000 * trained.compared.first),
        "in_use_permille": round(1000 * trained.compared.second),
    }
    act = "model_promoted" if model.state == ModelState.CHAMPION else "model_refused"
    ledger.record(TRAINER, act, reference_of(model), now=now, data=data)


def _forget_old() -> None:
    """Weights of models long gone, and examples that no training looks at any more."""
    former = TrainedModel.objects.filter(state=ModelState.FORMER).order_by("-made_at", "-id")
    kept = list(former.values_list("pk", flat=True)[: rules.KEPT_FORMER])
    ModelContent.objects.filter(model__state=ModelState.FORMER).exclude(model__in=kept).delete()
    surplus = surplus_examples()
    for begin in range(0, len(surplus), 500):
        Example.objects.filter(pk__in=surplus[begin : begin + 500]).delete()


def _ladders(classifier: TextClassifier, told: HeldBack, trained: Trained) -> Ladders:
    classes = [UUID(name) for name in classifier.classes]
    truth = [classes[place] for place in told.truth]
    shares = NodeShares(classes, trained.parents)
    return ladders(shares, told.probabilities, truth, trained.parents)


def _card(trained: Trained) -> dict[str, Any]:
    """What every challenger's card says: what it learnt from, and how it compared."""
    days = [local_day(one.at) for one in trained.examples]
    tops = Counter(line_of(label, trained.parents)[-1] for label in trained.labels)
    return {
        "examples": len(trained.examples),
        "first_day": min(days).isoformat(),
        "last_day": max(days).isoformat(),
        "evidence": dict(Counter(one.evidence for one in trained.examples)),
        "top_categories": {str(node): count for node, count in tops.items()},
        "comparison": {
            **asdict(trained.compared),
            "champion": str(trained.champion_id) if trained.champion_id else None,
        },
        "seed": rules.SEED,
    }


def _figures(classifier: TextClassifier, told: HeldBack) -> dict[str, Any]:
    """What the card of a model that takes over says besides."""
    precision = settings_now().precision_permille / 1000
    found = report(classifier.classes, told.truth, told.probabilities, precision)
    names = dict(duties.every_category().values_list("id", "name"))
    confidence = told.probabilities.max(axis=1)
    is_right = told.probabilities.argmax(axis=1) == told.truth
    return {
        "categories": [
            {
                "id": one.name,
                "name": names.get(UUID(one.name), one.name),
                "examples": one.examples,
                "precision": round(one.precision, 4),
                "recall": round(one.recall, 4),
                "f1": round(one.f1, 4),
            }
            for one in found.classes
        ],
        "held_back": found.examples,
        "accuracy": round(found.accuracy, 4),
        "macro_f1": round(found.macro_f1, 4),
        "calibration_error": round(found.calibration_error, 4),
        "mean_share": round(float(np.mean(confidence)), 4) if len(confidence) else 0.0,
        "reliability": [
            [round(value, 4) for value in row[:2]] + [row[2]]
            for row in reliability(confidence, is_right, bins=10)
        ],
    }
