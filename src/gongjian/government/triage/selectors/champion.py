"""The model in use: its weights are read from the database once a process, and asked often."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from uuid import UUID, uuid4

from django.core.cache import caches

from gongjian.government.duties import interface as duties
from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage.models import (
    ModelContent,
    ModelState,
    TrainedModel,
    TriageSettings,
)
from gongjian.methods.text_classifier import TextClassifier, classifier_from_bytes
from gongjian.methods.tree_answers import NodeShares
from gongjian.methods.tree_thresholds import (
    Ladders,
    Threshold,
    choose_threshold,
    ladders_from_bytes,
)

logger = logging.getLogger(__name__)

KEPT_SECONDS = 15
"""For so long a process asks neither which model is in use nor whether the tree has changed."""
THRESHOLD_SECONDS = 60
_TOKEN = "triage-champion"  # noqa: S105 a cache key


@dataclass(frozen=True, slots=True)
class _Weights:
    sha256: str
    classifier: TextClassifier
    held_back: Ladders


@dataclass(frozen=True, slots=True)
class Champion:
    """A model ready to be asked.

    ``shares`` lead from its classes to the nodes of the tree, ``parents`` from each node of the
    tree to the one above it; ``names`` has the categories in use.
    """

    model_id: UUID
    made_at: datetime
    classifier: TextClassifier
    shares: NodeShares[UUID]
    parents: dict[UUID, UUID | None]
    names: dict[UUID, str]
    threshold: Threshold
    """Infinite where it is precise enough for nothing."""
    is_automatic: bool
    checked_permille: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a process knows: good while its token lives, and for this model and these settings."""

    token: str
    key: tuple[object, ...]
    champion: Champion | None


_lock = Lock()
_weights_kept: _Weights | None = None
_kept: _Kept | None = None


def settings_now() -> TriageSettings:
    """What administrators have set; one query."""
    return TriageSettings.objects.first() or TriageSettings()


def champion() -> Champion | None:
    """The model in use, as this process has known it for at most some seconds; None without one."""
    kept = _kept
    if kept is not None and kept.token == caches["process"].get(_TOKEN):
        return kept.champion
    return fresh_champion()


def fresh_champion() -> Champion | None:
    """The model in use and what is set at this moment: two queries, four where the tree was asked
    for longer ago, and once for each process the weights."""
    global _kept
    row = TrainedModel.objects.filter(state=ModelState.CHAMPION).defer("card").first()
    settings = settings_now()
    key = (
        row and (row.pk, row.sha256, row.raised_threshold),
        settings.is_automatic, settings.precision_permille, settings.checked_permille,
    )  # fmt: skip
    with _lock:
        # Inside, so that of many threads that find it gone one makes it.
        token = caches["process"].get(_TOKEN)
        if _kept is not None and _kept.token == token and _kept.key == key:
            return _kept.champion
        _kept = _Kept(uuid4().hex, key, _made_ready(row, settings) if row else None)
        caches["process"].set(_TOKEN, _kept.token, KEPT_SECONDS)
        return _kept.champion


def _made_ready(row: TrainedModel, settings: TriageSettings) -> Champion | None:
    weights = _weights(row)
    if weights is None:
        return None
    parents = duties.category_parents()
    classes = [UUID(name) for name in weights.classifier.classes]
    return Champion(
        model_id=row.pk,
        made_at=row.made_at,
        classifier=weights.classifier,
        shares=NodeShares(classes, parents),
        parents=parents,
        names=dict(duties.categories().values_list("id", "name")),
        threshold=threshold_of(weights.held_back, settings.precision_permille, row),
        is_automatic=settings.is_automatic,
        checked_permille=settings.checked_permille,
    )


def threshold_of(held_back: Ladders, precision_permille: int, row: TrainedModel) -> Threshold:
    """The threshold of a model for a precision, or the one that drift raised it to."""
    chosen = choose_threshold(
        held_back, precision_permille / 1000, least_answered=rules.LEAST_ANSWERED
    )
    if row.raised_threshold is None or row.raised_threshold <= chosen.at:
        return chosen
    is_answered, is_right = held_back.answers(row.raised_threshold)
    answered = int(is_answered.sum())
    return Threshold(
        row.raised_threshold,
        answered / max(1, len(is_answered)),
        float(is_right.sum() / answered) if answered else 1.0,
    )


def threshold_now(row: TrainedModel) -> Threshold:
    """The threshold of a model for the precision in force, as this process found it at most a
    minute ago; infinite where its weights are gone."""
    precision = settings_now().precision_permille
    # Anybody may open the card of a model: what it is chosen from is not read each time.
    key = f"triage-threshold-{row.pk}-{precision}-{row.raised_threshold}"
    found: Threshold | None = caches["process"].get(key)
    if found is None:
        held_back = held_back_of(row.pk)
        if held_back is None:
            return Threshold(float("inf"), 0.0, 1.0)
        found = threshold_of(held_back, precision, row)
        caches["process"].set(key, found, THRESHOLD_SECONDS)
    return found


def classifier_of(row: TrainedModel) -> TextClassifier | None:
    """The classifier of a model; None where its weights are gone or broken."""
    found = _weights(row)
    return found.classifier if found else None


def held_back_of(model_id: UUID) -> Ladders | None:
    """What a model said of examples that were held back; None where it is gone or broken."""
    content = ModelContent.objects.filter(pk=model_id).values_list("held_back", flat=True).first()
    if content is None:
        return None
    try:
        return ladders_from_bytes(bytes(content))
    except ValueError as error:
        logger.error("the answers of the model %s cannot be read: %s", model_id, error)
        return None


def _weights(row: TrainedModel) -> _Weights | None:
    """The weights of a model, read once a process; None, and a line in the log, if they are
    broken: then nothing is dispatched by them."""
    global _weights_kept
    if _weights_kept is not None and _weights_kept.sha256 == row.sha256:
        return _weights_kept
    content = ModelContent.objects.filter(pk=row.pk).first()
    if content is None:
        return None
    weights = bytes(content.weights)
    try:
        if hashlib.sha256(weights).hexdigest() != row.sha256:
            raise ValueError("its digest is another")
        held_back = ladders_from_bytes(bytes(content.held_back))
        _weights_kept = _Weights(row.sha256, classifier_from_bytes(weights), held_back)
    except ValueError as error:
        logger.error("the model %s cannot be used: %s", row.pk, error)
        return None
    return _weights_kept
