"""Every operation of the API, from its OpenAPI description."""

from __future__ import annotations

from gongjian.config.api import api
from tools.reference.tables import cell, code, table


def operations() -> str:
    """A heading for each part, a row for each operation."""
    parts: dict[str, list[list[str]]] = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            words = operation.get("description") or operation.get("summary", "")
            row = [code(f"{method.upper()} {path.removeprefix('/api/v1')}"), cell(words)]
            parts.setdefault(operation.get("tags", ["other"])[0], []).append(row)
    return "\n".join(
        f"## {heading[0].upper()}{heading[1:]}\n\n" + table(["operation", "what it does"], rows)
        for heading, rows in sorted(parts.items())
    )
