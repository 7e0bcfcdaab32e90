"""The one table that says which event starts which task, and what runs periodically."""

from datetime import timedelta

from gongjian.foundation.kernel import background, outbox
from gongjian.foundation.kernel.background import Periodic
from gongjian.foundation.kernel.outbox import Wire
from gongjian.foundation.kernel.tasks import prune_kernel
from gongjian.foundation.ledger.interface import has_unsealed
from gongjian.foundation.ledger.tasks import seal_entries
from gongjian.foundation.people import interface as people
from gongjian.foundation.people.events import UrgentNoticeWritten
from gongjian.foundation.people.tasks import deliver_notices, forget_notices, letters_are_due

WIRES: list[Wire] = [
    Wire(UrgentNoticeWritten, "notice_id", deliver_notices),
]
PERIODICS: list[Periodic] = [
    Periodic(prune_kernel, every=timedelta(hours=1)),
    Periodic(seal_entries, every=timedelta(seconds=5), when=has_unsealed),
    Periodic(deliver_notices, every=timedelta(seconds=30), when=letters_are_due),
    Periodic(forget_notices, every=timedelta(days=1)),
]
TOPICS: list[people.Topic] = []


def install() -> None:
    outbox.connect(WIRES)
    background.schedule(PERIODICS)
    people.connect_topics(TOPICS)
