"""What the API takes and gives of the catalogue."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field as Of

from gongjian.foundation.kernel.api_fields import PageOut, PageQuery, StrictSchema, Text
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.exchange.actions.save_dataset import DatasetData, FieldData
from gongjian.government.exchange.models import Dataset, Field
from gongjian.government.exchange.rules.sharing import (
    DatasetKind,
    FieldKind,
    Sensitivity,
    Sharing,
)

SLUG, CODE = r"^[-a-zA-Z0-9_]*$", r"^[-a-zA-Z0-9_]+$"
FIELD_NAME = r"^[a-z][a-z0-9_]{0,59}$"
Slug = Annotated[Text, Of(max_length=80, pattern=SLUG)]
Code = Annotated[Text, Of(max_length=60, pattern=CODE)]
FieldName = Annotated[Text, Of(pattern=FIELD_NAME)]


class ExchangeParty(Schema):
    id: UUID
    code: str
    name: str


class ExchangeBasis(Schema):
    code: str
    version: int
    citation: str


class DatasetFieldOut(Schema):
    name: str
    title: str
    description: str
    kind: str
    is_required: bool
    sensitivity: str
    concept: str = Of(description="what it is about, whatever it is called here")
    is_authoritative: bool = Of(description="of each concept one field is: one field, one source")
    sharing: str = Of(description="the stricter of its own and that of its dataset")
    sharing_reason: str
    sharing_provision: ExchangeBasis | None


class DatasetOut(Schema):
    id: UUID
    code: str
    kind: str
    owner: ExchangeParty
    title: str
    description: str
    key_scheme: str = Of(description='which number finds a record; "": none does')
    sharing: str
    sharing_reason: str
    sharing_provision: ExchangeBasis | None
    update_hours: int
    quality: str
    complete_permille: int | None
    schema_version: int
    version: int
    is_active: bool
    updated_at: datetime
    fields: list[DatasetFieldOut]


class DatasetPage(PageOut):
    items: list[DatasetOut]


class DatasetsQuery(PageQuery):
    q: Annotated[Text, Of(max_length=100)] = Of(
        default="", description="words of a title, a field or a department"
    )
    owner_id: UUID | None = None
    sharing: Sharing | None = None


class RestrictionIn(StrictSchema):
    sharing: Sharing = Sharing.UNCONDITIONAL
    sharing_reason: Annotated[Text, Of(max_length=1_000)] = ""
    sharing_provision_id: UUID | None = None


class DatasetIn(RestrictionIn):
    """What the catalogue says of a dataset, apart from its fields."""

    owner_id: UUID
    title: Annotated[Text, Of(min_length=1, max_length=200)]
    kind: DatasetKind = DatasetKind.DATASET
    description: Annotated[Text, Of(max_length=2_000)] = ""
    key_scheme: Annotated[Slug, Of(max_length=40)] = ""
    update_hours: Annotated[int, Of(ge=1, le=90_000)] = 24
    quality: Annotated[Text, Of(max_length=300)] = ""
    complete_permille: Annotated[int, Of(ge=0, le=1_000)] | None = None
    is_active: bool = True

    def dataset_data(self, code: str) -> DatasetData:
        said: dict[str, Any] = {name: getattr(self, name) for name in DatasetIn.model_fields}
        said |= {"kind": self.kind.value, "sharing": self.sharing.value}
        return DatasetData(code=code, **said)


class NewDatasetIn(DatasetIn):
    code: Code


class ChangedDatasetIn(DatasetIn):
    version: Annotated[int, Of(ge=0, le=2**31 - 1)] | None = Of(
        default=None, description="of the dataset this was made from; refused where it is older"
    )


class DatasetFieldIn(RestrictionIn):
    title: Annotated[Text, Of(min_length=1, max_length=120)]
    kind: FieldKind = FieldKind.TEXT
    description: Annotated[Text, Of(max_length=300)] = ""
    is_required: bool = False
    sensitivity: Sensitivity = Sensitivity.PERSONAL
    concept: Slug = Of(default="", description='"": the code of the dataset and the name')
    is_authoritative: bool = True

    def field_data(self, name: str) -> FieldData:
        said: dict[str, Any] = {key: getattr(self, key) for key in DatasetFieldIn.model_fields}
        said |= {
            "kind": self.kind.value,
            "sensitivity": self.sensitivity.value,
            "sharing": self.sharing.value,
        }
        return FieldData(name=name, **said)


def party_out(body: people.Organisation) -> dict[str, object]:
    return {"id": body.pk, "code": body.code, "name": body.name}


def basis_out(provision: law.Provision | None) -> dict[str, object] | None:
    if provision is None:
        return None
    return {
        "code": provision.code,
        "version": provision.version,
        "citation": provision.citation,
    }


def dataset_out(dataset: Dataset) -> dict[str, object]:
    names = (
        "code", "kind", "title", "description", "key_scheme", "sharing", "sharing_reason",
        "update_hours", "quality", "complete_permille", "schema_version", "version", "is_active",
        "updated_at",
    )  # fmt: skip
    return {
        "id": dataset.pk,
        **{name: getattr(dataset, name) for name in names},
        "owner": party_out(dataset.owner),
        "sharing_provision": basis_out(dataset.sharing_provision),
        "fields": [_field_out(one) for one in dataset.fields.all()],
    }


def _field_out(field: Field) -> dict[str, object]:
    names = (
        "name", "title", "description", "kind", "is_required", "sensitivity", "concept",
        "is_authoritative", "sharing_reason",
    )  # fmt: skip
    return {
        **{name: getattr(field, name) for name in names},
        "sharing": field.effective_sharing.value,
        "sharing_provision": basis_out(field.sharing_provision),
    }
