"""The numbers that provisions may set, with what holds where none does."""

from __future__ import annotations

import ast
from types import ModuleType

from tools.reference.sources import Unresolved, calls, first_sentence, value_of
from tools.reference.tables import cell, code, table


def law_parameters() -> str:
    """Codes of parameters that the code asks for, found where it does."""
    found: dict[str, tuple[object, set[str]]] = {}
    for module, function, call in [*calls("Limit"), *calls("parameter")]:
        if not call.args or module.__name__.endswith(("law.interface", "legal_rules")):
            continue
        for name in _codes(call.args[0], function, module):
            default = call.args[-1] if len(call.args) > 1 else call.args[0]
            try:
                value = value_of(default, module)
            except Unresolved:
                continue
            _, places = found.setdefault(name, (value, set()))
            places.add(first_sentence(module.__doc__))
    rows = [
        [code(name), code(value), cell(" · ".join(sorted(places)))]
        for name, (value, places) in sorted(found.items())
    ]
    return table(["code", "where no provision sets it", "asked by"], rows)


def _codes(node: ast.expr, function: ast.FunctionDef | None, module: ModuleType) -> list[str]:
    """What the first argument may be; nothing where it is another's."""
    if isinstance(node, ast.Name) and function is not None:
        values = [
            one.value.value
            for one in ast.walk(function)
            if isinstance(one, ast.Assign)
            and [getattr(target, "id", "") for target in one.targets] == [node.id]
            and isinstance(one.value, ast.Constant)
        ]
        if values:
            return [str(value) for value in values]
    try:
        value = value_of(node, module)
    except Unresolved:
        return []
    return [value] if isinstance(value, str) else []
