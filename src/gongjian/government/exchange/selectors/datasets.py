"""The catalogue as everybody reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.locked_rows import lock_row
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.exchange.models import Dataset, DatasetVersion, Field

MAX_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetFilters:
    """What to look for; everything empty: the whole catalogue."""

    words: str = ""
    owner_id: UUID | None = None
    sharing: str = ""


def list_datasets(filters: DatasetFilters, *, cursor: str = "", size: int = 25) -> Page[Dataset]:
    """Datasets in use by title, with their fields. A word may be one of a title, a description, a
    field or a department. Two queries."""
    rows = with_fields(Dataset.objects.filter(is_active=True))
    if filters.owner_id:
        rows = rows.filter(owner_id=filters.owner_id)
    if filters.sharing:
        rows = rows.filter(sharing=filters.sharing)
    for word in filters.words.split()[:MAX_WORDS]:
        about = Field.objects.filter(Q(title__icontains=word) | Q(name__icontains=word))
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(description__icontains=word)
            | Q(code__icontains=word)
            | Q(owner__name__icontains=word)
            | Q(pk__in=about.filter(is_active=True).values("dataset"))
        )
    return keyset_page(rows, order=("title", "id"), cursor=cursor, size=size)


def get_dataset(code: str) -> Dataset:
    """One dataset with its fields in use; NotFound where there is none."""
    found = with_fields(Dataset.objects.filter(code=code)).first()
    if found is None:
        raise NotFound
    return found


def get_dataset_locked(dataset_id: UUID) -> Dataset:
    """One dataset, locked; NotFound where there is none."""
    found = lock_row(Dataset, dataset_id)
    if found is None:
        raise NotFound
    return found


def dataset_versions(dataset: Dataset) -> list[DatasetVersion]:
    """Its schema versions, the newest first."""
    return list(dataset.versions.order_by("-number")[:50])


def source_of(concept: str) -> Field | None:
    """The authoritative field of a concept."""
    return (
        Field.objects.filter(concept=concept, is_authoritative=True, is_active=True)
        .select_related("dataset__owner")
        .first()
    )


def sources_of(concepts: set[str]) -> dict[str, Field]:
    """The authoritative field of each concept that has one; one query."""
    found = Field.objects.filter(concept__in=concepts, is_authoritative=True, is_active=True)
    rows = found.select_related("dataset__owner", "dataset__sharing_provision", "sharing_provision")
    return {one.concept: one for one in rows}


def sources_called(titles: Iterable[str]) -> list[Field]:
    """Authoritative fields that are called so, whatever the case of the letters; one query."""
    called = Q(pk__in=[])
    for title in set(titles):
        called |= Q(title__iexact=title)
    found = Field.objects.filter(called, is_authoritative=True, is_active=True)
    return list(found.filter(dataset__is_active=True).select_related("dataset__owner")[:200])


def key_schemes() -> list[str]:
    """By which kinds of numbers sources find records, in order; one query."""
    rows = Dataset.objects.filter(is_active=True).exclude(key_scheme="")
    return sorted(rows.order_by().values_list("key_scheme", flat=True).distinct())


def with_fields(rows: QuerySet[Dataset]) -> QuerySet[Dataset]:
    fields = Field.objects.filter(is_active=True).select_related("sharing_provision")
    return rows.select_related("owner", "sharing_provision").prefetch_related(
        Prefetch("fields", queryset=fields.order_by("position", "name"))
    )
