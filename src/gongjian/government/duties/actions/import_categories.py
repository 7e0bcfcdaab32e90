"""Categories from a table: by code and parent, or as three columns of names."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.imports import (
    Column,
    ImportReport,
    Row,
    has_columns,
    read_rows,
)
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.kernel.tables import Table
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import policies
from gongjian.government.duties.actions.import_areas import OTHER_CAPITALS, TREE_ERRORS
from gongjian.government.duties.models import Category
from gongjian.government.duties.rules.trees import (
    code_above,
    codes_by_spelling,
    is_code,
    place_nodes,
)

COLUMNS = (
    Column("code", ("编码", "类别编码"), is_required=True, max_length=40),
    Column("name", ("名称", "类别名称"), is_required=True, max_length=80),
    Column("parent", ("上级", "上级编码"), max_length=40),
    Column("description", ("说明",), max_length=300),
    Column("keywords", ("关键词",), max_length=300),
    Column("is_active", ("启用", "是否启用")),
)
NAME_COLUMNS = (
    Column("level1", ("一级标签", "一级分类", "一级类别"), is_required=True, max_length=80),
    Column("level2", ("二级标签", "二级分类", "二级类别"), max_length=80),
    Column("level3", ("三级标签", "三级分类", "三级类别"), max_length=80),
)
OUT_OF_USE_ABOVE = _("what stands above it is out of use")
FIELDS = ("name", "parent_id", "path", "level", "description", "keywords", "is_active")


def import_categories(
    *, actor: Actor, table: Table, now: datetime, is_dry_run: bool = False
) -> ImportReport:
    """Add or change categories; all rows or none.

    A table with the columns level1, level2 and level3 names a leaf in each row; a new name is given
    the next code below its parent's. Otherwise a row is a category, known by its code, and may move
    below another parent with all that stands below it; out of use goes all that stands below too.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    Invalid
        The table lacks a column or is none.
    """
    policies.require_can_edit_town(actor)
    report = ImportReport(is_dry_run)
    with transaction.atomic():
        # Whoever only refers to them, as every new case does, need not wait.
        locked = Category.objects.select_for_update(no_key=True)
        known = {category.code: category for category in locked}
        before = {code: _values(category) for code, category in known.items()}
        by_names = has_columns(table, NAME_COLUMNS)
        touched = (_read_names if by_names else _read_codes)(table, known, report)
        added = [known[code] for code in touched if code not in before]
        changed = [
            category
            for code, category in known.items()
            if code in before and before[code] != _values(category)
        ]
        report.added, report.changed = len(added), len(changed)
        report.unchanged = len(touched) - len(added) - sum(c.code in touched for c in changed)
        if report.is_written:
            added.sort(key=lambda category: category.level)
            Category.objects.bulk_create(added, batch_size=500)
            Category.objects.bulk_update(changed, FIELDS, batch_size=200)
            for act, categories in (("category_added", added), ("category_changed", changed)):
                subjects = [(reference_of(c), {"code": c.code}) for c in categories]
                ledger.record_many(actor, act, subjects, now=now)
    return report


def _read_codes(table: Table, known: dict[str, Category], report: ImportReport) -> dict[str, Row]:
    """Put the rows into ``known`` and return them by code."""
    rows: dict[str, Row] = {}
    parents = {category.code: code_above(category.path) for category in known.values()}
    spelled = codes_by_spelling(known)
    for row in read_rows(table, COLUMNS, report):
        code = row.text("code")
        if not is_code(code):
            row.fail("code", _("only letters, digits, “.”, “-” and “_”"))
        elif code not in known and (other := spelled.setdefault(code.casefold(), code)) != code:
            row.fail("code", OTHER_CAPITALS % {"code": other})
        elif code in rows:
            row.fail("code", _("line %(row)s has the same code") % {"row": rows[code].number})
        else:
            rows[code] = row
            if "parent" in row.cells or code not in known:
                parents[code] = row.text("parent")
            known[code] = _filled(known.get(code) or Category(code=code), row)
    places, errors = place_nodes(parents)
    culprits: dict[str, str] = {}
    for code, error in errors.items():
        # The tree stood well before: where a row did not move this node, one above it did.
        while code not in rows:
            code = parents[code]
        culprits[code] = error
    for code, error in culprits.items():
        rows[code].fail("parent", TREE_ERRORS[error])
    for code, place in places.items():
        category = known[code]
        category.path, category.level = place.path, place.level
        category.parent = known[parents[code]] if parents[code] else None
        if category.is_active and category.parent and not category.parent.is_active:
            # Places come parents first, so this reaches all that stands below.
            category.is_active = False
            if code in rows and rows[code].text("is_active"):
                rows[code].fail("is_active", OUT_OF_USE_ABOVE)
    return rows


def _filled(category: Category, row: Row) -> Category:
    category.name = row.text("name")
    if "description" in row.cells:
        category.description = row.text("description")
    if "keywords" in row.cells:
        category.keywords = row.text("keywords")
    if "is_active" in row.cells:
        category.is_active = row.boolean("is_active", default=True)
    return category


def _read_names(table: Table, known: dict[str, Category], report: ImportReport) -> dict[str, Row]:
    """Put the rows into ``known`` and return the row in which each code was first named."""
    rows: dict[str, Row] = {}
    numbers: dict[str, int] = defaultdict(int)
    by_name = {(code_above(c.path), c.name): c for c in known.values()}
    for row in read_rows(table, NAME_COLUMNS, report):
        names = [row.text(column.name) for column in NAME_COLUMNS]
        filled = [name for name in names if name]
        if names[: len(filled)] != filled:
            row.fail("level2", _("a level is left out between two others"))
            continue
        above: Category | None = None
        for name in filled:
            key = (above.code if above else "", name)
            category = by_name.get(key)
            if category is None:
                category = by_name[key] = _new_category(name, above, known, numbers)
            category.is_active = True
            rows.setdefault(category.code, row)
            above = category
    return rows


def _new_category(
    name: str, above: Category | None, known: dict[str, Category], numbers: dict[str, int]
) -> Category:
    """A category with the next free code; ``numbers`` keeps the last one used below each code."""
    prefix = above.code if above else ""
    number = numbers[prefix] + 1
    while (code := f"{prefix}{number:02d}") in known:
        number += 1
    numbers[prefix] = number
    category = Category(
        code=code,
        name=name,
        parent=above,
        path=f"{above.path if above else ''}{code}/",
        level=above.level + 1 if above else 1,
    )
    known[code] = category
    return category


def _values(category: Category) -> tuple:
    return tuple(getattr(category, name) for name in FIELDS)
