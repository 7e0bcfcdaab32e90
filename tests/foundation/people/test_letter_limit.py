"""Nobody's mailbox is flooded through us, whoever asks from wherever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.models import RateWindow
from gongjian.foundation.people.actions.count_letter import LETTERS, PERIOD_SECONDS, count_letter
from gongjian.foundation.people.errors import TooManyLetters
from tests.factories import NOW
from tests.foundation.people.accounts import PASSWORD, make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def mails(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


def use_up(email: str) -> None:
    for _ in range(LETTERS):
        count_letter(email=email, now=NOW)


def test_a_mailbox_has_its_share_and_no_more():
    use_up("li@example.org")

    with pytest.raises(TooManyLetters) as caught:
        count_letter(email="li@example.org", now=NOW)

    assert 0 < caught.value.retry_after_seconds <= PERIOD_SECONDS


@pytest.mark.parametrize("same", ["LI@example.org", " li@Example.org", "li+spam@example.org"])
def test_one_mailbox_has_many_spellings(same):
    use_up("li@example.org")

    with pytest.raises(TooManyLetters):
        count_letter(email=same, now=NOW)


def test_other_mailboxes_and_later_hours_are_free():
    use_up("li@example.org")

    count_letter(email="wang@example.org", now=NOW)
    count_letter(email="li@example.org", now=NOW + timedelta(seconds=PERIOD_SECONDS))


def test_the_table_of_limits_holds_no_address():
    count_letter(email="li@example.org", now=NOW)

    assert "example" not in RateWindow.objects.get().bucket


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/password/reset/"])
def test_letters_from_many_senders_to_one_address_are_stopped_with_words(
    mails, is_known, address, settings
):
    settings.ACCOUNT_RATE_LIMITS = False
    make_account(email="li@example.org" if is_known else "wang@example.org")
    data = {"email": "li@example.org", "password1": PASSWORD, "password2": PASSWORD}

    answers = [
        Client(REMOTE_ADDR=f"203.0.113.{number}").post(address, data)
        for number in range(LETTERS + 3)
    ]

    assert len(mails) == LETTERS
    assert {answer.status_code for answer in answers[:LETTERS]} == {302}
    for refused in answers[LETTERS:]:
        assert refused.status_code == 429
        assert "for some hours" in refused.content.decode()
        assert int(refused["Retry-After"]) > 0


def test_what_an_account_is_told_of_itself_is_not_stopped(client, mails):
    user = make_account(email="li@example.org")
    for _ in range(LETTERS):
        count_letter(email="li@example.org", now=now())
    client.force_login(user)

    client.post(
        "/accounts/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "another long one",
            "password2": "another long one",
        },
    )

    assert [letter.to for letter in mails] == [["li@example.org"]]
