"""The ledger's door."""

from gongjian.foundation.ledger.actions.record_entry import record, record_many

__all__ = ["record", "record_many"]
