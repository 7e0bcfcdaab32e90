"""Tables of cases that were brought, and what was wrong with their rows."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.cases import policies
from gongjian.government.cases.models import Case, ImportJob, ImportRow


def list_imports(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[ImportJob]:
    """All imports, the newest first; their keys are made of the time.

    Raises
    ------
    NotAllowed
        The actor neither dispatches nor administers.
    """
    return keyset_page(_all(actor), order=("-id",), cursor=cursor, size=size)


def get_import(*, actor: Actor, job_id: UUID) -> ImportJob:
    """One import; NotFound where there is none, NotAllowed as for the list."""
    found = _all(actor).filter(pk=job_id).first()
    if found is None:
        raise NotFound
    return found


def get_locked_import(*, actor: Actor, job_id: UUID) -> ImportJob:
    """One import, its row locked until the transaction ends; errors as for get_import."""
    found = _all(actor).select_related(None).select_for_update().filter(pk=job_id).first()
    if found is None:
        raise NotFound
    return found


def bad_rows(job: ImportJob, *, is_warning: bool | None = None) -> QuerySet[ImportRow]:
    """What was wrong with its rows, or left out of them, in their order.

    The first ten thousand of either are kept.
    """
    rows = job.bad_rows.order_by("row", "field")
    return rows if is_warning is None else rows.filter(is_warning=is_warning)


def bad_rows_page(job: ImportJob, *, cursor: str = "", size: int = 25) -> Page[ImportRow]:
    """The same, page by page."""
    return keyset_page(job.bad_rows.all(), order=("row", "field", "id"), cursor=cursor, size=size)


def known_references(*, source: str, references: list[str]) -> set[str]:
    """Which of these rows of a source are cases already."""
    found = Case.objects.filter(source=source, source_reference__in=references)
    return set(found.values_list("source_reference", flat=True))


def said_of_cases(*, source: str, references: list[str]) -> dict[str, tuple[str, str]]:
    """Reference → title and text of the cases that these rows of a source became."""
    found = Case.objects.filter(source=source, source_reference__in=references)
    rows = found.values_list("source_reference", "title", "text")
    return {reference: (title, text) for reference, title, text in rows}


def _all(actor: Actor) -> QuerySet[ImportJob]:
    if not policies.imports_cases(actor):
        raise NotAllowed
    return ImportJob.objects.select_related("started_by")
