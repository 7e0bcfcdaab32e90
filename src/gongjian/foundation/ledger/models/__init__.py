from gongjian.foundation.ledger.models.entry import LedgerEntry
from gongjian.foundation.ledger.models.tree import Checkpoint, LedgerHead, LedgerTile

__all__ = ["Checkpoint", "LedgerEntry", "LedgerHead", "LedgerTile"]
