"""A node that does not do what it signed: ``python -m tests.government.exchange.lying_node PORT
FILE``. What it does wrong is the number it is asked about.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from gongjian.government.exchange.key_folder import KeyFolder
from gongjian.government.exchange.node.answering import DepartmentNode
from gongjian.government.exchange.node.settings import read_settings
from gongjian.government.exchange.node.web import NodeApplication
from gongjian.methods import exchange_messages as messages
from gongjian.methods.exchange_records import digest_of_records


class LyingNode(DepartmentNode):
    before = None

    def ask(self, message):
        status, said = super().ask(message)
        number = _claims_of(message["query"])["subject"]["number"]
        if status != 200:
            return status, said
        act = getattr(self, f"do_{number.replace('-', '_')}", None)
        return (status, said) if act is None else act(said)

    def do_surplus(self, said):
        records = [{**said["records"][0], "diagnosis": "secret", "income": 5}]
        return 200, self._again(said, records)

    def do_wrong_kind(self, said):
        return 200, self._again(said, [{**said["records"][0], "since": "last spring"}])

    def do_missing(self, said):
        return 200, self._again(said, [{"since": "2020-05-01"}])

    def do_no_list(self, said):
        return 200, self._again(said, {"street": "Plum Lane"})

    def do_fraction(self, said):
        return 200, {**said, "records": [{"street": 0.5}]}

    def do_tampered(self, said):
        return 200, {**said, "records": [{**said["records"][0], "street": "Elsewhere"}]}

    def do_replayed_answer(self, said):
        held, self.before = self.before, said
        return 200, held or said

    def do_own_key(self, said):
        return 200, self._again(said, said["records"], KeyFolder(Path(sys.argv[2]).parent / "bad"))

    def do_unsigned(self, said):
        return 200, {"records": said["records"]}

    def do_denies(self, said):
        return 403, self._denial("no_such_purpose", _claims(said)["query"], datetime.now(UTC))

    def do_denies_unsigned(self, said):
        return 403, {"code": "go_away"}

    def do_from_tomorrow(self, said):
        return 200, self._again(said, said["records"], as_of="2999-01-01T00:00:00+00:00")

    def do_old(self, said):
        return 200, self._again(said, said["records"], as_of="2020-01-01T00:00:00+00:00")

    def do_crashes(self, said):
        os._exit(1)

    def _again(self, said, records, keys=None, **other):
        claims = {**_claims(said), "digest": digest_of_records(records, said["salt"]), **other}
        key = (keys or self._keys).current()
        proof = messages.sign(claims, key, messages.ANSWER)
        return {"answer": proof, "records": records, "salt": said["salt"]}


def _claims(said):
    return _claims_of(said["answer"])


def _claims_of(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Handler(WSGIRequestHandler):
    def log_message(self, *_said):
        pass


if __name__ == "__main__":
    node = LyingNode(read_settings(Path(sys.argv[2])), slow_seconds=5)
    make_server(
        "127.0.0.1", int(sys.argv[1]), NodeApplication(node), _Server, _Handler
    ).serve_forever()
