"""The ledger's door."""

from gongjian.foundation.ledger.actions.begin_anew import begin_anew
from gongjian.foundation.ledger.actions.forget_entries import forget
from gongjian.foundation.ledger.actions.record_entry import gathering, record, record_many
from gongjian.foundation.ledger.actions.recover_entries import (
    expect_checkpoint,
    foretell_checkpoint,
    recover_entries,
    signed_by,
)
from gongjian.foundation.ledger.actions.seal_ledger import seal_ledger
from gongjian.foundation.ledger.actions.sign_statement import (
    begin_ledger,
    sign_statement,
    town_key,
)
from gongjian.foundation.ledger.selectors.checkpoints import (
    checkpoint_text,
    has_unsealed,
    latest_checkpoint,
    verifier_key,
)
from gongjian.foundation.ledger.selectors.entry_proofs import EntryProofs, prove_entries
from gongjian.foundation.ledger.selectors.ledger_check import LedgerCheck, check_ledger
from gongjian.foundation.ledger.selectors.openings import Opening, opening_of
from gongjian.foundation.ledger.selectors.proofs import (
    InclusionProof,
    consistency_proof,
    inclusion_proof,
)
from gongjian.foundation.ledger.selectors.receipts import receipt_by_id, receipt_text

__all__ = [
    "EntryProofs",
    "InclusionProof",
    "LedgerCheck",
    "Opening",
    "begin_anew",
    "begin_ledger",
    "check_ledger",
    "checkpoint_text",
    "consistency_proof",
    "expect_checkpoint",
    "foretell_checkpoint",
    "forget",
    "gathering",
    "has_unsealed",
    "inclusion_proof",
    "latest_checkpoint",
    "opening_of",
    "prove_entries",
    "receipt_by_id",
    "receipt_text",
    "record",
    "record_many",
    "recover_entries",
    "seal_ledger",
    "sign_statement",
    "signed_by",
    "town_key",
    "verifier_key",
]
