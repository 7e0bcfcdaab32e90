"""What a node is told by its file, ``node.toml``."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from joserfc.jwk import OKPKey

from gongjian.government.exchange.node.csv_source import CsvSource
from gongjian.government.exchange.node.rest_source import RestSource
from gongjian.government.exchange.node.sources import Source
from gongjian.government.exchange.node.sql_source import SqlSource
from gongjian.methods.exchange_messages import WrongMessage, key_id, key_of_jwk


class WrongSettings(Exception):
    """The file of a node cannot be used; the words say what to do."""


@dataclass(frozen=True, slots=True)
class NodeSettings:
    """One department's node: its code, whose gateway it trusts, and what it has to give."""

    department: str
    folder: Path
    keys: Path
    """The folder of its own private keys."""
    gateway_keys: Mapping[str, OKPKey]
    sources: Mapping[str, Source]
    zone: ZoneInfo
    """Of the town: by its days agreements end."""
    former_keys: Mapping[str, OKPKey]
    """Public keys of this department that the town kept for it, and signed agreements with."""


def read_settings(path: Path) -> NodeSettings:
    """Read a node's file; other files that it names are found from where it lies.

    Secrets may stand in the environment: a value ``env:NAME`` is read there.

    Raises
    ------
    WrongSettings
        Something in it is missing or wrong.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        folder = path.parent
        keys = json.loads((folder / said["gateway_keys"]).read_text(encoding="utf-8"))
        former = said.get("former_keys")
        before = json.loads((folder / former).read_text(encoding="utf-8")) if former else {}
        return NodeSettings(
            department=str(said["department"]),
            folder=folder,
            keys=folder / said.get("keys", "keys"),
            gateway_keys=_by_id(keys["keys"]),
            sources={one["dataset"]: _source(one, folder) for one in said.get("source", [])},
            zone=ZoneInfo(said.get("time_zone", "UTC")),
            former_keys=_by_id(before.get("keys", [])),
        )
    except (OSError, KeyError, ValueError, TypeError, WrongMessage) as error:
        raise WrongSettings(f"{path}: {error}") from error


def _by_id(jwks: Sequence[Mapping[str, Any]]) -> dict[str, OKPKey]:
    return {key_id(key): key for key in map(key_of_jwk, jwks)}


def _source(said: Mapping[str, Any], folder: Path) -> Source:
    options = {
        name: _from_environment(value)
        for name, value in said.items()
        if name not in ("dataset", "kind")
    }
    if said["kind"] == "sql":
        return SqlSource(folder=folder, **options)
    if said["kind"] == "csv":
        return CsvSource(path=folder / options.pop("path"), **options)
    if said["kind"] == "rest":
        description = json.loads((folder / options.pop("openapi")).read_text(encoding="utf-8"))
        return RestSource(description=description, **options)
    raise ValueError(f"“{said['kind']}” is no kind of source: sql, rest or csv")


def _from_environment(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _from_environment(one) for name, one in value.items()}
    if isinstance(value, str) and value.startswith("env:"):
        return os.environ[value.removeprefix("env:")]
    return value
