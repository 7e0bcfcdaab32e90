"""The one table that says which event starts which task, and what runs periodically."""

from datetime import timedelta

from gongjian.foundation.kernel import background, outbox
from gongjian.foundation.kernel.background import Periodic
from gongjian.foundation.kernel.outbox import Wire
from gongjian.foundation.kernel.tasks import prune_kernel

WIRES: list[Wire] = []
PERIODICS: list[Periodic] = [
    Periodic(prune_kernel, every=timedelta(hours=1)),
]


def install() -> None:
    outbox.connect(WIRES)
    background.schedule(PERIODICS)
