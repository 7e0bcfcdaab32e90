"""``gongjian serve``: web server and workers, together, until it is told to stop."""

from __future__ import annotations

import errno
import secrets
import socket
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from gongjian.config.database import require_migrated
from gongjian.config.environment import SERVED_AT
from gongjian.config.own_nodes import find_own_nodes, open_ports
from gongjian.config.static_files import collect_static_files
from gongjian.config.supervisor import Child, Supervisor

BACKLOG = 2_048


class Command(BaseCommand):
    help = "Run the web server and the background workers."
    # They would load the whole town here, which only its children need.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=_port, default=8000, help="0 takes any free one")
        parser.add_argument("--web-workers", type=_count, default=2, help="web processes")
        parser.add_argument("--web-threads", type=_count, default=4, help="threads in each of them")
        parser.add_argument("--workers", type=_count, default=1, help="background workers")
        parser.add_argument(
            "--no-worker", action="store_true", help="no background workers: they run elsewhere"
        )
        parser.add_argument(
            "--no-nodes", action="store_true", help="no nodes of departments: they run elsewhere"
        )

    def handle(
        self,
        *,
        host: str,
        port: int,
        web_workers: int,
        web_threads: int,
        workers: int,
        no_worker: bool,
        no_nodes: bool,
        **options: Any,
    ) -> None:
        require_migrated()
        # Bound here and inherited: while the web server starts again, visitors wait in the
        # socket's queue instead of being refused.
        with bound_socket(host, port) as listener, ExitStack() as held:
            collect_static_files(Path(settings.STATIC_ROOT))
            address = _address(listener)
            # For the links in letters, where GONGJIAN_PUBLIC_URL names no other address.
            Path(settings.HOME, SERVED_AT).write_text(_reachable(address))
            self.stdout.write(_("Serving at %(address)s") % {"address": address})
            if settings.IS_MAIL_PRINTED:
                self.stdout.write(_where_letters_go())
            nodes = [] if no_nodes else find_own_nodes(Path(settings.HOME), self.stderr.write)
            if nodes:
                words = _("Nodes of departments run beside: %(codes)s")
                self.stdout.write(words % {"codes": ", ".join(node.code for node in nodes)})
            self.stdout.flush()
            # Before the others are started: they are told where.
            children = open_ports(nodes, bound_socket, held)
            children.append(_web(listener.fileno(), web_workers, web_threads))
            if not no_worker:
                town = f"{socket.gethostname()[:24]}-{secrets.token_hex(4)}"
                children += [_worker(f"{town}-{slot}") for slot in range(workers)]
            Supervisor(children).run()


def _web(descriptor: int, processes: int, threads: int) -> Child:
    command = [
        sys.executable, "-m", "gunicorn",
        "--config", "python:gongjian.config.gunicorn_settings",
        "--bind", f"fd://{descriptor}",
        "--workers", str(processes),
        "--threads", str(threads),
    ]  # fmt: skip
    return Child("web", lambda starts: command, pass_fds=[descriptor])


def _worker(slot: str) -> Child:
    def command(starts: int) -> list[str]:
        # Its task is taken up at once, not only when its heartbeat has been missed for a while.
        replaces = ["--replaces", f"{slot}-{starts - 1}"] if starts else []
        program = [sys.executable, "-m", "gongjian.config.cli", "worker"]
        return [*program, "--worker-id", f"{slot}-{starts}", *replaces]

    return Child(f"worker {slot}", command)


def _where_letters_go() -> str:
    """Said where no mail server is set, lest anybody waits for a letter."""
    if settings.DEMO:
        words = _("E-mails are not sent: they stand whole in %(path)s, and in one line each here.")
        return words % {"path": settings.LETTERS_PATH}
    return _("No mail server is set (GONGJIAN_EMAIL_URL): e-mails are only printed here, not sent.")


def _again(port: int) -> str:
    return f"gongjian serve --port {port}"


def bound_socket(host: str, port: int, again: Callable[[int], str] = _again) -> socket.socket:
    """A listening socket; CommandError says why there can be none, and what to do.

    ``again`` is the command for another port, as it is typed.
    """
    try:
        family, kind, _protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Inherited by every connection. Else the second half of an answer waits 40 ms for a client
        # to say that it has the first.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        raise CommandError(_why_not(host, port, error, again)) from error
    return listener


def _why_not(host: str, port: int, error: OSError, again: Callable[[int], str]) -> str:
    if error.errno == errno.EADDRINUSE:
        text = _("Port %(port)d is taken. Stop what uses it, or choose another: %(command)s")
    elif error.errno == errno.EACCES:
        text = _("Port %(port)d is for the system's own programs. Choose one above 1023.")
    else:
        text = _("Cannot listen on %(host)s port %(port)d: %(why)s")
    command = again(port + 1)
    return text % {"host": host, "port": port, "command": command, "why": error.strerror}


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _reachable(address: str) -> str:
    """“All addresses of this machine” is nothing to open in a browser."""
    return address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65_535:
        raise ArgumentTypeError(_("a port is a number from 0 to 65535"))
    return number


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 1_000:
        raise ArgumentTypeError(_("a number from 1 to 1000"))
    return number
