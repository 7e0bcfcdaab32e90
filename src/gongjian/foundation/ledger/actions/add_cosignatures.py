"""What witnesses signed is kept and published; what others signed is not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.ledger.errors import UnknownCheckpoint, UnknownWitness
from gongjian.foundation.ledger.models import Cosignature
from gongjian.foundation.ledger.selectors.checkpoints import checkpoint_at, witnesses
from gongjian.methods.cosignatures import cosigned_at, line_of
from gongjian.methods.signed_note import (
    COSIGNATURE,
    InvalidNote,
    parse_note,
    parse_verifier_key,
    read_checkpoint,
)

LARGEST_SIZE = 2**63 - 1
MOST_AHEAD_SECONDS = 300
"""How far a witness's clock may be ahead of ours."""


def add_cosignatures(*, checkpoint: str, now: datetime) -> int:
    """Keep the signatures of known witnesses below one of our checkpoints; return how many.

    Anybody may bring them: what counts is who signed. The latest of a witness replaces an earlier
    one at the same size; brought twice, it is kept once.

    Raises
    ------
    Invalid
        It is no checkpoint, or a signature is from the future.
    UnknownCheckpoint
        Not of ours.
    UnknownWitness
        None of the witnesses in the settings signed it.
    """
    try:
        said = read_checkpoint(checkpoint)
        text = parse_note(checkpoint)[0]
    except InvalidNote as error:
        raise Invalid(fields={"checkpoint": [_("This is no signed checkpoint.")]}) from error
    own = checkpoint_at(said.size) if said.size <= LARGEST_SIZE else None
    if own is None or parse_note(own.note)[0] != text:
        raise UnknownCheckpoint
    lines = _lines(checkpoint, now)
    if not lines:
        raise UnknownWitness
    with transaction.atomic():
        for row in lines:
            row.size = said.size
            _keep(row)
    return len(lines)


def _lines(checkpoint: str, now: datetime) -> list[Cosignature]:
    rows = []
    for witness in witnesses():
        name, public_key = parse_verifier_key(witness.key, COSIGNATURE)
        try:
            signed_at = cosigned_at(checkpoint, name, public_key)
        except InvalidNote:
            continue
        if signed_at > now.timestamp() + MOST_AHEAD_SECONDS:
            raise Invalid(fields={"checkpoint": [_("It was signed in the future.")]})
        line = line_of(checkpoint, name, public_key)
        rows.append(Cosignature(witness=witness.key, signed_at=signed_at, line=line))
    return rows


def _keep(row: Cosignature) -> None:
    place = {"witness": row.witness, "size": row.size}
    # Whichever of two comes second finds the row of the first, and replaces only what is older.
    Cosignature.objects.bulk_create([row], ignore_conflicts=True)
    Cosignature.objects.filter(**place, signed_at__lt=row.signed_at).update(
        signed_at=row.signed_at, line=row.line
    )
