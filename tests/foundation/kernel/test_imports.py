from datetime import date

import pytest

from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.imports import (
    MAX_ERRORS_KEPT,
    Column,
    ImportReport,
    has_columns,
    read_rows,
)
from gongjian.foundation.kernel.tables import open_table

COLUMNS = (
    Column("code", ("编码",), is_required=True, max_length=5),
    Column("days", ("天数",)),
    Column("from", ("起",)),
    Column("active"),
)


@pytest.fixture
def table_of(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "table.csv"
        path.write_bytes(text.encode(encoding))
        return open_table(path)

    return write


def read(table):
    report = ImportReport(is_dry_run=False)
    return list(read_rows(table, COLUMNS, report)), report


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_columns_are_known_by_their_chinese_headings(table_of, encoding):
    rows, report = read(table_of("编码,天数,起\na,3,2025年3月1日\n", encoding))

    assert [(row.text("code"), row.integer("days", 1, 9), row.day("from")) for row in rows] == [
        ("a", 3, date(2025, 3, 1))
    ]
    assert report.error_count == 0


def test_headings_may_be_written_in_any_case(table_of):
    assert has_columns(table_of("CODE,Days\na,1\n"), COLUMNS)
    assert not has_columns(table_of("days\n1\n"), COLUMNS)


def test_a_missing_column_is_named(table_of):
    with pytest.raises(Invalid) as raised:
        read(table_of("days,from\n1,\n"))

    told = str(raised.value.fields["file"][0])
    assert "code / 编码" in told
    assert "days, from" in told


def test_rows_that_lack_something_are_reported_and_not_good(table_of):
    rows, report = read(table_of("code,days\n,1\ntoolong,1\ngood,1\n"))

    assert [row.text("code") for row in rows if row.is_good] == ["good"]
    assert [(error.row, error.column) for error in report.errors] == [(2, "code"), (3, "code")]


@pytest.mark.parametrize("text", ["x", "0", "10", "1.5", "-1", "1e3", "９", "99999999999"])
def test_a_wrong_number_is_reported(table_of, text):
    (row,), report = read(table_of(f"code,days\na,{text}\n"))

    assert row.integer("days", 1, 9) == 1
    assert not row.is_good
    assert report.error_count == 1


@pytest.mark.parametrize("text", ["2025-02-30", "1/2/25", "yesterday", "2025-13-01", "0000-01-01"])
def test_a_wrong_date_is_reported(table_of, text):
    (row,), _ = read(table_of(f"code,from\na,{text}\n"))

    assert row.day("from") is None
    assert not row.is_good


@pytest.mark.parametrize(
    "text", ["2025-03-01", "2025/3/1", "2025.3.1", "2025年3月1日", "2025-03-01 00:00:00"]
)
def test_dates_as_people_and_spreadsheets_write_them(table_of, text):
    (row,), _ = read(table_of(f"code,from\na,{text}\n"))

    assert row.day("from") == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("yes", True), ("是", True), ("1", True), ("No", False), ("否", False), ("", True)],
)
def test_yes_and_no(table_of, text, expected):
    (row,), _ = read(table_of(f"code,active\na,{text}\n"))

    assert row.boolean("active", default=True) is expected
    assert row.is_good


def test_of_many_errors_all_are_counted_and_some_are_kept(table_of):
    _, report = read(table_of("code,days\n" + ",1\n" * 1000))

    assert report.error_count == 1000
    assert len(report.errors) == MAX_ERRORS_KEPT
    assert not report.is_written


def test_errors_stand_at_the_line_of_the_file_with_what_stands_there(table_of):
    rows, report = read(table_of('code,days,from\n"a\nb",1,\n\nc,many,never\n'))
    rows[1].integer("days", 1, 9)
    rows[1].day("from")

    assert report.lines() == [
        "line 5, days: “many”: a whole number from 1 to 9 is needed here",
        "line 5, from: “never”: a date such as 2025-03-01 is needed here",
    ]


def test_a_cell_is_told_of_once_and_a_row_that_lacks_one_is_looked_at_all_the_same(table_of):
    (row,), report = read(table_of("code,days\n,many\n"))

    row.integer("days", 1, 9)
    row.fail("code", "not again")

    assert [error.column for error in report.errors] == ["code", "days"]


def test_columns_that_nobody_reads_are_named(table_of):
    _, report = read(table_of("code,dyas\na,1\n"))

    assert report.unread == ("dyas",)


def test_of_more_errors_than_are_kept_the_number_is_told(table_of):
    _, report = read(table_of("code,days\n" + ",1\n" * 203))

    assert report.lines()[-1] == "and 3 more"
