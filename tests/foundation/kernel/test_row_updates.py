"""Rows written by a kept statement."""

import pytest
from django.db import DatabaseError

from gongjian.foundation.kernel.row_updates import update_row, update_rows
from tests.factories import make_department

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_of_several_rows_these_columns_are_written_and_no_other():
    rows = [make_department(f"Department {number}") for number in range(3)]
    for number, row in enumerate(rows):
        row.name, row.code = f"Office {number}", "lost"

    update_rows(rows[:2], ["name"])

    assert [fresh(row).name for row in rows] == ["Office 0", "Office 1", "Department 2"]
    assert "lost" not in {fresh(row).code for row in rows}


def test_a_row_that_is_gone_is_left_out_of_several_and_told_of_one():
    gone, there = make_department("Gone"), make_department("There")
    type(gone).objects.filter(pk=gone.pk).delete()
    gone.name, there.name = "Back", "Still there"

    update_rows([gone, there], ["name"])

    assert fresh(there).name == "Still there"
    assert not type(gone).objects.filter(pk=gone.pk).exists()
    with pytest.raises(DatabaseError):
        update_row(gone, ["name"])


def test_where_there_is_nothing_to_write_nothing_is_asked(django_assert_num_queries):
    department = make_department("Unchanged")

    with django_assert_num_queries(0):
        update_rows([], ["name"])
        update_rows([department], [])
