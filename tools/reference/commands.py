"""Every command of ours with its arguments, as its parser knows them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from tools.reference.tables import cell, code, table

OF_DJANGO = {
    "version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color",
    "help", "skip_checks",
}  # fmt: skip
"""Options of every command, told once."""


def our_commands() -> dict[str, BaseCommand]:
    """The commands of our apps by name."""
    return {
        name: load_command_class(app, name)
        for name, app in sorted(get_commands().items())
        if isinstance(app, str) and app.startswith("gongjian")
    }


def commands() -> str:
    """A heading for each command and for each of its sub-commands."""
    parts: list[str] = []
    for name, command in our_commands().items():
        parser = command.create_parser("gongjian", name)
        parts += _told(f"gongjian {name}", parser, command.help, level=2)
    return "\n".join(parts)


def _told(name: str, parser: argparse.ArgumentParser, words: str, level: int) -> Iterator[str]:
    yield f"{'#' * level} {name}\n\n{cell(words)}\n"
    shown = [
        one for one in parser._actions if one.dest not in OF_DJANGO and one.help != "==SUPPRESS=="
    ]
    plain = [one for one in shown if not isinstance(one, argparse._SubParsersAction)]
    if plain:
        yield table(["argument", "what it is", "if left out"], map(_row, plain))
    for group in shown:
        if isinstance(group, argparse._SubParsersAction):
            helps = {one.dest: one.help or "" for one in group._choices_actions}
            for sub, inner in group.choices.items():
                told = helps.get(sub, "") or inner.description or ""
                yield from _told(f"{name} {sub}", inner, told, min(level + 1, 5))


def _row(action: argparse.Action) -> list[str]:
    value = ""
    if action.nargs != 0:
        names = map(str, action.choices) if action.choices else [_value_name(action)]
        value = "|".join(names)
    if action.option_strings:
        spelled = f"{', '.join(action.option_strings)} {value}".strip()
    else:
        spelled = value or action.dest
    if action.nargs in ("*", "+"):
        spelled += " …"
    words = cell((action.help or "").replace("%(default)s", str(action.default)))
    if isinstance(action, argparse._AppendAction):
        words = f"{words}; may be repeated".removeprefix("; ")
    return [code(spelled), words, _left_out(action)]


def _value_name(action: argparse.Action) -> str:
    if isinstance(action.metavar, tuple):
        return " ".join(action.metavar)
    return action.metavar or action.dest.upper()


def _left_out(action: argparse.Action) -> str:
    if action.required and (action.option_strings or action.nargs not in ("?", "*")):
        return "**needed**"
    default = action.default
    if default in (None, "", False, argparse.SUPPRESS) or default == []:
        return ""
    return code(default)
