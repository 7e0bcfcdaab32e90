from __future__ import annotations

import pytest

from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry
from gongjian.methods import merkle
from tests.foundation.ledger.making import make_entries, make_sealed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path) -> None:
    settings.LEDGER_KEY_PATH = tmp_path / "keys" / "ledger.pem"


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 777])
def test_every_entry_is_proved_in_the_latest_tree(count):
    entries = make_sealed(count, at_once=100)

    proofs = [ledger.inclusion_proof(entry.pk) for entry in entries[:: max(count // 20, 1)]]

    assert {proof.checkpoint.size for proof in proofs} == {count}
    assert [proof.is_valid() for proof in proofs] == [True] * len(proofs)


def test_a_proof_does_not_hold_for_another_entry():
    one, other = make_sealed(2)
    proof = ledger.inclusion_proof(one.pk)

    assert not merkle.verify_inclusion(
        merkle.leaf_hash(bytes(other.commitment)), 0, 2, proof.path, bytes(proof.checkpoint.root)
    )


def test_every_checkpoint_is_proved_to_grow_out_of_every_earlier_one():
    make_sealed(700, at_once=90)
    checkpoints = list(Checkpoint.objects.order_by("size"))

    found = [
        merkle.verify_consistency(
            old.size, bytes(old.root), new.size, bytes(new.root),
            ledger.consistency_proof(old.size, new.size),
        )
        for old in checkpoints
        for new in checkpoints
        if old.size <= new.size
    ]  # fmt: skip

    assert len(found) == 36
    assert all(found)


def test_a_proof_reads_few_rows_however_long_the_ledger_is(django_assert_max_num_queries):
    entries = make_sealed(2_000)

    with django_assert_max_num_queries(5):
        ledger.inclusion_proof(entries[1_234].pk)
    with django_assert_max_num_queries(6):
        ledger.consistency_proof(777, 2_000)


def test_what_is_not_sealed_or_unknown_is_not_found():
    make_sealed(1)
    make_entries(1)
    waiting = LedgerEntry.objects.get(leaf_index=None)

    for entry_id in (waiting.pk, new_id()):
        with pytest.raises(NotFound):
            ledger.inclusion_proof(entry_id)


@pytest.mark.parametrize(("old", "new"), [(2, 1), (-1, 1), (0, 4), (4, 4)])
def test_sizes_the_tree_never_had_are_refused(old, new):
    make_sealed(3)

    with pytest.raises(Invalid):
        ledger.consistency_proof(old, new)


def test_an_empty_ledger_proves_nothing_but_itself():
    assert ledger.latest_checkpoint() is None
    assert ledger.verifier_key() == ""
    assert ledger.consistency_proof(0, 0) == []
