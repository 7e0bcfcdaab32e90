"""The parts of the reference that are made from the code, so that they cannot say anything else.

Each part is a function without arguments that returns Markdown. ``docs/conf.py`` puts them where a
page under ``docs/reference/`` has a block ``{from-code}`` with a part's name. Django must be set up
before a part is made.
"""

from __future__ import annotations

from importlib import import_module

PARTS = {
    "commands": "commands:commands",
    "events": "wires:events",
    "law-parameters": "law:law_parameters",
    "ledger-acts": "ledger:ledger_acts",
    "operations": "operations:operations",
    "periodics": "wires:periodics",
    "roles": "states:roles",
    "settings": "settings:settings",
    "states": "states:states",
}


def part(name: str) -> str:
    """One part as Markdown; KeyError where there is none of that name."""
    module, _, function = PARTS[name].partition(":")
    made: str = getattr(import_module(f"tools.reference.{module}"), function)()
    return made
