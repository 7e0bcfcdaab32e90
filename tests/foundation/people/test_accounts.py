"""One's own account: its details, what it holds, and its end."""

from __future__ import annotations

from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core.management import CommandError, call_command
from django.test import Client

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed, NotFound, Unauthenticated
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.actions.create_api_key import create_api_key
from gongjian.foundation.people.actions.erase_account import erase_account
from gongjian.foundation.people.errors import LastAdministrator
from gongjian.foundation.people.models import ApiKey, Notice, NoticeSubscription, RoleGrant, User
from gongjian.foundation.people.selectors.actors import actor_of_key, actor_of_user
from gongjian.foundation.people.selectors.personal_data import export_account
from tests.factories import NOW, make_actor, make_department, make_user
from tests.foundation.people.accounts import PASSWORD, is_signed_in, make_account, sign_in
from tests.foundation.people.notices import tell

pytestmark = pytest.mark.django_db


def test_where_there_is_no_other_way_to_sign_in_the_page_says_so(client):
    client.force_login(make_user())

    html = client.get("/accounts/3rdparty/").content.decode()

    assert "This town offers no such way to sign in." in html


def test_the_page_changes_one_s_own_details(client):
    user, other = make_user(), make_user()
    client.force_login(user)

    client.post("/account/", {"name": "Ann", "phone": "13800123500", "language": "zh-hans"})

    user.refresh_from_db()
    assert (user.name, user.phone, user.language) == ("Ann", "13800123500", "zh-hans")
    assert User.objects.get(pk=other.pk).name == other.name


@pytest.mark.parametrize(
    "fields",
    [{"language": "xx"}, {"language": ""}, {"name": "n" * 81}, {"phone": "1" * 31}],
)
def test_the_page_says_what_is_wrong(client, fields):
    user = make_user()
    client.force_login(user)

    answer = client.post("/account/", {"name": "", "phone": "", "language": "en", **fields})

    assert answer.status_code == 200
    assert "check what you entered" in answer.content.decode()
    assert User.objects.get(pk=user.pk).name == user.name


def test_the_page_shows_one_s_roles(client):
    client.force_login(make_user(role=Role.HANDLER, organisation=make_department("Water Affairs")))

    page = client.get("/account/").content.decode()

    assert "Handler · Water Affairs" in page


def make_full_account() -> User:
    user = make_account(name="Ann", phone="13800123500", role=Role.AUDITOR)
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    SocialAccount.objects.create(user=user, provider="oidc", uid="ann-77", extra_data={"sub": "x"})
    NoticeSubscription.objects.create(user=user, topic="cases", wants_email=False)
    tell(user, topic="account")
    return user


def test_the_export_holds_what_is_known_and_no_secret():
    user = make_full_account()
    _key, secret = create_api_key(actor=actor_of_user(user), name="Map", now=NOW)

    data = export_account(actor_of_user(user))

    text = str(data)
    for known in (user.email, "Ann", "13800123500", "auditor", "Map", "ann-77", "cases"):
        assert known in text
    for secret_text in (secret, "JBSWY3DPEHPK3PXP", user.password):
        assert secret_text not in text
    assert len(data["notices"]) == 2


def test_erasing_leaves_a_nameless_row_and_no_way_in():
    user = make_full_account()
    email = user.email
    browser = Client()
    browser.force_login(user)
    _key, secret = create_api_key(actor=actor_of_user(user), name="Ann's map", now=NOW)

    erase_account(actor=actor_of_user(user), user_id=user.pk, now=NOW)

    user.refresh_from_db()
    assert (user.name, user.phone, user.is_active) == ("", "", False)
    assert user.email == f"{user.pk}@erased.invalid"
    assert user.erased_at == NOW
    for model in (EmailAddress, SocialAccount, Notice, NoticeSubscription, RoleGrant):
        assert not model.objects.filter(user=user).exists()
    assert ApiKey.objects.get(user=user).name == ""
    assert browser.get("/account/").status_code == 302
    sign_in(Client(), email)
    with pytest.raises(Unauthenticated):
        actor_of_key(secret)
    assert email not in str(list(User.objects.values_list()))
    assert LedgerEntry.objects.filter(action="account_erased").count() == 1


def test_an_erased_address_can_sign_up_again():
    user = make_account(email="ann@example.org")
    erase_account(actor=actor_of_user(user), user_id=user.pk, now=NOW)

    make_account(email="ann@example.org")

    assert User.objects.filter(email="ann@example.org").count() == 1


def test_nobody_erases_another():
    user = make_user()

    for actor in (make_actor(), make_actor(Role.ADMINISTRATOR), Actor.anonymous()):
        with pytest.raises(NotAllowed):
            erase_account(actor=actor, user_id=user.pk, now=NOW)
    with pytest.raises(NotFound):
        erase_account(actor=make_actor(), user_id=uuid4(), now=NOW)


def test_a_key_erases_nobody():
    user = make_user()
    _key, secret = create_api_key(actor=actor_of_user(user), name="Map", now=NOW)

    with pytest.raises(NotAllowed):
        erase_account(actor=actor_of_key(secret), user_id=user.pk, now=NOW)


def test_the_last_administrator_cannot_be_erased():
    user = make_user(role=Role.ADMINISTRATOR)

    with pytest.raises(LastAdministrator):
        erase_account(actor=actor_of_user(user), user_id=user.pk, now=NOW)


def link_in(said: str) -> str:
    return said.split()[-1].partition("//")[2].partition("/")[2]


def test_the_command_makes_an_administrator_who_sets_a_password(client, capsys):
    call_command("create_administrator", "Root@Example.org", "--name", "Root")
    link = "/" + link_in(capsys.readouterr().out)

    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    sign_in(client, "root@example.org")

    assert is_signed_in(client)
    user = User.objects.get(email="root@example.org")
    assert actor_of_user(user).has_role(Role.ADMINISTRATOR, area_path="")


def test_the_command_twice_changes_nothing(capsys):
    for _ in range(2):
        call_command("create_administrator", "root@example.org")

    assert RoleGrant.objects.filter(role=Role.ADMINISTRATOR).count() == 1


def test_the_command_locks_out_whoever_signed_up_with_the_address_unproven(client, capsys):
    make_account(email="root@example.org", is_verified=False)

    call_command("create_administrator", "root@example.org")

    sign_in(client, "root@example.org")
    assert not is_signed_in(client)
    assert EmailAddress.objects.get(email="root@example.org").verified


def test_the_command_keeps_the_password_of_a_proven_account(client, capsys):
    user = make_account(email="root@example.org", is_active=False)

    call_command("create_administrator", "root@example.org")

    sign_in(client, user)
    assert is_signed_in(client)


def test_the_command_takes_off_a_lost_second_factor(client, capsys):
    user = make_account(email="root@example.org")
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

    call_command("create_administrator", "root@example.org", "--reset-second-factor")

    sign_in(client, user)
    assert is_signed_in(client)


def test_the_command_refuses_what_is_no_address():
    with pytest.raises(CommandError):
        call_command("create_administrator", "nobody")
