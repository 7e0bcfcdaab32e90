"""What two departments of the demo town hold about its people, and the folders of their nodes.

Each node lies in ``nodes/CODE`` of the home and runs beside web server and workers. Its register is
its own: views of PostgreSQL, read by a role that may read nothing else, where the town's database
is one and lets roles be made; a SQLite file in its folder otherwise.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from gongjian.config.demo.model import Town, Words
from gongjian.config.demo.people import draw_identity_number
from gongjian.government.exchange.node.answering import DepartmentNode
from gongjian.government.exchange.node.settings import NodeSettings
from gongjian.government.exchange.node.sources import Found
from gongjian.government.exchange.selectors.keys import gateway_key, hosted_folder
from gongjian.methods.exchange_messages import public_jwk

KEY = "resident_id"
OTHERS = 60
FOLDER = "nodes"
TABLES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "civil": {
        "households": {
            "address": "text", "address_since": "date", "members": "integer",
            "protected_address": "text",
        },
        "minimum-income": {
            "is_recipient": "boolean", "level": "text", "monthly_support": "numeric(10, 2)",
            "support_account": "text",
        },
    },
    "labour": {
        "insurance": {
            "months_paid": "integer", "last_paid": "date", "employer": "text",
            "base": "numeric(10, 2)",
        },
        "pensions": {
            "is_drawing": "boolean", "drawing_since": "date", "monthly_pension": "numeric(10, 2)",
            "pension_account": "text",
        },
    },
}  # fmt: skip
"""By department and dataset: columns with their types in PostgreSQL."""
_EMPLOYERS = (
    Words("Lakeside Civil Works Co., Ltd.", "鹭湖市政工程有限公司"),
    Words("Heron Property Services Co., Ltd.", "鹭栖物业服务有限公司"),
    Words("Nanpu Construction Group Co., Ltd.", "南浦建设集团有限公司"),
)
_STREETS = (
    Words("Willow Shade Road", "柳荫路"),
    Words("Heron View Street", "望鹭街"),
    Words("Plum Lane", "梅坞巷"),
)
Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]
"""By dataset and number."""


@dataclass(frozen=True, slots=True)
class Registers:
    """What the two departments hold, and whose number is whose."""

    rows: Mapping[str, Rows]
    numbers: Mapping[str, str]
    """By the key of an account."""


def make_registers(town: Town) -> Registers:
    """Make up both registers: everybody with an account, and some dozens of others."""
    rng = Random("registers")
    keys = [one.key for one in town.accounts if one.role == "resident"]
    found: list[str] = []
    while len(found) < len(keys) + OTHERS:
        number = draw_identity_number(rng)
        if number not in found:
            found.append(number)
    rows: dict[str, Rows] = {
        department: {dataset: {} for dataset in tables} for department, tables in TABLES.items()
    }
    for place, number in enumerate(found):
        _write_person(rows, number, town, rng, is_first=place == 0)
    return Registers(rows, dict(zip(keys, found, strict=False)))


def _write_person(
    rows: dict[str, Rows], number: str, town: Town, rng: Random, *, is_first: bool
) -> None:
    today = town.now.date()
    house = f"{rng.randrange(1, 200)}"
    street = rng.choice(_STREETS)
    rows["civil"]["households"][number] = {
        "address": Words(f"{house} {street.en}", f"{street.zh}{house}号").to(town.language),
        "address_since": today - timedelta(days=rng.randrange(400, 6_000)),
        "members": 4 if is_first else rng.randrange(1, 6),
        "protected_address": None,
    }
    # The first resident gets no support: the demo shows that a register has nothing of somebody.
    if not is_first and (rng.random() < 0.2 or len(rows["civil"]["minimum-income"]) < 2):
        rows["civil"]["minimum-income"][number] = {
            "is_recipient": True,
            "level": rng.choice("ABC"),
            "monthly_support": f"{rng.randrange(400, 1_400)}.00",
            "support_account": "6200000000000005",
        }
    rows["labour"]["insurance"][number] = {
        "months_paid": rng.randrange(14, 300),
        "last_paid": today.replace(day=1) - timedelta(days=rng.randrange(2, 20)),
        "employer": rng.choice(_EMPLOYERS).to(town.language),
        "base": f"{rng.randrange(4_000, 15_000)}.00",
    }
    rows["labour"]["pensions"][number] = {
        "is_drawing": rng.random() < 0.3,
        "drawing_since": None,
        "monthly_pension": None,
        "pension_account": None,
    }


def write_nodes(registers: Registers, bodies: Mapping[str, UUID]) -> None:
    """Write the folder of each node anew: ``node.toml``, the gateway's key, the register."""
    for department, rows in registers.rows.items():
        folder = Path(settings.HOME, FOLDER, department)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
        keys = {"keys": [public_jwk(gateway_key())]}
        (folder / "gateway.json").write_text(json.dumps(keys))
        url, schema = _postgresql_register(department, rows)
        if not url:
            url, schema = "sqlite:///register.sqlite3", ""
            _write_sqlite(folder / "register.sqlite3", department, rows)
        own = os.path.relpath(hosted_folder(bodies[department]).path, folder)
        lines = [
            f"department = {json.dumps(department)}",
            'gateway_keys = "gateway.json"',
            "# Kept by the town as well, so that this department can sign and ask on its pages.",
            f"keys = {json.dumps(own)}",
            f"time_zone = {json.dumps(settings.TIME_ZONE)}",
        ]
        for dataset in rows:
            view = _table(dataset) + "_shown"
            lines += [
                "\n[[source]]",
                f'dataset = "{dataset}"',
                'kind = "sql"',
                f"url = {json.dumps(url)}",
                f'view = "{schema}.{view}"' if schema else f'view = "{view}"',
                f'key_column = "{KEY}"',
                'as_of_column = "confirmed_at"',
            ]
        path = folder / "node.toml"
        path.touch(mode=0o600)
        path.write_text("\n".join(lines) + "\n")


def _table(dataset: str) -> str:
    return dataset.replace("-", "_")


def _write_sqlite(path: Path, department: str, rows: Rows) -> None:
    """With views that say that everything was confirmed last night, whenever they are read."""
    database = sqlite3.connect(path)
    try:
        for dataset, columns in TABLES[department].items():
            table = _table(dataset)
            names = [KEY, *columns]
            database.execute(f"CREATE TABLE {table} ({', '.join(names)}, PRIMARY KEY ({KEY}))")
            marks = ", ".join("?" * len(names))
            database.executemany(
                f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - names of this file
                [_values(number, row) for number, row in rows[dataset].items()],
            )
            database.execute(
                f"CREATE VIEW {table}_shown AS SELECT *,"  # noqa: S608 - names of this file
                f" strftime('%Y-%m-%dT00:00:00+00:00', 'now') AS confirmed_at FROM {table}"
            )
        database.commit()
    finally:
        database.close()
    path.chmod(0o600)


def _values(number: str, row: Row) -> list[Any]:
    values = row.values()
    return [number, *(one.isoformat() if hasattr(one, "isoformat") else one for one in values)]


def _postgresql_register(department: str, rows: Rows) -> tuple[str, str]:
    """The address and the schema of a register in the town's PostgreSQL; "" where there can be
    none."""
    if connection.vendor != "postgresql":
        return "", ""
    known = connection.settings_dict
    schema = f"register_{department}"
    # Roles are of the whole server: another town on it has others.
    role = f"register_{department}_{sha256(known['NAME'].encode()).hexdigest()[:12]}"
    password = secrets.token_urlsafe(24)
    try:
        with transaction.atomic():
            _write_postgresql(schema, role, password, department, rows)
    except DatabaseError:
        # Whoever made this database may not make roles.
        return "", ""
    host = f"{known['HOST'] or 'localhost'}:{known['PORT'] or 5432}"
    url = f"postgres://{role}:{quote(password)}@{host}/{quote(known['NAME'])}"
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error:
        return "", ""
    return url, schema


def _write_postgresql(schema: str, role: str, password: str, department: str, rows: Rows) -> None:
    space, reader = sql.Identifier(schema), sql.Identifier(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        verb = "ALTER" if cursor.fetchone() else "CREATE"
        for statement in (
            sql.SQL(verb + " ROLE {} LOGIN PASSWORD {}").format(reader, sql.Literal(password)),
            sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(reader),
            sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(space),
            sql.SQL("CREATE SCHEMA {}").format(space),
            sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(space, reader),
        ):
            cursor.execute(statement)
        for dataset, columns in TABLES[department].items():
            table = sql.Identifier(schema, _table(dataset))
            view = sql.Identifier(schema, f"{_table(dataset)}_shown")
            typed = sql.SQL(", ").join(
                sql.SQL("{} " + kind).format(sql.Identifier(name)) for name, kind in columns.items()
            )
            cursor.execute(
                sql.SQL("CREATE TABLE {} ({} text PRIMARY KEY, {})").format(
                    table, sql.Identifier(KEY), typed
                )
            )
            marks = sql.SQL(", ").join([sql.Placeholder()] * (len(columns) + 1))
            cursor.executemany(
                sql.SQL("INSERT INTO {} VALUES ({})").format(table, marks),
                [_values(number, row) for number, row in rows[dataset].items()],
            )
            cursor.execute(
                sql.SQL(
                    "CREATE VIEW {} AS SELECT *, date_trunc('day', now()) AS confirmed_at FROM {}"
                ).format(view, table)
            )
            cursor.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(view, reader))


class PastNodes:
    """Both nodes within this process, for queries of the past: they check, project and sign as
    always, and at the moment of the query."""

    def __init__(self, registers: Registers, bodies: Mapping[str, UUID], folder: Path) -> None:
        self._now = datetime.now(UTC)
        key = gateway_key()
        self._nodes = {
            f"own:{department}": DepartmentNode(
                NodeSettings(
                    department=department, folder=folder / department,
                    keys=hosted_folder(bodies[department]).path,
                    gateway_keys={key.thumbprint(): key},
                    sources={name: _PastSource(self, held) for name, held in rows.items()},
                    zone=ZoneInfo(settings.TIME_ZONE), former_keys={},
                )
            )
            for department, rows in registers.rows.items()
        }  # fmt: skip

    def at(self, now: datetime) -> Any:
        """How a query of that moment reaches them."""
        self._now = now.astimezone(UTC)
        return self._send

    def _send(self, url: str, _path: str, message: dict[str, Any]) -> tuple[int, Any]:
        return self._nodes[url].ask(message, now=self._now)

    def night(self) -> datetime:
        """When the registers were confirmed last."""
        return self._now.replace(hour=0, minute=0, second=0, microsecond=0)

    def close(self) -> None:
        for node in self._nodes.values():
            node.close()


class _PastSource:
    def __init__(self, nodes: PastNodes, rows: Mapping[str, Row]) -> None:
        self._nodes, self._rows = nodes, rows

    def fetch(self, number: str, fields: Sequence[str], scope: Mapping[str, str]) -> Found:
        row = self._rows.get(number)
        records = [{name: row[name] for name in fields}] if row else []
        return Found(records, self._nodes.night())
