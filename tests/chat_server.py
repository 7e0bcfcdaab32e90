"""A language model's server, without a model: ``python -m tests.chat_server FOLDER KEY``.

It speaks ``POST /v1/chat/completions`` as such servers do, keeps every request in FOLDER as
``0000.json``, ``0001.json``, … and prints its port. What it does is the word of ``script`` in
FOLDER whose turn it is; the last one stays. What it answers stands in ``answer.txt``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

ANSWER = "Thank you for telling us. The department is looking into it."
HUGE = 3_000_000


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path
    key: str
    numbers = count()

    def do_GET(self) -> None:
        self._keep({})
        self._say(200, {"found": "elsewhere"})

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        number = self._keep(sent)
        if self.headers.get("Authorization") != f"Bearer {self.key}":
            self._say(401, {"error": {"message": "Incorrect API key provided"}})
        elif self.path != "/v1/chat/completions":
            self._say(404, {"error": {"message": "Not found"}})
        else:
            words = self._read("script", "answer").split()
            word, _, more = words[min(number, len(words) - 1)].partition(":")
            with suppress(BrokenPipeError, ConnectionResetError):
                getattr(self, f"do_{word}")(sent, more)

    def do_answer(self, sent: dict, more: str) -> None:
        self._say(200, self._completion(sent))

    def do_cut(self, sent: dict, more: str) -> None:
        self._say(200, self._completion(sent, finish_reason="length"))

    def do_busy(self, sent: dict, more: str) -> None:
        self._say(429, {"error": {"message": "Rate limit reached"}}, **{"Retry-After": more})

    def do_broken(self, sent: dict, more: str) -> None:
        self._say(int(more or 500), {"error": {"message": "CUDA out of memory"}})

    def do_newer(self, sent: dict, more: str) -> None:
        if "max_completion_tokens" in sent and "temperature" not in sent:
            self.do_answer(sent, more)
        else:
            self._say(400, {"error": {"message": "Use 'max_completion_tokens' instead."}})

    def do_malformed(self, sent: dict, more: str) -> None:
        self._send(200, more.encode() or b"<html>Welcome to the proxy</html>")

    def do_empty(self, sent: dict, more: str) -> None:
        self._say(200, self._completion(sent, content=None))

    def do_huge(self, sent: dict, more: str) -> None:
        self._say(200, self._completion(sent, content="x" * HUGE))

    def do_redirect(self, sent: dict, more: str) -> None:
        port = self.server.server_address[1]
        self._say(int(more), {}, Location=f"http://localhost:{port}/stolen")

    def do_drop(self, sent: dict, more: str) -> None:
        self.close_connection = True

    def do_half(self, sent: dict, more: str) -> None:
        """Killed in the middle of its answer."""
        self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"choices":')
        self.close_connection = True

    def do_other(self, sent: dict, more: str) -> None:
        """Another protocol, or a head that is none."""
        heads = {"ssh": b"SSH-2.0-Other\r\n", "tls": b"\x15\x03\x01\x00\x02\x02\x46"}
        heads["many"] = b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n{}"
        heads["long"] = b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n{}"
        self.wfile.write(heads[more])
        self.close_connection = True

    def do_hang(self, sent: dict, more: str) -> None:
        """Until FOLDER holds ``go``; then as if nothing had been."""
        (self.folder / "held").touch()
        while not (self.folder / "go").exists():
            time.sleep(0.02)
        self.do_answer(sent, more)

    def do_drip(self, sent: dict, more: str) -> None:
        """A byte at a time, of the head already where it says so, and never an end."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"" if more == "head" else b"\r\n"))
        while not (self.folder / "go").exists():
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)
        self.close_connection = True

    def _completion(self, sent: dict, *, finish_reason: str = "stop", **message: Any) -> dict:
        content = self._read("answer.txt", ANSWER)
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1_790_000_000,
            "model": f"{sent['model']}-2026",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": content, **message},
                    "finish_reason": finish_reason,
                }
            ],
            "usage": {"prompt_tokens": 321, "completion_tokens": 45, "total_tokens": 366},
        }

    def _keep(self, sent: dict) -> int:
        number = next(self.numbers)
        told = {"path": self.path, "headers": dict(self.headers), "body": sent}
        path = self.folder / f"{number:04}.part"
        path.write_text(json.dumps(told, ensure_ascii=False))
        path.rename(path.with_suffix(".json"))
        return number

    def _read(self, name: str, default: str) -> str:
        path = self.folder / name
        return path.read_text() if path.exists() else default

    def _say(self, status: int, told: dict, **headers: str) -> None:
        self._send(status, json.dumps(told).encode(), **headers)

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None: ...


@dataclass(frozen=True)
class ChatServer:
    """A running one, and what it was sent."""

    folder: Path
    key: str
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def do(self, *words: str, answer: str = ANSWER) -> None:
        """What it is to do with each request from its first on."""
        (self.folder / "answer.txt").write_text(answer)
        (self.folder / "script").write_text(" ".join(words))

    def go(self) -> None:
        """Let those that hang go on."""
        (self.folder / "go").touch()

    def is_holding(self) -> bool:
        return (self.folder / "held").exists()

    def requests(self) -> list[dict[str, Any]]:
        return [json.loads(path.read_text()) for path in sorted(self.folder.glob("*.json"))]


@contextmanager
def chat_server(folder: Path, *, key: str = "secret-of-the-town") -> Iterator[ChatServer]:
    """A server in a process of its own, killed at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.chat_server", str(folder), key],
        cwd=Path(__file__).resolve().parent.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield ChatServer(folder, key, int(process.stdout.readline()))
    finally:
        process.kill()
        process.communicate()


if __name__ == "__main__":
    Handler.folder, Handler.key = Path(sys.argv[1]), sys.argv[2]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    server.serve_forever()
