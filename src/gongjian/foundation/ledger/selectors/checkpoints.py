from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from gongjian.foundation.ledger.models import Checkpoint, Cosignature, LedgerEntry, LedgerHead
from gongjian.methods.cosignatures import with_lines

LATEST_OF_EACH = 20
"""Signatures of a witness among which one is looked for that others signed, too."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody whose signatures below our checkpoints are published; settings name them."""

    key: str
    """Verifier key."""
    url: str = ""
    """Where it takes checkpoints (C2SP tlog-witness); "" for one that comes by itself."""

    @property
    def name(self) -> str:
        return self.key.partition("+")[0]


@dataclass(frozen=True, slots=True)
class WitnessState:
    witness: Witness
    last: Cosignature | None
    """Of the largest tree it signed."""


def has_unsealed() -> bool:
    """Whether entries wait to be put into the tree; cheap however long the ledger is."""
    return LedgerEntry.objects.filter(leaf_index=None).exists()


def latest_checkpoint() -> Checkpoint | None:
    """The last signed root; None before the first entry is sealed."""
    return Checkpoint.objects.order_by("-size").first()


def checkpoint_at(size: int) -> Checkpoint | None:
    """The root that was signed for so many entries, if one was."""
    return Checkpoint.objects.filter(size=size).first()


def offered_checkpoint(now: datetime) -> Checkpoint | None:
    """What all witnesses are to sign in this minute: the last of before it began.

    Were each shown the latest at its own second, each would sign another, and no two the same.
    Where the ledger began within this minute, the latest.
    """
    begun = now.replace(second=0, microsecond=0)
    before = Checkpoint.objects.filter(signed_at__lt=begun).order_by("-size").first()
    return before or latest_checkpoint()


def witnessed_checkpoint(beyond: int = 0) -> Checkpoint | None:
    """The one that most of the witnesses named in the settings have signed; of these the last.

    Parameters
    ----------
    beyond : int
        Only one of more entries than these.
    """
    signed: Counter[int] = Counter()
    for witness in witnesses():
        own = Cosignature.objects.filter(witness=witness.key, size__gt=beyond).order_by("-size")
        signed.update(own.values_list("size", flat=True)[:LATEST_OF_EACH])
    if not signed:
        return None
    return checkpoint_at(max(signed, key=lambda size: (signed[size], size)))


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """A checkpoint with the lines of all its witnesses: a signed note for anybody."""
    return texts_of([checkpoint])[checkpoint.size]


def texts_of(checkpoints: Iterable[Checkpoint]) -> dict[int, str]:
    """The texts of several, by their size."""
    texts = {checkpoint.size: checkpoint.note for checkpoint in checkpoints}
    keys = [witness.key for witness in witnesses()]
    if keys:
        for one in Cosignature.objects.filter(size__in=texts, witness__in=keys).order_by("pk"):
            texts[one.size] = with_lines(texts[one.size], one.line)
    return texts


def witnesses() -> list[Witness]:
    """Those that the settings name, in their order."""
    return [Witness(key, url) for key, url in settings.LEDGER_WITNESSES]


def witness_states() -> list[WitnessState]:
    """What each witness signed last."""
    return [
        WitnessState(
            witness,
            Cosignature.objects.filter(witness=witness.key).order_by("-size").first(),
        )
        for witness in witnesses()
    ]


def verifier_key() -> str:
    """The name and public key of the ledger, one line to publish; "" before it began."""
    return LedgerHead.objects.values_list("verifier_key", flat=True).first() or ""
