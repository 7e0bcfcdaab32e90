"""The catalogue as linked data: rows into what `methods.data_catalogue` takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from django.conf import settings
from django.urls import reverse

from gongjian.government.exchange.models import Dataset
from gongjian.methods.data_catalogue import (
    ListedDataset,
    ListedField,
    catalogue_document,
    dataset_document,
)


def catalogue_as_linked_data(datasets: Sequence[Dataset], *, next_url: str) -> dict[str, object]:
    """A page of the catalogue as DCAT 3; the datasets with their fields."""
    return catalogue_document(
        url=_absolute(reverse("data_catalogue")),
        title=settings.TOWN_NAME,
        language=settings.LANGUAGE_CODE,
        datasets=[_listed(one) for one in datasets],
        next_url=_absolute(next_url) if next_url else "",
    )


def dataset_as_linked_data(dataset: Dataset) -> dict[str, object]:
    """One dataset as DCAT 3."""
    return dataset_document(_listed(dataset), settings.LANGUAGE_CODE)


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def _listed(dataset: Dataset) -> ListedDataset:
    provision = dataset.sharing_provision
    return ListedDataset(
        url=_absolute(reverse("dataset", args=[dataset.code])),
        code=dataset.code,
        is_service=dataset.kind == "service",
        title=dataset.title,
        description=dataset.description,
        publisher_code=dataset.owner.code,
        publisher=dataset.owner.name,
        sharing=dataset.sharing,
        sharing_reason=dataset.sharing_reason,
        provision=provision.citation if provision else "",
        update_hours=dataset.update_hours,
        quality=dataset.quality,
        schema_version=dataset.schema_version,
        modified=dataset.updated_at.astimezone(UTC).isoformat(timespec="seconds"),
        fields=[
            ListedField(
                name=field.name,
                title=field.title,
                kind=field.kind,
                is_required=field.is_required,
                concept=field.concept,
                sharing=field.effective_sharing.value,
            )
            for field in dataset.fields.all()
        ],
    )
