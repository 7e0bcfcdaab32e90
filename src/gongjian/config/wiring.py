"""The one table that says which event starts which task, and what runs periodically."""

from datetime import timedelta

from gongjian.foundation.kernel import background, outbox
from gongjian.foundation.kernel.background import Periodic
from gongjian.foundation.kernel.outbox import Wire
from gongjian.foundation.kernel.tasks import prune_kernel
from gongjian.foundation.ledger.interface import has_unsealed
from gongjian.foundation.ledger.tasks import seal_entries

WIRES: list[Wire] = []
PERIODICS: list[Periodic] = [
    Periodic(prune_kernel, every=timedelta(hours=1)),
    Periodic(seal_entries, every=timedelta(seconds=5), when=has_unsealed),
]


def install() -> None:
    outbox.connect(WIRES)
    background.schedule(PERIODICS)
