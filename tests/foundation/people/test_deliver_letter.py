"""Letters: how they read, and how often they are tried."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed, WrongState
from gongjian.foundation.people import rules
from gongjian.foundation.people.actions.close_account import close_account
from gongjian.foundation.people.actions.deliver_letter import deliver_letter
from gongjian.foundation.people.actions.retry_letter import retry_letter
from gongjian.foundation.people.models import Notice, NoticeState
from gongjian.foundation.people.tasks import deliver_notices
from tests.factories import NOW, make_actor, make_user
from tests.foundation.people.notices import tell

pytestmark = pytest.mark.django_db
DUE = NOW + timedelta(hours=1)


class RefusingServer(EmailBackend):
    """What our side sees of a mail server that knows nobody."""

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({m.to[0]: (550, b"No such user") for m in messages})


class LostServer(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("gone")


def deliver(now=DUE, server=EmailBackend):
    mail.outbox = []
    connection = server()
    while deliver_letter(connection=connection, now=now):
        pass
    return mail.outbox


def test_nothing_is_sent_before_it_is_due():
    tell(make_user())

    assert deliver(now=NOW) == []


def test_what_waits_for_somebody_is_one_letter(settings):
    settings.PUBLIC_URL = "https://town.example"
    user, other = make_user(), make_user()
    for number in range(3):
        tell(user, event=f"e{number}", subject=f"News {number}", now=NOW)
    tell(other, subject="Other news")

    letters = {letter.to[0]: letter for letter in deliver()}

    assert set(letters) == {user.email, other.email}
    letter = letters[user.email]
    assert letter.subject == "News 0 and 2 more notices"
    assert all(f"News {number}" in letter.body for number in range(3))
    assert "https://town.example/cases/7K3M9Q2XAB/" in letter.body
    assert "Why you get this:\n- You reported this." in letter.body
    assert set(Notice.objects.values_list("state", flat=True)) == {NoticeState.SENT}
    assert deliver() == []


def test_an_urgent_one_takes_along_what_waits_and_comes_first():
    user = make_user()
    tell(user, event="a", subject="Waits")
    tell(user, event="b", subject="Urgent", is_urgent=True)

    letters = deliver(now=NOW)

    assert [letter.subject for letter in letters] == ["Urgent and 1 more notice"]


def test_a_letter_is_text_and_html_with_a_way_to_stop(settings):
    settings.PUBLIC_URL = "https://town.example"
    tell(make_user(), subject="<b>Bold</b>", body="One\n\n<script>alert(1)</script>")

    letter = deliver()[0]

    html = letter.alternatives[0].content
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<script>alert(1)</script>" in letter.body
    stop = letter.extra_headers["List-Unsubscribe"]
    assert stop.startswith("<https://town.example/stop/")
    assert stop[1:-1] in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_link_in_a_letter_stops_it(client, settings):
    settings.PUBLIC_URL = "http://testserver"
    tell(emails=["guest@example.org"])
    letter = deliver()[0]

    client.post(letter.extra_headers["List-Unsubscribe"][1:-1])

    tell(emails=["guest@example.org"], event="later")
    assert Notice.objects.get(event="later").state == NoticeState.SILENT


def test_a_letter_is_in_the_recipient_s_language():
    tell(make_user(language="zh-hans"))

    body = deliver()[0].body

    assert "您为什么会收到" in body


def test_no_address_stands_in_a_link():
    """Links end up in access logs."""
    tell(emails=["guest@example.org"])

    assert "guest" not in deliver()[0].body


def test_a_long_digest_is_cut_and_says_so():
    user = make_user()
    for number in range(rules.LETTER_NOTICES + 5):
        tell(user, event=f"e{number}")

    body = deliver()[0].body

    assert body.count("/cases/7K3M9Q2XAB/") == rules.LETTER_NOTICES
    assert "5 more notices wait in your inbox" in body


def test_an_address_that_refuses_is_tried_with_growing_waits_and_given_up():
    user = make_user()
    tell(user)
    at = DUE
    waits = []
    for _try in range(rules.MAX_ATTEMPTS):
        deliver(now=at, server=RefusingServer)
        notice = Notice.objects.get()
        waits.append(notice.send_after and (notice.send_after - at).total_seconds() / 60)
        at = notice.send_after or at

    assert waits == [1, 4, 16, 64, 256, 1024, None]
    assert notice.state == NoticeState.FAILED
    assert "No such user" in notice.error
    assert len(set(Notice.objects.values_list("message_id", flat=True))) == 1


def test_an_address_that_refuses_holds_nobody_else_up():
    bad, good = make_user(), make_user()
    tell(bad)
    deliver(server=RefusingServer)
    tell(good)

    assert [letter.to for letter in deliver()] == [[good.email]]


def test_a_later_try_is_the_same_letter():
    user = make_user()
    tell(user)
    deliver(server=RefusingServer)
    claimed = Notice.objects.get().message_id
    tell(user, event="meanwhile", now=DUE)

    letters = deliver(now=DUE + timedelta(minutes=2))

    assert [letter.extra_headers["Message-ID"] for letter in letters] == [claimed]
    assert "more notice" not in letters[0].subject


def test_a_lost_server_costs_a_lease_and_the_letter_goes_again_the_same():
    tell(make_user())
    with pytest.raises(smtplib.SMTPServerDisconnected):
        deliver(server=LostServer)
    claimed = Notice.objects.get().message_id

    assert deliver(now=DUE + rules.LEASE - timedelta(seconds=1)) == []
    letters = deliver(now=DUE + rules.LEASE)

    assert [letter.extra_headers["Message-ID"] for letter in letters] == [claimed]


def test_a_server_that_always_breaks_off_gets_a_letter_seven_times_and_no_more():
    """It may have taken the letter each time; each would be a copy to its recipient."""
    tell(make_user())
    at, waits = DUE, []
    for _try in range(rules.MAX_ATTEMPTS):
        with pytest.raises(smtplib.SMTPServerDisconnected):
            deliver(now=at, server=LostServer)
        notice = Notice.objects.get()
        waits.append(notice.send_after and (notice.send_after - at).total_seconds() / 60)
        at = notice.send_after or at

    assert waits == [10, 10, 16, 64, 256, 1024, None]
    assert (notice.state, notice.error) == (NoticeState.FAILED, "gone")
    assert deliver(now=at + timedelta(days=30)) == []


def test_a_letter_that_no_worker_outlived_is_given_up():
    tell(make_user())
    Notice.objects.update(
        state=NoticeState.SENDING, attempts=rules.MAX_ATTEMPTS, send_after=DUE, message_id="<1@x>"
    )

    assert deliver() == []
    notice = Notice.objects.get()
    assert (notice.state, notice.error) == (
        NoticeState.FAILED, "Every worker that sent it was killed.",
    )  # fmt: skip


def test_without_a_server_nothing_is_claimed(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell(make_user(), is_urgent=True)

    with pytest.raises(OSError, match="refused"):
        deliver_notices.call()

    assert Notice.objects.get().attempts == 0


def test_whoever_closed_the_account_meanwhile_is_not_written_to():
    user = make_user()
    tell(user)
    close_account(actor=Actor.system("test"), user_id=user.pk, now=NOW)

    assert deliver() == []
    assert Notice.objects.get().state == NoticeState.SILENT


def test_a_changed_address_gets_what_waits():
    user = make_user()
    tell(user)
    user.email = "new@example.org"
    user.save()

    assert [letter.to for letter in deliver()] == [["new@example.org"]]


def test_an_administrator_sends_a_given_up_one_again():
    user = make_user()
    tell(user)
    Notice.objects.update(
        state=NoticeState.FAILED, send_after=None, attempts=7, message_id="<old@x>", error="550"
    )
    actor = make_actor(Role.ADMINISTRATOR)

    retry_letter(actor=actor, notice_id=Notice.objects.get().pk, now=NOW)

    assert [letter.to for letter in deliver(now=NOW)] == [[user.email]]
    with pytest.raises(WrongState):
        retry_letter(actor=actor, notice_id=Notice.objects.get().pk, now=NOW)
    with pytest.raises(NotAllowed):
        retry_letter(actor=make_actor(), notice_id=Notice.objects.get().pk, now=NOW)


def test_its_owner_and_administrators_see_that_an_address_refuses(client):
    user = make_user()
    tell(user)
    Notice.objects.update(state=NoticeState.FAILED, error="550 No such user")

    client.force_login(user)
    assert "could not deliver" in client.get("/account/").content.decode()
    client.force_login(make_user(role=Role.ADMINISTRATOR))
    assert "/administration/letters/" in client.get("/administration/").content.decode()
    assert "550 No such user" in client.get("/administration/letters/").content.decode()
    client.post(f"/administration/letters/{Notice.objects.get().pk}/retry")
    assert Notice.objects.get().state == NoticeState.WAITING
