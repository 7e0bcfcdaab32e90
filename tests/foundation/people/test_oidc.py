"""Signing in with OpenID Connect, at a real provider in a process of its own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import RoleGrant, User
from gongjian.foundation.people.selectors.actors import actor_of_user
from tests.foundation.people.accounts import PASSWORD, is_signed_in, make_account, sign_in
from tests.processes import ROOT, environment
from tests.real_parts import is_missing

pytestmark = [pytest.mark.process, pytest.mark.django_db]

LIBRARY = ROOT / "frontend/dev/node_modules/oidc-provider/lib/index.js"
CALLBACK = "http://testserver/accounts/oidc/oidc/login/callback/"
IS_MISSING = shutil.which("node") is None or not LIBRARY.is_file()


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    if IS_MISSING:
        is_missing("node with the packages of frontend/dev", remedy="`make dev` installs both")
    script = ROOT / "tests/foundation/people/oidc_provider.mjs"
    process = subprocess.Popen(
        ["node", str(script), str(LIBRARY), CALLBACK],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield next(line.strip() for line in process.stdout if line.startswith("http"))
    finally:
        process.kill()
        process.wait()


@pytest.fixture(autouse=True)
def _town_trusts_the_provider(settings, issuer):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "City Pass",
                    "client_id": "town",
                    "secret": "a secret",
                    "settings": {"server_url": issuer, "verified_email": False},
                }
            ],
        }
    }


@pytest.fixture
def visit() -> Callable[..., str]:
    """Go to the provider as a browser does, be somebody there, and return where it sends back."""

    def go(url: str, name: str) -> str:
        browser = requests.Session()
        page = browser.get(url)
        page = browser.post(form_of(page), {"prompt": "login", "login": name, "password": "any"})
        answer = browser.post(form_of(page), {"prompt": "consent"}, allow_redirects=False)
        while not answer.headers["Location"].startswith(CALLBACK):
            answer = browser.get(answer.headers["Location"], allow_redirects=False)
        return answer.headers["Location"].removeprefix("http://testserver")

    return go


def form_of(page: requests.Response) -> str:
    return re.search(r'action="(http://[^"]+)"', page.text).group(1)


def begin(client: Client, **where: str) -> str:
    answer = client.post("/accounts/oidc/oidc/login/?process=login", where)
    assert answer.status_code == 302
    return answer["Location"]


def sign_in_as(client: Client, visit, name: str, **where: str):
    return client.get(visit(begin(client, **where), name))


def test_the_first_sign_in_makes_a_resident(client, visit):
    sign_in_as(client, visit, "ann")

    user = User.objects.get(email="ann@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.name == "ann of the provider"
    assert not user.has_usable_password()
    assert not RoleGrant.objects.filter(user=user).exists()
    assert EmailAddress.objects.get(user=user).verified


def test_the_second_sign_in_finds_the_same_account_though_its_address_changed(client, visit):
    sign_in_as(client, visit, "ann")
    user = User.objects.get()
    EmailAddress.objects.filter(user=user).update(email="moved@example.org")
    User.objects.update(email="moved@example.org")

    again = Client()
    sign_in_as(again, visit, "ann")

    assert again.session["_auth_user_id"] == str(user.pk)
    assert User.objects.count() == 1


def test_it_begins_with_the_code_flow_and_pkce(client):
    query = parse_qs(urlsplit(begin(client)).query)

    assert query["response_type"] == ["code"]
    assert query["code_challenge_method"] == ["S256"]
    assert set(query["scope"][0].split()) == {"openid", "profile", "email"}
    assert query["state"][0]


def test_an_account_with_the_same_confirmed_address_is_linked(client, visit):
    user = make_account(email="ann@example.org")

    sign_in_as(client, visit, "ann")

    assert client.session["_auth_user_id"] == str(user.pk)
    assert SocialAccount.objects.get(user=user).uid == "ann"
    user.refresh_from_db()
    assert user.has_usable_password()


def test_whoever_took_the_address_without_proving_it_is_locked_out(client, visit):
    """Somebody signed up with Ann's address, never confirmed it, and waits with the password."""
    squatter = make_account(email="ann@example.org", is_verified=False)

    sign_in_as(client, visit, "ann")
    assert is_signed_in(client)

    assert EmailAddress.objects.get(user=squatter).verified
    attack = Client()
    sign_in(attack, squatter)
    assert not is_signed_in(attack)


@pytest.mark.parametrize("name", ["unproven:ann", "words:ann", "nomail:ann"])
def test_an_address_nobody_vouches_for_opens_and_makes_nothing(client, visit, name):
    make_account(email="ann@example.org")

    answer = sign_in_as(client, visit, name)

    assert answer.status_code == 403
    assert "not confirmed" in answer.content.decode()
    assert not is_signed_in(client)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_a_town_may_trust_a_provider_that_does_not_say_so(client, visit, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["verified_email"] = True

    sign_in_as(client, visit, "unproven:ann")

    assert is_signed_in(client)


def test_a_signed_in_person_connects_the_provider_by_hand(client, visit):
    user = make_account(email="other@example.org")
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    where = client.post("/accounts/oidc/oidc/login/?process=connect")["Location"]
    client.get(visit(where, "unproven:ann"))

    assert SocialAccount.objects.get().user == user
    page = client.get("/accounts/3rdparty/").content.decode()
    assert "City Pass" in page


def test_staff_are_asked_for_the_second_step_here_too(client, visit):
    user = make_account(email="ann@example.org", role=Role.ADMINISTRATOR)
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

    answer = sign_in_as(client, visit, "ann")

    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


def test_a_closed_account_does_not_sign_in(client, visit):
    make_account(email="ann@example.org", is_active=False)

    sign_in_as(client, visit, "ann")

    assert not is_signed_in(client)


def test_next_leads_on_within_the_site_only(client, visit):
    inside = sign_in_as(client, visit, "ann", next="/inbox/")
    outside = sign_in_as(Client(), visit, "ben", next="https://evil.example/")

    assert inside["Location"] == "/inbox/"
    assert "evil" not in outside["Location"]


def test_another_browser_s_answer_is_refused(client, visit):
    """Otherwise somebody could be made to act in another's account without noticing."""
    callback = visit(begin(client), "mallory")

    victim = Client()
    answer = victim.get(callback)

    assert not is_signed_in(victim)
    assert "did not work" in answer.content.decode()


def test_a_made_up_answer_is_refused(client):
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]

    answer = client.get(f"/accounts/oidc/oidc/login/callback/?code=made-up&state={state}")

    assert not is_signed_in(client)
    assert "did not work" in answer.content.decode()


def test_signing_in_by_a_link_alone_does_nothing(client):
    """Another site's picture must not sign anybody in."""
    answer = client.get("/accounts/oidc/oidc/login/?process=login")

    assert answer.status_code == 200
    assert "<h1>Sign in with City Pass</h1>" in answer.content.decode()
    assert 'class="usa-button"' in answer.content.decode()
    assert not is_signed_in(client)


def test_the_sign_in_page_offers_it(client):
    assert "Sign in with City Pass" in client.get("/accounts/login/").content.decode()


def test_the_environment_configures_it(tmp_path, issuer):
    probe = (
        "from gongjian.config import settings as s; import json;"
        "app = s.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][0];"
        "print(json.dumps([app, s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action']]))"
    )
    known = environment(
        tmp_path,
        GONGJIAN_OIDC_ISSUER=issuer,
        GONGJIAN_OIDC_CLIENT_ID="town",
        GONGJIAN_OIDC_CLIENT_SECRET="a secret",
        GONGJIAN_OIDC_NAME="City Pass",
    )
    told = subprocess.run(
        [sys.executable, "-c", probe], env=known, capture_output=True, text=True, check=True
    )
    app, form_action = json.loads(told.stdout)

    assert app == {
        "provider_id": "oidc",
        "name": "City Pass",
        "client_id": "town",
        "secret": "a secret",
        "settings": {"server_url": issuer, "verified_email": False},
    }
    assert issuer in form_action


def test_roles_stay_with_the_account(client, visit):
    user = make_account(email="ann@example.org", role=Role.AUDITOR)

    sign_in_as(client, visit, "ann")

    assert actor_of_user(user).holds(Role.AUDITOR)
