"""The search index beside ProposalDocument: a tsvector column on PostgreSQL, FTS5 on SQLite."""

from django.db import migrations

POSTGRESQL = [
    "ALTER TABLE deliberation_proposaldocument ADD COLUMN terms tsvector",
    "CREATE INDEX deliberation_proposal_terms ON deliberation_proposaldocument USING gin (terms)",
]
SQLITE = [
    "CREATE VIRTUAL TABLE deliberation_proposal_fts USING fts5("
    "terms, detail=none, tokenize='unicode61 remove_diacritics 0')"
]


def make(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE deliberation_proposaldocument DROP COLUMN terms")
    else:
        schema_editor.execute("DROP TABLE deliberation_proposal_fts")


class Migration(migrations.Migration):
    dependencies = [("deliberation", "0001_proposals")]
    operations = [migrations.RunPython(make, drop)]
