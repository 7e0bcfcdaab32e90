"""A witness's own address: logs bring their checkpoints (C2SP tlog-witness), anybody reads."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

from gongjian.foundation.ledger.offline.sources import Unreadable
from gongjian.foundation.ledger.offline.words import say
from gongjian.methods.tlog_witness import (
    MAX_REQUEST_LENGTH,
    STATUS,
    AddCheckpoint,
    Answer,
    InvalidRequest,
    read_request,
)

TIMEOUT_SECONDS = 10
TEXT = "text/plain; charset=utf-8"
SIZE_TYPE = "text/x.tlog.size"


class Signed(Protocol):
    """What came of a request."""

    @property
    def answer(self) -> Answer: ...
    @property
    def line(self) -> str: ...
    @property
    def known_size(self) -> int: ...


class SigningWitness(Protocol):
    key: str

    def consider(self, request: AddCheckpoint) -> Signed: ...
    def signed_note(self) -> str: ...


@contextmanager
def serving(witness: SigningWitness, address: str, language: str) -> Iterator[None]:
    """Serve a witness while the block runs; nothing where the address is empty.

    ``POST /add-checkpoint``; ``GET /checkpoint`` is what was signed last, ``GET /key`` the key.

    Raises
    ------
    Unreadable
        Nobody can listen there.
    """
    if not address:
        yield
        return
    host, _, port = address.rpartition(":")
    handler = type("Handler", (_Handler,), {"witness": witness})
    try:
        server = ThreadingHTTPServer((host or "127.0.0.1", int(port)), handler)
    except (OSError, ValueError, OverflowError) as error:
        raise Unreadable("file_fails", path=address, why=error) from error
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    at = f"http://{server.server_address[0]!s}:{server.server_address[1]}/"
    print(say("witness_serves", language, address=at), flush=True)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    witness: SigningWitness
    timeout = TIMEOUT_SECONDS
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        texts = {"/checkpoint": self.witness.signed_note, "/key": lambda: f"{self.witness.key}\n"}
        text = texts.get(self.path, lambda: "")()
        self._answer(200 if text else 404, text)

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or int(length) > MAX_REQUEST_LENGTH * 4:
            self.close_connection = True
            self._answer(413 if length.isdigit() else 411, "")
            return
        body = self.rfile.read(int(length))
        if self.path != "/add-checkpoint":
            self._answer(404, "")
            return
        try:
            signed = self.witness.consider(read_request(body.decode()))
        except (InvalidRequest, UnicodeDecodeError):
            self._answer(400, "")
        except (Unreadable, OSError):
            # Our own memory or disk: nothing was signed.
            self._answer(500, "")
        else:
            self._tell(signed)

    def _tell(self, signed: Signed) -> None:
        if signed.answer == Answer.OTHER_SIZE:
            self._answer(409, f"{signed.known_size}\n", SIZE_TYPE)
        else:
            self._answer(STATUS[signed.answer], signed.line)

    def _answer(self, status: int, text: str, kind: str = TEXT) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: addresses of whoever asks are nobody's business."""
