"""Web and worker are killed without mercy while people report; nothing acknowledged is lost, and
nothing is there twice."""

from __future__ import annotations

import http.client
import json
import os
import signal
import threading
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.models import OutboxEvent, WorkerHeartbeat
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import Notice
from gongjian.government.cases.models import Case, CaseEvent
from tests.factories import make_area, make_category, make_department, make_duty, make_user
from tests.processes import descendants_of, kill_all, served, wait_until

pytestmark = [pytest.mark.process, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PEOPLE = 4
RETRY_SECONDS = 0.2


@dataclass
class Reports:
    """People who report one thing after another, each until it is acknowledged."""

    url: str
    category_id: str
    area_id: str
    numbers: dict[str, str] = field(default_factory=dict)
    """Number of the case by the idempotency key of its report."""
    refusals: Counter[int] = field(default_factory=Counter)
    _enough: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def coming_in(self) -> Iterator[None]:
        with ThreadPoolExecutor(PEOPLE) as pool:
            people = [pool.submit(self._report_on, person) for person in range(PEOPLE)]
            try:
                yield
            finally:
                self.stop()
            for person in people:
                person.result()

    def stop(self) -> None:
        self._enough.set()

    def come_in(self, count: int) -> None:
        """Wait until so many more are acknowledged."""
        goal = len(self.numbers) + count
        wait_until(lambda: len(self.numbers) >= goal)

    def _report_on(self, person: int) -> None:
        serial = 0
        while not self._enough.is_set():
            key = f"report-{person}-{serial}"
            # Whoever is refused waits a little: tries without end would take the time that the
            # processes need to start again.
            wait_until(lambda key=key: self._report(key), pause_seconds=RETRY_SECONDS)
            serial += 1

    def _report(self, key: str) -> bool:
        body = {
            "title": f"Lamp {key}", "text": "It is dark.", "is_public": True,
            "category_id": self.category_id, "area_id": self.area_id,
        }  # fmt: skip
        request = urllib.request.Request(
            f"{self.url}api/v1/cases",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Idempotency-Key": key},
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                self.numbers[key] = json.load(response)["number"]
                return True
        except urllib.error.HTTPError as error:
            self.refusals[error.code] += 1
        except (OSError, http.client.HTTPException, ValueError):
            # Its process was killed before, or in the midst of, the answer.
            pass
        return False


def kill(pids: list[int]) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def all_is_done() -> bool:
    """Events relayed, tasks run, entries sealed."""
    waiting = DBTaskResult.objects.exclude(
        status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    )
    return not (OutboxEvent.objects.exists() or waiting.exists() or ledger.has_unsealed())


def test_nothing_acknowledged_is_lost_or_doubled_by_killing_web_and_worker(tmp_path):
    # Given a town whose duty register sends every report to one department
    category, area, department = make_category(), make_area(), make_department()
    make_duty(category=category, area=area, lead_department=department)
    handler = make_user(role=Role.HANDLER, organisation=department)
    settings = {"home": tmp_path, "GONGJIAN_API_RATE_PER_MINUTE": "1000000"}
    options = ["--web-workers", "2"]

    # When its processes are killed one after another, then all at once, while reports come in
    with served("--port", "0", *options, "--workers", "2", **settings) as town:
        port = town.url.rstrip("/").rsplit(":", 1)[1]
        reports = Reports(town.url, str(category.pk), str(area.pk))
        with reports.coming_in():
            reports.come_in(40)
            kill(descendants_of(town.pids("gunicorn")[0])[:1])
            reports.come_in(40)
            kill(town.pids(" worker ")[:1])
            reports.come_in(40)
            kill(town.pids("gunicorn"))
            reports.come_in(40)
            kill_all(town.process)
            # Time passes: the silence of the killed workers is noticed.
            WorkerHeartbeat.objects.update(seen_at=now() - timedelta(minutes=1))
            with served("--port", port, *options, **settings):
                reports.come_in(40)
                reports.stop()
                wait_until(all_is_done)

    # Then every acknowledged report is one case, received and dispatched once
    cases = {case.source_reference: case for case in Case.objects.all()}
    assert {key: cases[key].shown_number for key in reports.numbers} == reports.numbers
    assert len(cases) == Case.objects.count()
    assert set(cases) == set(reports.numbers)
    events = Counter(CaseEvent.objects.values_list("case_id", "name"))
    assert set(events.values()) == {1}
    assert {name for _, name in events} == {"case_received", "case_dispatched"}
    assert len(events) == 2 * len(cases)
    # … of which the department's handler is told once
    dispatched = CaseEvent.objects.filter(name="case_dispatched").values_list("pk", flat=True)
    told = Counter(Notice.objects.filter(user=handler).values_list("event", flat=True))
    assert told == Counter(f"caseevent:{pk}" for pk in dispatched)
    # … each of whose events stands in the ledger once, and the ledger fits
    recorded = Counter(entry.data["event"] for entry in LedgerEntry.objects.all())
    assert recorded == Counter(str(key) for key in CaseEvent.objects.values_list("pk", flat=True))
    assert ledger.check_ledger().mismatch == ""
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).exists()
    # … and nobody got an error for an answer
    assert reports.refusals == {}
