"""Tables that people bring, by every page that takes one: told in words, nothing by half."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.government.cases.models import ImportJob
from tests.hostile.sending import Sender

PAGES = {
    "cases": ("/imports/", {}),
    "the register": ("/duties/import/", {"kind": "duties"}),
    "areas": ("/duties/import/", {"kind": "areas"}),
    "organisations": ("/administration/organisations/import", {}),
}
ROWS = "title,text,name,code\n路灯坏了,三号楼,城管局,d900\n"


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return out.getvalue()


def nested_bomb() -> bytes:
    """A book whose XML names itself a thousand million times."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            archive.writestr(
                name, f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>'
            )
    return out.getvalue()


def book(rows: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


REFUSED = {
    "NULs": b"\x00" * 5_000,
    "a NUL in the heading": b"ti\x00tle,text\na,b\n",
    "no heading": b"\n\n\n",
    "a hundred thousand columns": b",".join(b"c%d" % n for n in range(100_000)) + b"\n1\n",
    "two columns of one name": b"title,title\na,b\n",
    "a zip bomb": bomb(),
    "an XML bomb": nested_bomb(),
    "half a book": book([["title"], ["a"]])[:700],
    "a zip that is no book": b"PK\x03\x04" + bytes(300),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a quote without an end": b'title,text\na,"' + b"x" * 300_000,
    "deep GeoJSON": b'{"type":"FeatureCollection","features":' + b"[" * 50_000,
    "GeoJSON of nothing": b'{"type":"FeatureCollection","features":[{"type":"Feature"}]}',
}
HAVE_A_HEADING = {"a quote without an end", "deep GeoJSON", "GeoJSON of nothing"}
READ = {
    "GB18030": ROWS.encode("gb18030"),
    "UTF-8": ROWS.encode(),
    "UTF-8 with a mark": ROWS.encode("utf-8-sig"),
    "UTF-16": ROWS.encode("utf-16"),
    "lines of another system": ROWS.replace("\n", "\r\n").encode(),
    "lines of an old system": ROWS.replace("\n", "\r").encode(),
    "semicolons": ROWS.replace(",", ";").encode(),
    "a book": book([["title", "text", "name", "code"], ["路灯坏了", 1.5, None, True]]),
    "formulas": b"title,text,name,code\n=cmd(),+1,@x,-1\n",
    "turned around": "title,text,name,code\n\u202ea,\u200b\u200d,\ufeffc,d901\n".encode(),
    "a very long cell": b"title,text,name,code\n" + b"x" * 150_000 + b",b,c,d902\n",
}


@pytest.fixture
def sender(full) -> Sender:
    # An administrator may open every one of these pages.
    return Sender(full.browser("administrator"))


def bring(sender: Sender, page: str, what: str, content: bytes, name: str = "table.csv"):
    address, fields = PAGES[page]
    data = {**fields, "file": SimpleUploadedFile(name, content)}
    return sender.send(f"{page}: {what}", "post", address, data)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_no_table_is_refused_with_words(sender, page):
    for what, content in REFUSED.items():
        answer = bring(sender, page, what, content)
        # A table of cases that has a heading is kept for a look; the check says the rest.
        is_kept = page == "cases" and what in HAVE_A_HEADING
        assert answer is None or answer.status_code in ({302, 422} if is_kept else {413, 422}), what

    sender.must_have_no_faults()


@pytest.mark.parametrize("page", PAGES)
def test_any_table_is_answered(sender, page):
    for what, content in READ.items():
        bring(sender, page, what, content)

    sender.must_have_no_faults()


@pytest.mark.parametrize("what", ["GB18030", "UTF-8 with a mark", "UTF-16", "a book"])
def test_chinese_is_read_in_every_encoding(full, what):
    full.browser("administrator").post(
        "/imports/", {"file": SimpleUploadedFile("table.csv", READ[what])}
    )

    job = ImportJob.objects.order_by("-id").first()
    assert job.preview["columns"] == ["title", "text", "name", "code"]
    assert job.preview["rows"][0][0] == "路灯坏了"


@pytest.mark.parametrize(
    "name",
    ["../../../etc/cron.d/x.csv", "..\\..\\x.csv", "a\r\nX: y.csv", "\u202evsc.exe", "x" * 400],
)
def test_the_name_of_a_table_leads_nowhere(full, settings, name):
    full.browser("administrator").post(
        "/imports/", {"file": SimpleUploadedFile(name, READ["UTF-8"])}
    )

    job = ImportJob.objects.order_by("-id").first()
    kept = (settings.MEDIA_ROOT / job.file).resolve()
    assert kept.parent == (settings.MEDIA_ROOT / "imports").resolve()
    assert kept.stem == str(job.pk)
    assert not set(job.name) & set("/\\\r\n")
