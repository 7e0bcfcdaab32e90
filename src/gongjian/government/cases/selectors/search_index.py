"""By which terms cases are found, and how they are kept for gongjian.foundation.kernel.term_index.

PostgreSQL also gets terms for day, month, area, category and department: "the newest
of very many" is then an intersection inside the index instead of a sort of all hits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.term_index import TermIndex
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors.case_filters import CaseFilters

_BY_FTS = """cases_searchdocument.id IN
    (SELECT rowid FROM cases_search_fts WHERE cases_search_fts MATCH %s)"""
PUBLIC = TermIndex("cases_searchdocument.public_terms @@ %s::tsquery", _BY_FTS, "public_terms")
STAFF = TermIndex("cases_searchdocument.staff_terms @@ %s::tsquery", _BY_FTS, "staff_terms")


def has_filter_terms() -> bool:
    """Whether this database's index knows days, areas, categories and departments."""
    return connection.vendor == "postgresql"


def filter_terms(filters: CaseFilters) -> list[str]:
    """The terms of those filters that the index knows."""
    if not has_filter_terms():
        return []
    terms = []
    if filters.area_path:
        terms.append(_leaf("_a", filters.area_path))
    if filters.category_path:
        terms.append(_leaf("_c", filters.category_path))
    if filters.department_id:
        terms.append(department_term(filters.department_id))
    return terms


def department_term(organisation_id: UUID) -> str:
    return f"_o{organisation_id.hex}"


def case_terms(case: Case) -> list[str]:
    """Day, month, areas, categories and department of a case, as terms."""
    day = local_day(case.received_at)
    terms = [f"_d{day:%Y%m%d}", f"_m{day:%Y%m}"]
    terms += [f"_a{code}" for code in case.area_path.split("/") if code]
    if case.category is not None:
        terms += [f"_c{code}" for code in case.category.path.split("/") if code]
    if case.lead_department_id:
        terms.append(department_term(case.lead_department_id))
    return terms


def time_windows(until: datetime) -> Iterable[list[str]]:
    """Terms of ever wider windows going back: 1, 1, 2, 4, 8, 16 days, then 1, 2, 4, … 64 months.

    A window is skipped when the page is full, so a common word looks at a day or two.
    """
    day = local_day(until)
    for width in (1, 1, 2, 4, 8, 16):
        yield [f"_d{day - timedelta(days=i):%Y%m%d}" for i in range(width)]
        day -= timedelta(days=width)
    month = day.year * 12 + day.month - 1
    # The first month was in part looked at by days: `search` asks only for older documents.
    for width in (1, 2, 4, 8, 16, 32, 64):
        yield [f"_m{(month - i) // 12:04d}{(month - i) % 12 + 1:02d}" for i in range(width)]
        month -= width


def write_documents(rows: Sequence[tuple[int, UUID, list[str], list[str]]]) -> None:
    """Write (id, case id, public terms, staff terms), replacing what was there."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "INSERT INTO cases_searchdocument (id, case_id, public_terms, staff_terms)"
                " VALUES (%s, %s, array_to_tsvector(%s::text[]), array_to_tsvector(%s::text[]))"
                " ON CONFLICT (case_id) DO UPDATE SET"
                " public_terms = excluded.public_terms, staff_terms = excluded.staff_terms",
                [(i, case_id, p or None, s) for i, case_id, p, s in rows],
            )
            return
        cursor.executemany(
            "INSERT INTO cases_searchdocument (id, case_id) VALUES (%s, %s)"
            " ON CONFLICT (case_id) DO NOTHING",
            [(i, case_id.hex) for i, case_id, _, _ in rows],
        )
        cursor.executemany("DELETE FROM cases_search_fts WHERE rowid = %s", [[r[0]] for r in rows])
        cursor.executemany(
            "INSERT INTO cases_search_fts (rowid, public_terms, staff_terms) VALUES (%s, %s, %s)",
            [(i, " ".join(p), " ".join(s)) for i, _, p, s in rows],
        )


def _leaf(mark: str, path: str) -> str:
    return mark + path.rstrip("/").rsplit("/", 1)[-1]
