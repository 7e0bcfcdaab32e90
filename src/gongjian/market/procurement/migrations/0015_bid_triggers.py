"""Bids, and what the database itself holds to: by its own clock, whatever a process believes.

An envelope is taken only while its call is open, at the stage it is for, before the deadline, and
never when the clock stands before an envelope that came earlier. What it says never changes; what
becomes of it does not from the deadline on. Nothing is signed as a closing before its deadline, nor
while the clock stands before an envelope. What was signed, handed in or opened never changes, and
no row of it is deleted; of whom it came is emptied when a person is erased.
"""

from django.db import migrations


CLOCKS = {
    "postgresql": "clock_timestamp()",
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
}
"""Not the beginning of a transaction: one that waited for a lock must not be early by it."""

_CLOCK = "(SELECT moment FROM procurement_clock)"
_OPEN = """
    SELECT 1 FROM procurement_bid b JOIN procurement_bidwindow w ON w.call_id = b.call_id
    WHERE b.id = NEW.bid_id AND w.stage_number = b.stage_number AND {clock} < w.closes_at
      AND NOT EXISTS (
        SELECT 1 FROM procurement_bidclosing c
        WHERE c.call_id = b.call_id AND c.stage_number = b.stage_number
      )
"""
_BACK = """
    SELECT 1 FROM procurement_bidenvelope e JOIN procurement_bid o ON o.id = e.bid_id
    JOIN procurement_bid b ON b.call_id = o.call_id AND b.id = NEW.bid_id
    WHERE e.received_at > {clock}
"""
_BACK_AT_CLOSING = """
    SELECT 1 FROM procurement_bidenvelope e JOIN procurement_bid b ON b.id = e.bid_id
    WHERE b.call_id = NEW.call_id AND e.received_at > {clock}
"""
# Whoever closes changes the window: it waits for envelopes on their way, and they for it, so that
# none is taken and yet missing under the root. Envelopes do not wait for each other.
_HOLD = """
    PERFORM 1 FROM procurement_bidwindow w JOIN procurement_bid b ON b.call_id = w.call_id
    WHERE b.id = NEW.bid_id FOR SHARE OF w;
"""
_CHANGED = """
    NEW.bid_id <> OLD.bid_id OR NEW.key_id <> OLD.key_id OR NEW.digest <> OLD.digest
    OR NEW.body <> OLD.body OR NEW.sequence <> OLD.sequence
    OR (OLD.receipt <> '' AND (NEW.receipt <> OLD.receipt OR NEW.received_at <> OLD.received_at))
    OR (OLD.withdrawal <> '' AND NEW.withdrawal <> OLD.withdrawal)
"""
KEPT = {
    "bidenvelope": "",
    "bidclosing": "TRUE",
    # What cannot be opened may be after all, once trustees correct themselves.
    "openedpart": """
        OLD.outcome <> 'unopenable' OR NEW.envelope_id <> OLD.envelope_id OR NEW.part <> OLD.part
    """,
    "sharerelease": """
        NEW.closing_id <> OLD.closing_id OR NEW.trustee_id <> OLD.trustee_id
        OR NEW.part <> OLD.part OR NEW.sha256 <> OLD.sha256 OR NEW.body <> OLD.body
    """,
    "bid": """
        NEW.call_id <> OLD.call_id OR NEW.stage_number <> OLD.stage_number
        OR NEW.company_id <> OLD.company_id
    """,
    "bidderkey": "NEW.company_id <> OLD.company_id OR NEW.public_key <> OLD.public_key",
}
"""Tables of which no row is deleted, and what of a row is never changed."""

_POSTGRESQL = [
    "CREATE OR REPLACE VIEW procurement_clock AS SELECT {now} AS moment",
    """
    CREATE OR REPLACE FUNCTION procurement_take_envelope() RETURNS trigger AS $$
    DECLARE clock timestamptz;
    BEGIN
      {hold}
      clock := (SELECT moment FROM procurement_clock);
      IF NOT EXISTS ({open}) THEN RAISE EXCEPTION 'gongjian: bid is late'; END IF;
      IF EXISTS ({back}) THEN RAISE EXCEPTION 'gongjian: clock went back'; END IF;
      NEW.received_at := clock;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    """
    CREATE OR REPLACE FUNCTION procurement_keep_envelope() RETURNS trigger AS $$
    DECLARE clock timestamptz;
    BEGIN
      {hold}
      clock := (SELECT moment FROM procurement_clock);
      IF {changed} THEN RAISE EXCEPTION 'gongjian: envelopes never change'; END IF;
      IF NEW.fate <> OLD.fate AND NOT EXISTS ({open}) THEN
        RAISE EXCEPTION 'gongjian: bid is late';
      END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    """
    CREATE OR REPLACE FUNCTION procurement_time_closing() RETURNS trigger AS $$
    DECLARE clock timestamptz;
    BEGIN
      clock := (SELECT moment FROM procurement_clock);
      IF NEW.closed_at < NEW.deadline OR clock < NEW.closed_at THEN
        RAISE EXCEPTION 'gongjian: closing is early';
      END IF;
      IF EXISTS ({back_at_closing}) THEN RAISE EXCEPTION 'gongjian: clock went back'; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    """
    CREATE OR REPLACE FUNCTION procurement_keep() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'gongjian: what was signed never changes'; END $$ LANGUAGE plpgsql
    """,
    """
    CREATE OR REPLACE TRIGGER procurement_take_envelope BEFORE INSERT ON procurement_bidenvelope
    FOR EACH ROW EXECUTE FUNCTION procurement_take_envelope()
    """,
    """
    CREATE OR REPLACE TRIGGER procurement_keep_envelope BEFORE UPDATE ON procurement_bidenvelope
    FOR EACH ROW EXECUTE FUNCTION procurement_keep_envelope()
    """,
    """
    CREATE OR REPLACE TRIGGER procurement_time_closing BEFORE INSERT ON procurement_bidclosing
    FOR EACH ROW EXECUTE FUNCTION procurement_time_closing()
    """,
]
_SQLITE = [
    "DROP TRIGGER IF EXISTS procurement_take_envelope",
    "DROP TRIGGER IF EXISTS procurement_date_envelope",
    "DROP TRIGGER IF EXISTS procurement_keep_envelope",
    "DROP TRIGGER IF EXISTS procurement_keep_fate",
    "DROP TRIGGER IF EXISTS procurement_time_closing",
    "DROP VIEW IF EXISTS procurement_clock",
    "CREATE VIEW procurement_clock AS SELECT {now} AS moment",
    """
    CREATE TRIGGER procurement_take_envelope BEFORE INSERT ON procurement_bidenvelope BEGIN
      SELECT RAISE(ABORT, 'gongjian: bid is late') WHERE NOT EXISTS ({open});
      SELECT RAISE(ABORT, 'gongjian: clock went back') WHERE EXISTS ({back});
    END
    """,
    """
    CREATE TRIGGER procurement_date_envelope AFTER INSERT ON procurement_bidenvelope BEGIN
      UPDATE procurement_bidenvelope SET received_at = {clock} WHERE id = NEW.id;
    END
    """,
    """
    CREATE TRIGGER procurement_keep_envelope BEFORE UPDATE ON procurement_bidenvelope
    WHEN {changed} BEGIN SELECT RAISE(ABORT, 'gongjian: envelopes never change'); END
    """,
    """
    CREATE TRIGGER procurement_keep_fate BEFORE UPDATE OF fate ON procurement_bidenvelope
    WHEN NEW.fate <> OLD.fate BEGIN
      SELECT RAISE(ABORT, 'gongjian: bid is late') WHERE NOT EXISTS ({open});
    END
    """,
    # Moments are written with six digits of a second by Django and with three by the clock.
    """
    CREATE TRIGGER procurement_time_closing BEFORE INSERT ON procurement_bidclosing BEGIN
      SELECT RAISE(ABORT, 'gongjian: closing is early')
      WHERE strftime('%Y-%m-%d %H:%M:%f', NEW.closed_at)
          < strftime('%Y-%m-%d %H:%M:%f', NEW.deadline)
        OR strftime('%Y-%m-%d %H:%M:%f', {clock})
          < strftime('%Y-%m-%d %H:%M:%f', NEW.closed_at);
      SELECT RAISE(ABORT, 'gongjian: clock went back') WHERE EXISTS ({back_at_closing});
    END
    """,
]


def _keeping(vendor: str) -> list[str]:
    statements = []
    for table, changed in KEPT.items():
        for event, condition in (("DELETE", ""), ("UPDATE", changed)):
            if event == "UPDATE" and not condition:
                continue
            name = f"procurement_{event.lower()}_{table}"
            when = f"WHEN ({condition})" if condition else ""
            on = f"BEFORE {event} ON procurement_{table}"
            if vendor == "postgresql":
                does = "EXECUTE FUNCTION procurement_keep()"
                statements.append(f"CREATE OR REPLACE TRIGGER {name} {on} FOR EACH ROW {when} {does}")
            else:
                does = "SELECT RAISE(ABORT, 'gongjian: what was signed never changes')"
                statements += [
                    f"DROP TRIGGER IF EXISTS {name}",
                    f"CREATE TRIGGER {name} {on} {when} BEGIN {does}; END",
                ]
    return statements


def trigger_statements(vendor: str, clock: str = "") -> list[str]:
    """The clock and the triggers of a database; a test gives a clock that stands still."""
    # A variable, so that both questions and the column are answered by one moment.
    asked = "clock" if vendor == "postgresql" else _CLOCK
    parts = {
        "open": _OPEN,
        "hold": _HOLD,
        "back": _BACK,
        "back_at_closing": _BACK_AT_CLOSING,
        "changed": _CHANGED,
        "clock": asked,
        "now": clock or CLOCKS[vendor],
    }
    statements = _POSTGRESQL if vendor == "postgresql" else _SQLITE
    return [*(_fill(statement, parts) for statement in statements), *_keeping(vendor)]


def _fill(statement: str, parts: dict[str, str]) -> str:
    for name, text in parts.items():
        statement = statement.replace(f"{{{name}}}", text)
    return statement


def make_triggers(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for statement in trigger_statements(schema_editor.connection.vendor):
            cursor.execute(statement)


def drop_triggers(apps, schema_editor):
    # SQLite drops triggers with their tables, and changes none while a trigger misses its view.
    if schema_editor.connection.vendor == "postgresql":
        for name in ("take_envelope", "keep_envelope", "time_closing", "keep"):
            schema_editor.execute(f"DROP FUNCTION procurement_{name} CASCADE")
        schema_editor.execute("DROP VIEW procurement_clock")


class Migration(migrations.Migration):

    dependencies = [
        ('procurement', '0001_squashed_0014_named_owners'),
    ]

    operations = [
        migrations.RunPython(make_triggers, drop_triggers),
    ]
