"""Public bodies and companies by programme."""

from __future__ import annotations

import io
import zipfile

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.actions.import_organisations import LIMIT_BYTES
from gongjian.foundation.people.models import Organisation, OrganisationKind
from tests.api_calls import NOBODY, by_anybody, by_key
from tests.factories import make_area, make_department, make_user

pytestmark = pytest.mark.django_db
ONCE = {"Idempotency-Key": "once"}
COMPANY = {"kind": "company", "code": "91110000600037341L", "name": "Water Ltd"}
TABLE = "code,name,kind\nwater,Water,public_body\nroads,Roads,public_body\n"


@pytest.fixture
def call():
    return by_key(make_user(role=Role.ADMINISTRATOR))


def test_departments_are_for_everybody_to_choose_from():
    make_department("Water")
    make_department("Roads")
    make_department("Gone", is_active=False)
    make_department("Ltd", kind=OrganisationKind.COMPANY)

    answer = by_anybody()("GET", "departments")

    assert answer.status == 200
    assert [body["name"] for body in answer.body["items"]] == ["Roads", "Water"]


def test_departments_are_read_page_by_page_however_long_their_names():
    made = [make_department(f"{'城市管理和综合行政执法局' * 9}{n}") for n in range(3)]
    call = by_anybody()

    read, cursor = [], ""
    for _ in made:
        page = call("GET", f"departments?size=1&cursor={cursor}").body
        read += [body["name"] for body in page["items"]]
        cursor = page["next_cursor"]

    assert (read, cursor) == ([body.name for body in made], "")


def test_organisations_are_listed_by_name_and_found(call):
    for name in ("Water", "Roads", "Wharf"):
        make_department(name)
    call("POST", "organisations", COMPANY)

    first = call("GET", "organisations?size=3").body
    second = call("GET", f"organisations?size=3&cursor={first['next_cursor']}").body

    def names(query):
        return [item["name"] for item in call("GET", f"organisations?{query}").body["items"]]

    listed = [item["name"] for item in first["items"] + second["items"]]
    assert listed == ["Roads", "Water", "Water Ltd", "Wharf"]
    assert names("q=Wa") == ["Water", "Water Ltd"]
    assert names("kind=company") == ["Water Ltd"]
    assert names(f"q={COMPANY['code'].lower()}") == ["Water Ltd"]
    assert call("GET", "organisations?kind=club").status == 422


def test_one_is_added_once_however_often_it_is_asked(call):
    area = make_area()
    body = {"kind": "public_body", "code": "parks", "name": "Parks", "area_path": area.path}

    first = call("POST", "organisations", body, **ONCE)
    again = call("POST", "organisations", body, **ONCE)

    assert (first.status, first.body["area_path"]) == (201, area.path)
    assert (again.status, again.body) == (201, first.body)
    assert call("GET", f"organisations/{first.body['id']}").body == first.body


def test_a_code_that_is_taken_is_told_and_nobody_is_overwritten(call):
    call("POST", "organisations", {"kind": "public_body", "code": "parks", "name": "Parks"})

    answer = call("POST", "organisations", {"kind": "public_body", "code": "parks", "name": "Ours"})

    assert (answer.status, answer.wrong) == (422, ["code"])
    assert Organisation.objects.get().name == "Parks"


def test_one_is_changed_and_ended(call):
    made = call("POST", "organisations", COMPANY).body

    changed = call("PUT", f"organisations/{made['id']}", {"name": "Wells Ltd", "is_active": False})

    assert changed.status == 200
    assert (changed.body["name"], changed.body["is_active"]) == ("Wells Ltd", False)
    assert (changed.body["kind"], changed.body["code"]) == ("company", COMPANY["code"])
    assert call("PUT", f"organisations/{NOBODY}", {"name": "x"}).status == 404


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({**COMPANY, "code": "12345"}, ["code"]),
        ({**COMPANY, "kind": "club"}, ["kind"]),
        ({**COMPANY, "name": " "}, ["name"]),
        ({**COMPANY, "name": "n" * 121}, ["name"]),
        ({**COMPANY, "email": "nobody"}, ["email"]),
        ({**COMPANY, "area_path": "nowhere/"}, ["area_path"]),
        ({**COMPANY, "parent_code": "nobody"}, ["parent_code"]),
        ({**COMPANY, "owner": "me"}, ["owner"]),
        ({}, ["code", "kind", "name"]),
    ],
)
def test_wrong_organisations_are_told_at_their_field(call, body, wrong):
    answer = call("POST", "organisations", body, **ONCE)

    assert (answer.status, answer.wrong) == (422, wrong)
    assert not Organisation.objects.exists()


def test_who_did_not_see_the_last_change_overwrites_nothing(call):
    made = call("POST", "organisations", COMPANY).body
    path = f"organisations/{made['id']}"

    first = call("PUT", path, {"name": "Wells Ltd", "version": made["version"]})
    second = call("PUT", path, {"name": "Rivers Ltd", "version": made["version"]})

    assert (first.status, first.body["version"]) == (200, made["version"] + 1)
    assert (second.status, second.body["code"]) == (409, "stale_version")
    assert call("GET", path).body == first.body


@pytest.mark.parametrize("field", ["kind", "code"])
def test_kind_and_code_never_change(call, field):
    made = call("POST", "organisations", COMPANY).body

    answer = call("PUT", f"organisations/{made['id']}", {"name": "x", field: "public_body"})

    assert (answer.status, answer.wrong) == (422, [field])


def test_a_table_is_tried_imported_and_changes_nothing_the_second_time(call):
    table = TABLE.encode("gb18030")

    tried = call.send_table("organisations/import", table, is_dry_run="true")
    assert not Organisation.objects.exists()
    done = call.send_table("organisations/import", table)
    again = call.send_table("organisations/import", table)

    assert [(a.status, a.body["added"], a.body["unchanged"]) for a in (tried, done, again)] == [
        (200, 2, 0), (200, 2, 0), (200, 0, 2),
    ]  # fmt: skip


def test_wrong_rows_are_listed_by_a_trial_and_refused_when_meant(call):
    table = f"{TABLE}x,X,company\n".encode()

    tried = call.send_table("organisations/import", table, is_dry_run="true")
    meant = call.send_table("organisations/import", table)

    assert (tried.status, tried.body["error_count"]) == (200, 1)
    assert [(bad["row"], bad["column"]) for bad in tried.body["errors"]] == [(4, "code")]
    assert (meant.status, meant.wrong) == (422, ["rows.4.code"])
    assert not Organisation.objects.exists()


def zip_bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 422),
        (b"a,b\n1,2\n", 422),
        (b"PK\x03\x04 no archive", 422),
        (zip_bomb(), 413),
        (b"c" * (LIMIT_BYTES + 1), 413),
    ],
    ids=["empty", "picture", "other columns", "broken", "bomb", "large"],
)
def test_what_is_no_table_is_refused(call, content, status):
    assert call.send_table("organisations/import", content).status == status
    assert not Organisation.objects.exists()


def test_a_table_is_a_file(call):
    answer = call("POST", "organisations/import", {"file": "table.csv"})

    assert (answer.status, answer.wrong) == (422, ["file"])
