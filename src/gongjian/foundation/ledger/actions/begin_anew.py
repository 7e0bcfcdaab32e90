"""A town that begins anew takes another key: under the old one it would sign a second ledger."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from gongjian.foundation.ledger.errors import LedgerBegan
from gongjian.foundation.ledger.models import LedgerHead
from gongjian.foundation.ledger.signing_key import put_key_aside


def begin_anew() -> Path | None:
    """Put the key aside, where the database has no sealed entry; return where it lies.

    None where there was none. Whoever knew the old key finds that this is another ledger.

    Raises
    ------
    LedgerBegan
        Entries are sealed here.
    """
    with transaction.atomic():
        head = LedgerHead.objects.select_for_update().filter(pk=1).first()
        if head is not None:
            if head.size:
                raise LedgerBegan
            head.delete()
        return put_key_aside()
