"""The headings that tables may have are documented, all of them."""

from pathlib import Path

import pytest

from gongjian.foundation.people.actions.import_organisations import COLUMNS as BODIES
from gongjian.government.cases.actions.import_rows import COLUMN_NAMES
from gongjian.government.duties.actions.import_categories import NAME_COLUMNS
from gongjian.government.duties.actions.import_register import COLUMNS

DOCS = Path(__file__).parents[4] / "docs/reference/imports.md"
TABLES = {**COLUMNS, "names of categories": NAME_COLUMNS, "bodies": BODIES}


@pytest.mark.parametrize("kind", TABLES)
def test_every_column_of_a_table_is_documented(kind):
    lines = DOCS.read_text(encoding="utf-8").splitlines()

    missing = [
        column.name
        for column in TABLES[kind]
        if f"| {f'**{column.name}**' if column.is_required else column.name} "
        f"| {', '.join(column.aliases)} | {column.max_length:,} |" not in lines
    ]

    assert missing == []


def test_every_heading_of_a_table_of_cases_is_documented():
    lines = DOCS.read_text(encoding="utf-8").splitlines()

    missing = [
        field.value
        for field, names in COLUMN_NAMES.items()
        if f"| {field} | {', '.join(name for name in names if name != field)} |" not in lines
    ]

    assert missing == []
