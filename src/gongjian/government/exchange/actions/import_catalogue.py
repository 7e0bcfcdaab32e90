"""The catalogue from a table: a row a field."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.kernel.imports import Column, ImportReport, Row, read_rows
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.kernel.tables import Table
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions.save_dataset import (
    NAME_WORDS,
    NEEDS_PROVISION,
    NEEDS_REASON,
    DatasetData,
    FieldData,
    new_schema,
    write_dataset,
    write_fields,
)
from gongjian.government.exchange.models import Dataset
from gongjian.government.exchange.rules.sharing import (
    FIELD_NAME,
    DatasetKind,
    FieldKind,
    Sensitivity,
    Sharing,
)

COLUMNS = (
    Column("dataset", ("目录编码", "数据集编码"), is_required=True, max_length=60),
    Column("dataset_title", ("目录名称", "数据集名称"), max_length=200),
    Column("owner", ("提供部门", "提供部门编码"), is_required=True, max_length=40),
    Column("dataset_kind", ("类型",), max_length=8),
    Column("description", ("摘要", "说明"), max_length=2_000),
    Column("key_scheme", ("查询标识",), max_length=40),
    Column("update_hours", ("更新周期小时",)),
    Column("quality", ("质量说明",), max_length=300),
    Column("dataset_sharing", ("目录共享属性",), max_length=13),
    Column("dataset_reason", ("目录共享限制理由",), max_length=1_000),
    Column("dataset_provision", ("目录共享依据",), max_length=80),
    Column("field", ("字段", "信息项编码"), is_required=True, max_length=60),
    Column("title", ("信息项名称", "字段名称"), is_required=True, max_length=120),
    Column("kind", ("数据类型",), max_length=8),
    Column("is_required", ("必填",)),
    Column("sensitivity", ("敏感级别",), max_length=9),
    Column("concept", ("概念", "数据元"), max_length=80),
    Column("is_authoritative", ("权威来源",)),
    Column("sharing", ("共享属性", "共享类型"), max_length=13),
    Column("reason", ("共享限制理由",), max_length=1_000),
    Column("provision", ("共享依据",), max_length=80),
)
WORDS = {
    "无条件共享": Sharing.UNCONDITIONAL.value,
    "有条件共享": Sharing.CONDITIONAL.value,
    "不予共享": Sharing.NONE.value,
    "公开": Sensitivity.PUBLIC.value,
    "个人": Sensitivity.PERSONAL.value,
    "敏感": Sensitivity.SENSITIVE.value,
    "数据集": DatasetKind.DATASET.value,
    "服务": DatasetKind.SERVICE.value,
}
Read = tuple[Row, DatasetData, FieldData]


def import_catalogue(
    *, actor: Actor, table: Table, now: datetime, is_dry_run: bool = False
) -> ImportReport:
    """Add or change datasets and fields, known by code and name; all rows or none.

    What a row leaves empty of its dataset is as the first row of that dataset says. Fields that no
    row names stay as they are.

    Raises
    ------
    Invalid
        The table lacks a column or is none.
    """
    report = ImportReport(is_dry_run)
    with transaction.atomic():
        bodies = {body.code: body.pk for body in people.public_bodies()}
        provisions = {code: versions[-1].pk for code, versions in law.provisions_by_code().items()}
        found: dict[str, list[Read]] = {}
        for row in read_rows(table, COLUMNS, report):
            read = _read(row, bodies, provisions, actor)
            before = found.setdefault(read[1].code, [])
            if any(one[2].name == read[2].name for one in before):
                row.fail("field", _("this field of the dataset stands in another row"))
            if before:
                read = (row, before[0][1], read[2])
            before.append(read)
        if not report.error_count:
            for code in sorted(found):
                _write(actor, found[code], report, now)
        if not report.is_written:
            transaction.set_rollback(True)
    return report


def _read(row: Row, bodies: dict[str, UUID], provisions: dict[str, UUID], actor: Actor) -> Read:
    for name in ("dataset", "key_scheme", "concept"):
        _require_slug(row, name)
    owner = bodies.get(row.text("owner"))
    if owner is None:
        row.fail("owner", _("no public body in service has this code"))
    elif not policies.can_edit_datasets_of(actor, owner):
        row.fail("owner", _("you do not keep the catalogue of this department"))
    if not FIELD_NAME.fullmatch(row.text("field")):
        row.fail("field", NAME_WORDS)
    dataset = DatasetData(
        code=row.text("dataset"),
        owner_id=owner or UUID(int=0),
        title=row.text("dataset_title") or row.text("dataset"),
        kind=_choice(row, "dataset_kind", DatasetKind, DatasetKind.DATASET),
        description=row.text("description"),
        key_scheme=row.text("key_scheme"),
        update_hours=row.integer("update_hours", 1, 90_000, 24),
        quality=row.text("quality"),
        sharing=_choice(row, "dataset_sharing", Sharing, Sharing.UNCONDITIONAL),
        sharing_reason=row.text("dataset_reason"),
        sharing_provision_id=_provision(row, "dataset_provision", provisions),
    )
    field = FieldData(
        name=row.text("field"),
        title=row.text("title"),
        kind=_choice(row, "kind", FieldKind, FieldKind.TEXT),
        is_required=row.boolean("is_required"),
        sensitivity=_choice(row, "sensitivity", Sensitivity, Sensitivity.PERSONAL),
        concept=row.text("concept"),
        is_authoritative=row.boolean("is_authoritative", default=True),
        sharing=_choice(row, "sharing", Sharing, Sharing.UNCONDITIONAL),
        sharing_reason=row.text("reason"),
        sharing_provision_id=_provision(row, "provision", provisions),
    )
    for prefix, said in (("dataset_", dataset), ("", field)):
        if said.sharing != Sharing.UNCONDITIONAL:
            if not said.sharing_reason:
                row.fail(f"{prefix}reason", NEEDS_REASON)
            if said.sharing_provision_id is None:
                row.fail(f"{prefix}provision", NEEDS_PROVISION)
    return row, dataset, field


def _write(actor: Actor, read: list[Read], report: ImportReport, now: datetime) -> None:
    row, data, _field = read[0]
    dataset = Dataset.objects.select_for_update().filter(code=data.code).first()
    if dataset is None:
        dataset = Dataset(code=data.code, version=0)
    elif not policies.can_edit_datasets_of(actor, dataset.owner_id):
        row.fail("dataset", _("another department has a dataset of this code"))
        return
    else:
        data = replace(data, complete_permille=dataset.complete_permille)
    is_new = dataset._state.adding
    is_other = write_dataset(dataset, data, now=now)
    try:
        changed = write_fields(dataset, [one[2] for one in read], now=now)
    except GongjianError as error:
        row.fail("field", error.message)
        return
    if changed:
        new_schema(dataset, now=now)
    report.added += is_new
    report.changed += not is_new and (is_other or bool(changed))
    report.unchanged += not (is_new or is_other or changed)
    if is_new or is_other or changed:
        about = {"fields": changed, "schema_version": dataset.schema_version}
        ledger.record(actor, "dataset_imported", reference_of(dataset), now=now, data=about)


def _require_slug(row: Row, name: str) -> None:
    try:
        if row.text(name):
            validate_slug(row.text(name))
    except ValidationError as error:
        row.fail(name, error.messages[0])


def _choice(
    row: Row,
    name: str,
    kinds: type[DatasetKind] | type[Sharing] | type[FieldKind] | type[Sensitivity],
    default: str,
) -> str:
    text = WORDS.get(row.text(name), row.text(name)) or str(default)
    known = [kind.value for kind in kinds]
    if text not in known:
        row.fail(name, _("one of these is needed here: %(names)s") % {"names": ", ".join(known)})
        return str(default)
    return text


def _provision(row: Row, name: str, provisions: dict[str, UUID]) -> UUID | None:
    code = row.text(name)
    if not code:
        return None
    if code not in provisions:
        row.fail(name, _("there is no provision of this code"))
    return provisions.get(code)
