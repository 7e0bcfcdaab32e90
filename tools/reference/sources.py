"""Reading what only the source says: the words below a name, and what calls are given."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

import gongjian

LEFT_OUT = ("migrations", "demo", "locale")
"""Packages in which nothing of the reference stands."""


class Unresolved(Exception):
    """An expression whose value only running the code tells."""


@cache
def modules() -> tuple[ModuleType, ...]:
    """All modules of the house, imported, by name."""
    found = pkgutil.walk_packages(gongjian.__path__, "gongjian.")
    names = sorted(one.name for one in found)
    wanted = [
        name
        for name in names
        if not set(LEFT_OUT) & set(name.split("."))
        and not name.endswith(("wsgi", "gunicorn_settings"))
    ]
    return tuple(map(importlib.import_module, wanted))


@cache
def tree(module: ModuleType) -> ast.Module:
    """The syntax tree of a module; an empty one where it has no source."""
    try:
        return ast.parse(inspect.getsource(module))
    except OSError:
        return ast.Module([], [])


def words_below(cls: type) -> dict[str, str]:
    """The string that stands below each field of a class, by the field's name."""
    (body,) = [
        node
        for node in ast.walk(tree(importlib.import_module(cls.__module__)))
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__
    ]
    told = {}
    for node, after in zip(body.body, body.body[1:], strict=False):
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            told[node.target.id] = str(after.value.value)
    return told


def value_of(node: ast.expr, module: ModuleType) -> object:
    """The value of a constant, a name of the module, an attribute or a subscript of these.

    Raises
    ------
    Unresolved
        The expression is another one.
    """
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name) if hasattr(module, name):
            return getattr(module, name)
        case ast.Attribute(value=of, attr=name):
            return getattr(value_of(of, module), name)
        case ast.Subscript(value=of, slice=key):
            mapping: Any = value_of(of, module)
            return mapping[value_of(key, module)]
    raise Unresolved(ast.unparse(node))


def calls(name: str) -> Iterator[tuple[ModuleType, ast.FunctionDef | None, ast.Call]]:
    """Every call of a function or method of that name, with the function in which it stands."""
    for module in modules():
        for function, call in _calls_of(module):
            if name == getattr(call.func, "id", getattr(call.func, "attr", None)):
                yield module, function, call


@cache
def _calls_of(module: ModuleType) -> tuple[tuple[ast.FunctionDef | None, ast.Call], ...]:
    found: list[tuple[ast.FunctionDef | None, ast.Call]] = []

    def walk(node: ast.AST, function: ast.FunctionDef | None) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                found.append((function, child))
            walk(child, child if isinstance(child, ast.FunctionDef) else function)

    walk(tree(module), None)
    return tuple(found)


def first_sentence(words: str | None) -> str:
    """What a docstring begins with."""
    text = " ".join((words or "").split("\n\n")[0].split())
    return text
