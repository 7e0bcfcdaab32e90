"""A node reads a view of a real PostgreSQL, by a role that may read it and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from gongjian.government.exchange.node.sources import SourceError
from gongjian.government.exchange.node.sql_source import SqlSource
from gongjian.methods.exchange_records import AgreedField, check, project
from tests.processes import database_url, wait_until

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="it is about PostgreSQL"),
]
SCHEMA, PASSWORD = "register_of_tests", "of tests: @/?"
NUMBER = "11010119900101001X"
FIELDS = [
    AgreedField("street", "text", True),
    AgreedField("moved_on", "date"),
    AgreedField("rent", "decimal"),
    AgreedField("people", "integer"),
    AgreedField("is_owner", "boolean"),
    AgreedField("seen_at", "moment"),
    AgreedField("nothing", "text"),
]
NAMES = [one.name for one in FIELDS]
TABLE = f"""
CREATE TABLE {SCHEMA}.person (
  id varchar(18), short char(20), code integer, street text, moved_on date, rent numeric(12, 4),
  people smallint, is_owner boolean, seen_at timestamptz, seen_there timestamp, tags text[],
  nothing text
);
INSERT INTO {SCHEMA}.person VALUES (
  '{NUMBER}', '{NUMBER}', 123, 'Plum Lane 1 李', '2020-02-29', 1234.5600, 4, true,
  '2026-03-01 08:30+08', '2026-03-01 08:30', ARRAY['a', 'b'], NULL
);
CREATE VIEW {SCHEMA}.shown AS SELECT * FROM {SCHEMA}.person;
CREATE VIEW {SCHEMA}.slow AS SELECT *, pg_sleep(30)::text AS drip FROM {SCHEMA}.person;
"""


@dataclass
class Register:
    """A department's database, and how its node reaches it."""

    server: psycopg.Connection
    url: str
    role: str

    def source(self, view: str = "shown", key: str = "id", **more) -> SqlSource:
        return SqlSource(url=self.url, view=f"{SCHEMA}.{view}", key_column=key, **more)

    def backends(self) -> list[int]:
        found = self.server.execute(
            "SELECT pid FROM pg_stat_activity WHERE usename = %s", [self.role]
        ).fetchall()
        return [pid for (pid,) in found]


@pytest.fixture
def register() -> Iterator[Register]:
    parts = urlsplit(database_url())
    # Roles are the whole server's, and other runs use it too.
    role = f"reader_of_{parts.path[1:]}"[:63]
    with psycopg.connect(database_url(), autocommit=True) as server:
        server.execute(f"CREATE SCHEMA {SCHEMA}")
        server.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'")
        try:
            server.execute(TABLE)
            server.execute(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {role}")
            server.execute(f"GRANT SELECT ON {SCHEMA}.shown, {SCHEMA}.slow TO {role}")
            password = "of%20tests%3A%20%40%2F%3F"
            url = f"postgres://{role}:{password}@{parts.hostname}:{parts.port}{parts.path}"
            yield Register(server, url, role)
        finally:
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                           " WHERE usename = %s", [role])  # fmt: skip
            server.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
            server.execute(f"DROP ROLE {role}")


def test_values_travel_as_the_catalogue_says(register):
    [record] = register.source().fetch(NUMBER, NAMES, {}).records

    sent = project(record, FIELDS)

    assert sent == {
        "street": "Plum Lane 1 李", "moved_on": "2020-02-29", "rent": "1234.5600", "people": 4,
        "is_owner": True, "seen_at": "2026-03-01T00:30:00+00:00", "nothing": None,
    }  # fmt: skip
    assert check([sent], FIELDS).faults == []


def test_what_is_no_value_of_its_kind_is_found(register):
    [record] = register.source().fetch(NUMBER, ["tags", "rent"], {}).records
    fields = [AgreedField("tags", "code"), AgreedField("rent", "integer")]

    checked = check([project(record, fields)], fields)

    assert checked.faults == ["rent: no integer", "tags: no code"]


@pytest.mark.parametrize(
    ("column", "moment"),
    [
        ("seen_at", datetime(2026, 3, 1, 0, 30, tzinfo=UTC)),
        # Without a zone, it is UTC.
        ("seen_there", datetime(2026, 3, 1, 8, 30, tzinfo=UTC)),
    ],
)
def test_a_record_is_as_of_when_the_register_confirmed_it(register, column, moment):
    found = register.source(as_of_column=column).fetch(NUMBER, ["street"], {})

    assert found.as_of == moment
    assert found.records == [{"street": "Plum Lane 1 李"}]


def test_without_such_a_column_it_is_right_as_of_now(register):
    found = register.source().fetch(NUMBER, ["street"], {})

    assert timedelta() <= datetime.now(UTC) - found.as_of < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("key", "number", "is_found"),
    [
        ("id", NUMBER, True),
        ("id", NUMBER.lower(), False),
        ("id", NUMBER + " ", False),
        ("id", f"{NUMBER}' OR 'a' = 'a", False),
        # A column that pads: the number is what stands before the blanks.
        ("short", NUMBER, True),
        ("code", "123", True),
        ("code", "00123", False),
        ("code", " 123", False),
        ("code", "+123", False),
    ],
)
def test_a_number_is_that_number_letter_by_letter(register, key, number, is_found):
    records = register.source(key=key).fetch(number, ["street"], {}).records

    assert bool(records) == is_found


def test_rows_are_limited_by_what_was_agreed(register):
    source = register.source()

    assert source.fetch(NUMBER, ["street"], {"moved_on": "2020-02-29"}).records
    assert not source.fetch(NUMBER, ["street"], {"moved_on": "2020-03-01"}).records


def test_the_node_can_write_nothing_even_where_its_role_may(register):
    register.server.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA {SCHEMA} TO {register.role}")
    register.server.execute(
        f"CREATE FUNCTION {SCHEMA}.spoil() RETURNS text LANGUAGE sql AS"
        f" $$ UPDATE {SCHEMA}.person SET street = 'Pear Lane' RETURNING street $$"
    )
    register.server.execute(
        f"CREATE VIEW {SCHEMA}.spoiling AS SELECT id, {SCHEMA}.spoil() AS street"
        f" FROM {SCHEMA}.person"
    )
    register.server.execute(f"GRANT SELECT ON {SCHEMA}.spoiling TO {register.role}")

    with pytest.raises(SourceError, match="ReadOnlySqlTransaction"):
        register.source("spoiling").fetch(NUMBER, ["street"], {})

    [(street,)] = register.server.execute(f"SELECT street FROM {SCHEMA}.person").fetchall()
    assert street == "Plum Lane 1 李"


def test_what_the_role_may_not_read_is_an_error_that_names_no_value(register):
    with pytest.raises(SourceError) as failed:
        register.source("person").fetch(NUMBER, ["street"], {})

    assert str(failed.value) == "the database: InsufficientPrivilege"


def test_a_view_that_takes_too_long_is_cancelled_in_the_database(register):
    source = register.source("slow", timeout_seconds=1)

    with pytest.raises(SourceError, match="QueryCanceled"):
        source.fetch(NUMBER, ["drip"], {})

    active = register.server.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND state = 'active'",
        [register.role],
    ).fetchone()
    assert active == (0,)


def test_a_connection_that_died_is_made_anew(register):
    source = register.source()
    assert source.fetch(NUMBER, ["street"], {}).records
    before = register.backends()
    for pid in before:
        register.server.execute("SELECT pg_terminate_backend(%s)", [pid])
    wait_until(lambda: not register.backends())

    assert source.fetch(NUMBER, ["street"], {}).records

    assert register.backends() != before


def test_each_thread_has_a_connection_of_its_own(register):
    source, found, barrier = register.source(), [], threading.Barrier(3)

    def fetch() -> None:
        barrier.wait()
        found.append(source.fetch(NUMBER, ["street"], {}).records)
        barrier.wait()
        # Its connection goes with the thread.
        barrier.wait()

    threads = [threading.Thread(target=fetch) for _one in range(2)]
    for thread in threads:
        thread.start()
    barrier.wait()
    barrier.wait()
    connections = len(register.backends())
    barrier.wait()
    for thread in threads:
        thread.join()

    assert found == [[{"street": "Plum Lane 1 李"}]] * 2
    assert connections == 2


def test_a_database_that_is_not_there_is_down(register):
    away = SqlSource(url="postgres://nobody@127.0.0.1:1/nothing", view="shown", key_column="id")

    with pytest.raises(SourceError, match="OperationalError"):
        away.fetch(NUMBER, ["street"], {})
