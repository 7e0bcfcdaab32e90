"""Models for tests: as a training leaves them, and quick to make."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from itertools import count

from gongjian.government.triage.models import ModelContent, ModelState, TrainedModel
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
