"""Roles, and the tables of states with who may take each step."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from types import ModuleType

from django.utils import translation

from gongjian.foundation.kernel.actor import STAFF_ROLES, Role
from gongjian.foundation.people.role_names import role_name
from gongjian.government.cases import rules as case_rules
from gongjian.market.initiatives import rules as initiative_rules
from gongjian.market.procurement.rules import contracts as contract_rules
from gongjian.market.procurement.rules import states as call_rules
from tools.reference.sources import tree
from tools.reference.tables import code, table

Row = tuple[StrEnum, Iterable[StrEnum], StrEnum | None]
POLICIES = {
    "Cases": "gongjian.government.cases.policies",
    "Initiatives": "gongjian.market.initiatives.policies",
    "Calls": "gongjian.market.procurement.policies.calls",
    "Contracts": "gongjian.market.procurement.policies.contracts",
}


def roles() -> str:
    """Every role, with its word in both languages."""
    rows = []
    for role in Role:
        with translation.override("zh-hans"):
            chinese = str(role_name(role))
        kind = "staff" if role in STAFF_ROLES else ""
        rows.append([code(role.value), str(role_name(role)), chinese, kind])
    return table(["value", "in English", "in Chinese", ""], rows)


def states() -> str:
    """The state machines: step, from where, to where, and the predicate that says who."""
    steps: dict[str, Iterable[Row]] = {
        "Cases": _plain(case_rules.TRANSITIONS),
        "Initiatives": _initiatives(),
        "Calls": _plain(call_rules.TRANSITIONS),
        "Contracts": _plain(contract_rules.TRANSITIONS),
    }
    parts = []
    for title, rows in steps.items():
        may = _who(importlib.import_module(POLICIES[title]))
        lines = [
            [code(step), _named(start), code(end or ""), may.get(step.name, "")]
            for step, start, end in rows
        ]
        words = f"Who may: `{POLICIES[title]}`."
        parts.append(
            f"### {title}\n\n{words}\n\n" + table(["step", "from", "to", "who may"], lines)
        )
    return "\n".join(parts)


def _plain(transitions: dict) -> Iterator[Row]:
    for step, (start, end) in transitions.items():
        yield step, start, end


def _initiatives() -> Iterator[Row]:
    for step, ways in initiative_rules.TRANSITIONS.items():
        for start, end in ways.items():
            yield step, [start], end
    for step, within in initiative_rules.WORKS.items():
        yield step, within, None


def _named(found: Iterable[StrEnum]) -> str:
    states = list(found)
    if states and len(states) == len(type(states[0])):
        return "any"
    order = list(type(states[0])) if states else []
    return ", ".join(code(state) for state in sorted(states, key=order.index))


def _who(module: ModuleType) -> dict[str, str]:
    """The predicates of MAY as they are written, by the name of the step."""
    for node in tree(module).body:
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "MAY":
            assert isinstance(node.value, ast.Dict)
            pairs = zip(node.value.keys, node.value.values, strict=True)
            return {
                key.attr: " or ".join(map(code, _predicates(value)))
                for key, value in pairs
                if isinstance(key, ast.Attribute)
            }
    raise LookupError(f"{module.__name__} has no table MAY")


def _predicates(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "any_of":
        return [ast.unparse(one) for one in node.args]
    return [ast.unparse(node)]
