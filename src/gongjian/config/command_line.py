"""Our commands before Django's in the help, and one way to say what went wrong."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management import ManagementUtility, get_commands
from django.core.management.base import BaseCommand, CommandError, SystemCheckError


class CommandLine(ManagementUtility):
    def main_help_text(self, commands_only: bool = False) -> str:
        """Our commands with a line each, then the names of Django's."""
        commands = get_commands()
        if commands_only:
            return "\n".join(sorted(commands))
        ours = sorted(name for name, app in commands.items() if _is_ours(app))
        width = max(map(len, ours))
        told = [f"  {name:<{width}}  {_first_sentence(self.fetch_command(name))}" for name in ours]
        others = sorted({"migrate", "check", "shell", "dbshell"} & commands.keys())
        return "\n".join(
            [
                "gongjian COMMAND [options]; gongjian help COMMAND says more of one.",
                "",
                *told,
                "",
                f"Of Django's most of use: {', '.join(others)}.",
                "All of them: gongjian help --commands",
            ]
        )

    def fetch_command(self, subcommand: str) -> BaseCommand:
        command = super().fetch_command(subcommand)
        run = command.execute

        def execute(*args: Any, **options: Any) -> str | None:
            try:
                return run(*args, **options)
            except SystemCheckError:
                raise
            except CommandError as error:
                if options.get("traceback"):
                    raise
                print(f"gongjian: {error}", file=sys.stderr)
                raise SystemExit(error.returncode) from error

        # On this one command, whichever app it is from: Django has no hook around all of them.
        vars(command)["execute"] = execute
        return command


def _is_ours(app: object) -> bool:
    name = app.__module__ if isinstance(app, BaseCommand) else str(app)
    return name.startswith("gongjian")


def _first_sentence(command: BaseCommand) -> str:
    return command.help.split(". ")[0].rstrip(".") + "."
