"""Giving and taking roles."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import connection

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.actions.close_account import close_account, reopen_account
from gongjian.foundation.people.actions.grant_role import grant_role, revoke_role
from gongjian.foundation.people.actions.open_account import open_account
from gongjian.foundation.people.errors import LastAdministrator
from gongjian.foundation.people.models import Notice, OrganisationKind, RoleGrant, User
from gongjian.foundation.people.selectors.actors import actor_of_user
from tests.factories import NOW, make_actor, make_area, make_department, make_user

pytestmark = pytest.mark.django_db
ROOT = Actor.system("test")


def grant_of(user: User) -> RoleGrant:
    return RoleGrant.objects.get(user=user)


def take(actor: Actor, grant: RoleGrant) -> None:
    revoke_role(actor=actor, user_id=grant.user_id, grant_id=grant.pk, now=NOW)


def test_a_role_holds_in_its_organisation_and_area():
    area, department, user = make_area(), make_department(), make_user()

    grant_role(
        actor=ROOT, user_id=user.pk, role=Role.HANDLER, organisation_id=department.pk,
        area_path=area.path, now=NOW,
    )  # fmt: skip

    actor = actor_of_user(user)
    assert actor.has_role(Role.HANDLER, organisation_id=department.pk, area_path=f"{area.path}x/")
    assert not actor.has_role(Role.HANDLER, organisation_id=uuid4(), area_path=area.path)
    assert not actor.has_role(Role.HANDLER, organisation_id=department.pk, area_path="other/")


def test_giving_and_taking_is_recorded_and_told():
    user = make_user(language="zh-hans")
    administrator = make_actor(Role.ADMINISTRATOR)

    grant = grant_role(actor=administrator, user_id=user.pk, role=Role.AUDITOR, now=NOW)
    revoke_role(actor=administrator, user_id=user.pk, grant_id=grant.pk, now=NOW)

    entries = LedgerEntry.objects.filter(subject=f"user:{user.pk}").order_by("id")
    assert [entry.action for entry in entries] == ["role_granted", "role_revoked"]
    assert {entry.actor for entry in entries} == {administrator.reference}
    assert entries[0].data["role"] == "auditor"
    told = Notice.objects.filter(user=user)
    assert told.count() == 2
    assert all("审计员" in notice.subject for notice in told)


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.RESIDENT, Role.ADMINISTRATOR})])
def test_only_administrators_give_and_take(role):
    actor, user = make_actor(role), make_user(role=Role.AUDITOR)

    with pytest.raises(NotAllowed):
        grant_role(actor=actor, user_id=user.pk, role=Role.DISPATCHER, now=NOW)
    with pytest.raises(NotAllowed):
        take(actor, grant_of(user))


def test_an_administrator_of_a_district_gives_nothing_beyond_it():
    city = make_area()
    district, other = make_area(parent=city), make_area(parent=city)
    actor = make_actor(Role.ADMINISTRATOR, area=district)
    user = make_user()

    grant_role(
        actor=actor, user_id=user.pk, role=Role.ADMINISTRATOR, area_path=district.path, now=NOW
    )
    for path in ("", city.path, other.path):
        with pytest.raises(NotAllowed):
            grant_role(actor=actor, user_id=user.pk, role=Role.AUDITOR, area_path=path, now=NOW)


@pytest.mark.parametrize(
    ("role", "traits"),
    [
        (Role.RESIDENT, {}),
        (Role.HANDLER, {}),
        (Role.SUPERVISOR, {}),
        (Role.COMPANY_MEMBER, {}),
        (Role.HANDLER, {"kind": OrganisationKind.COMPANY}),
        (Role.COMPANY_MEMBER, {"kind": OrganisationKind.PUBLIC_BODY}),
        (Role.DISPATCHER, {"kind": OrganisationKind.COMPANY}),
        (Role.HANDLER, {"is_active": False}),
    ],
)
def test_roles_that_do_not_exist_like_that_are_refused(role, traits):
    organisation_id = make_department(**traits).pk if traits else None

    with pytest.raises(Invalid):
        grant_role(
            actor=ROOT, user_id=make_user().pk, role=role, organisation_id=organisation_id, now=NOW
        )


def test_unknown_things_are_refused():
    user = make_user()

    with pytest.raises(NotFound):
        grant_role(actor=ROOT, user_id=uuid4(), role=Role.AUDITOR, now=NOW)
    with pytest.raises(Invalid):
        grant_role(actor=ROOT, user_id=user.pk, role=Role.HANDLER, organisation_id=uuid4(), now=NOW)
    with pytest.raises(Invalid):
        grant_role(actor=ROOT, user_id=user.pk, role=Role.AUDITOR, area_path="none/", now=NOW)
    with pytest.raises(NotFound):
        revoke_role(actor=ROOT, user_id=user.pk, grant_id=987_654, now=NOW)


def test_a_role_is_taken_from_whoever_has_it():
    user, other = make_user(role=Role.AUDITOR), make_user()

    with pytest.raises(NotFound):
        revoke_role(actor=ROOT, user_id=other.pk, grant_id=grant_of(user).pk, now=NOW)

    assert grant_of(user)


def test_a_role_is_given_once():
    user = make_user(role=Role.AUDITOR)

    with pytest.raises(Conflict):
        grant_role(actor=ROOT, user_id=user.pk, role=Role.AUDITOR, now=NOW)

    assert RoleGrant.objects.filter(user=user).count() == 1


def test_the_last_administrator_stays():
    user = make_user(role=Role.ADMINISTRATOR)
    make_user(role=Role.ADMINISTRATOR, is_active=False)
    actor = actor_of_user(user)

    with pytest.raises(LastAdministrator):
        take(actor, grant_of(user))
    with pytest.raises(LastAdministrator):
        close_account(actor=actor, user_id=user.pk, now=NOW)

    assert actor_of_user(user).holds(Role.ADMINISTRATOR)


def test_one_of_a_district_cannot_replace_the_last_of_the_town():
    user = make_user(role=Role.ADMINISTRATOR)
    make_user(role=Role.ADMINISTRATOR, area=make_area())

    with pytest.raises(LastAdministrator):
        take(ROOT, grant_of(user))


def test_one_of_two_administrators_can_go():
    first, second = (make_user(role=Role.ADMINISTRATOR) for _ in range(2))

    take(actor_of_user(first), grant_of(second))

    assert not RoleGrant.objects.filter(user=second).exists()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_remove_each_other_at_once():
    users = [make_user(role=Role.ADMINISTRATOR) for _ in range(2)]
    actors, grants = [actor_of_user(user) for user in users], [grant_of(user) for user in users]

    def remove(number: int) -> None:
        with suppress(LastAdministrator):
            take(actors[number], grants[1 - number])
        connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(remove, range(2)))

    assert RoleGrant.objects.filter(role=Role.ADMINISTRATOR).count() == 1


def test_a_closed_account_does_nothing_until_it_is_reopened(client):
    user = make_user()
    client.force_login(user)

    close_account(actor=ROOT, user_id=user.pk, now=NOW)
    assert client.get("/account/").status_code == 302

    reopen_account(actor=ROOT, user_id=user.pk, now=NOW)
    client.force_login(user)
    assert client.get("/account/").status_code == 200


def test_an_account_with_roles_elsewhere_is_not_the_district_s_to_close():
    district, other = make_area(), make_area()
    actor = make_actor(Role.ADMINISTRATOR, area=district)
    user = make_user(role=Role.AUDITOR, area=other)

    with pytest.raises(NotAllowed):
        close_account(actor=actor, user_id=user.pk, now=NOW)


def test_what_a_command_gave_is_not_said_to_come_from_an_administrator():
    user = make_user()

    grant_role(actor=ROOT, user_id=user.pk, role=Role.ADMINISTRATOR, now=NOW)

    assert Notice.objects.get(user=user).body.startswith("It was given by a command")


def test_whoever_is_given_an_account_has_a_letter_that_says_how_to_get_in():
    user = open_account(actor=ROOT, email="ann@example.org", now=NOW)

    told = Notice.objects.get(user=user)
    assert told.subject.startswith("An account was opened for you")
    assert (told.path, told.is_urgent) == ("/accounts/password/reset/", True)


def test_accounts_of_the_demo_have_no_letter():
    open_account(actor=ROOT, email="ann@example.org", is_demo=True, now=NOW)

    assert not Notice.objects.exists()


def test_an_address_has_one_account():
    open_account(actor=ROOT, email="Ann@Example.org", now=NOW)

    with pytest.raises(Invalid):
        open_account(actor=ROOT, email="ann@example.org ", now=NOW)


@pytest.mark.parametrize("email", ["ann", "x" * 250 + "@example.org", "a@" + "İ." * 100 + "org"])
def test_what_is_no_address_or_a_longer_one_than_is_kept_has_no_account(email):
    with pytest.raises(Invalid):
        open_account(actor=ROOT, email=email, now=NOW)
