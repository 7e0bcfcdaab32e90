"""The second sign-in step: set up, asked for, and needed by staff."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.actions.create_api_key import create_api_key
from gongjian.foundation.people.actions.reset_second_factor import reset_second_factor
from gongjian.foundation.people.models import Notice
from gongjian.foundation.people.selectors.actors import actor_of_key, actor_of_user
from tests.factories import NOW, make_actor, make_user
from tests.foundation.people.accounts import is_signed_in, make_account, sign_in
from tests.processes import python

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SET_UP = "/accounts/2fa/totp/activate/"
TAKE_OFF = "/accounts/2fa/totp/deactivate/"
CODES = "/accounts/2fa/recovery-codes/"
PROVE = "/accounts/reauthenticate/"


@pytest.fixture(autouse=True)
def _staff_needs_it(settings):
    settings.STAFF_NEEDS_TOTP = True


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def make_administrator(**fields):
    return make_account(role=Role.ADMINISTRATOR, **fields)


def test_staff_without_one_are_led_to_set_it_up_after_signing_in(client):
    answer = sign_in(client, make_administrator())

    assert answer["Location"] == SET_UP


def test_who_has_just_signed_in_is_not_asked_for_the_password_again_and_told_why(client):
    answer = sign_in(client, make_administrator(), follow=True)

    assert answer.redirect_chain == [(SET_UP, 302)]
    assert "a stolen password alone must not be enough" in answer.content.decode()


def test_who_signed_in_a_while_ago_proves_it_again(client, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    sign_in(client, make_administrator())

    assert client.get(SET_UP)["Location"].startswith("/accounts/reauthenticate/")


def test_my_page_says_that_a_role_rests_and_why(client):
    client.force_login(make_administrator())

    page = client.get("/my/").content.decode()

    assert "Your role rests until you set up a second sign-in step" in page
    assert SET_UP in page


def test_staff_without_one_are_led_there_from_staff_pages(client):
    client.force_login(make_administrator())

    answer = client.get("/administration/", follow=True)

    assert answer.redirect_chain[0][0] == SET_UP
    assert "second sign-in step" in answer.content.decode()


def test_staff_without_one_act_as_residents_only(client):
    user, other = make_administrator(), make_user()
    client.force_login(user)

    client.post(f"/administration/people/{other.pk}/close")

    other.refresh_from_db()
    assert other.is_active


def test_pages_for_everybody_stay_open_to_staff_without_one(client):
    client.force_login(make_administrator())

    assert client.get("/account/").status_code == 200


def test_residents_need_none(client):
    answer = sign_in(client, make_account())

    assert is_signed_in(client)
    assert answer["Location"] != SET_UP


def test_where_the_town_needs_none_staff_pages_open(client, settings):
    settings.STAFF_NEEDS_TOTP = False
    client.force_login(make_administrator())

    assert client.get("/administration/").status_code == 200


def test_setting_one_up_opens_staff_pages_and_gives_recovery_codes(client):
    user = make_administrator()
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": "long enough for a town"})
    secret = client.get(SET_UP).context["form"].secret

    answer = client.post(SET_UP, {"code": code_of(secret)})

    assert answer["Location"] == CODES
    assert "Recovery" in client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert client.get("/administration/").status_code == 200


def set_up_from_sign_in(client, user) -> None:
    sign_in(client, user)
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=user, type="totp").exists()


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", CODES),
        ("get", f"{CODES}download/"),
        ("get", f"{CODES}generate/"),
        ("post", f"{CODES}generate/"),
        ("get", TAKE_OFF),
        ("post", TAKE_OFF),
    ],
)
def test_once_there_is_one_whatever_is_done_with_it_needs_a_new_proof(client, method, address):
    user = make_administrator()
    set_up_from_sign_in(client, user)
    before = list(Authenticator.objects.order_by("pk").values_list("pk", "data"))

    answer = getattr(client, method)(address)

    assert answer.status_code == 302
    assert unquote(answer["Location"]) == f"{PROVE}?next={address}"
    assert list(Authenticator.objects.order_by("pk").values_list("pk", "data")) == before


def test_signing_in_with_a_code_is_no_proof_for_taking_it_off(client):
    user = make_administrator()
    TOTP.activate(user, SECRET)
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})

    answer = client.post(TAKE_OFF)

    assert answer["Location"].startswith(PROVE)
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_after_a_new_proof_its_codes_are_shown_and_it_is_taken_off(client):
    user = make_administrator()
    set_up_from_sign_in(client, user)

    shown = client.post(
        f"{PROVE}?next={CODES}", {"password": "long enough for a town", "next": CODES}, follow=True
    )
    client.post(TAKE_OFF)

    assert shown.redirect_chain == [(CODES, 302)]
    assert "people-code" in shown.content.decode()
    assert not Authenticator.objects.filter(user=user).exists()


def test_with_one_a_password_alone_does_not_sign_in(client):
    user = make_administrator()
    TOTP.activate(user, SECRET)

    answer = sign_in(client, user)

    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


def test_password_and_code_sign_in_and_the_code_works_once(client, django_user_model):
    user = make_administrator()
    TOTP.activate(user, SECRET)
    code = code_of(SECRET)
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert is_signed_in(client)
    assert client.get("/administration/").status_code == 200

    client.logout()
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code})

    assert not is_signed_in(client)


def test_a_recovery_code_signs_in_once(client):
    user = make_administrator()
    TOTP.activate(user, SECRET)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert is_signed_in(client)

    client.logout()
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code})

    assert not is_signed_in(client)


def test_guessing_codes_is_blocked(client):
    user = make_administrator()
    TOTP.activate(user, SECRET)
    sign_in(client, user)
    for number in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": f"{number:06}"})

    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})

    assert not is_signed_in(client)


def test_the_database_holds_no_secret_in_clear():
    user = make_user()
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)

    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert SECRET not in kept
    assert RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()


def test_an_administrator_takes_a_lost_one_off_and_its_owner_is_told():
    user = make_administrator()
    TOTP.activate(user, SECRET)

    reset_second_factor(actor=Actor.system("test"), user_id=user.pk, now=NOW)

    assert not Authenticator.objects.filter(user=user).exists()
    assert Notice.objects.get(user=user).is_urgent
    assert LedgerEntry.objects.filter(action="second_factor_reset").count() == 1


@pytest.mark.parametrize("role", [None, Role.HANDLER, Role.DISPATCHER, Role.AUDITOR])
def test_nobody_else_takes_it_off(role):
    user = make_user()

    with pytest.raises(NotAllowed):
        reset_second_factor(actor=make_actor(role), user_id=user.pk, now=NOW)


def test_a_key_is_no_way_around_it():
    user = make_administrator()
    with_it = actor_of_user(user)
    TOTP.activate(user, SECRET)
    _key, secret = create_api_key(actor=with_it, name="Script", now=NOW)
    assert actor_of_key(secret).is_staff

    Authenticator.objects.all().delete()

    assert not actor_of_key(secret).is_staff
    with pytest.raises(NotAllowed):
        create_api_key(actor=with_it, name="Another", now=NOW)


@pytest.mark.parametrize(
    ("given", "needed"),
    [
        ({}, "True"),
        ({"GONGJIAN_DEMO": "true"}, "False"),
        ({"GONGJIAN_STAFF_NEEDS_TOTP": "false"}, "False"),
        ({"GONGJIAN_DEMO": "true", "GONGJIAN_STAFF_NEEDS_TOTP": "true"}, "True"),
    ],
)
def test_every_town_but_the_demo_needs_it_unless_told_otherwise(tmp_path, given, needed):
    probe = "from gongjian.config import settings; print(settings.STAFF_NEEDS_TOTP)"

    with python("-c", probe, home=tmp_path, **given) as process:
        assert process.stdout.read().strip() == needed
