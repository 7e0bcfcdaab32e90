"""``gongjian worker``: one background worker; any number may run, on any number of hosts."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongjian.config.database import require_migrated
from gongjian.config.supervisor import end_with_supervisor
from gongjian.foundation.kernel.background import GongjianWorker, forget_worker


class Command(BaseCommand):
    help = "Run one background worker: tasks, events, and what is due by the clock."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--worker-id", default="", help="unique among all workers")
        parser.add_argument("--replaces", default="", help="a worker known to be dead")
        parser.add_argument(
            "--idle-seconds", type=float, default=0.5, help="pause where nothing waits"
        )

    def handle(self, *, worker_id: str, replaces: str, idle_seconds: float, **options: Any) -> None:
        end_with_supervisor(signal.SIGTERM)
        require_migrated()
        if replaces:
            forget_worker(replaces)
        worker = GongjianWorker(worker_id or _new_worker_id(), idle_seconds=idle_seconds)

        def stop(signum: int, frame: object) -> None:
            if not worker.running:
                # Told twice: the task at hand is left to another worker.
                sys.exit(1)
            worker.stop()

        for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(signum, stop)
        worker.run()


def _new_worker_id() -> str:
    return f"{socket.gethostname()[:32]}-{os.getpid()}-{secrets.token_hex(4)}"
