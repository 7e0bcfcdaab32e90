"""Only what a named witness signed below one of our own checkpoints is kept."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.actions.add_cosignatures import add_cosignatures
from gongjian.foundation.ledger.errors import UnknownCheckpoint, UnknownWitness
from gongjian.foundation.ledger.models import Cosignature
from tests.foundation.ledger.making import make_sealed
from tests.foundation.ledger.witnessing import NAME, WITNESS, cosigned
from tests.methods.tlogs import MemoryLog
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _witnessed_ledger(settings, tmp_path) -> None:
    settings.LEDGER_KEY_PATH = tmp_path / "keys" / "ledger.pem"
    settings.LEDGER_WITNESSES = [(WITNESS, "")]


def add(text: str) -> int:
    return add_cosignatures(checkpoint=text, now=now())


def kept_times() -> list[tuple[int, int]]:
    return list(Cosignature.objects.order_by("size").values_list("size", "signed_at"))


def test_the_latest_at_a_size_is_kept_and_none_twice():
    make_sealed(3)
    note = ledger.latest_checkpoint().note

    taken = [add(cosigned(note, at)) for at in (1_790_000_060, 1_790_000_000, 1_790_000_060)]
    assert (taken, kept_times()) == ([1, 1, 1], [(3, 1_790_000_060)])

    add(cosigned(note, 1_790_000_120))
    assert kept_times() == [(3, 1_790_000_120)]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("nonsense", Invalid),
        (cosigned(MemoryLog(3).note()), UnknownCheckpoint),
        (cosigned(MemoryLog(4).note()), UnknownCheckpoint),
    ],
)
def test_what_is_not_ours_is_refused(text, error):
    make_sealed(3)

    with pytest.raises(error):
        add(text)

    assert kept_times() == []


def test_somebody_elses_signature_is_refused(settings):
    make_sealed(3)
    note = ledger.latest_checkpoint().note
    line = cosigned(note).removeprefix(note)
    forged = line[:-10] + ("A" if line[-10] != "A" else "B") + line[-9:]

    for text in (note, note + forged):
        with pytest.raises(UnknownWitness):
            add(text)
    settings.LEDGER_WITNESSES = []
    with pytest.raises(UnknownWitness):
        add(cosigned(note))

    assert kept_times() == []


def test_a_signature_from_the_future_is_refused():
    make_sealed(3)
    at = int(now().timestamp())

    with pytest.raises(Invalid):
        add(cosigned(ledger.latest_checkpoint().note, at + 3_600))
    assert add(cosigned(ledger.latest_checkpoint().note, at + 60)) == 1


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_the_latest_stays():
    make_sealed(3)
    note = ledger.latest_checkpoint().note

    at_once(*[lambda at=at: add(cosigned(note, 1_790_000_000 + at)) for at in range(4)])

    assert kept_times() == [(3, 1_790_000_003)]
    assert Cosignature.objects.get().line.startswith(f"— {NAME} ")
