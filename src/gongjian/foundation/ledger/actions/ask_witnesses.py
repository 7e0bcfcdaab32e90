"""Bringing the latest checkpoint to the witnesses that wait to be asked (C2SP tlog-witness)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.ledger.actions.add_cosignatures import add_cosignatures
from gongjian.foundation.ledger.http_requests import HttpFault, send
from gongjian.foundation.ledger.models import Checkpoint
from gongjian.foundation.ledger.selectors.checkpoints import (
    WitnessState,
    latest_checkpoint,
    witness_states,
)
from gongjian.foundation.ledger.selectors.proofs import consistency_proof
from gongjian.methods.tlog_witness import AddCheckpoint, write_request

logger = logging.getLogger(__name__)

SIZE_TYPE = "text/x.tlog.size"
LARGEST_ANSWER_BYTES = 60_000


def ask_witnesses(*, now: Callable[[], datetime]) -> int:
    """Ask each witness that has an address to sign the latest checkpoint; return how many did.

    It is asked again where it signed this one before: its signature tells the time until which
    nothing was added. One that does not answer holds up nobody.
    """
    checkpoint = latest_checkpoint()
    if checkpoint is None:
        return 0
    states = [state for state in witness_states() if state.witness.url]
    return sum(_ask(state, checkpoint, now) for state in states)


def _ask(state: WitnessState, checkpoint: Checkpoint, now: Callable[[], datetime]) -> bool:
    witness = state.witness
    try:
        status, kind, body = _send(witness.url, checkpoint, state.last.size if state.last else 0)
        if status == 409 and kind.startswith(SIZE_TYPE):
            known = int(body.strip())
            if known > checkpoint.size:
                logger.error("witness %s has seen %d entries of us", witness.name, known)
                return False
            status, kind, body = _send(witness.url, checkpoint, known)
        if status != 200:
            logger.error("witness %s refuses with %d", witness.name, status)
            return False
        add_cosignatures(checkpoint=checkpoint.note + body, now=now())
    except (HttpFault, ValueError) as error:
        logger.warning("witness %s: %s", witness.name, error)
        return False
    except GongjianError as error:
        logger.error("witness %s signed nothing of use: %s", witness.name, error.code)
        return False
    return True


def _send(url: str, checkpoint: Checkpoint, old_size: int) -> tuple[int, str, str]:
    proof = consistency_proof(old_size, checkpoint.size)
    request = write_request(AddCheckpoint(old_size, tuple(proof), checkpoint.note))
    answer = send(
        "POST",
        f"{url.rstrip('/')}/add-checkpoint",
        body=request.encode(),
        largest_bytes=LARGEST_ANSWER_BYTES,
    )
    return answer.status, answer.kind, answer.body.decode(errors="replace")
