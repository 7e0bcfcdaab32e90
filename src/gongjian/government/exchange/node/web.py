"""A node's HTTP interface, a WSGI application: two addresses that take JSON, one that says who."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from gongjian.government.exchange.node.answering import Answer, DepartmentNode

MOST_BYTES = 400_000
ASK, COLLECT, ABOUT = "/exchange/queries", "/exchange/collections", "/exchange/about"
_STATUS = {
    200: "200 OK", 202: "202 Accepted", 400: "400 Bad Request", 403: "403 Forbidden",
    404: "404 Not Found", 405: "405 Method Not Allowed", 409: "409 Conflict",
    413: "413 Content Too Large", 502: "502 Bad Gateway", 503: "503 Service Unavailable",
}  # fmt: skip


class NodeApplication:
    """Takes a message, lets the node answer, and writes down neither."""

    def __init__(self, node: DepartmentNode) -> None:
        self._node = node
        self._posts: dict[str, Callable[[Mapping[str, Any]], Answer]] = {
            ASK: node.ask,
            COLLECT: node.collect,
        }

    def __call__(
        self, environ: Mapping[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        status, said = self._answer(environ)
        body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        headers = [
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
        ]
        start_response(_STATUS[status], headers)
        return [body]

    def _answer(self, environ: Mapping[str, Any]) -> Answer:
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if path == ABOUT and method == "GET":
            return 200, self._node.about()
        post = self._posts.get(path)
        if post is None:
            return 404, {"code": "not_found"}
        if method != "POST":
            return 405, {"code": "method"}
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
        except ValueError:
            return 400, {"code": "no_json"}
        if length > MOST_BYTES:
            return 413, {"code": "too_large"}
        try:
            message = json.loads(environ["wsgi.input"].read(length))
        except (ValueError, RecursionError):
            return 400, {"code": "no_json"}
        if not isinstance(message, dict):
            return 400, {"code": "no_json"}
        return post(message)
