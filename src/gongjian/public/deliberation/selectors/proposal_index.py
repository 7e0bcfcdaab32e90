"""How the words of proposals are kept for gongjian.foundation.kernel.term_index."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from gongjian.foundation.kernel.term_index import TermIndex

INDEX = TermIndex(
    "deliberation_proposaldocument.terms @@ %s::tsquery",
    """deliberation_proposaldocument.id IN
        (SELECT rowid FROM deliberation_proposal_fts WHERE deliberation_proposal_fts MATCH %s)""",
)


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
