"""The web server under ``gongjian serve``, which adds the socket and the numbers of processes."""

import gc
import os
import signal
from typing import Any

from gongjian.config.supervisor import end_with_parent, end_with_supervisor

# When this file is read, before anything slow, so that no moment is left in which it could linger.
# Not a signal that gunicorn handles: one that comes while it forks could be lost.
end_with_supervisor(signal.SIGKILL)

wsgi_app = "gongjian.config.wsgi:application"
# Loaded once and forked: a killed process is back in milliseconds, and memory is shared.
preload_app = True
worker_class = "gthread"
worker_connections = 1_000
backlog = 2_048
timeout = 60
graceful_timeout = 20
keepalive = 15
limit_request_line = 8_190
limit_request_fields = 100
limit_request_field_size = 8_190
# The scheme is Django's to judge (GONGJIAN_BEHIND_TLS_PROXY), not to be claimed twice.
secure_scheme_headers: dict[str, str] = {}
# The workers' signs of life are files; on a disk they would wait for it.
_MEMORY = "/dev/shm"  # noqa: S108 - gunicorn makes unguessable names in it
worker_tmp_dir = _MEMORY if os.path.isdir(_MEMORY) else None
control_socket_disable = True
loglevel = "warning"

IDLE_SECONDS = 60
"""A client that sends, or takes, nothing for so long gives its thread to another."""


def pre_request(worker: Any, request: Any) -> None:
    """The thread waits for this client's body, and for it to take the answer, but not for ever."""
    request.unreader.sock.settimeout(IDLE_SECONDS)


def when_ready(server: Any) -> None:
    """What was loaded stays: the collector need not walk it in the middle of a request, nor write
    to its pages, which the workers share."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """A worker whose master was killed finishes what it is at, and goes."""
    end_with_parent(worker.ppid, signal.SIGTERM)
