"""Everybody upstream is told when something downstream moves: once each, at their pace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now as present
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.people.actions.deliver_letter import deliver_letter
from gongjian.foundation.people.actions.notify import NoticeDraft, notify
from gongjian.foundation.people.actions.set_notice_preferences import set_notice_preferences
from gongjian.foundation.people.models import Notice, NoticeState, User
from gongjian.foundation.people.rules import Pace, digest_at
from gongjian.foundation.people.topics import topics_for
from gongjian.foundation.trail.interface import Relation, add_link, sources_of
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import Step
from gongjian.market.initiatives.actions import tell_behind
from gongjian.market.initiatives.models import State
from gongjian.site.openness import tasks
from gongjian.site.openness.actions import tell_upstream as telling
from gongjian.site.openness.actions.tell_upstream import Mover
from tests.factories import NOW, make_case, make_town, make_user, take_step
from tests.government.issues import make_hot_issue
from tests.market.initiatives.initiatives import make_initiative
from tests.market.procurement.calls import make_call, make_market
from tests.public.proposals import make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def link(source, target, relation=Relation.EVIDENCE_FOR):
    add_link(Actor.system("test"), source, relation, target, now=NOW)


def tell(mover, events, *, now=NOW):
    """As the tasks do it; returns how many pieces it took."""
    ids = [event.pk for event in events]
    waiting, pieces = telling.upstream_of(mover=mover, event_ids=ids, now=now), 0
    while waiting:
        pieces += 1
        following = telling.tell_upstream(upstream=waiting.pop(0), now=now)
        if following is not None:
            waiting.append(following)
    return pieces


def told():
    """Who was told what, by the trail."""
    rows = Notice.objects.filter(topic="trail").order_by("created_at", "id")
    return [(notice.user_id or notice.email, notice.subject) for notice in rows]


def planned(initiative):
    return initiative.events.filter(name="initiative_planned")


def test_whoever_asked_first_is_told_though_a_proposal_stands_between(town):
    case = make_case(town)
    proposal = make_proposal(town)
    link(reference_of(case), reference_of(proposal), Relation.LED_TO)
    initiative = make_initiative(town, state=State.PLANNED, evidence=(reference_of(proposal),))

    tell(Mover.INITIATIVE, planned(initiative))

    subject = f"It is planned: {initiative.title}"
    assert (town.resident.user_id, subject) in told()
    notice = Notice.objects.get(topic="trail", user=town.resident.user_id)
    assert notice.path == f"/trail/initiative/{initiative.number}/"


def test_whoever_said_me_too_and_whoever_has_no_account_are_told_too(town):
    case = make_case(town, requester_id=None, contact_email="ann@example.org")
    take_step(town, case, Step.SUPPORT)
    initiative = make_initiative(town, state=State.PLANNED, evidence=(reference_of(case),))

    tell(Mover.INITIATIVE, planned(initiative))

    supporter = case.supports.get().user_id
    assert {who for who, _what in told()} == {"ann@example.org", supporter}


def test_a_second_time_nobody_is_told_again(town):
    case = make_case(town)
    initiative = make_initiative(town, state=State.PLANNED, evidence=(reference_of(case),))

    tell(Mover.INITIATIVE, planned(initiative))
    tell(Mover.INITIATIVE, planned(initiative))

    assert len(told()) == 1


def test_whoever_was_told_at_once_is_not_told_again_by_the_digest(town):
    case = make_case(town)
    initiative = make_initiative(town, state=State.PLANNED, evidence=(reference_of(case),))
    events = [event.pk for event in planned(initiative)]
    for audience in tell_behind.audiences_of(event_ids=events, now=NOW):
        tell_behind.tell_audience(audience=audience, now=NOW)

    tell(Mover.INITIATIVE, planned(initiative))

    assert Notice.objects.filter(user=town.resident.user_id, topic="initiatives").count() == 1
    assert told() == []


def test_a_call_is_told_to_those_who_asked_and_to_those_who_follow_what_it_carries_out(town):
    issue, _cases = make_hot_issue(town, 2)
    initiative = make_initiative(town, evidence=(reference_of(issue),))
    call = make_call(make_market())
    link(reference_of(initiative), call.reference, Relation.LED_TO)
    event = call.events.create(name="call_opened", from_state="draft", to_state="open", at=NOW,
                               actor="user:buyer")  # fmt: skip

    tell(Mover.CALL, [event])

    assert told() == [(town.resident.user_id, f"Companies are asked to build it: {call.title}")]


def test_what_is_not_public_and_what_is_long_ago_is_told_to_nobody(town):
    case = make_case(town)
    initiative = make_initiative(town, state=State.PLANNED, evidence=(reference_of(case),))
    call = make_call(make_market())
    link(reference_of(initiative), call.reference, Relation.LED_TO)
    hidden = call.events.create(name="call_cancelled", from_state="open", to_state="cancelled",
                                at=NOW, actor="user:buyer", is_public=False)  # fmt: skip

    tell(Mover.CALL, [hidden])
    tell(Mover.INITIATIVE, planned(initiative), now=NOW + timedelta(days=8))

    assert told() == []


def test_nobody_is_told_of_what_they_did(town):
    case = make_case(town)
    call = make_call(make_market())
    link(reference_of(case), call.reference, Relation.LED_TO)
    event = call.events.create(name="call_opened", from_state="draft", to_state="open", at=NOW,
                               actor=town.resident.reference)  # fmt: skip

    tell(Mover.CALL, [event])

    assert told() == []


def test_thousands_are_told_piece_by_piece(town, monkeypatch):
    monkeypatch.setattr(telling, "TOGETHER", 4)
    issue, cases = make_hot_issue(town, 10)
    for case in cases:
        Case.objects.filter(pk=case.pk).update(requester=make_user())
    initiative = make_initiative(town, state=State.PLANNED, evidence=(reference_of(issue),))

    pieces = tell(Mover.INITIATIVE, planned(initiative))

    assert (pieces, len({who for who, _what in told()})) == (3, 10)


def test_the_task_tells_ten_minutes_later_and_a_killed_one_tells_once_more_nothing(town):
    case = make_case(town)
    initiative = make_initiative(
        town, state=State.PLANNED, evidence=(reference_of(case),), now=present()
    )
    ids = [str(event.pk) for event in planned(initiative)]

    tasks.tell_upstream_of_initiatives.call(ids)
    tasks.tell_upstream_of_initiatives.call(ids)

    waiting = DBTaskResult.objects.filter(task_path__endswith="openness.tasks.tell_upstream")
    assert waiting.count() == 2
    assert all(one.run_after > one.enqueued_at + timedelta(minutes=9) for one in waiting)


def test_sources_are_everything_upstream_once_whatever_rings_there_are(town):
    first, second = make_case(town), make_case(town)
    proposal = make_proposal(town)
    initiative = make_initiative(town)
    link(reference_of(first), reference_of(proposal))
    link(reference_of(second), reference_of(first), Relation.MERGED_INTO)
    link(reference_of(first), reference_of(second))
    for source in (first, proposal):
        link(reference_of(source), reference_of(initiative))
    link(f"unheard:{new_id()}", reference_of(initiative))

    found = sources_of(reference_of(initiative))

    assert sorted(found) == sorted(map(reference_of, (first, second, proposal)))


MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pace", "now", "then"),
    [
        (Pace.DAILY, MONDAY, MONDAY.replace(day=3, hour=8)),
        (Pace.DAILY, MONDAY.replace(hour=7), MONDAY.replace(hour=8)),
        (Pace.WEEKLY, MONDAY, MONDAY.replace(day=9, hour=8)),
        (Pace.WEEKLY, MONDAY.replace(hour=7, minute=59), MONDAY.replace(hour=8)),
        (Pace.WEEKLY, MONDAY.replace(day=8), MONDAY.replace(day=9, hour=8)),
        (Pace.WEEKLY, MONDAY.replace(hour=8), MONDAY.replace(day=9, hour=8)),
    ],
)
def test_digests_go_at_eight(pace, now, then):
    assert digest_at(pace, now) == then


PACES = {
    None: timedelta(days=1),
    "at_once": timedelta(0),
    "daily": timedelta(0),
    "weekly": timedelta(days=1),
}


def waits_at_least(pace, town):
    """How long the letter waits in whole days, of two."""
    case = make_case(town)
    initiative = make_initiative(town, state=State.PLANNED, evidence=(reference_of(case),))
    wanted = [topic.code for topic in topics_for(is_staff=False)]
    if pace:
        set_notice_preferences(actor=town.resident, wanted=wanted, paces={"trail": pace})
    tell(Mover.INITIATIVE, planned(initiative))
    notice = Notice.objects.get(topic="trail", user=town.resident.user_id)
    return notice.send_after - NOW


@pytest.mark.parametrize("pace", PACES)
def test_the_letter_comes_at_the_pace_that_was_chosen_and_else_once_a_week(town, pace):
    waits = waits_at_least(pace, town)

    assert waits >= PACES[pace]
    assert waits <= {"at_once": timedelta(hours=1), "daily": timedelta(days=1)}.get(
        pace, timedelta(days=7)
    )


def test_who_wants_none_has_it_in_the_inbox_only(town):
    set_notice_preferences(actor=town.resident, wanted=["account"])
    case = make_case(town)
    initiative = make_initiative(town, state=State.PLANNED, evidence=(reference_of(case),))

    tell(Mover.INITIATIVE, planned(initiative))

    notice = Notice.objects.get(topic="trail", user=town.resident.user_id)
    assert (notice.state, notice.send_after) == (NoticeState.SILENT, None)


def test_the_page_and_the_api_set_the_pace(client, town):
    client.force_login(User.objects.get(pk=town.resident.user_id))

    page = client.get("/account/notices/").text
    client.post("/account/notices/", {"topics": ["trail"], "pace_trail": "daily"})
    told_ = client.get("/api/v1/notice-preferences").json()

    assert 'name="pace_trail"' in page
    paces = {topic["code"]: topic["pace"] for topic in told_["topics"]}
    assert paces["trail"] == "daily"
    assert paces["account"] is None


def test_a_pace_that_is_none_or_of_another_topic_is_refused(client, town):
    client.force_login(User.objects.get(pk=town.resident.user_id))

    wrong = client.post("/account/notices/", {"topics": ["trail"], "pace_trail": "hourly"})

    assert "pace_trail" in wrong.context["form"].errors
    with pytest.raises(Invalid):
        set_notice_preferences(actor=town.resident, wanted=[], paces={"account": "daily"})
    with pytest.raises(Invalid):
        set_notice_preferences(actor=town.resident, wanted=[], paces={"trail": "hourly"})


def test_what_comes_weekly_waits_for_its_digest_while_the_rest_goes(town):
    user = User.objects.get(pk=town.resident.user_id)

    def draft(event, topic):
        return NoticeDraft(event=event, topic=topic, reason="You asked.", subject=event,
                           body="So it is.", path="/", users=[user])  # fmt: skip

    notify(drafts=[draft("first", "trail"), draft("at once", "cases")], now=NOW)
    notify(drafts=[draft("second", "trail")], now=NOW + timedelta(hours=1))
    connection = mail.get_connection()

    assert deliver_letter(connection=connection, now=NOW + timedelta(hours=2))
    assert not deliver_letter(connection=connection, now=NOW + timedelta(hours=3))
    assert deliver_letter(connection=connection, now=NOW + timedelta(days=8))

    at_once, digest = mail.outbox
    assert at_once.subject == "at once"
    assert digest.subject == "first and 1 more notice"
    assert "second" in digest.body
    assert "/stop/" in digest.extra_headers["List-Unsubscribe"]
