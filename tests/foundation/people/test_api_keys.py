"""Keys for programmes."""

from __future__ import annotations

from uuid import uuid4

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound, Unauthenticated
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.actions import create_api_key as keys
from gongjian.foundation.people.actions.close_account import close_account, reopen_account
from gongjian.foundation.people.actions.erase_account import erase_account
from gongjian.foundation.people.actions.grant_role import grant_role
from gongjian.foundation.people.actions.reset_second_factor import reset_second_factor
from gongjian.foundation.people.errors import InPersonOnly
from gongjian.foundation.people.models import ApiKey, Notice, User
from gongjian.foundation.people.selectors.actors import actor_of_key, actor_of_user
from tests.factories import NOW, make_actor, make_user

pytestmark = pytest.mark.django_db


def test_a_key_acts_as_its_owner_and_is_on_record():
    owner = make_actor()

    _, secret = keys.create_api_key(actor=owner, name="Meter reader", now=NOW)

    actor = actor_of_key(secret)
    assert (actor.user_id, actor.reference) == (owner.user_id, f"user:{owner.user_id}")
    assert secret not in str(ApiKey.objects.values_list())
    assert LedgerEntry.objects.filter(action="api_key_created").count() == 1
    assert "Meter reader" in Notice.objects.get(user_id=owner.user_id).subject


def test_a_revoked_key_opens_nothing():
    owner = make_actor()
    key, secret = keys.create_api_key(actor=owner, name="Old", now=NOW)

    keys.revoke_api_key(actor=owner, key_id=key.pk, now=NOW)
    keys.revoke_api_key(actor=owner, key_id=key.pk, now=NOW)

    with pytest.raises(Unauthenticated):
        actor_of_key(secret)
    assert LedgerEntry.objects.filter(action="api_key_revoked").count() == 1


def test_a_closed_account_s_keys_open_nothing():
    owner = make_actor()
    _key, secret = keys.create_api_key(actor=owner, name="Old", now=NOW)

    close_account(actor=Actor.system("test"), user_id=owner.user_id, now=NOW)

    with pytest.raises(Unauthenticated):
        actor_of_key(secret)


def of_a_key(role=None):
    return actor_of_key(keys.create_api_key(actor=make_actor(role), name="One", now=NOW)[1])


def test_keys_neither_make_nor_revoke_keys():
    programme = of_a_key()

    with pytest.raises(InPersonOnly):
        keys.create_api_key(actor=programme, name="Two", now=NOW)
    with pytest.raises(InPersonOnly):
        keys.revoke_api_key(actor=programme, key_id=programme.api_key_id, now=NOW)

    assert ApiKey.objects.get().revoked_at is None


@pytest.mark.parametrize(
    "act",
    [
        lambda user, by: grant_role(user_id=user.pk, role=Role.AUDITOR, **by),
        lambda user, by: grant_role(user_id=by["actor"].user_id, role=Role.AUDITOR, **by),
        lambda user, by: reopen_account(user_id=user.pk, **by),
        lambda user, by: reset_second_factor(user_id=user.pk, **by),
        lambda user, by: erase_account(user_id=by["actor"].user_id, **by),
    ],
    ids=["grant a role", "widen itself", "reopen", "second factor", "erase"],
)
def test_an_administrator_s_key_gives_nobody_power_and_erases_nobody(act):
    make_actor(Role.ADMINISTRATOR)
    user, programme = make_user(), of_a_key(Role.ADMINISTRATOR)

    with pytest.raises(InPersonOnly):
        act(user, {"actor": programme, "now": NOW})


def test_nobody_revokes_another_s_key():
    key, secret = keys.create_api_key(actor=make_actor(), name="Mine", now=NOW)

    for key_id in (key.pk, uuid4()):
        with pytest.raises(NotFound):
            keys.revoke_api_key(actor=make_actor(), key_id=key_id, now=NOW)

    assert actor_of_key(secret)


def test_bad_names_and_too_many_keys_are_refused():
    owner = make_actor()
    with pytest.raises(Invalid):
        keys.create_api_key(actor=owner, name="  ", now=NOW)
    for number in range(keys.MAX_KEYS):
        keys.create_api_key(actor=owner, name=f"Key {number}", now=NOW)

    with pytest.raises(Conflict):
        keys.create_api_key(actor=owner, name="One more", now=NOW)


def test_the_page_shows_a_key_once(client):
    user = make_user()
    client.force_login(user)

    answer = client.post("/account/keys/new", {"name": "Map of potholes"})

    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert actor_of_key(secret).user_id == user.pk
    page = client.get("/account/keys/").content.decode()
    assert "Map of potholes" in page
    assert secret not in page


def test_the_page_revokes_a_key(client):
    user = make_user()
    client.force_login(user)
    key, _secret = keys.create_api_key(actor=actor_of_user(user), name="Old", now=NOW)

    client.post(f"/account/keys/{key.pk}/revoke")

    key.refresh_from_db()
    assert key.revoked_at is not None


@pytest.mark.parametrize("name", ["", " ", "n" * 81])
def test_the_page_says_what_is_wrong(client, name):
    client.force_login(make_user())

    assert client.post("/account/keys/new", {"name": name}).status_code == 422
    assert not ApiKey.objects.exists()


def test_the_page_says_what_no_key_may_do_and_which_keys_work(client):
    owner = make_actor()
    keys.create_api_key(actor=owner, name="Meter reader", now=NOW)
    client.force_login(User.objects.get(pk=owner.user_id))

    page = client.get("/account/keys/").content.decode()

    assert "What no key may do" in page
    assert "Works" in page
