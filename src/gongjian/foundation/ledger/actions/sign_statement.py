"""Statements of the town beside its ledger, under the same key: receipts, what was said at a
closing."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from gongjian.foundation.ledger.actions.seal_ledger import locked_head, new_verifier_key, signer
from gongjian.foundation.ledger.models import LedgerHead
from gongjian.foundation.ledger.selectors.checkpoints import verifier_key
from gongjian.methods.signed_note import sign_note


def sign_statement(make_text: Callable[[str], str]) -> str:
    """Sign a text as a note.

    Parameters
    ----------
    make_text : callable
        Given the name of the town's key, returns the text. Its first line names what kind of
        statement it is, so that none can be taken for another, nor for a checkpoint.

    Raises
    ------
    WrongLedgerKey
        The ledger was begun with a key that this host does not have.
    """
    name, key = signer(_head())
    return sign_note(make_text(name), key, name)


def begin_ledger() -> None:
    """Settle the town's key, where nothing was ever sealed."""
    _head()


def town_key() -> str:
    """The town's verifier key: of the ledger that was begun, or that will be. Writes no row."""
    return verifier_key() or new_verifier_key()


def _head() -> LedgerHead:
    head = LedgerHead.objects.filter(pk=1).first()
    if head is None:
        # Unlocked otherwise: the key of a ledger never changes, and its sequencer is in no way.
        with transaction.atomic():
            head = locked_head()
    return head
