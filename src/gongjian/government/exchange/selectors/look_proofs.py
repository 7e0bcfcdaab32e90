"""The proof of a look at somebody's data: a file that anybody checks with ``gongjian data verify``,
offline, by public keys."""

from __future__ import annotations

from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.exchange.models import DataQuery
from gongjian.government.exchange.selectors.keys import gateway_key
from gongjian.government.exchange.selectors.own_looks import get_own_query
from gongjian.methods.look_proof import write_look


def proof_of(*, actor: Actor, query_id: UUID) -> bytes:
    """The proof of one look at an actor's data.

    Raises
    ------
    NotFound
        It is about another, or still sealed.
    NotSealedYet
        Its entries wait to be put into the ledger's tree; they will be within seconds.
    """
    row = get_own_query(actor=actor, query_id=query_id)
    receipts = [_receipt(row, "data_asked", "data_refused")]
    if row.answered_at and row.outcome and row.state != "refused":
        receipts.append(_receipt(row, "data_given", "data_not_given"))
    elif row.duration_ms is not None:
        # Refused when it was collected: it was let through before.
        receipts.append(_receipt(row, "data_not_given"))
    agreement = row.agreement
    signed = (
        {"consumer": agreement.consumer_signature, "provider": agreement.provider_signature}
        if agreement
        else {}
    )
    return write_look(
        decision=row.decision,
        agreement=signed,
        answer=row.answer_proof,
        receipts=receipts,
        gateway_key=gateway_key(),
    )


def _receipt(row: DataQuery, *actions: str) -> str:
    for action in actions[:-1]:
        try:
            return ledger.receipt_text(subject=reference_of(row), action=action)
        except NotFound:
            continue
    return ledger.receipt_text(subject=reference_of(row), action=actions[-1])
