"""Keyed digests: of who voted, and of what a voter holds."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.conf import settings


def voter_digest(round_id: UUID, voter: str) -> str:
    """Of a person in a round: ``"user:0192…"``, or ``"paper:"`` and what identified them."""
    return _digest(b"voter", round_id, voter)


def secret_digest(round_id: UUID, secret: str) -> str:
    """Under which a ballot is kept; not to be computed from the table without the town's key."""
    return _digest(b"ballot", round_id, secret)


def _digest(what: bytes, round_id: UUID, text: str) -> str:
    content = b"budgeting " + what + b"\n" + round_id.bytes + text.encode()
    return hmac.new(settings.TRACKING_KEY.encode(), content, hashlib.sha256).hexdigest()
