from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from gongjian.config import wiring
from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.events import Event
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.kernel.outbox import Wire
from tests.foundation.kernel.jobs import take_ids, take_ids_too
from tests.processes import python, wait_until
from tests.threads import at_once

RELAY = Path(__file__).with_name("relay_forever.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class LampBroken(Event):
    lamp_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyCares(Event):
    lamp_id: str


@pytest.fixture(autouse=True)
def _wires() -> Iterator[None]:
    outbox.connect([Wire(LampBroken, "lamp_id", take_ids, batch=7)])
    yield
    outbox.connect(wiring.WIRES)


def announce(*lamps: object) -> None:
    with transaction.atomic():
        outbox.add_many([LampBroken(lamp_id=str(lamp)) for lamp in lamps])


def enqueued() -> list[str]:
    """The ids of all tasks, in the order of the tasks."""
    tasks = DBTaskResult.objects.order_by("id").values_list("args_kwargs", flat=True)
    return [one for arguments in tasks for one in arguments["kwargs"]["ids"]]


@pytest.mark.django_db
def test_events_become_tasks_of_many_ids_in_order():
    announce(*range(20))

    assert outbox.relay() == 20
    assert enqueued() == [str(lamp) for lamp in range(20)]
    assert DBTaskResult.objects.count() == 3
    assert outbox.relay() == 0


@pytest.mark.django_db
def test_an_id_announced_twice_in_a_batch_is_given_once():
    announce("a", "b", "a")

    outbox.relay()

    assert enqueued() == ["a", "b"]


@pytest.mark.django_db
def test_one_event_starts_every_task_it_is_wired_to():
    outbox.connect(
        [Wire(LampBroken, "lamp_id", take_ids), Wire(LampBroken, "lamp_id", take_ids_too)]
    )
    announce("a")

    outbox.relay()

    assert set(DBTaskResult.objects.values_list("task_path", flat=True)) == {
        take_ids.module_path,
        take_ids_too.module_path,
    }


@pytest.mark.django_db
def test_an_event_without_a_wire_is_dropped():
    with transaction.atomic():
        outbox.add(NobodyCares(lamp_id="a"))

    assert outbox.relay() == 1
    assert enqueued() == []


@pytest.mark.django_db
def test_what_is_rolled_back_is_not_announced():
    with transaction.atomic():
        outbox.add(LampBroken(lamp_id="a"))
        transaction.set_rollback(True)

    assert outbox.relay() == 0


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_of_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        outbox.add(LampBroken(lamp_id="a"))


def test_a_wire_whose_key_the_event_lacks_is_refused():
    with pytest.raises(ValueError, match="no field lamp"):
        outbox.connect([Wire(LampBroken, "lamp", take_ids)])


@pytest.mark.django_db
def test_an_idle_relay_asks_once_and_locks_nothing(django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        outbox.relay()

    assert asked.captured_queries[0]["sql"].startswith("SELECT")


@pytest.mark.django_db(transaction=True)
def test_two_relays_at_once_enqueue_each_event_exactly_once():
    announce(*range(600))

    def relay_all() -> int:
        taken = 0
        while OutboxEvent.objects.exists():
            taken += outbox.relay(limit=25)
        return taken

    assert sum(at_once(relay_all, relay_all)) == 600
    assert sorted(map(int, enqueued())) == list(range(600))


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_a_relay_killed_in_the_midst_loses_and_doubles_nothing(tmp_path):
    announce(*range(1500))

    with python(str(RELAY), home=tmp_path) as relay:
        wait_until(lambda: DBTaskResult.objects.exists())
        relay.send_signal(signal.SIGKILL)
        relay.wait()
    left = OutboxEvent.objects.count()
    while outbox.relay():
        pass

    assert left > 0
    assert sorted(map(int, enqueued())) == list(range(1500))
