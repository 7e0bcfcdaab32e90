"""The one table that says which event starts which task, and what runs periodically."""

from gongjian.foundation.kernel import background, outbox
from gongjian.foundation.kernel.background import Periodic
from gongjian.foundation.kernel.outbox import Wire

WIRES: list[Wire] = []
PERIODICS: list[Periodic] = []


def install() -> None:
    outbox.connect(WIRES)
    background.schedule(PERIODICS)
