"""Every environment variable of a town, as config/environment.py reads it."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from gongjian.config.environment import PREFIX, Environment
from tools.reference.sources import words_below
from tools.reference.tables import cell, code, table

KINDS: dict[object, str] = {
    bool: "yes or no",
    int: "whole number",
    str: "text",
    Path: "folder",
}


def settings() -> str:
    """One table, in the order of the file."""
    told = words_below(Environment)
    fields = Environment.model_fields
    rows = [
        [code(variable(name)), _kind(field), _default(field), cell(told.get(name, ""))]
        for name, field in fields.items()
    ]
    return table(["variable", "value", "if not set", "what it does"], rows)


def variable(name: str) -> str:
    """The environment variable of a field."""
    return "DATABASE_URL" if name == "database_url" else PREFIX + name.upper()


def _kind(field: FieldInfo) -> str:
    bounds = {type(one).__name__: one for one in field.metadata}
    least = getattr(bounds.get("Ge"), "ge", None)
    most = getattr(bounds.get("Le"), "le", None)
    kind = _named(field.annotation)
    if least is not None and most is not None:
        return f"{kind}, {least} to {most}"
    return kind if least is None else f"{kind}, at least {least}"


def _named(kind: object) -> str:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) is Literal:
        return " or ".join(map(code, get_args(kind)))
    if get_origin(kind) in (Union, types.UnionType):
        (kind,) = [one for one in get_args(kind) if one is not type(None)]
    return "list, by commas" if get_origin(kind) is list else KINDS[kind]


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return code(",".join(value) if isinstance(value, list) else value)
