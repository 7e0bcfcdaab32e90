"""The inbox by programme, and what comes by e-mail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people import letters
from gongjian.foundation.people.models import Notice, NoticeState, NoticeSubscription
from tests.api_calls import NOBODY, by_anybody, by_key, by_session
from tests.factories import NOW, make_user
from tests.foundation.people.notices import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    """Somebody with three notices; the first is read."""
    user = make_user()
    for number in range(3):
        tell(user, event=f"e{number}", subject=f"No. {number}", now=NOW + timedelta(hours=number))
    Notice.objects.filter(event="e0").update(read_at=NOW)
    tell(make_user(), event="other", subject="Another's")
    return user


@pytest.mark.parametrize("calling", [by_key, by_session])
def test_the_inbox_is_one_s_own_newest_first_in_pages(user, calling):
    call = calling(user)

    first = call("GET", "notices?size=2").body
    second = call("GET", f"notices?size=2&cursor={first['next_cursor']}").body

    subjects = [item["subject"] for item in first["items"] + second["items"]]
    assert subjects == ["No. 2", "No. 1", "No. 0"]
    assert second["next_cursor"] == ""


def test_the_unread_are_listed_counted_and_read_one_by_one_or_all_at_once(user):
    call = by_key(user)
    newest = call("GET", "notices?unread=true").body["items"][0]
    assert call("GET", "notices/unread-count").body == {"unread": 2}

    seen = call("GET", f"notices/{newest['id']}").body
    read = call("POST", f"notices/{newest['id']}/read").body

    assert (seen["read_at"], read["id"]) == (None, newest["id"])
    assert read["read_at"] is not None
    assert call("GET", "notices/unread-count").body == {"unread": 1}
    assert call("POST", "notices/read").body == {"read": 1}
    assert call("GET", "notices?unread=true").body["items"] == []


@pytest.mark.parametrize(("method", "path"), [("GET", "{}"), ("POST", "{}/read")])
def test_another_s_notice_is_not_there(user, method, path):
    others = Notice.objects.exclude(user=user).get().pk

    for notice_id in (others, NOBODY):
        answer = by_key(user)(method, "notices/" + path.format(notice_id))
        assert (answer.status, answer.code) == (404, "not_found")
    assert Notice.objects.get(pk=others).read_at is None


@pytest.mark.parametrize("query", ["size=0", "size=101", "cursor=x", "unread=perhaps"])
def test_wrong_questions_are_told(user, query):
    assert by_key(user)("GET", f"notices?{query}").status == 422


def test_preferences_are_read_and_chosen(user):
    call = by_key(user)
    before = call("GET", "notice-preferences").body

    after = call("PUT", "notice-preferences", {"topics": ["account"]}).body

    assert [topic["by_email"] for topic in before["topics"]] == [True] * len(before["topics"])
    assert [topic["code"] for topic in after["topics"] if topic["by_email"]] == ["account"]
    assert before["digest_minutes"] == 30
    assert Notice.objects.filter(user=user, state=NoticeState.SILENT).count() == 3


@pytest.mark.parametrize("topics", [["weather"], ["case_work"], ["account", "weather"], [""]])
def test_topics_one_can_get_nothing_of_are_told_and_nothing_is_chosen(user, topics):
    answer = by_key(user)("PUT", "notice-preferences", {"topics": topics})

    assert (answer.status, answer.wrong) == (422, ["topics"])
    assert not NoticeSubscription.objects.exists()


def test_staff_have_topics_of_their_own():
    topics = by_key(make_user(role=Role.DISPATCHER))("GET", "notice-preferences").body["topics"]

    assert "case_work" in [topic["code"] for topic in topics]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "notices"),
        ("GET", "notices/unread-count"),
        ("GET", f"notices/{NOBODY}"),
        ("POST", f"notices/{NOBODY}/read"),
        ("POST", "notices/read"),
        ("GET", "notice-preferences"),
        ("PUT", "notice-preferences"),
    ],
)
def test_strangers_have_no_inbox(method, path):
    assert by_anybody()(method, path, {"topics": []}).code == "unauthenticated"


def test_whoever_got_a_letter_stops_it_without_signing_in(user):
    token = letters.stop_token(Notice.objects.get(event="e2"))

    answer = by_anybody()("POST", "notice-preferences/stop", {"token": token})

    assert (answer.status, answer.body) == (200, {"stopped": ["cases"]})
    assert set(Notice.objects.filter(user=user).values_list("state", flat=True)) == {"silent"}
    assert Notice.objects.exclude(user=user).get().state == NoticeState.WAITING


@pytest.mark.parametrize(
    ("token", "topic", "status"), [("", "", 422), ("x", "", 404), (None, "weather", 422)]
)
def test_made_up_tokens_and_topics_stop_nothing(user, token, topic, status):
    real = letters.stop_token(Notice.objects.get(event="e2"))
    body = {"token": real if token is None else token, "topic": topic}

    assert by_anybody()("POST", "notice-preferences/stop", body).status == status
    assert not NoticeSubscription.objects.exists()
