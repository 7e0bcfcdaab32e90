"""Nodes of departments that ``gongjian serve`` runs beside web server and workers."""

from __future__ import annotations

import json
import os
import re
import signal
import urllib.request
from pathlib import Path

import pytest

from gongjian.methods.exchange_messages import make_key, public_jwk
from tests.processes import (
    Town,
    children_of,
    command_line,
    descendants_of,
    is_running,
    served,
    wait_until,
)

pytestmark = [
    pytest.mark.process, pytest.mark.django_db(transaction=True),
    # A node has its own register, whatever the town's database is.
    pytest.mark.any_database,
]  # fmt: skip


def write_node(home: Path, code: str) -> Path:
    folder = home / "nodes" / code
    folder.mkdir(parents=True)
    (folder / "gateway.json").write_text(json.dumps({"keys": [public_jwk(make_key())]}))
    (folder / "drop.csv").write_text("id,street\n1,Plum Lane\n")
    path = folder / "node.toml"
    path.write_text(
        f'department = "{code}"\ngateway_keys = "gateway.json"\n'
        '[[source]]\ndataset = "addresses"\nkind = "csv"\npath = "drop.csv"\nkey_column = "id"\n'
    )
    return path


def addresses(town: Town) -> dict[str, str]:
    """Where each node answers, as the web server is told."""
    [web] = town.pids("gunicorn")
    told = Path(f"/proc/{web}/environ").read_text()
    found = re.search(r"GONGJIAN_OWN_NODES=([^\0]*)", told)
    return dict(one.split("=", 1) for one in found.group(1).split(",")) if found else {}


def about(address: str) -> dict:
    with urllib.request.urlopen(f"{address}/exchange/about", timeout=60) as answer:
        return json.load(answer)


def node_pids(town: Town) -> list[int]:
    return [pid for pid in children_of(town.process.pid) if "node run" in command_line(pid)]


def test_each_runs_on_a_port_of_its_own_and_one_that_cannot_is_told_and_left_out(tmp_path):
    write_node(tmp_path, "civil")
    write_node(tmp_path, "labour")
    write_node(tmp_path, "water").write_text('department = "water"\n')

    with served("--port", "0", "--no-worker", home=tmp_path) as town:
        told = addresses(town)

        assert set(told) == {"civil", "labour"}
        assert len(set(told.values())) == 2
        assert all(about(address)["department"] == code for code, address in told.items())
        assert all(address.startswith("http://127.0.0.1:") for address in told.values())
        assert "Nodes of departments run beside: civil, labour\n" in town.log.read_text()
        assert "water/node.toml: 'gateway_keys'" in town.log.read_text()


def test_killed_it_answers_again_at_the_same_address(tmp_path):
    write_node(tmp_path, "civil")

    with served("--port", "0", "--no-worker", home=tmp_path) as town:
        address = addresses(town)["civil"]
        key = about(address)["key"]
        [dead] = node_pids(town)
        for pid in [dead, *descendants_of(dead)]:
            os.kill(pid, signal.SIGKILL)

        # Whoever asks meanwhile waits in the queue of the socket.
        assert about(address)["key"] == key
        wait_until(lambda: node_pids(town) not in ([], [dead]))


def test_it_ends_with_the_town_however_that_ends(tmp_path):
    write_node(tmp_path, "civil")

    with served("--port", "0", "--no-worker", home=tmp_path) as town:
        about(addresses(town)["civil"])
        processes = descendants_of(town.process.pid)
        town.process.kill()

        wait_until(lambda: not any(map(is_running, processes)))


def test_of_two_towns_on_a_machine_each_has_its_own(tmp_path):
    homes = [tmp_path / "one", tmp_path / "two"]
    for home in homes:
        write_node(home, "civil")

    with (
        served("--port", "0", "--no-worker", home=homes[0]) as one,
        served("--port", "0", "--no-worker", home=homes[1]) as two,
    ):
        first, second = addresses(one)["civil"], addresses(two)["civil"]

        assert first != second
        assert about(first)["key"] != about(second)["key"]


def test_those_that_run_elsewhere_are_not_run_here(tmp_path):
    write_node(tmp_path, "civil")
    elsewhere = "civil=http://127.0.0.1:9"

    with served("--port", "0", "--no-worker", home=tmp_path, GONGJIAN_OWN_NODES=elsewhere) as town:
        assert (addresses(town), node_pids(town)) == ({"civil": "http://127.0.0.1:9"}, [])
