"""Keeps the search index in step with the cases; called by a task, never by a page."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from gongjian.government.cases.models import Case, SearchDocument
from gongjian.government.cases.selectors import search_index
from gongjian.methods.search_terms import index_terms


def index_cases(*, case_ids: Iterable[UUID]) -> int:
    """Write the cases' places in the index anew; doing it twice changes nothing.

    Returns
    -------
    int
        How many cases were found and indexed.
    """
    with transaction.atomic():
        # Locked in one order, so that two workers with overlapping ids wait and never deadlock.
        cases = list(
            Case.objects.select_for_update(of=("self",), no_key=True)
            .filter(pk__in=set(case_ids))
            .select_related("category")
            .order_by("pk")
        )
        known = dict(SearchDocument.objects.filter(case__in=cases).values_list("case_id", "id"))
        moments = [_moment(case) for case in cases if case.pk not in known]
        taken = set(SearchDocument.objects.filter(pk__in=moments).values_list("pk", flat=True))
        next_free: dict[int, int] = {}
        rows = []
        for case in cases:
            key = known.get(case.pk)
            if key is None:
                key = _moment(case)
                while key in taken:
                    key = _free_key(key, next_free)
                taken.add(key)
            extra = search_index.case_terms(case) if search_index.has_filter_terms() else []
            public = f"{case.public_title}\n{case.public_text}\n{case.public_address}"
            staff = f"{case.title}\n{case.text}\n{case.address}"
            rows.append(
                (
                    key,
                    case.pk,
                    index_terms(public) + extra if case.is_public else [],
                    index_terms(staff) + extra,
                )
            )
        search_index.write_documents(rows)
    return len(rows)


def _moment(case: Case) -> int:
    return int(case.received_at.timestamp() * 1_000_000)


def _free_key(moment: int, next_free: dict[int, int]) -> int:
    """The moment of receipt, or the next microsecond that no other document has.

    An import without times has thousands of cases of one moment: the end of their run is asked for
    once a batch, and counted on from there.
    """
    key = next_free.get(moment, moment)
    if moment not in next_free:
        while (last := _last_within_a_second(key)) is not None:
            key = last + 1
    next_free[moment] = key + 1
    return key


def _last_within_a_second(key: int) -> int | None:
    run = SearchDocument.objects.filter(pk__gte=key, pk__lt=key + 1_000_000)
    return run.aggregate(last=Max("pk"))["last"]
