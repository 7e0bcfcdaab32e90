"""The process of a node: one, with threads, so that its replay memory is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from gongjian.government.exchange.node.web import NodeApplication


class NodeServer(BaseApplication):
    """Serves a node until it is told to stop.

    Parameters
    ----------
    application : callable
        Makes the node in the process that answers: its threads and its open file would not be there
        if they were made before.
    bind : str
        ``host:port``, or ``fd://3`` for a socket that is inherited.
    """

    def __init__(
        self, application: Callable[[], NodeApplication], *, bind: str, threads: int
    ) -> None:
        self._application = application
        self._options: dict[str, Any] = {
            "bind": [bind],
            "workers": 1,
            "threads": threads,
            "worker_class": "gthread",
            "keepalive": 60,
            "loglevel": "warning",
            "control_socket_disable": True,
            "limit_request_line": 2_000,
            "limit_request_fields": 40,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> NodeApplication:
        return self._application()
