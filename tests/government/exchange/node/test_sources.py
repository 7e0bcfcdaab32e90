"""Whose records a source gives: those of the number that was asked, as it was asked."""

from __future__ import annotations

import json
import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gongjian.government.exchange.node.rest_source import RestSource
from gongjian.government.exchange.node.sources import SourceError
from gongjian.government.exchange.node.sql_source import SqlSource
from tests.government.exchange.register_server import DESCRIPTION

FOUND = {
    "/people/7": [{"id": 7, "street": "Plum Lane"}, {"id": "8", "street": "Pear Lane"}],
    "/people/9": {"street": "Nobody says whose"},
    "/people/": [{"id": "7", "street": "Plum Lane"}, {"id": ".", "street": "Pear Lane"}],
}


class _Service(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps(FOUND[self.path]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        pass


@pytest.fixture(scope="module")
def service():
    with ThreadingHTTPServer(("127.0.0.1", 0), _Service) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield RestSource(
            description=DESCRIPTION,
            operation="getPerson",
            key_parameter="id",
            base_url=f"http://127.0.0.1:{server.server_port}",
        )
        server.shutdown()


def test_a_service_that_gives_others_as_well_is_not_believed(service):
    assert service.fetch("7", ["street"], {}).records == [{"street": "Plum Lane"}]
    with pytest.raises(SourceError, match="whose"):
        service.fetch("9", ["street"], {})


@pytest.mark.parametrize("number", [".", ".."])
def test_a_step_in_the_path_is_no_number(service, number):
    assert service.fetch(number, ["street"], {}).records == []


def test_what_a_database_takes_for_the_same_number_is_not(tmp_path):
    path = tmp_path / "register.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE shown (id INTEGER, code TEXT COLLATE NOCASE, street TEXT)")
        database.execute("INSERT INTO shown VALUES (123, '99X', 'Plum Lane')")

    by_number, by_code = (
        SqlSource(url=f"sqlite:///{path}", view="shown", key_column=name) for name in ("id", "code")
    )

    assert by_number.fetch("123", ["street"], {}).records == [{"street": "Plum Lane"}]
    assert by_number.fetch("00123", ["street"], {}).records == []
    assert by_code.fetch("99x", ["street"], {}).records == []
