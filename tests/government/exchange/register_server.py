"""A department's own web service: ``python -m tests.government.exchange.register_server PORT
FOLDER``.

It answers by number: most with a record and more than was asked; ``slow…`` only once the file
``go`` stands in FOLDER; ``broken`` with 500; ``away`` with a redirect; ``odd`` with no JSON.
"""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "Register", "version": "1"},
    "paths": {
        "/people/{id}": {
            "get": {
                "operationId": "getPerson",
                "parameters": [
                    {"name": "id", "in": "path", "required": True},
                    {"name": "fields", "in": "query"},
                ],
            }
        }
    },
}


class Register(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path

    def do_GET(self) -> None:
        number = unquote(urlsplit(self.path).path.rpartition("/")[2])
        if number == "about":
            self._say(200, b"{}")
        elif number.startswith("slow"):
            while not (self.folder / "go").exists():
                time.sleep(0.02)
            self._record(number)
        elif number == "broken":
            self._say(500, b"{}")
        elif number == "away":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif number == "odd":
            self._say(200, b"<html>")
        elif number == "nobody":
            self._say(404, b"{}")
        else:
            self._record(number)

    def _record(self, number: str) -> None:
        record = {"id": number, "street": "Plum Lane", "since": "2020-05-01", "diagnosis": "secret"}
        self._say(200, json.dumps(record).encode())

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        pass


if __name__ == "__main__":
    Register.folder = Path(sys.argv[2])
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Register).serve_forever()
