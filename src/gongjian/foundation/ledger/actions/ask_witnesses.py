"""Bringing a checkpoint to the witnesses that wait to be asked (C2SP tlog-witness)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.db import connection

from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.ledger.actions.add_cosignatures import add_cosignatures
from gongjian.foundation.ledger.http_requests import HttpFault, send
from gongjian.foundation.ledger.models import Checkpoint
from gongjian.foundation.ledger.selectors.checkpoints import (
    WitnessState,
    offered_checkpoint,
    witness_states,
)
from gongjian.foundation.ledger.selectors.proofs import consistency_proof
from gongjian.methods.tlog_witness import AddCheckpoint, write_request

logger = logging.getLogger(__name__)

SIZE_TYPE = "text/x.tlog.size"
LARGEST_ANSWER_BYTES = 60_000
MOST_AT_ONCE = 8


def ask_witnesses(*, now: Callable[[], datetime]) -> int:
    """Ask each witness that has an address to sign this minute's checkpoint; return how many did.

    It is asked again where it signed this one before: its signature tells the time until which
    nothing was added. All are asked at once: one that does not answer holds up nobody.
    """
    checkpoint = offered_checkpoint(now())
    states = [state for state in witness_states() if state.witness.url]
    if checkpoint is None or not states:
        return 0
    with ThreadPoolExecutor(min(len(states), MOST_AT_ONCE)) as pool:
        return sum(pool.map(lambda state: _ask_apart(state, checkpoint, now), states))


def _ask_apart(state: WitnessState, checkpoint: Checkpoint, now: Callable[[], datetime]) -> bool:
    try:
        return _ask(state, checkpoint, now)
    finally:
        # That of this thread, which ends.
        connection.close()


def _ask(state: WitnessState, checkpoint: Checkpoint, now: Callable[[], datetime]) -> bool:
    witness = state.witness
    try:
        status, kind, body = _send(witness.url, checkpoint, state.last.size if state.last else 0)
        if status == 409 and kind.startswith(SIZE_TYPE):
            known = int(body.strip())
            if known > checkpoint.size:
                # More than we ever signed, or the next minute's: it is told, and asked again.
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
