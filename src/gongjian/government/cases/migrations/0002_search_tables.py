"""The search index beside SearchDocument: tsvector columns on PostgreSQL, FTS5 on SQLite."""

from django.db import migrations

POSTGRESQL = [
    "ALTER TABLE cases_searchdocument ADD COLUMN public_terms tsvector",
    "ALTER TABLE cases_searchdocument ADD COLUMN staff_terms tsvector",
    "CREATE INDEX cases_search_public ON cases_searchdocument USING gin (public_terms)",
    "CREATE INDEX cases_search_staff ON cases_searchdocument USING gin (staff_terms)",
]
# detail=column: columns are told apart, positions are not needed and not stored.
SQLITE = [
    "CREATE VIRTUAL TABLE cases_search_fts USING fts5("
    "public_terms, staff_terms, detail=column, tokenize='unicode61 remove_diacritics 0')"
]


def make(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE cases_searchdocument DROP COLUMN public_terms")
        schema_editor.execute("ALTER TABLE cases_searchdocument DROP COLUMN staff_terms")
    else:
        schema_editor.execute("DROP TABLE cases_search_fts")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
