"""Tables that people bring, good and hostile."""

import zipfile
from datetime import datetime

import openpyxl
import pytest

from gongjian.foundation.kernel.errors import GongjianError, TooLarge
from gongjian.foundation.kernel.tables import UnreadableTable, open_table

TEXT = "标题,内容\n路灯不亮,三天了\n\n噪音,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_in_an_encoding_that_is_named_is_read(tmp_path, encoding):
    path = tmp_path / "table.csv"
    path.write_bytes(TEXT.encode(encoding))

    table = open_table(path)

    assert table.columns == ("标题", "内容")
    assert list(table.rows()) == [
        (1, {"标题": "路灯不亮", "内容": "三天了"}),
        (3, {"标题": "噪音", "内容": ""}),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    path = tmp_path / "table.csv"
    path.write_text(f"a{delimiter}b\n1{delimiter}2\n")

    assert list(open_table(path).rows()) == [(1, {"a": "1", "b": "2"})]


def test_reading_goes_on_where_it_stopped(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("a\n" + "\n".join(map(str, range(10))))

    assert [cells["a"] for _, cells in open_table(path).rows(start=7)] == ["7", "8", "9"]


def test_a_sheet_is_read_as_text(tmp_path):
    path = tmp_path / "table.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["title", "time", "count"])
    book.active.append(["路灯", datetime(2026, 1, 2, 3, 4), 5.0])  # noqa: DTZ001 - as a sheet has it
    book.save(path)

    assert list(open_table(path).rows()) == [
        (1, {"title": "路灯", "time": "2026-01-02 03:04:00", "count": "5"})
    ]


@pytest.mark.parametrize(
    ("text", "first_cells"),
    [
        ("a,b\n1,2\n,\n\n3,\n,\n", ["1", "", "", "3", ""]),
        ("a,b\n1,2\n\n\n", ["1"]),
        ("a\n1\n\n2\n\n", ["1", "", "2"]),
        ("a,b\n", []),
    ],
)
def test_blank_rows_have_their_lines_but_for_what_ends_the_file(tmp_path, text, first_cells):
    path = tmp_path / "table.csv"
    path.write_text(text)

    every = list(open_table(path).every_row())

    assert [cells["a"] for _number, cells in every] == first_cells
    assert [number for number, _cells in every] == list(range(1, len(every) + 1))


def test_of_a_sheet_the_rows_that_nobody_filled_in_are_none(tmp_path):
    path = tmp_path / "table.xlsx"
    book = openpyxl.Workbook()
    for row in (["title"], ["路灯"], [""], ["噪音"]):
        book.active.append(row)
    book.active.cell(row=9, column=1, value="")
    book.save(path)

    assert [cells["title"] for _number, cells in open_table(path).every_row()] == [
        "路灯", "", "噪音",
    ]  # fmt: skip


def test_a_table_of_more_bytes_than_its_reader_allows_is_refused(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")

    assert open_table(path, max_bytes=8).columns == ("a", "b")
    with pytest.raises(TooLarge):
        open_table(path, max_bytes=7)


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)

    with pytest.raises(TooLarge):
        open_table(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"a,a\n1,2",
        b"a\x00b,c\n",
        b"PK\x03\x04 not an archive",
        b"\xff\xd8\xff\xe0 a picture",
        b",,\n1,2,3",
        ",".join(f"c{i}" for i in range(500)).encode(),
    ],
)
def test_what_is_no_table_is_refused_with_words(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(GongjianError):
        list(open_table(path).rows())


def test_a_row_too_long_to_be_a_row_is_refused(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text('a,b\n"' + "x" * 1_000_000)

    with pytest.raises(UnreadableTable):
        list(open_table(path).rows())


def test_an_upload_without_an_ending_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["title"])
    book.active.append(["路灯"])
    path = tmp_path / "upload.table"
    book.save(path)

    assert [cells["title"] for _, cells in open_table(path).rows()] == ["路灯"]


def test_line_ends_of_any_machine_are_read(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(b"a,b\r1,2\r3,4\r")

    assert [cells for _, cells in open_table(path).rows()] == [
        {"a": "1", "b": "2"}, {"a": "3", "b": "4"},
    ]  # fmt: skip


def test_a_nul_further_down_is_left_out(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(b"a\n" + b"x\n" * 15_000 + b"1\x002\n")

    assert list(open_table(path).rows())[-1][1] == {"a": "12"}


@pytest.mark.parametrize("tail", [b"\x00\xd8", b"a"])
def test_utf_16_that_is_none_is_refused(tmp_path, tail):
    path = tmp_path / "table.csv"
    path.write_bytes(b"\xff\xfea\x00,\x00b\x00\n\x00" + tail)

    with pytest.raises(UnreadableTable):
        list(open_table(path).rows())


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"]
)
def test_a_workbook_with_garbage_inside_is_refused(tmp_path, part):
    book = openpyxl.Workbook()
    book.active.append(["title"])
    book.save(tmp_path / "good.xlsx")
    path = tmp_path / "bad.xlsx"
    with (
        zipfile.ZipFile(tmp_path / "good.xlsx") as good,
        zipfile.ZipFile(path, "w") as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, b"<not><xml" if name == part else good.read(name))

    with pytest.raises(UnreadableTable):
        list(open_table(path).rows())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("title\nMüll in der Großen Straße\n", "cp1252"),
        ("title\nDes déchets à côté\n", "cp1252"),
        ("標題\n學校旁邊的垃圾沒有人清理\n", "big5"),
        ("title\nМусор у школы\n", "cp1251"),
    ],
)
def test_letters_in_another_encoding_are_told_and_never_guessed(tmp_path, text, encoding):
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))

    with pytest.raises(UnreadableTable, match="neither UTF-8, UTF-16 nor GB 18030"):
        open_table(path)
