from gongjian.foundation.ledger.models.entry import LedgerEntry
from gongjian.foundation.ledger.models.tree import Checkpoint, Cosignature, LedgerHead, LedgerTile

__all__ = ["Checkpoint", "Cosignature", "LedgerEntry", "LedgerHead", "LedgerTile"]
