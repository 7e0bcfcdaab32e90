"""Public bodies and companies: one by one, and from tables."""

from __future__ import annotations

from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed
from gongjian.foundation.kernel.tables import open_table
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.actions.import_organisations import import_organisations
from gongjian.foundation.people.actions.save_organisation import (
    OrganisationData,
    save_organisation,
)
from gongjian.foundation.people.models import Organisation
from gongjian.foundation.people.selectors.organisations import line_of
from tests.factories import NOW, make_actor, make_area, make_department, make_user

pytestmark = pytest.mark.django_db
ROOT = Actor.system("test")
COMPANY_CODE = "91110000600037341L"
TABLE = f"""code,name,kind,parent_code,phone,email,is_active
water,Water Affairs,public_body,,12345,water@example.org,
sewers,Sewers,public_body,water,,,yes
{COMPANY_CODE},Bright Light Ltd,company,,,,
"""


@pytest.fixture
def table_of(tmp_path):
    def make(text: str, encoding: str = "utf-8"):
        path = tmp_path / "organisations.csv"
        path.write_text(text, encoding=encoding)
        return open_table(path)

    return make


def save(**fields):
    data = OrganisationData(**{"code": "water", "name": "Water", "kind": "public_body", **fields})
    return save_organisation(actor=ROOT, data=data, now=NOW)


def test_a_table_makes_organisations_and_again_changes_nothing(table_of):
    first = import_organisations(actor=ROOT, table=table_of(TABLE), now=NOW)
    entries = LedgerEntry.objects.count()
    again = import_organisations(actor=ROOT, table=table_of(TABLE), now=NOW)

    assert (first.added, first.changed, first.unchanged) == (3, 0, 0)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 3)
    assert LedgerEntry.objects.count() == entries == 3
    assert Organisation.objects.get(code="sewers").parent.code == "water"


def test_a_table_changes_what_it_says(table_of):
    import_organisations(actor=ROOT, table=table_of(TABLE), now=NOW)
    text = TABLE.replace("Sewers,", "Sewers and Drains,").replace(",,,yes", ",,,no")

    report = import_organisations(actor=ROOT, table=table_of(text), now=NOW)

    assert (report.added, report.changed, report.unchanged) == (0, 1, 2)
    sewers = Organisation.objects.get(code="sewers")
    assert (sewers.name, sewers.is_active) == ("Sewers and Drains", False)


def test_a_trial_writes_nothing(table_of):
    report = import_organisations(actor=ROOT, table=table_of(TABLE), is_dry_run=True, now=NOW)

    assert report.added == 3
    assert not Organisation.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_one_wrong_row_and_nothing_is_written(table_of):
    text = TABLE + "91110000600037341X,Wrong Check,company,,,,\nx,No Kind,club,,,,\n"

    report = import_organisations(actor=ROOT, table=table_of(text), now=NOW)

    assert [(e.row, e.column) for e in report.errors] == [(5, "code"), (6, "kind")]
    assert not Organisation.objects.exists()


def test_a_table_in_chinese_and_gb18030(table_of):
    area = make_area(code="990105")
    text = "代码,名称,类型,区域\nshuiwu,水务局,部门,990105\n91110000600037341L,光明公司,企业,\n"

    report = import_organisations(actor=ROOT, table=table_of(text, "gb18030"), now=NOW)

    assert report.added == 2
    assert Organisation.objects.get(name="水务局").area_path == area.path


def test_missing_columns_are_named(table_of):
    with pytest.raises(Invalid) as refused:
        import_organisations(actor=ROOT, table=table_of("code,name\nx,y\n"), now=NOW)

    assert "kind" in str(refused.value.fields["file"][0])


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"code": ""}, "code"),
        ({"code": "91110000600037341X", "kind": "company"}, "code"),
        ({"code": "12345", "kind": "company"}, "code"),
        ({"kind": "club"}, "kind"),
        ({"name": " "}, "name"),
        ({"name": "n" * 121}, "name"),
        ({"email": "nobody"}, "email"),
        ({"phone": "1" * 41}, "phone"),
        ({"area_path": "nowhere/"}, "area_path"),
        ({"parent_code": "nobody"}, "parent_code"),
    ],
)
def test_wrong_fields_are_named(fields, wrong):
    with pytest.raises(Invalid) as refused:
        save(**fields)

    assert wrong in refused.value.fields


def test_nothing_stands_above_itself():
    save(code="a")
    save(code="b", parent_code="a")

    for parent in ("a", "b"):
        with pytest.raises(Invalid):
            save(code="a", parent_code=parent)


def test_a_kind_does_not_change():
    save(code=COMPANY_CODE, kind="company")

    with pytest.raises(Invalid):
        save(code=COMPANY_CODE, kind="public_body")


def test_a_district_s_administrator_changes_no_other_district_s_body():
    district, other = make_area(), make_area()
    save(area_path=other.path)
    actor = make_actor(Role.ADMINISTRATOR, area=district)
    data = OrganisationData(code="water", name="Taken", kind="public_body", area_path=district.path)

    with pytest.raises(NotAllowed):
        save_organisation(actor=actor, data=data, now=NOW)


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.RESIDENT, Role.ADMINISTRATOR})])
def test_only_administrators_save(role, table_of):
    with pytest.raises(NotAllowed):
        import_organisations(actor=make_actor(role), table=table_of(TABLE), now=NOW)


def test_the_command_imports_and_says_what_it_did(tmp_path):
    (tmp_path / "table.csv").write_text(TABLE)
    said = StringIO()

    call_command("import_organisations", tmp_path / "table.csv", "--dry-run", stdout=said)
    call_command("import_organisations", tmp_path / "table.csv", stdout=said)

    assert said.getvalue().splitlines() == [
        "3 would be added, 0 would be changed, 0 as they were; nothing was written (dry run).",
        "3 added, 0 changed, 0 as they were.",
    ]


def test_the_command_names_wrong_rows(tmp_path):
    (tmp_path / "table.csv").write_text(TABLE.replace(COMPANY_CODE, "12345"))
    said = StringIO()

    with pytest.raises(CommandError):
        call_command("import_organisations", tmp_path / "table.csv", stderr=said)

    assert said.getvalue().startswith("line 4, code: “12345”: This is no")


@pytest.mark.parametrize(
    ("content", "status"),
    [(TABLE.encode(), 200), (b"\x89PNG\r\n\x1a\n\x00\x00", 422), (b"", 422), (b"a,b\n1,2\n", 422)],
)
def test_the_page_imports_or_says_why_not(client, content, status):
    client.force_login(make_user(role=Role.ADMINISTRATOR))

    answer = client.post(
        "/administration/organisations/import",
        {"file": SimpleUploadedFile("table.csv", content)},
    )

    assert answer.status_code == status
    assert Organisation.objects.exists() == (status == 200)


def test_the_page_saves_one_organisation(client):
    client.force_login(make_user(role=Role.ADMINISTRATOR))
    fields = {"kind": "public_body", "code": "parks", "name": "Parks", "is_active": "on"}
    client.post("/administration/organisations/new", fields)
    parks = Organisation.objects.get(code="parks")

    wrong = client.post(f"/administration/organisations/{parks.pk}/", fields | {"name": ""})
    client.post(f"/administration/organisations/{parks.pk}/", fields | {"name": "Parks Office"})

    assert wrong.status_code == 422
    parks.refresh_from_db()
    assert (parks.name, parks.code) == ("Parks Office", "parks")


def test_the_page_overwrites_no_change_that_it_did_not_show(client):
    client.force_login(make_user(role=Role.ADMINISTRATOR))
    parks, _outcome = save(code="parks", name="Parks")
    address = f"/administration/organisations/{parks.pk}/"
    shown = client.get(address).context["form"].initial
    save(code="parks", name="Parks Office")

    answer = client.post(address, {**shown, "name": "Gardens"})

    assert answer.status_code == 409
    assert "Somebody changed this" in answer.content.decode()
    assert Organisation.objects.get().name == "Parks Office"


def test_adding_one_on_the_page_overwrites_nobody(client):
    client.force_login(make_user(role=Role.ADMINISTRATOR))
    save(code="parks", name="Parks")
    fields = {"kind": "public_body", "code": "parks", "name": "Ours", "is_active": "on"}

    answer = client.post("/administration/organisations/new", fields)

    assert answer.status_code == 422
    assert Organisation.objects.get().name == "Parks"


@pytest.mark.parametrize(
    ("country", "code", "is_taken"),
    [
        ("CN", "Aachen HRA 11223", False),
        ("DE", "Aachen  HRA 11223", True),
        ("DE", "12345", False),
        ("GB", "SC 123456", True),
    ],
)
def test_a_company_is_known_by_the_number_of_its_country(settings, country, code, is_taken):
    settings.CALENDAR_COUNTRY = country
    data = OrganisationData(code=code, name="Works", kind="company")

    with nullcontext() if is_taken else pytest.raises(Invalid):
        save_organisation(actor=Actor.system("test"), data=data, now=NOW)

    assert Organisation.objects.filter(code=" ".join(code.split())).exists() is is_taken


def test_the_line_of_a_body_is_what_stands_above_and_below_it():
    city = make_department("City")
    office = make_department("Office", parent=city)
    desk = make_department("Desk", parent=office)
    make_department("Police", parent=city)

    assert line_of(office.pk) == {city.pk, office.pk, desk.pk}
    assert line_of(desk.pk) == {city.pk, office.pk, desk.pk}
