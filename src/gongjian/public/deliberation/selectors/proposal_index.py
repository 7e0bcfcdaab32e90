"""How the two databases are asked for the words of proposals: the only place that knows them apart.

Both index the terms of gongjian.methods.search_terms, made the same way for texts and queries.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL


def matching(terms: Sequence[str]) -> RawSQL:
    """A condition on ProposalDocument: has all the terms."""
    if connection.vendor == "postgresql":
        query = " & ".join(map(_quoted, terms))
        sql = "deliberation_proposaldocument.terms @@ %s::tsquery"
        return RawSQL(sql, [query], output_field=BooleanField())  # noqa: S611 - a constant
    sql = (
        "deliberation_proposaldocument.id IN (SELECT rowid FROM deliberation_proposal_fts"
        " WHERE deliberation_proposal_fts MATCH %s)"
    )
    query = " AND ".join(f'"{term}"' for term in terms)
    return RawSQL(sql, [query], output_field=BooleanField())  # noqa: S611 - a constant


def write_terms(document_id: int, terms: Sequence[str]) -> None:
    """Set what a document is found by, replacing what was there."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "UPDATE deliberation_proposaldocument SET terms = array_to_tsvector(%s::text[])"
                " WHERE id = %s",
                [list(terms), document_id],
            )
            return
        cursor.execute("DELETE FROM deliberation_proposal_fts WHERE rowid = %s", [document_id])
        cursor.execute(
            "INSERT INTO deliberation_proposal_fts (rowid, terms) VALUES (%s, %s)",
            [document_id, " ".join(terms)],
        )


def drop_terms(document_id: int) -> None:
    """Find a document by nothing any more; its row is deleted by whoever asks for this."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM deliberation_proposal_fts WHERE rowid = %s", [document_id])


def _quoted(term: str) -> str:
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
