"""Writing notices, reading them, and choosing what comes by e-mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.people import letters
from gongjian.foundation.people.actions.forget_notices import forget_notices
from gongjian.foundation.people.actions.notify import notify
from gongjian.foundation.people.actions.set_notice_preferences import (
    set_notice_preferences,
    stop_notices,
)
from gongjian.foundation.people.models import Notice, NoticeState, NoticeSubscription
from gongjian.foundation.people.selectors.actors import actor_of_user
from gongjian.foundation.people.selectors.notices import inbox, unread_count
from tests.factories import NOW, make_user
from tests.foundation.people.notices import make_draft, tell

pytestmark = pytest.mark.django_db


def test_a_recipient_gets_one_notice_of_an_event_however_often_it_is_told():
    user = make_user()

    for _again in range(3):
        tell(user, emails=["guest@example.org"])
    tell(user, user, emails=["GUEST@example.org"])

    assert Notice.objects.filter(user=user).count() == 1
    assert Notice.objects.filter(email="guest@example.org").count() == 1


def test_different_events_are_different_notices():
    user = make_user()

    tell(user, event="caseevent:1")
    tell(user, event="caseevent:2")

    assert Notice.objects.filter(user=user).count() == 2


def test_many_notices_cost_as_many_statements_as_one(django_assert_num_queries):
    users = [make_user() for _number in range(6)]
    drafts = [make_draft(*users, event=f"caseevent:{n}") for n in range(8)]

    # The refusals, then savepoint, notices, release.
    with django_assert_num_queries(4):
        notify(drafts=drafts, now=NOW)

    assert Notice.objects.count() == 48


def test_each_recipient_reads_it_in_their_language():
    english, chinese = make_user(language="en"), make_user(language="zh-hans")

    with translation.override("en"):
        tell(english, chinese, subject=_("Yes"), emails=["guest@example.org"], language="zh-hans")

    subjects = {n.user_id or n.email: n.subject for n in Notice.objects.all()}
    assert subjects == {english.pk: "Yes", chinese.pk: "是", "guest@example.org": "是"}


def test_digests_wait_and_urgent_ones_do_not(settings):
    settings.DIGEST_MINUTES = 30
    user = make_user()

    tell(user, event="a")
    tell(user, event="b", is_urgent=True)

    due = dict(Notice.objects.values_list("event", "send_after"))
    assert due == {"a": NOW + timedelta(minutes=30), "b": NOW}
    assert OutboxEvent.objects.filter(name="urgent_notice_written").count() == 1


def test_whoever_wants_no_e_mail_has_it_in_the_inbox_only():
    user = make_user()
    set_notice_preferences(actor=actor_of_user(user), wanted=["account"])

    tell(user, topic="account", event="a")

    NoticeSubscription.objects.update(wants_email=False)
    tell(user, topic="account", event="b")

    assert dict(Notice.objects.values_list("event", "state")) == {
        "a": NoticeState.WAITING,
        "b": NoticeState.SILENT,
    }


def test_closed_accounts_are_told_nothing():
    tell(make_user(is_active=False))

    assert not Notice.objects.exists()


def test_line_breaks_do_not_reach_the_subject():
    tell(make_user(), subject="Case 1\r\nBcc: everybody@example.org\n")

    assert Notice.objects.get().subject == "Case 1 Bcc: everybody@example.org"


def test_the_inbox_is_one_s_own_and_pages_through():
    user, other = make_user(), make_user()
    for number in range(60):
        tell(user, other, event=f"e{number}", now=NOW + timedelta(minutes=number))
    actor = actor_of_user(user)

    first = inbox(actor=actor)
    second = inbox(actor=actor, cursor=first.next_cursor)
    third = inbox(actor=actor, cursor=second.next_cursor)

    events = [n.event for page in (first, second, third) for n in page.items]
    assert events == [f"e{number}" for number in reversed(range(60))]
    assert third.next_cursor == ""
    assert {n.user_id for n in first.items} == {user.pk}


def test_a_damaged_cursor_is_refused():
    with pytest.raises(Invalid):
        inbox(actor=actor_of_user(make_user()), cursor="%%%")


@pytest.mark.parametrize("rows", [10, 40])
def test_the_inbox_asks_the_same_of_the_database_however_long(
    client, rows, django_assert_num_queries
):
    user = make_user()
    for number in range(rows):
        tell(user, event=f"e{number}")
    client.force_login(user)

    # Session, account, roles; notices, what is refused, unread.
    with django_assert_num_queries(6):
        client.get("/inbox/")


def test_every_notice_says_how_to_stop_its_e_mails(client):
    user = make_user()
    tell(user, topic="account", event="a")
    client.force_login(user)

    page = client.get("/inbox/").content.decode()
    stopping = client.get("/account/notices/?stop=account").content.decode()
    client.post("/account/notices/", {"topics": []})
    after = client.get("/inbox/").content.decode()

    assert "/account/notices/?stop=account" in page
    assert "is unticked: save" in stopping
    assert 'value="account" checked' not in " ".join(stopping.split())
    assert "No e-mail comes about such things." in after


def test_opening_a_notice_marks_it_as_read_and_leads_on(client):
    user = make_user()
    tell(user)
    client.force_login(user)
    notice = Notice.objects.get()

    answer = client.get(f"/inbox/{notice.pk}")

    assert answer["Location"] == "/cases/7K3M9Q2XAB/"
    assert unread_count(user.pk) == 0


def test_nobody_opens_another_s_notice(client):
    tell(make_user())
    client.force_login(make_user())

    assert client.get(f"/inbox/{Notice.objects.get().pk}").status_code == 404
    assert Notice.objects.get().read_at is None


def test_all_are_marked_as_read_at_once(client):
    user, other = make_user(), make_user()
    for number in range(3):
        tell(user, other, event=f"e{number}")
    client.force_login(user)

    client.post("/inbox/read")

    assert (unread_count(user.pk), unread_count(other.pk)) == (0, 3)


def test_the_inbox_needs_a_sign_in(client):
    assert client.get("/inbox/")["Location"] == "/accounts/login/?next=/inbox/"


def test_choosing_topics_stops_what_waits(client):
    user = make_user()
    tell(user, topic="account")
    client.force_login(user)

    client.post("/account/notices/", {})

    assert Notice.objects.get().state == NoticeState.SILENT
    client.post("/account/notices/", {"topics": ["account"]})
    tell(user, topic="account", event="later")
    assert Notice.objects.get(event="later").state == NoticeState.WAITING


def test_topics_of_staff_are_offered_to_staff_only(client):
    client.force_login(make_user())
    resident = client.get("/account/notices/").content.decode()
    client.force_login(make_user(role=Role.DISPATCHER))
    staff = client.get("/account/notices/").content.decode()

    assert 'value="cases"' in resident
    assert 'value="case_work"' not in resident
    assert 'value="case_work"' in staff


@pytest.fixture
def stop_path():
    def path(topic: str = "cases", **fields) -> str:
        tell(topic=topic, **fields)
        return f"/stop/{letters.stop_token(Notice.objects.latest('created_at'))}"

    return path


def test_one_post_from_a_mail_program_stops_it(client, stop_path):
    path = stop_path(emails=["guest@example.org"])

    answer = client.post(path, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert Notice.objects.get().state == NoticeState.SILENT
    tell(emails=["guest@example.org"], event="later")
    assert Notice.objects.get(event="later").state == NoticeState.SILENT


def test_looking_at_the_link_stops_nothing(client, stop_path):
    path = stop_path(emails=["guest@example.org"])

    page = client.get(path).content.decode()

    assert "Stop" in page
    assert Notice.objects.get().state == NoticeState.WAITING


def test_stopping_needs_no_sign_in_and_reaches_one_topic_of_one_recipient(stop_path):
    user, other = make_user(), make_user()
    path = stop_path(users=[user, other])
    token = letters.stop_token(Notice.objects.get(user=user))
    assert path

    stop_notices(token=token)

    tell(user, other, topic="cases", event="b")
    tell(user, topic="account", event="c")
    states = {(n.user_id, n.event): n.state for n in Notice.objects.exclude(event="caseevent:1")}
    assert states == {
        (user.pk, "b"): NoticeState.SILENT,
        (other.pk, "b"): NoticeState.WAITING,
        (user.pk, "c"): NoticeState.WAITING,
    }


@pytest.mark.parametrize("token", ["x", "0192f5d0-0000-7000-8000-000000000000:no", ":", "a:b:c"])
def test_made_up_tokens_stop_nothing(client, token):
    assert client.post(f"/stop/{token}").status_code == 404
    with pytest.raises(NotFound):
        stop_notices(token=token)


def test_old_notices_are_forgotten():
    user = make_user()
    tell(user, event="old", now=NOW - timedelta(days=181))
    tell(user, event="new", now=NOW - timedelta(days=179))

    assert forget_notices(now=NOW) == 1

    assert Notice.objects.get().event == "new"


def test_old_notices_go_however_many_there_are(monkeypatch):
    monkeypatch.setattr("gongjian.foundation.kernel.pruning.PIECE", 2)
    user = make_user()
    for number in range(5):
        tell(user, event=f"old {number}", now=NOW - timedelta(days=181))

    assert forget_notices(now=NOW) == 5
