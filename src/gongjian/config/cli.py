"""The ``gongjian`` command: Django's commands and ours under one name."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from gongjian.config import look_check
from gongjian.config.backups.manifest import put_keys_back
from gongjian.config.demo import marker
from gongjian.config.environment import unknown_variables
from gongjian.config.supervisor import SUPERVISOR_VARIABLE, end_with_supervisor
from gongjian.foundation.ledger.offline import commands as offline
from gongjian.government.exchange.node import command as node_command


def main() -> None:
    if sys.argv[1:2] == ["ledger"] and sys.argv[2:3] and sys.argv[2] in offline.NAMES:
        # Before settings: whoever checks a town is not one, and keeps nothing here.
        sys.exit(offline.main(sys.argv[2:]))
    if sys.argv[1:3] == ["node", "run"]:
        # Before settings, too: a node is a department's, and needs nothing of a town.
        end_with_supervisor(signal.SIGKILL)
        node_command.main(sys.argv[3:])
        return
    if sys.argv[1:2] == ["data"] and sys.argv[2:3] and sys.argv[2] in look_check.NAMES:
        sys.exit(look_check.main(sys.argv[2:]))
    home = Path(os.environ.get("GONGJIAN_HOME", "var"))
    if sys.argv[1:2] == ["demo"]:
        _begin_demo(home)
    if sys.argv[1:2] == ["restore"]:
        for folder in sys.argv[2:]:
            put_keys_back(Path(folder), home)
    # Before settings: a home that holds the demo town is served as the demo, whoever serves it.
    for name, value in marker.environment(home).items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    from gongjian.config.command_line import CommandLine
    from gongjian.foundation.kernel.errors import GongjianError

    if SUPERVISOR_VARIABLE not in os.environ:
        # Said once, and not by each process that a supervisor starts.
        for told in unknown_variables(os.environ):
            print(f"gongjian: {told}", file=sys.stderr)
    try:
        CommandLine(["gongjian", *sys.argv[1:]]).execute()
    except (GongjianError, ImproperlyConfigured) as error:
        # Both say what to do; a traceback would only hide it.
        sys.exit(f"gongjian: {error}")
    except DatabaseError:
        _tell_of_database()
        raise


def _begin_demo(home: Path) -> None:
    language, is_fresh = marker.asked(sys.argv[2:], home)
    if not {"-h", "--help"} & set(sys.argv):
        starting, making = marker.BEGINNINGS[language]
        is_there = marker.read(home) and not is_fresh
        print(starting if is_there else f"{starting} {making}", file=sys.stderr, flush=True)
    os.environ.update(marker.environment(home, language))


def _tell_of_database() -> None:
    """Exit with what to do where the database is the reason: not there, or without our tables."""
    from django.core.management.base import CommandError

    from gongjian.config.database import require_migrated

    try:
        require_migrated()
    except CommandError as error:
        sys.exit(f"gongjian: {error}")


if __name__ == "__main__":
    main()
