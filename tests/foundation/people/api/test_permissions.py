"""Who may call what: every operation of accounts and administration, for every role."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import Organisation, RoleGrant, User
from tests.api_calls import NOBODY, Caller, by_anybody, by_key, by_session
from tests.factories import make_area, make_department, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# operation: (method, path, body); {user} is somebody who is an auditor, {grant} that role.
ADMINISTRATION = {
    "list_people": ("GET", "people", None),
    "get_person": ("GET", "people/{user}", None),
    "open_account": ("POST", "people", {"email": "new@example.org"}),
    "grant_role": ("POST", "people/{user}/roles", {"role": "dispatcher"}),
    "revoke_role": ("DELETE", "people/{user}/roles/{grant}", None),
    "close_account": ("POST", "people/{user}/close", None),
    "reopen_account": ("POST", "people/{user}/reopen", None),
    "reset_second_factor": ("POST", "people/{user}/reset-second-factor", None),
    "list_organisations": ("GET", "organisations", None),
    "get_organisation": ("GET", "organisations/{body}", None),
    "add_organisation": (
        "POST", "organisations", {"kind": "public_body", "code": "new", "name": "New"},
    ),
    "change_organisation": ("PUT", "organisations/{body}", {"name": "Other"}),
    "list_failed_tasks": ("GET", "failed-tasks", None),
    "retry_failed_task": ("POST", f"failed-tasks/{NOBODY}/retry", None),
    "delete_failed_task": ("DELETE", f"failed-tasks/{NOBODY}", None),
    "list_undelivered_letters": ("GET", "undelivered-letters", None),
    "retry_undelivered_letter": ("POST", f"undelivered-letters/{NOBODY}/retry", None),
}  # fmt: skip
OWN = {
    "get_account": ("GET", "account", None),
    "change_account": ("PATCH", "account", {"name": "Ann"}),
    "list_api_keys": ("GET", "account/keys", None),
    "create_api_key": ("POST", "account/keys", {"name": "Meter"}),
    "revoke_api_key": ("POST", f"account/keys/{NOBODY}/revoke", None),
    "list_notices": ("GET", "notices", None),
    "count_unread_notices": ("GET", "notices/unread-count", None),
    "get_notice": ("GET", f"notices/{NOBODY}", None),
    "read_notice": ("POST", f"notices/{NOBODY}/read", None),
    "read_notices": ("POST", "notices/read", None),
    "get_notice_preferences": ("GET", "notice-preferences", None),
    "set_notice_preferences": ("PUT", "notice-preferences", {"topics": []}),
    "export_personal_data": ("POST", "account/export", None),
    "erase_personal_data": ("POST", "account/erase", {"is_sure": True}),
}
IN_PERSON = {
    "grant_role", "reopen_account", "reset_second_factor", "create_api_key", "revoke_api_key",
    "export_personal_data", "erase_personal_data",
}  # fmt: skip
NOT_THERE = {
    "retry_failed_task": 404, "delete_failed_task": 404, "retry_undelivered_letter": 409,
    "revoke_api_key": 404, "get_notice": 404, "read_notice": 404,
}  # fmt: skip
"""What is asked of nothing: whoever may ask is told that it is not there."""
MADE = {"open_account", "grant_role", "add_organisation", "create_api_key"}
EMPTY = {"revoke_role", "reset_second_factor", "erase_personal_data"}

ROLES = [None, *sorted(set(Role) - {Role.RESIDENT, Role.ADMINISTRATOR})]


@pytest.fixture
def ask():
    """Call an operation, by its name, as somebody."""
    user = make_user(role=Role.AUDITOR)
    facts = {
        "user": user.pk,
        "grant": RoleGrant.objects.get(user=user).pk,
        "body": make_department("Water").pk,
    }

    def asked(caller: Caller, operation: str):
        method, path, body = (ADMINISTRATION | OWN)[operation]
        return caller(method, path.format(**facts), body)

    return asked


def expected(operation: str) -> int:
    usual = 201 if operation in MADE else 204 if operation in EMPTY else 200
    return NOT_THERE.get(operation, usual)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", ADMINISTRATION)
def test_only_administrators_administer(ask, operation, role):
    user = make_user(role=role)
    before = User.objects.count()

    answers = [ask(calling(user), operation) for calling in (by_key, by_session)]

    assert {answer.status for answer in answers} == {403}
    assert User.objects.count() == before


@pytest.mark.parametrize("operation", ADMINISTRATION)
def test_strangers_administer_nothing(ask, operation):
    assert ask(by_anybody(), operation).status == 403


@pytest.mark.parametrize("operation", ADMINISTRATION)
def test_administrators_administer_with_a_session(ask, operation):
    answer = ask(by_session(make_user(role=Role.ADMINISTRATOR)), operation)

    assert answer.status == expected(operation)


@pytest.mark.parametrize("operation", ADMINISTRATION)
def test_administrators_programmes_give_nobody_power(ask, operation):
    answer = ask(by_key(make_user(role=Role.ADMINISTRATOR)), operation)

    assert answer.status == (403 if operation in IN_PERSON else expected(operation))
    assert (answer.code == "in_person_only") is (operation in IN_PERSON)


@pytest.mark.parametrize("operation", ADMINISTRATION)
def test_administrators_without_a_second_factor_administer_nothing(ask, settings, operation):
    settings.STAFF_NEEDS_TOTP = True
    user = make_user(role=Role.ADMINISTRATOR)

    assert {ask(calling(user), operation).status for calling in (by_key, by_session)} == {403}


DISTRICT = {
    "list_people": 200, "get_person": 200, "open_account": 201, "grant_role": 403,
    "revoke_role": 403, "close_account": 403, "reopen_account": 403, "reset_second_factor": 403,
    "list_organisations": 200, "get_organisation": 200, "change_organisation": 403,
}  # fmt: skip


@pytest.mark.parametrize("operation", DISTRICT)
def test_a_district_s_administrators_reach_their_district(ask, operation):
    district, other = make_area(), make_area()
    RoleGrant.objects.update(area_path=other.path)
    Organisation.objects.update(area_path=other.path)

    answer = ask(by_session(make_user(role=Role.ADMINISTRATOR, area=district)), operation)

    assert answer.status == DISTRICT[operation]


@pytest.mark.parametrize("operation", OWN)
def test_everybody_with_an_account_has_what_is_their_own(ask, operation):
    assert ask(by_session(make_user()), operation).status == expected(operation)


@pytest.mark.parametrize("operation", OWN)
def test_a_programme_has_it_save_what_needs_its_owner(ask, operation):
    answer = ask(by_key(make_user()), operation)

    assert answer.status == (403 if operation in IN_PERSON else expected(operation))
    assert (answer.code == "in_person_only") is (operation in IN_PERSON)


@pytest.mark.parametrize("operation", OWN)
def test_strangers_have_nothing_of_their_own(ask, operation):
    assert ask(by_anybody(), operation).code == "unauthenticated"
