"""What the ledger records: the names of acts, found where they are recorded."""

from __future__ import annotations

import ast
import re
from types import ModuleType

from tools.reference.sources import Unresolved, calls, value_of
from tools.reference.tables import code, table

ACT = re.compile(r"[a-z]+(_[a-z…]+)+")
Argument = tuple[int, str]
"""Place and name of the argument that is the act."""
RECORDERS = {"record": {(1, "action")}, "record_many": {(1, "action")}}


def ledger_acts() -> str:
    """Every act by the app that records it."""
    by_app: dict[str, set[str]] = {}
    for module, acts in _found():
        app = module.__name__.split(".")[2]
        by_app.setdefault(app, set()).update(acts)
    rows = [[app, ", ".join(map(code, sorted(acts)))] for app, acts in sorted(by_app.items())]
    return table(["app", "acts"], rows)


def _found() -> list[tuple[ModuleType, set[str]]]:
    """What the ledger is given, and what is given to functions that hand it on to the ledger."""
    found: list[tuple[ModuleType, set[str]]] = []
    known: dict[str, set[Argument]] = {name: set(given) for name, given in RECORDERS.items()}
    waiting = [(name, argument) for name, given in RECORDERS.items() for argument in given]
    while waiting:
        name, argument = waiting.pop()
        for module, function, call in calls(name):
            node = _argument(call, *argument)
            if node is None or not _is_ours(name, call):
                continue
            handed = _parameter(node, function)
            if handed and function and handed not in known.setdefault(function.name, set()):
                known[function.name].add(handed)
                waiting.append((function.name, handed))
            acts = {act for act in _values(node, function, module) if ACT.fullmatch(act)}
            if acts:
                found.append((module, acts))
    # Events of cases are rows that are recorded by their own name.
    for module, function, call in calls("CaseEvent"):
        node = _argument(call, 99, "name")
        if node is not None:
            found.append((module, _values(node, function, module)))
    return found


def _is_ours(name: str, call: ast.Call) -> bool:
    of = getattr(getattr(call.func, "value", None), "id", "ledger")
    return name not in RECORDERS or of == "ledger"


def _argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    named = [one.value for one in call.keywords if one.arg == name]
    if named:
        return named[0]
    return call.args[place] if len(call.args) > place else None


def _parameter(node: ast.expr, function: ast.FunctionDef | None) -> Argument | None:
    """Which parameter of the function a name is, if it is one."""
    if function is None or not isinstance(node, ast.Name):
        return None
    plain = [one.arg for one in function.args.args]
    if node.id in plain:
        return plain.index(node.id), node.id
    return (99, node.id) if node.id in [one.arg for one in function.args.kwonlyargs] else None


def _values(node: ast.expr, function: ast.FunctionDef | None, module: ModuleType) -> set[str]:
    match node:
        case ast.JoinedStr(values=parts):
            return {"".join(map(_or_dots, parts))}
        case ast.Subscript(value=of) if isinstance(table_ := _resolved(of, module), dict):
            return {value for value in table_.values() if isinstance(value, str)}
        case ast.IfExp(body=one, orelse=other):
            return _values(one, function, module) | _values(other, function, module)
        case ast.Name(id=name) if function is not None and (given := _given(name, function)):
            return set().union(*(_values(one, None, module) for one in given))
    value = _resolved(node, module)
    return {value} if isinstance(value, str) else set()


def _or_dots(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "…"


def _resolved(node: ast.expr, module: ModuleType) -> object:
    try:
        return value_of(node, module)
    except Unresolved:
        return None


def _given(name: str, function: ast.FunctionDef) -> list[ast.expr]:
    """What a local name is set to, in assignments and in loops over what is written there."""
    found: list[ast.expr] = []
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if getattr(target, "id", "") == name:
                    found.append(node.value)
        if isinstance(node, ast.For) and name in {
            getattr(one, "id", "") for one in ast.walk(node.target)
        }:
            found += [one for one in ast.walk(node.iter) if isinstance(one, ast.Constant)]
    return found
