"""Administration of accounts and roles by programme."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import Organisation, OrganisationKind, RoleGrant, User
from tests.api_calls import NOBODY, by_key, by_session
from tests.factories import make_area, make_department, make_user

pytestmark = pytest.mark.django_db
ONCE = {"Idempotency-Key": "once"}


@pytest.fixture
def administrator() -> User:
    return make_user(role=Role.ADMINISTRATOR, email="zz@example.org", name="Zoe")


def test_accounts_are_listed_by_address_and_found_by_name_or_role(administrator):
    ann = make_user(email="ann@example.org", name="Ann")
    make_user(email="bo@example.org", name="Bo", role=Role.AUDITOR)
    call = by_key(administrator)

    first = call("GET", "people?size=2").body
    second = call("GET", f"people?size=2&cursor={first['next_cursor']}").body

    def names(query):
        return [item["name"] for item in call("GET", f"people?{query}").body["items"]]

    assert [item["name"] for item in first["items"] + second["items"]] == ["Ann", "Bo", "Zoe"]
    assert names("q=An") == ["Ann"]
    assert names("role=auditor") == ["Bo"]
    assert names("role=staff") == ["Bo", "Zoe"]
    assert call("GET", f"people/{ann.pk}").body["email"] == "ann@example.org"
    assert call("GET", f"people/{NOBODY}").status == 404
    assert call("GET", "people?role=king").status == 422


def test_an_account_is_opened_once_however_often_it_is_asked(administrator):
    call = by_key(administrator)
    body = {"email": "New@Example.org", "name": "New"}

    first = call("POST", "people", body, **ONCE)
    again = call("POST", "people", body, **ONCE)
    twice = call("POST", "people", body)

    assert (first.status, first.body["email"], first.body["roles"]) == (201, "new@example.org", [])
    assert (again.status, again.body) == (201, first.body)
    assert (twice.status, twice.wrong) == (422, ["email"])
    assert User.objects.filter(email="new@example.org").count() == 1


@pytest.mark.parametrize(
    "body", [{}, {"email": ""}, {"email": "nobody"}, {"email": "a@b.example", "role": "auditor"},
             {"email": f"{'a' * 250}@b.example"}, {"email": "a@b.example", "name": "n" * 81}],
)  # fmt: skip
def test_wrong_accounts_are_told(administrator, body):
    assert by_key(administrator)("POST", "people", body).status == 422
    assert User.objects.count() == 1


def test_roles_are_given_and_taken_in_person(administrator):
    user, area, water = make_user(), make_area("Harbour"), make_department("Water")
    call = by_session(administrator)
    body = {"role": "handler", "organisation_id": str(water.pk), "area_path": area.path}

    given = call("POST", f"people/{user.pk}/roles", body, **ONCE)
    again = call("POST", f"people/{user.pk}/roles", body, **ONCE)
    twice = call("POST", f"people/{user.pk}/roles", body)
    (role,) = given.body["roles"]
    taken = call("DELETE", f"people/{user.pk}/roles/{role['id']}")

    assert given.status == 201
    assert (role["role"], role["organisation"]["name"], role["area"]) == (
        "handler", "Water", "Harbour",
    )  # fmt: skip
    assert (again.status, again.body) == (201, given.body)
    assert (twice.status, twice.code) == (409, "conflict")
    assert (taken.status, taken.body) == (204, None)
    assert call("DELETE", f"people/{user.pk}/roles/{role['id']}").status == 404


def test_no_key_gives_a_role_but_one_takes_it(administrator):
    user = make_user(role=Role.AUDITOR)
    call = by_key(administrator)

    given = call("POST", f"people/{user.pk}/roles", {"role": "dispatcher"}, **ONCE)
    widened = call("POST", f"people/{administrator.pk}/roles", {"role": "dispatcher"})
    taken = call("DELETE", f"people/{user.pk}/roles/{RoleGrant.objects.get(user=user).pk}")

    assert (given.code, widened.code) == ("in_person_only", "in_person_only")
    assert taken.status == 204
    assert list(RoleGrant.objects.values_list("role", flat=True)) == ["administrator"]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"role": "king"}, ["role"]),
        ({}, ["role"]),
        ({"role": "resident"}, ["role"]),
        ({"role": "handler"}, ["organisation"]),
        ({"role": "handler", "organisation_id": str(NOBODY)}, ["organisation"]),
        ({"role": "auditor", "area_path": "nowhere/"}, ["area_path"]),
        ({"role": "auditor", "until": "2027-01-01"}, ["until"]),
    ],
)
def test_wrong_roles_are_told_at_their_field(administrator, body, wrong):
    user = make_user()

    answer = by_session(administrator)("POST", f"people/{user.pk}/roles", body)

    assert (answer.status, answer.wrong) == (422, wrong)
    assert not RoleGrant.objects.filter(user=user).exists()


def test_a_district_s_administrator_gives_and_takes_there_only():
    district, other = make_area(), make_area()
    call = by_session(make_user(role=Role.ADMINISTRATOR, area=district))
    user = make_user(role=Role.AUDITOR, area=other)
    grant = RoleGrant.objects.get(user=user)

    statuses = [
        call("POST", f"people/{user.pk}/roles", {"role": "auditor", "area_path": path}).status
        for path in (district.path, other.path, "")
    ]

    assert statuses == [201, 403, 403]
    assert call("DELETE", f"people/{user.pk}/roles/{grant.pk}").status == 403
    assert call("POST", f"people/{user.pk}/close").status == 403


def test_an_account_is_closed_by_key_and_opened_again_in_person(administrator):
    user = make_user()
    theirs, programme, browser = by_key(user), by_key(administrator), by_session(administrator)

    closed = programme("POST", f"people/{user.pk}/close")
    assert (closed.status, closed.body["is_active"]) == (200, False)
    assert theirs("GET", "account").status == 401

    assert programme("POST", f"people/{user.pk}/reopen").code == "in_person_only"
    opened = browser("POST", f"people/{user.pk}/reopen")
    assert (opened.status, opened.body["is_active"]) == (200, True)
    assert theirs("GET", "account").status == 200


def test_a_second_factor_is_taken_off_in_person(administrator):
    user = make_user()
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    path = f"people/{user.pk}/reset-second-factor"

    assert by_key(administrator)("POST", path).code == "in_person_only"
    assert by_session(administrator)("POST", path).status == 204

    assert by_key(user)("GET", "account").body["has_second_factor"] is False


def test_the_last_administrator_stays(administrator):
    call = by_session(administrator)
    grant = RoleGrant.objects.get()

    answers = [
        call("DELETE", f"people/{administrator.pk}/roles/{grant.pk}"),
        call("POST", f"people/{administrator.pk}/close"),
    ]

    assert [(a.status, a.code) for a in answers] == [(409, "last_administrator")] * 2


@pytest.mark.parametrize("role_id", ["0", "99999999999999999999999", "-1", "x"])
def test_roles_that_nobody_has_are_not_there(administrator, role_id):
    assert by_key(administrator)("DELETE", f"people/{NOBODY}/roles/{role_id}").status == 404


def test_erased_accounts_are_not_there(administrator):
    user = make_user(erased_at=administrator.joined_at, is_active=False)
    call = by_session(administrator)

    assert call("GET", f"people/{user.pk}").status == 404
    assert call("POST", f"people/{user.pk}/reopen").status == 404


def test_a_company_member_belongs_to_a_company(administrator):
    company = Organisation.objects.create(
        kind=OrganisationKind.COMPANY, code="91110000600037341L", name="Water Ltd"
    )
    body = {"role": "company_member", "organisation_id": str(company.pk)}

    answer = by_session(administrator)("POST", f"people/{make_user().pk}/roles", body)

    assert answer.status == 201
