"""Releases of one process by two at once, and by one that is killed in the middle."""

import json
import signal
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import transaction

from gongjian.market.open_contracting.actions.write_release import write_release
from gongjian.market.open_contracting.models import ContractingProcess, Release
from gongjian.methods.open_contracting import compile_releases
from tests.factories import NOW
from tests.market.open_contracting import judges
from tests.processes import python
from tests.threads import at_once

TENDER = {"id": "t", "status": "active"}
GIVEN = {"subject": "call:1", "ocid": "ocds-000000-call-1", "tag": "tender", "language": "en"}
WRITE = """
import django; django.setup()
from datetime import UTC, datetime
from django.db import connection, transaction
from gongjian.market.open_contracting.actions.write_release import write_release

def write():
    with transaction.atomic():
        return write_release(
            subject="call:1", ocid="ocds-000000-call-1", tag="tender", language="en",
            whole={"tender": {"id": "t", "title": "More lamps"}}, at=datetime.now(UTC),
        ).number
"""
STOPPED = f"""{WRITE}
import threading

def stop(execute, sql, params, many, context):
    if sql.startswith('UPDATE "open_contracting_contractingprocess"'):
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM open_contracting_release")
            print("releases:", *cursor.fetchone(), flush=True)
        threading.Event().wait()
    return execute(sql, params, many, context)

with connection.execute_wrapper(stop):
    print("not stopped:", write())
"""
"""Writes the release, and stops before it is in what the process comes to."""


def write(number: int, at=NOW) -> int:
    with transaction.atomic():
        row = write_release(**GIVEN, whole={"tender": TENDER | {"title": f"Lamps {number}"}}, at=at)
    return row.number


def must_fit_together() -> list[dict]:
    process = ContractingProcess.objects.get()
    rows = list(Release.objects.order_by("number"))
    bodies = [json.loads(one.body) for one in rows]
    assert [one.number for one in rows] == list(range(1, process.releases + 1))
    assert (process.last_release, process.last_at) == (rows[-1].pk, rows[-1].at)
    assert json.loads(process.compiled) == compile_releases(bodies)
    return bodies


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_write_one_after_another():
    # The process is not there yet, either: both find none.
    found = at_once(*[lambda at=at: [write(10 * at + n) for n in range(3)] for at in range(3)])

    assert sorted(number for numbers in found for number in numbers) == list(range(1, 10))
    bodies = must_fit_together()
    # Each says what is new against the one before it, whoever wrote that.
    titles = [one["tender"]["title"] for one in bodies]
    assert len(set(titles)) == 9


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_who_is_killed_between_the_release_and_the_record_has_written_neither():
    write(1)
    with python("-c", STOPPED, home=settings.HOME) as worker:
        assert worker.stdout is not None
        assert "releases: 2" in worker.stdout.readline()
        worker.send_signal(signal.SIGKILL)
        assert worker.wait() == -signal.SIGKILL

    assert len(must_fit_together()) == 1
    # The lock went with it: the next writes number 2.
    with python("-c", f"{WRITE}\nprint(write())", home=settings.HOME) as worker:
        assert worker.stdout is not None
        assert worker.stdout.read().split()[-1] == "2"
    assert must_fit_together()[-1]["tender"]["title"] == "More lamps"


@pytest.mark.django_db
def test_others_put_releases_in_their_order_by_their_dates():
    """A whole second is written with its fraction: as text "28.5Z" stands before "28Z"."""
    at = datetime(2026, 11, 30, 6, 38, 28, tzinfo=UTC)
    for number in range(2):
        write(number, at + timedelta(milliseconds=500 * number))
    bodies = must_fit_together()

    # The reference sorts them itself, whatever order they come in.
    merged = judges.merger().create_compiled_release(bodies[::-1])

    assert merged == json.loads(ContractingProcess.objects.get().compiled)
    assert merged["tender"]["title"] == "Lamps 1"
