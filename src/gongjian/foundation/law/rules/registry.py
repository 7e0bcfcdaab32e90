"""Every rule of the house by its code. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from gongjian.methods.legal_rules import Rule

_rules: dict[str, Rule] = {}


def connect_rules(rules: Iterable[Rule]) -> None:
    """Install the rules of all apps; config/wiring.py calls this once.

    Raises
    ------
    ValueError
        Two rules have one code.
    """
    found: dict[str, Rule] = {}
    for one in rules:
        if found.setdefault(one.code, one) is not one:
            raise ValueError(f"two rules are called {one.code}")
    _rules.clear()
    _rules.update(found)


def rule_named(code: str) -> Rule | None:
    return _rules.get(code)


def rules_resting_on(provision: str, parameters: Iterable[str]) -> list[Rule]:
    """Those whose article it is, or that read a number it sets; by code."""
    set_by = frozenset(parameters)
    return [one for one in all_rules() if one.article == provision or one.parameters & set_by]


def all_rules() -> list[Rule]:
    """By code."""
    return [_rules[code] for code in sorted(_rules)]
