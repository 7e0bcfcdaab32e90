"""Models for tests: as a training leaves them, and quick to make."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from itertools import count

from gongjian.government.triage.actions.keep_examples import ExampleDraft, keep_examples
from gongjian.government.triage.models import Evidence, ModelContent, ModelState, TrainedModel
from tests.factories import NOW

_numbers = count(1)


def make_model(
    *, weights: bytes = b"", held_back: bytes = b"", made_at: datetime | None = None, **fields
) -> TrainedModel:
    """A former model; its state, card or weights are traits."""
    at = made_at or NOW - timedelta(days=next(_numbers))
    values = {
        "state": ModelState.FORMER, "made_at": at, "learnt_until": at, "in_use_since": at,
        "sha256": hashlib.sha256(weights).hexdigest(), "size_bytes": len(weights), "card": {},
        **fields,
    }  # fmt: skip
    model = TrainedModel.objects.create(**values)
    ModelContent.objects.create(model=model, weights=weights, held_back=held_back)
    return model


def teach(categories, sayings, *, at=NOW, many=slice(None), swapped=False):
    """Keep what people say as examples of their matters, or each as one of the other."""
    names = list(categories)
    drafts = [
        ExampleDraft(
            reference=f"row:{matter}{number}{at.timestamp()}", title=title, text=text, at=at,
            category_id=categories[names[1 - names.index(matter)] if swapped else matter].pk,
            evidence=Evidence.CORRECTION,
        )
        for matter in sayings
        for number, (title, text) in enumerate(sayings[matter][many])
    ]  # fmt: skip
    keep_examples(drafts=drafts, now=at)
