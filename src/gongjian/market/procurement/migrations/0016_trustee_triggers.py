"""What bids are sealed for, and what the database itself holds to: once it is kept, nobody changes
or removes it, nor the trustees of its call. An account of a trustee may still be erased.

A migration that changes one of the two tables has to run ``make_triggers`` again: on SQLite the new
table has none.
"""

from django.db import migrations


CONTEXT, TRUSTEE = "procurement_sealingcontext", "procurement_calltrustee"
_FROZEN = f"EXISTS (SELECT 1 FROM {CONTEXT} c WHERE c.call_id = %s.call_id)"
_CHANGED = """
    NEW.id <> OLD.id OR NEW.call_id <> OLD.call_id OR NEW.body_id <> OLD.body_id
    OR NEW.place <> OLD.place OR NEW.public_key <> OLD.public_key
    OR (NEW.user_id IS NOT NULL AND (OLD.user_id IS NULL OR NEW.user_id <> OLD.user_id))
"""
RULES = (
    ("keep_context", CONTEXT, "UPDATE", "", "contexts never change"),
    ("hold_context", CONTEXT, "DELETE", "", "contexts never change"),
    ("add_trustee", TRUSTEE, "INSERT", _FROZEN % "NEW", "trustees of an opened call never change"),
    ("keep_trustee", TRUSTEE, "UPDATE",
     f"({_FROZEN % 'OLD'} OR {_FROZEN % 'NEW'}) AND ({_CHANGED})",
     "trustees of an opened call never change"),
    ("hold_trustee", TRUSTEE, "DELETE", _FROZEN % "OLD", "trustees of an opened call never change"),
)
"""Name, table, what is done to a row, when that is refused ("": always), and in which words."""


def trigger_statements(vendor):
    """The triggers of a database, each made anew."""
    statements = []
    for name, table, act, when, words in RULES:
        full = f"procurement_{name}"
        if vendor == "postgresql":
            kept = "OLD" if act == "DELETE" else "NEW"
            statements.append(f"""
                CREATE OR REPLACE FUNCTION {full}() RETURNS trigger AS $$
                BEGIN
                  IF {when or "true"} THEN RAISE EXCEPTION 'gongjian: {words}'; END IF;
                  RETURN {kept};
                END $$ LANGUAGE plpgsql
            """)
            statements.append(f"""
                CREATE OR REPLACE TRIGGER {full} BEFORE {act} ON {table}
                FOR EACH ROW EXECUTE FUNCTION {full}()
            """)
        else:
            statements.append(f"DROP TRIGGER IF EXISTS {full}")
            statements.append(f"""
                CREATE TRIGGER {full} BEFORE {act} ON {table} WHEN {when or "1"}
                BEGIN SELECT RAISE(ABORT, 'gongjian: {words}'); END
            """)
    return statements


def make_triggers(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for statement in trigger_statements(schema_editor.connection.vendor):
            cursor.execute(statement)


def drop_triggers(apps, schema_editor):
    for name, table, *_rule in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION procurement_{name} CASCADE")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS procurement_{name}")


class Migration(migrations.Migration):

    dependencies = [
        ('procurement', '0015_bid_triggers'),
    ]

    operations = [
        migrations.RunPython(make_triggers, drop_triggers),
    ]
