"""What all imports of the register share, hostile files among it."""

import io
import zipfile

import openpyxl
import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import GongjianError, Invalid, NotAllowed
from gongjian.foundation.kernel.tables import UnreadableTable
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.duties.actions.import_register import ImportKind, import_register
from gongjian.government.duties.models import Area, Category
from tests.factories import NOW, make_actor, make_area

pytestmark = pytest.mark.django_db
HEADINGS = {
    "areas": "code,name,parent,level",
    "categories": "code,name,parent",
    "provisions": "code,title,article,text,in_force_from",
    "duties": "category,area,lead,working_days",
    "calendar_days": "day,is_working",
    "parameters": "code,value,unit,in_force_from",
}


def import_bytes(path, kind, content):
    path.write_bytes(content)
    return import_register(actor=Actor.system("test"), kind=ImportKind(kind), path=path, now=NOW)


@pytest.mark.any_database
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_comes_in_every_encoding_people_use(import_text, encoding):
    report = import_text("areas", "编码,名称,级别", "3301,鹭湖区,区", encoding=encoding)

    assert report.is_written
    assert Area.objects.get(code="3301").name == "鹭湖区"


def test_a_workbook_is_a_table_too(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["code", "name", "level"])
    book.active.append([3301, "鹭湖区", "区"])
    stream = io.BytesIO()
    book.save(stream)

    report = import_bytes(tmp_path / "x.xlsx", "areas", stream.getvalue())

    assert (report.added, Area.objects.get().code) == (1, "3301")


@pytest.mark.any_database
@pytest.mark.parametrize("kind", list(ImportKind))
def test_a_table_without_rows_changes_nothing(import_text, counts, kind):
    assert counts(import_text(kind, HEADINGS[kind])) == (0, 0, 0, [])


@pytest.mark.any_database
@pytest.mark.parametrize("kind", list(ImportKind))
def test_a_table_with_other_columns_is_refused(import_text, kind):
    with pytest.raises(Invalid) as raised:
        import_text(kind, "colour,size", "red,7")

    assert "file" in raised.value.fields


@pytest.mark.any_database
@pytest.mark.parametrize("kind", list(ImportKind))
@pytest.mark.parametrize("role", [Role.HANDLER, Role.DISPATCHER, Role.AUDITOR])
def test_only_administrators_import(import_text, kind, role):
    with pytest.raises(NotAllowed):
        import_text(kind, HEADINGS[kind], actor=make_actor(role))


@pytest.mark.any_database
@pytest.mark.parametrize("kind", list(ImportKind))
def test_an_administrator_of_one_area_does_not_import(import_text, kind):
    with pytest.raises(NotAllowed):
        import_text(kind, HEADINGS[kind], actor=make_actor(Role.ADMINISTRATOR, area=make_area()))


@pytest.mark.any_database
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\x03",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PK\x03\x04 not a workbook",
        b"code,name\n\xff\xff\xff\xff",
        b"code,code\na,b\n",
        b'{"type": "FeatureCollection"}',
        b'{"features": 7}',
        b'{"features": ["x"]}',
        b"{" * 100_000,
        b"[" * 100_000,
    ],
)
def test_what_is_no_table_is_refused_with_words(tmp_path, content):
    with pytest.raises(Invalid):
        import_bytes(tmp_path / "x", "areas", content)

    assert not Area.objects.exists()


@pytest.mark.any_database
def test_a_workbook_that_is_a_bomb_is_refused(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 50_000_000)

    with pytest.raises(GongjianError) as raised:
        import_bytes(tmp_path / "x.xlsx", "areas", stream.getvalue())

    assert raised.value.status in {413, 422}


@pytest.mark.any_database
def test_ten_megabytes_of_errors_are_counted_and_not_written(import_text):
    lines = [f"{n:05d},{'x' * 81}," for n in range(99_999)]

    report = import_text("categories", "code,name,parent", *lines)

    assert (report.error_count, len(report.errors), report.is_written) == (99_999, 200, False)
    assert not Category.objects.exists()


@pytest.mark.any_database
def test_more_rows_than_a_register_has_are_refused(import_text):
    with pytest.raises(Invalid) as raised:
        import_text("calendar_days", "day,is_working", *["2026-01-01,yes"] * 100_001)

    assert "file" in raised.value.fields


@pytest.mark.any_database
def test_an_unclosed_quote_over_ten_megabytes_is_refused(import_text):
    with pytest.raises(UnreadableTable):
        import_text("areas", "code,name", 'a,"' + "x\n" * 5_000_000)


def test_a_dry_run_tells_and_writes_nothing(import_text, counts):
    report = import_text("areas", "code,name,level", "a,A,", "b,B,", is_dry_run=True)

    assert counts(report) == (2, 0, 0, [])
    assert not report.is_written
    assert not Area.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_one_bad_row_keeps_all_others_out(import_text, counts):
    report = import_text("areas", "code,name,level", "a,A,", "b,,", "c,C,")

    assert counts(report)[3] == [(3, "name")]
    assert not report.is_written
    assert not Area.objects.exists()


def test_a_row_with_more_cells_than_headings_is_refused(import_text, counts):
    report = import_text("categories", "code,name", "a,A,,", "b,B, C")

    assert counts(report)[3] == [(3, "")]
    assert report.errors[0].value == "C"
    assert not Category.objects.exists()
