"""Search over public cases and, for staff, over the cases they see in full. Newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now as present
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.pages import Page
from gongjian.foundation.kernel.term_index import TermIndex
from gongjian.government.cases.models import Case, SearchDocument
from gongjian.government.cases.selectors import search_index
from gongjian.government.cases.selectors.case_filters import CaseFilters
from gongjian.government.cases.selectors.case_lists import MOST_ON_MAP
from gongjian.government.cases.selectors.reaches import staff_sees, visible_to
from gongjian.methods.search_terms import matches, query_terms

RARE = 400
"""Up to so many hits are fetched and sorted; above, the index is walked back in time."""
FIRST_WINDOWS = 3
"""Looked through before it is counted: to count what is common costs more than to find it."""

MOST_PAGES_FOR_MAP = 3
"""Of 200 hits each: a map waits no longer for a word that every case has."""
LAST_IN = 100
LATEST = 253_402_300_799_000_000
"""The last microsecond of the year 9999: no cursor of ours is later."""
MOST_BATCHES = 40
"""So often candidates are read and found not to match, before the search gives up."""


def search_cases(
    *,
    actor: Actor,
    query: str,
    filters: CaseFilters | None = None,
    cursor: str = "",
    size: int = 25,
    staff: bool = False,
) -> Page[Case]:
    """Find cases by words or parts of words, Chinese or English, or by number.

    Parameters
    ----------
    query : str
        All parts must be found. A case number finds that case.
    filters : CaseFilters, optional
        Narrowed to.
    cursor : str
        ``next_cursor`` of the page before.
    staff : bool
        Search the full texts of the cases this actor's roles show them, instead of the public
        texts of public cases.

    Returns
    -------
    Page
        Newest first; categories, areas and departments are there without further queries.

    Raises
    ------
    Invalid
        The cursor was not made here.
    """
    filters = filters or CaseFilters()
    size = min(max(size, 1), 200)
    if (number := read_number(query)) and not cursor:
        found = list(_visible(actor, staff, Case.objects.filter(number=number)))
        if found:
            return Page(found, "")
    groups = query_terms(query)
    if not groups:
        return Page([], "")
    before = _decode(cursor)
    terms = [term for group in groups for term in group] + search_index.filter_terms(filters)
    index = search_index.STAFF if staff else search_index.PUBLIC
    documents = SearchDocument.objects.filter(filters.as_q("case__"))
    documents = documents.filter(_sees(actor, staff))
    hits: list[tuple[int, Case]] = []
    for batches, batch in enumerate(_newest(documents, index, terms, before, size + 1), 1):
        cases = _load(case_id for _, case_id in batch)
        hits += [
            (key, cases[case_id])
            for key, case_id in batch
            if matches(_searched(cases[case_id], staff), query)
        ]
        if len(hits) > size:
            return Page([case for _, case in hits[:size]], str(hits[size - 1][0]))
        if batches == MOST_BATCHES:
            # All pieces occur in very many, side by side in few: the next page goes on from here.
            return Page([case for _, case in hits], str(batch[-1][0]))
    return Page([case for _, case in hits], "")


def search_map(
    *, actor: Actor, query: str, filters: CaseFilters | None = None, size: int = MOST_ON_MAP
) -> tuple[list[Case], bool]:
    """Public cases with a place by words, as `search_cases` finds them, for a map.

    Returns
    -------
    cases : list of Case
        The newest first, at most ``size``.
    is_cut : bool
        Whether older ones may match too: they were not looked through.
    """
    placed: list[Case] = []
    cursor = ""
    for _page in range(MOST_PAGES_FOR_MAP):
        page = search_cases(actor=actor, query=query, filters=filters, cursor=cursor, size=200)
        placed += [case for case in page.items if case.is_public and case.longitude is not None]
        cursor = page.next_cursor
        if not cursor or len(placed) >= size:
            break
    return placed[:size], bool(cursor) or len(placed) > size


def is_index_behind() -> bool:
    """Whether cases that came in last are still to be indexed, as after a large import.

    The index follows in the order in which they came, so the last few tell: two queries, whatever
    the number of cases.
    """
    newest = list(Case.objects.order_by("-id").values_list("id", flat=True)[:LAST_IN])
    return SearchDocument.objects.filter(case__in=newest).count() < len(newest)


def _newest(
    documents: QuerySet, index: TermIndex, terms: list[str], before: int | None, count: int
) -> Iterator[list[tuple[int, object]]]:
    """Batches of (document id, case id), newest first, of documents with all the terms."""
    rows = documents.order_by("-id").values_list("id", "case_id")
    if not search_index.has_filter_terms():
        yield from _walk(rows.filter(index.matching(terms)), before, count)
        return
    everything = SearchDocument.objects.filter(index.matching(terms))
    start = present() if before is None else _moment(before)
    oldest_seen = before
    for number, window in enumerate(search_index.time_windows(start)):
        if number == FIRST_WINDOWS:
            older = everything if oldest_seen is None else everything.filter(id__lt=oldest_seen)
            if older.order_by()[: RARE + 1].count() <= RARE:
                break
        inside = rows.filter(index.matching(terms, window))
        for batch in _walk(inside, oldest_seen, count):
            oldest_seen = batch[-1][0]
            yield batch
    yield from _walk(rows.filter(index.matching(terms)), oldest_seen, count)


def _walk(rows: QuerySet, before: int | None, count: int) -> Iterator[list[tuple[int, object]]]:
    while True:
        batch = list((rows.filter(id__lt=before) if before is not None else rows)[:count])
        if not batch:
            return
        yield batch
        if len(batch) < count:
            return
        before = batch[-1][0]


def _sees(actor: Actor, staff: bool) -> Q:
    if not staff:
        return Q(case__is_public=True)
    seen = staff_sees(actor)
    return Q(case__in=Case.objects.filter(seen)) if seen else Q()


def _visible(actor: Actor, staff: bool, cases: QuerySet[Case]) -> QuerySet[Case]:
    narrowed = cases.filter(staff_sees(actor) if staff else visible_to(actor))
    return narrowed.select_related("category", "area", "lead_department").distinct()


def _load(case_ids: Iterator[object]) -> dict[object, Case]:
    cases = Case.objects.filter(pk__in=list(case_ids))
    return {c.pk: c for c in cases.select_related("category", "area", "lead_department")}


def _searched(case: Case, staff: bool) -> str:
    if staff:
        return f"{case.title}\n{case.text}\n{case.address}"
    return f"{case.public_title}\n{case.public_text}\n{case.public_address}"


def _decode(cursor: str) -> int | None:
    if not cursor:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 20):
        raise Invalid
    if int(cursor) > LATEST:
        raise Invalid
    return int(cursor)


def _moment(document_id: int) -> datetime:
    return datetime.fromtimestamp(document_id / 1e6, UTC)
