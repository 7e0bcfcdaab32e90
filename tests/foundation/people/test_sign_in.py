"""Signing in and up with e-mail and password."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from gongjian.foundation.people.models import User
from tests.foundation.people.accounts import PASSWORD, is_signed_in, make_account, sign_in
from tests.processes import python

pytestmark = pytest.mark.django_db

TOO_MANY = "Too many wrong tries"


@pytest.fixture
def mails(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


def sign_up(client: Client, email: str):
    data = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
    return client.post("/accounts/signup/", data)


def test_the_right_password_signs_in(client):
    user = make_account()

    answer = sign_in(client, user)

    assert answer.status_code == 302
    assert is_signed_in(client)


def test_a_wrong_password_does_not_say_which_half_was_wrong(client):
    user = make_account()

    wrong_password = sign_in(client, user, "wrong")
    unknown = sign_in(client, "nobody@example.org", "wrong")

    words = [str(a.context["form"].non_field_errors()) for a in (wrong_password, unknown)]
    assert words[0] == words[1]
    assert not is_signed_in(client)


def test_a_closed_account_does_not_sign_in(client):
    user = make_account(is_active=False)

    sign_in(client, user)

    assert not is_signed_in(client)


def test_signing_in_takes_a_new_session(client):
    """Whoever planted a session id in a browser beforehand must not share the session after."""
    session = client.session
    session["case_ids"] = ["0192f5d0-0000-7000-8000-000000000000"]
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    user = make_account()

    sign_in(client, user)

    assert client.session.session_key != planted
    assert client.session["case_ids"] == ["0192f5d0-0000-7000-8000-000000000000"]
    assert not Client().session.exists(planted)


@pytest.mark.parametrize(
    "where",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"],
)
def test_next_leads_nowhere_else(client, where):
    answer = sign_in(client, make_account(), next=where)

    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert not answer["Location"].startswith("javascript")


def test_next_leads_on_within_the_site(client):
    answer = sign_in(client, make_account(), next="/inbox/?show=unread")

    assert answer["Location"] == "/inbox/?show=unread"


def test_five_wrong_tries_block_the_account_in_plain_words(client):
    user = make_account()
    for _ in range(5):
        sign_in(client, user, "wrong")

    answer = sign_in(client, user)

    assert TOO_MANY in answer.content.decode()
    assert not is_signed_in(client)


def test_the_block_is_of_the_account_wherever_one_tries_from(client):
    user = make_account()
    for number in range(5):
        sign_in(client, user, "wrong", REMOTE_ADDR=f"203.0.113.{number}")

    sign_in(client, user, REMOTE_ADDR="203.0.113.99")

    assert not is_signed_in(client)


def test_another_port_in_the_host_header_is_no_other_count(client):
    user = make_account()
    for port in range(5):
        sign_in(client, user, "wrong", HTTP_HOST=f"testserver:{8000 + port}")

    sign_in(client, user, HTTP_HOST="testserver:9000")

    assert not is_signed_in(client)


def test_capitals_in_the_address_are_no_other_count(client):
    user = make_account(email="ann@example.org")
    for email in ("ann@example.org", "Ann@example.org", "ANN@example.org", "aNn@x.org") * 2:
        sign_in(client, email, "wrong")

    sign_in(client, user)

    assert not is_signed_in(client)


def test_others_sign_in_while_one_account_is_blocked(client):
    blocked, other = make_account(), make_account()
    for _ in range(5):
        sign_in(client, blocked, "wrong")

    sign_in(client, other)

    assert is_signed_in(client)


def test_twenty_wrong_tries_from_one_address_block_that_address(client):
    user = make_account()
    for number in range(20):
        sign_in(client, f"guess{number}@example.org", "wrong", REMOTE_ADDR="203.0.113.7")

    sign_in(client, user, REMOTE_ADDR="203.0.113.7")
    assert not is_signed_in(client)

    sign_in(client, user, REMOTE_ADDR="203.0.113.8")
    assert is_signed_in(client)


def test_a_forwarded_address_is_not_believed_without_a_trusted_proxy(client):
    user = make_account()
    for number in range(20):
        sign_in(
            client, f"guess{number}@example.org", "wrong",
            REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}",
        )  # fmt: skip

    sign_in(client, user, REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.99")

    assert not is_signed_in(client)


def test_behind_a_trusted_proxy_the_client_is_whom_the_proxy_saw(client, settings):
    settings.TRUSTED_PROXIES = 1
    user = make_account()
    for number in range(20):
        sign_in(
            client, f"guess{number}@example.org", "wrong",
            REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=f"made-up-{number}, 203.0.113.7",
        )  # fmt: skip

    sign_in(client, user, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.7")
    assert not is_signed_in(client)

    sign_in(client, user, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.7, 203.0.113.8")
    assert is_signed_in(client)


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_tries_in_another_process_count(client, tmp_path):
    user = make_account()
    with python("-m", "tests.foundation.people.guess", user.email, "5", home=tmp_path) as guesser:
        guesser.wait(timeout=60)

    answer = sign_in(client, user)

    assert TOO_MANY in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_time_are_all_counted():
    user = make_account()

    def guess(number: int) -> str:
        answer = sign_in(Client(), user, f"wrong {number}").content.decode()
        connection.close()
        return answer

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(guess, range(8)))

    assert sum(TOO_MANY not in answer for answer in answers) <= 5
    assert TOO_MANY in sign_in(Client(), user).content.decode()


def test_signing_up_proves_the_address_before_the_first_sign_in(client, mails):
    answer = sign_up(client, "new@example.org")

    assert answer["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)

    code = re.search(r"^[A-Z0-9-]{6,9}$", mails[0].body, re.MULTILINE)
    client.post("/accounts/confirm-email/", {"code": code.group()})

    assert is_signed_in(client)
    assert client.get("/account/").status_code == 200


def test_signing_up_tells_nobody_whether_an_address_has_an_account(mails):
    make_account(email="known@example.org")

    known = sign_up(Client(), "known@example.org")
    unknown = sign_up(Client(), "unknown@example.org")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert {m.to[0] for m in mails} == {"known@example.org", "unknown@example.org"}
    assert User.objects.filter(email="known@example.org").count() == 1


def test_a_forgotten_password_tells_nobody_whether_an_address_has_an_account(mails):
    make_account(email="known@example.org")

    answers = [
        Client().post("/accounts/password/reset/", {"email": email})
        for email in ("known@example.org", "unknown@example.org")
    ]

    assert {(a.status_code, a["Location"]) for a in answers} == {
        (302, "/accounts/password/reset/done/")
    }
    assert len(mails) == 2


def test_a_forgotten_password_is_set_anew_by_a_link_to_the_public_address(client, mails, settings):
    settings.PUBLIC_URL = "https://town.example"
    settings.ALLOWED_HOSTS = ["*"]
    user = make_account()

    client.post("/accounts/password/reset/", {"email": user.email}, HTTP_HOST="evil.example:8000")

    link = re.search(r"https://\S+", mails[0].body).group()
    assert link.startswith("https://town.example/accounts/password/reset/key/")
    assert "evil" not in mails[0].body
    form = client.get(link.removeprefix("https://town.example"), follow=True)
    client.post(
        form.redirect_chain[-1][0],
        {"password1": "another long one", "password2": "another long one"},
    )
    sign_in(client, user, "another long one")
    assert is_signed_in(client)


def test_without_a_mail_server_signing_up_says_so(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = sign_up(client, "new@example.org")

    assert answer.status_code == 503
    assert "try again" in answer.content.decode()


def test_wrong_codes_are_counted(client, mails):
    sign_up(client, "new@example.org")

    answers = [
        client.post("/accounts/confirm-email/", {"code": "WRONG1"}, follow=True) for _ in range(4)
    ]

    assert not is_signed_in(client)
    assert answers[-1].redirect_chain[-1][0].startswith("/accounts/login/")
