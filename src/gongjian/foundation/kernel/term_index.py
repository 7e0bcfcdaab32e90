"""How either database is asked which rows have some terms: a ``tsvector`` column on PostgreSQL, an
FTS5 table with the same ids on SQLite. The terms are those of gongjian.methods.search_terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL


@dataclass(frozen=True, slots=True)
class TermIndex:
    """By which conditions the rows of a table are asked for.

    Parameters
    ----------
    postgresql, sqlite : str
        SQL with one ``%s`` for the query; written in the code, never made of what somebody typed.
    fts_column : str
        Of the FTS5 table, where it has several.
    """

    postgresql: str
    sqlite: str
    fts_column: str = ""

    def matching(self, terms: Sequence[str], any_of: Sequence[str] = ()) -> RawSQL:
        """A condition on rows of the table: has all the terms, and one of ``any_of`` where given,
        which PostgreSQL alone is asked for."""
        if connection.vendor == "postgresql":
            sql, query = self.postgresql, " & ".join(map(_quoted, terms))
            if any_of:
                query += f" & ({' | '.join(map(_quoted, any_of))})"
        else:
            within = f"{self.fts_column} : " if self.fts_column else ""
            sql, query = self.sqlite, " AND ".join(f'{within}"{term}"' for term in terms)
        return RawSQL(sql, [query], output_field=BooleanField())  # noqa: S611 - see its parameters


def _quoted(term: str) -> str:
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
