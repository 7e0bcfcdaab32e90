"""Signing in and what belongs to it, and the pages that the other files pass by: for everybody."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.letters import stop_token
from gongjian.foundation.people.models import Notice
from tests.browser.test_public_pages import EVERYWHERE, look_at
from tests.foundation.people.accounts import PASSWORD, make_account
from tests.foundation.people.accounts import sign_in as give_password
from tests.foundation.people.notices import tell
from tests.foundation.people.test_second_factor import SET_UP, code_of

pytestmark = [pytest.mark.browser, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def _as_in_a_town(settings):
    settings.STAFF_NEEDS_TOTP = True


def take_over(visit, client) -> None:
    """Give the window the session of a test client."""
    value = client.cookies["sessionid"].value
    visit.page.context.add_cookies([{"name": "sessionid", "value": value, "url": visit.base}])


@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_ways_in_are_accessible(visitor, town, language, size):
    tell(make_account())
    notice = Notice.objects.get()
    visit = visitor(language=language, size=size)

    paths = [
        "/accounts/password/reset/done/", "/accounts/password/reset/key/done/",
        "/accounts/password/reset/key/1-wrong/", "/accounts/confirm-email/", "/accounts/inactive/",
        "/accounts/3rdparty/login/cancelled/", "/accounts/3rdparty/login/error/",
        f"/stop/{stop_token(notice)}", "/stop/made-up", "/api/docs", "/api/docs?of=calls",
        "/duties/", "/law/", "/dashboard/", "/dashboard/formulas/", "/issues/feed-of-nothing/",
    ]  # fmt: skip
    assert look_at(visit, paths) == {}


@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_ones_own_ways_to_sign_in_are_accessible(visitor, town, client, language, size):
    user = make_account(role=Role.ADMINISTRATOR)
    give_password(client, user)
    client.post(SET_UP, {"code": code_of(client.get(SET_UP).context["form"].secret)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    EmailAddress.objects.create(user=user, email="second@example.org", verified=False)
    visit = visitor(language=language, size=size)
    take_over(visit, client)

    faults = look_at(
        visit,
        [
            "/accounts/2fa/", "/accounts/2fa/recovery-codes/", "/accounts/2fa/totp/deactivate/",
            "/accounts/2fa/recovery-codes/generate/", "/accounts/email/",
            "/accounts/password/change/", "/accounts/logout/", "/accounts/reauthenticate/",
            "/accounts/3rdparty/", "/my/data/", "/administration/people/new",
            "/consultations/manage/", "/consultations/new/", "/consultations/import/",
            "/proposals/settings/",
        ],
    )  # fmt: skip

    assert faults == {}


@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_setting_up_the_second_step_is_accessible(visitor, town, client, language, size):
    give_password(client, make_account(role=Role.ADMINISTRATOR))
    visit = visitor(language=language, size=size)
    take_over(visit, client)

    assert look_at(visit, [SET_UP, "/account/", "/accounts/2fa/"]) == {}
    assert visit.go(SET_UP).locator("input[name=code]").count() == 1


@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_the_second_step_is_accessible(visitor, town, client, language, size):
    user = make_account(role=Role.ADMINISTRATOR)
    give_password(client, user)
    client.post(SET_UP, {"code": code_of(client.get(SET_UP).context["form"].secret)})
    client.logout()
    give_password(client, user)
    visit = visitor(language=language, size=size)
    take_over(visit, client)

    assert look_at(visit, ["/accounts/2fa/authenticate/"]) == {}
    assert visit.page.locator("input[name=code]").count() == 1
