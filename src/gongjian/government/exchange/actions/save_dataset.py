"""Keeping the catalogue: a dataset, and its fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound, StaleVersion, Text
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.exchange import policies
from gongjian.government.exchange.errors import AnotherSource
from gongjian.government.exchange.models import Dataset, DatasetVersion, Field
from gongjian.government.exchange.rules.sharing import (
    FIELD_NAME,
    MOST_FIELDS,
    FieldKind,
    Sensitivity,
    Sharing,
)
from gongjian.government.exchange.selectors.datasets import get_dataset_locked, sources_of

NEEDS_REASON = _("Say why it is restricted.")
NEEDS_PROVISION = _("Name the provision that restricts it.")
NAME_WORDS = _("A name of small letters, digits and underscores that begins with a letter.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetData:
    """What the catalogue says of a dataset, apart from its fields."""

    code: str
    owner_id: UUID
    title: str
    kind: str = "dataset"
    description: str = ""
    key_scheme: str = ""
    sharing: str = Sharing.UNCONDITIONAL.value
    sharing_reason: str = ""
    sharing_provision_id: UUID | None = None
    update_hours: int = 24
    quality: str = ""
    complete_permille: int | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldData:
    """What the catalogue says of one field."""

    name: str
    title: str
    kind: str = FieldKind.TEXT.value
    description: str = ""
    is_required: bool = False
    sensitivity: str = Sensitivity.PERSONAL.value
    concept: str = ""
    """Empty: its own, the code of the dataset and its name."""
    is_authoritative: bool = True
    sharing: str = Sharing.UNCONDITIONAL.value
    sharing_reason: str = ""
    sharing_provision_id: UUID | None = None


DATASET_COLUMNS = tuple(name for name in DatasetData.__dataclass_fields__ if name != "code")
FIELD_COLUMNS = tuple(name for name in FieldData.__dataclass_fields__ if name != "name")


def save_dataset(
    *,
    actor: Actor,
    dataset_id: UUID | None = None,
    data: DatasetData,
    now: datetime,
    version: int | None = None,
) -> Dataset:
    """Add a dataset, or change what is said of one; its code stays.

    Raises
    ------
    NotFound
        There is no such dataset.
    NotAllowed
        The actor does not keep the catalogue of its owner.
    Invalid
        A restriction lacks its reason or its provision, or the owner is no public body.
    Conflict
        The code is taken.
    StaleVersion
        Somebody changed it since ``version``.
    """
    with transaction.atomic():
        policies.require_can_edit_datasets_of(actor, data.owner_id)
        check_dataset(data)
        if dataset_id is None:
            dataset = Dataset(code=data.code, version=0)
            if Dataset.objects.filter(code=data.code).exists():
                raise Conflict(fields={"code": [_("Another dataset has this code.")]})
        else:
            dataset = get_dataset_locked(dataset_id)
            policies.require_can_edit_datasets_of(actor, dataset.owner_id)
            if version is not None and version != dataset.version:
                raise StaleVersion
        write_dataset(dataset, data, now=now)
        act = "dataset_added" if dataset_id is None else "dataset_changed"
        ledger.record(actor, act, reference_of(dataset), now=now, data=_ledger_data(dataset))
    return dataset


def save_field(*, actor: Actor, dataset_id: UUID, data: FieldData, now: datetime) -> Dataset:
    """Add a field or change the one of that name: the dataset's schema has another version then.

    Raises
    ------
    NotFound
        There is no such dataset.
    NotAllowed
        The actor does not keep the catalogue of its owner.
    Invalid
        A restriction lacks its reason or its provision, or the name is none.
    AnotherSource
        Another field is the authoritative source of this concept.
    """
    with transaction.atomic():
        dataset = get_dataset_locked(dataset_id)
        policies.require_can_edit_datasets_of(actor, dataset.owner_id)
        check_field(data)
        if write_fields(dataset, [data], now=now):
            new_schema(dataset, now=now)
            about = {"field": data.name, "schema_version": dataset.schema_version}
            ledger.record(actor, "field_saved", reference_of(dataset), now=now, data=about)
    return dataset


def withdraw_field(*, actor: Actor, dataset_id: UUID, name: str, now: datetime) -> Dataset:
    """Take a field out of the schema; agreements that name it get no more of it.

    Raises
    ------
    NotFound
        There is no such dataset or field.
    NotAllowed
        The actor does not keep the catalogue of its owner.
    """
    with transaction.atomic():
        dataset = get_dataset_locked(dataset_id)
        policies.require_can_edit_datasets_of(actor, dataset.owner_id)
        taken = Field.objects.filter(dataset=dataset, name=name, is_active=True)
        if not taken.update(is_active=False):
            raise NotFound
        new_schema(dataset, now=now)
        about = {"field": name, "schema_version": dataset.schema_version}
        ledger.record(actor, "field_withdrawn", reference_of(dataset), now=now, data=about)
    return dataset


def check_dataset(data: DatasetData) -> None:
    """Raise Invalid, with the fields, where the data name what is not there or lack a reason."""
    wrong = restriction_errors(data.sharing, data.sharing_reason, data.sharing_provision_id)
    try:
        people.get_public_body(data.owner_id)
    except NotFound:
        wrong["owner"] = [_("This is not a public body in service.")]
    if not data.title.strip():
        wrong["title"] = [_("A title is needed.")]
    if wrong:
        raise Invalid(fields=wrong)


def check_field(data: FieldData) -> None:
    """Raise Invalid, with the fields."""
    wrong = restriction_errors(data.sharing, data.sharing_reason, data.sharing_provision_id)
    if not FIELD_NAME.fullmatch(data.name):
        wrong["name"] = [NAME_WORDS]
    if not data.title.strip():
        wrong["title"] = [_("A title is needed.")]
    if wrong:
        raise Invalid(fields=wrong)


def restriction_errors(
    sharing: str, reason: str, provision_id: UUID | None
) -> dict[str, list[Text]]:
    """What a restriction lacks."""
    wrong: dict[str, list[Text]] = {}
    if sharing != Sharing.UNCONDITIONAL:
        if not reason.strip():
            wrong["sharing_reason"] = [NEEDS_REASON]
        if provision_id is None:
            wrong["sharing_provision"] = [NEEDS_PROVISION]
    if provision_id is not None:
        try:
            law.get_provision(provision_id)
        except NotFound:
            wrong["sharing_provision"] = [_("There is no such provision.")]
    return wrong


def write_dataset(dataset: Dataset, data: DatasetData, *, now: datetime) -> bool:
    """Write what is said of a dataset; whether anything of it was new."""
    is_new = dataset._state.adding
    changed = [name for name in DATASET_COLUMNS if getattr(dataset, name) != getattr(data, name)]
    if not (changed or is_new):
        return False
    for name in changed:
        setattr(dataset, name, getattr(data, name))
    dataset.updated_at = now
    dataset.version += 1
    dataset.save(force_insert=is_new)
    return True


def write_fields(dataset: Dataset, wanted: Sequence[FieldData], *, now: datetime) -> list[str]:
    """Add or change fields by name; the names of those that are not as they were.

    Raises
    ------
    AnotherSource
        Another field is the authoritative source of a concept.
    Invalid
        There would be too many.
    """
    known = {one.name: one for one in Field.objects.filter(dataset=dataset)}
    changed: list[str] = []
    place = max((one.position for one in known.values()), default=0)
    concepts = {_concept(dataset, data) for data in wanted if data.is_authoritative}
    sources = sources_of(concepts)
    for data in wanted:
        concept = _concept(dataset, data)
        source = sources.get(concept) if data.is_authoritative else None
        if source and (source.dataset_id, source.name) != (dataset.pk, data.name):
            raise AnotherSource(concept, f"{source.dataset.title}: {source.title}")
        field = known.get(data.name)
        if field is None:
            place += 1
            field = Field(dataset=dataset, name=data.name, position=place, is_active=False)
        said = {**{name: getattr(data, name) for name in FIELD_COLUMNS}, "concept": concept}
        said["is_active"] = True
        if all(getattr(field, name) == value for name, value in said.items()):
            continue
        for name, value in said.items():
            setattr(field, name, value)
        changed.append(data.name)
        try:
            with transaction.atomic():
                field.save()
        except IntegrityError as error:
            # Two departments at once: the database let one be the source.
            raise AnotherSource(concept, "") from error
    if len(known.keys() | {data.name for data in wanted}) > MOST_FIELDS:
        raise Invalid(_("At most %(count)s fields.") % {"count": MOST_FIELDS})
    return changed


def new_schema(dataset: Dataset, *, now: datetime) -> None:
    """Count the schema version on, and keep it."""
    if dataset.versions.exists():
        dataset.schema_version += 1
    dataset.version += 1
    dataset.updated_at = now
    dataset.save(update_fields=["schema_version", "version", "updated_at"])
    DatasetVersion.objects.create(
        dataset=dataset, number=dataset.schema_version, schema=schema_of(dataset), made_at=now
    )


def schema_of(dataset: Dataset) -> list[dict[str, object]]:
    """The fields in use, as a version keeps them."""
    fields = Field.objects.filter(dataset=dataset, is_active=True)
    return [
        {
            "name": one.name,
            "kind": one.kind,
            "is_required": one.is_required,
            "sensitivity": one.sensitivity,
            "concept": one.concept,
            "is_authoritative": one.is_authoritative,
            "sharing": one.sharing,
        }
        for one in fields.order_by("position", "name")
    ]


def _concept(dataset: Dataset, data: FieldData) -> str:
    return data.concept or f"{dataset.code}-{data.name}"[:80]


def _ledger_data(dataset: Dataset) -> dict[str, object]:
    return {
        "code": dataset.code,
        "owner": str(dataset.owner_id),
        "sharing": dataset.sharing,
        "provision": str(dataset.sharing_provision_id or ""),
        "is_active": dataset.is_active,
    }
