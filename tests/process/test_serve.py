"""``gongjian serve`` as an administrator meets it."""

from __future__ import annotations

import gzip
import os
import re
import signal
import socket
import urllib.request
from email.message import Message

import pytest

from tests.processes import (
    answers,
    children_of,
    descendants_of,
    gongjian,
    is_running,
    served,
    wait_until,
)


def fetched(url: str) -> tuple[str, Message]:
    """What a browser gets that can read compressed answers."""
    asking = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asking, timeout=60) as response:
        return gzip.decompress(response.read()).decode(), response.headers


pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]


def test_it_prints_its_address_serves_and_works(tmp_path):
    with served("--port", "0", home=tmp_path) as town:
        wait_until(lambda: '"workers": 1' in town.get("health/ready"))

        assert town.log.read_text().startswith("Serving at http://127.0.0.1:")
        assert "e-mails are only printed here, not sent." in town.log.read_text()
        assert len(town.pids("gunicorn")) == 1
        assert len(town.pids(" worker ")) == 1
        assert (tmp_path / "served-at").read_text() == town.url


@pytest.mark.any_database
def test_without_workers_only_the_web_is_served(tmp_path):
    with served("--port", "0", "--no-worker", home=tmp_path) as town:
        assert len(children_of(town.process.pid)) == 1


@pytest.mark.any_database
def test_a_taken_port_is_named_with_what_to_do(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with gongjian("serve", "--port", str(port), home=tmp_path) as process:
            said, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert f"Port {port} is taken." in said
    assert f"gongjian serve --port {port + 1}" in said


@pytest.mark.any_database
def test_an_empty_database_is_named_with_what_to_do(tmp_path):
    with gongjian("serve", home=tmp_path, DATABASE_URL="") as process:
        said, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "Run “gongjian migrate” first." in said


@pytest.mark.any_database
def test_a_wrong_setting_is_named_without_a_traceback(tmp_path):
    with gongjian("serve", home=tmp_path, GONGJIAN_DEBUG="banana") as process:
        said, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "GONGJIAN_DEBUG: Input should be a valid boolean" in said
    assert "Traceback" not in said


@pytest.mark.any_database
@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_stops_everything(tmp_path, signum):
    with served("--port", "0", home=tmp_path) as town:
        # The first web process answers while the second one is still being forked.
        wait_until(lambda: len(descendants_of(town.process.pid)) == 4)
        processes = descendants_of(town.process.pid)
        town.process.send_signal(signum)
        code = town.process.wait(timeout=45)

        assert code == 0
        assert not any(map(is_running, processes))


@pytest.mark.any_database
def test_killed_it_leaves_no_process_behind_and_the_port_free(tmp_path):
    with served("--port", "0", home=tmp_path) as town:
        url, processes = town.url, descendants_of(town.process.pid)
        town.process.kill()
        town.process.wait()

        wait_until(lambda: not any(map(is_running, processes)))
        assert not answers(url)


@pytest.mark.any_database
@pytest.mark.parametrize("name", ["gunicorn", " worker "])
def test_a_dead_child_is_started_again(tmp_path, name):
    with served("--port", "0", home=tmp_path) as town:
        wait_until(lambda: town.pids(name))
        [dead] = town.pids(name)
        os.kill(dead, signal.SIGKILL)

        wait_until(lambda: town.pids(name) not in ([], [dead]))
        wait_until(lambda: '"workers": 1' in town.get("health/ready"))


@pytest.mark.any_database
def test_a_visitor_waits_while_the_web_server_starts_again(tmp_path):
    with served("--port", "0", "--no-worker", home=tmp_path) as town:
        for pid in descendants_of(town.process.pid):
            os.kill(pid, signal.SIGKILL)

        # Not refused: the supervisor's socket takes the connection until somebody accepts it.
        assert '"status": "ready"' in town.get("health/ready")


@pytest.mark.any_database
def test_a_page_and_what_it_loads_are_compressed_and_kept_by_the_browser(tmp_path):
    with served("--port", "0", "--no-worker", home=tmp_path) as town:
        page, headers = fetched(f"{town.url}about/")
        style = re.search(r'href="/(static/[^"]*uswds[^"]*\.css)"', page)[1]
        _styles, kept = fetched(f"{town.url}{style}")

    assert headers["Content-Encoding"] == "gzip"
    assert kept["Content-Encoding"] == "gzip"
    assert "immutable" in kept["Cache-Control"]
