"""Another secret key: what was made under the one before still opens, as long as it is named."""

import os
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.urls import reverse

from gongjian.foundation.people import letters
from gongjian.foundation.people.models import Notice
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.factories import make_case, make_town, make_user
from tests.foundation.people.accounts import is_signed_in, make_account, sign_in
from tests.foundation.people.notices import tell
from tests.foundation.people.test_second_factor import SECRET, code_of
from tests.processes import python

pytestmark = pytest.mark.django_db
OLD, NEW = "the key of before", "the key of today"


@pytest.fixture
def rotate(settings):
    """Change the key, keeping the one before or not."""
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OLD, []

    def change(*fallbacks: str) -> None:
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, list(fallbacks)

    return change


def test_keys_of_before_come_from_the_environment_the_newest_first(tmp_path):
    probe = "from gongjian.config import settings as s; print(s.SECRET_KEY, s.SECRET_KEY_FALLBACKS)"
    given = {"GONGJIAN_SECRET_KEY": "c" * 32, "GONGJIAN_SECRET_KEY_FALLBACKS": "b, a"}

    with python("-c", probe, home=tmp_path, **given) as process:
        assert process.stdout.read().strip() == f"{'c' * 32} ['b', 'a']"


def test_without_any_there_is_one_key_made_and_kept(tmp_path):
    probe = "from gongjian.config import settings as s; print(s.SECRET_KEY, s.SECRET_KEY_FALLBACKS)"
    assert "GONGJIAN_SECRET_KEY" not in os.environ

    with python("-c", probe, home=tmp_path) as process:
        shown = process.stdout.read().strip()

    assert shown == f"{Path(tmp_path, 'keys/secret').read_text()} []"


@pytest.mark.parametrize(("fallbacks", "stays"), [([OLD], True), ([], False)])
def test_sessions_outlive_a_rotation(client, rotate, fallbacks, stays):
    sign_in(client, make_account())

    rotate(*fallbacks)

    assert (client.get("/account/").status_code == 200) is stays


def test_a_session_used_meanwhile_needs_the_old_key_no_more(client, rotate):
    sign_in(client, make_account())
    rotate(OLD)
    client.get("/account/")

    rotate()

    assert client.get("/account/").status_code == 200


def test_an_authenticator_app_outlives_a_rotation(client, rotate):
    user = make_account()
    TOTP.activate(user, SECRET)
    rotate(OLD)

    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})

    assert is_signed_in(client)


def test_second_factors_encrypted_anew_need_the_old_key_no_more(client, rotate, capsys):
    user, other = make_account(), make_user()
    TOTP.activate(user, SECRET)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    RecoveryCodes.activate(other)
    rotate(OLD)

    call_command("reencrypt_second_factors")
    rotate()

    assert "3 second factors" in capsys.readouterr().out
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    assert RecoveryCodes(kept).get_unused_codes() == codes
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    assert is_signed_in(client)


def test_codes_taken_over_from_elsewhere_are_encrypted_anew_too(rotate):
    encrypted = [TOTP.activate(make_user(), text).instance.data["secret"] for text in ("a", "b")]
    mine = Authenticator.objects.create(
        user=make_user(),
        type=Authenticator.Type.RECOVERY_CODES,
        data={"migrated_codes": encrypted},
    )
    rotate(OLD)

    call_command("reencrypt_second_factors")
    rotate()

    mine.refresh_from_db()
    assert RecoveryCodes(mine).get_unused_codes() == ["a", "b"]


def test_a_forgotten_old_key_is_told_and_nothing_is_lost(rotate):
    TOTP.activate(make_user(), SECRET)
    rotate()

    with pytest.raises(CommandError, match="GONGJIAN_SECRET_KEY_FALLBACKS"):
        call_command("reencrypt_second_factors")

    rotate(OLD)
    assert TOTP(Authenticator.objects.get()).validate_code(code_of(SECRET))


@pytest.mark.parametrize(("fallbacks", "stays"), [([OLD], True), ([], False)])
def test_the_link_that_stops_letters_outlives_a_rotation(rotate, fallbacks, stays):
    tell(make_user())
    notice = Notice.objects.get()
    token = letters.stop_token(notice)

    rotate(*fallbacks)

    assert (letters.read_stop_token(token) == str(notice.pk)) is stays


def test_the_secret_of_a_case_comes_from_another_key(client, rotate):
    case = make_case(make_town(), requester_id=None, is_public=False)
    secret = tracking_secret(case.pk)

    rotate()

    address = reverse("open_case", args=[case.number, secret])
    assert tracking_secret(case.pk) == secret
    assert client.get(address, follow=True).status_code == 200
