"""Several counts of rows in one statement, each stopping where nobody reads on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import QuerySet


def capped_counts(rows: Sequence[QuerySet[Any]], *, most: int) -> list[int]:
    """How many rows each queryset has, ``most`` meaning "or more". One statement for all.

    Each is a subquery of its own with its own limit, so that each walks the index that fits it and
    costs the same however much lies behind. Asked one by one, making and reading the statements
    costs several times what the database does for them.
    """
    counts = [0] * len(rows)
    if not rows:
        return counts
    using = router.db_for_read(rows[0].model)
    asked: list[int] = []
    statements: list[str] = []
    values: list[Any] = []
    for place, one in enumerate(rows):
        query = one.order_by().values("pk")[:most].query
        try:
            statement, of_statement = query.get_compiler(using=using).as_sql()
        except EmptyResultSet:
            continue
        asked.append(place)
        # The ORM's own statement, its values bound.
        statements.append(f"(SELECT COUNT(*) FROM ({statement}) AS counted)")  # noqa: S608 no values
        values += of_statement
    if asked:
        with connections[using].cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(statements)}", values)
            for place, count in zip(asked, cursor.fetchone(), strict=True):
                counts[place] = count
    return counts
