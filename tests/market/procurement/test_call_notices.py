"""Who is told what of calls: once each, and nobody of what they did themselves."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now

from gongjian.foundation.people.interface import STALE_AFTER
from gongjian.foundation.people.models import Notice, User
from gongjian.market.procurement.actions.ask_question import answer_question, ask_question
from gongjian.market.procurement.actions.end_call import cancel_call, declare_unsuccessful
from gongjian.market.procurement.actions.follow_call import follow_call, unfollow_call
from gongjian.market.procurement.actions.intend_award import rank_again
from gongjian.market.procurement.actions.save_call import draft_call
from gongjian.market.procurement.actions.suspend_call import resume_call, suspend_call
from gongjian.market.procurement.actions.tell_of_calls import tell_of_calls
from gongjian.market.procurement.models import BidEnvelope, BidWindow, Call, CallEvent
from gongjian.market.procurement.rules.states import CallState
from tests.factories import NOW, make_actor
from tests.market.procurement.calls import DAY, make_call, make_company, make_market, make_member
from tests.market.procurement.evaluations import make_bid, make_standing
from tests.market.procurement.test_call_actions import make_draft

pytestmark = pytest.mark.django_db


def tell(now=NOW):
    with transaction.atomic():
        tell_of_calls(event_ids=list(CallEvent.objects.values_list("pk", flat=True)), now=now)


def told():
    rows = Notice.objects.order_by("subject", "id")
    return sorted((str(row.user_id), row.subject) for row in rows)


def test_followers_are_told_once_and_in_their_language():
    market = make_market()
    call, follower, chinese = make_call(market), make_actor(), make_actor()
    User.objects.filter(pk=chinese.user_id).update(language="zh-hans")
    for actor in (follower, chinese, market.buyer):
        follow_call(actor=actor, call_id=call.pk, now=NOW)
    gone = make_actor()
    follow_call(actor=gone, call_id=call.pk, now=NOW)
    unfollow_call(actor=gone, call_id=call.pk)
    suspend_call(actor=market.buyer, call_id=call.pk, reason="A complaint.", now=NOW)

    tell()
    tell()

    title = "Lamps for the lake path"
    assert told() == sorted(
        [
            (str(follower.user_id), f"A call was suspended: {title}"),
            (str(chinese.user_id), f"公开征集已中止：{title}"),
        ]
    )
    assert Notice.objects.get(user=follower.user_id).body == "The reason: A complaint."


def test_the_asker_and_the_buyers_are_told_of_a_question_and_its_answer():
    market = make_market()
    call, company = make_call(market), make_company()
    member = make_member(company)
    follow_call(actor=member, call_id=call.pk, now=NOW)
    ask_question(actor=member, call_id=call.pk, company_id=company.pk, text="When?", now=NOW)
    tell()
    asked = {key for key, subject in told() if subject.startswith("A company has asked")}
    answer_question(actor=market.buyer, call_id=call.pk, number=1, text="In May.", now=NOW)
    tell()

    assert {str(market.buyer.user_id), str(market.approver.user_id)} <= asked
    assert str(member.user_id) not in asked
    of_member = [subject for key, subject in told() if key == str(member.user_id)]
    assert of_member == ["Your question was answered: Lamps for the lake path"]


def test_approvers_are_told_of_a_draft_and_not_its_author():
    market = make_market()
    draft_call(actor=market.buyer, draft=make_draft(market), now=NOW)

    tell()

    keys = {key for key, _subject in told()}
    assert {str(market.approver.user_id), str(market.supervisor.user_id)} <= keys
    assert str(market.buyer.user_id) not in keys


def test_history_that_was_loaded_tells_nobody():
    market = make_market()
    draft_call(actor=market.buyer, draft=make_draft(market), now=NOW)

    tell(now=NOW + STALE_AFTER)

    assert told() == []


def bid_in(call):
    """A company whose bid stands, and a member of it."""
    company = make_company()
    BidWindow.objects.update_or_create(
        call=call,
        defaults={"stage_number": 1, "closes_at": Now() + timedelta(days=9)},
    )
    return make_bid(call, company), make_member(company)


@pytest.mark.parametrize(
    ("act", "subject"),
    [
        (suspend_call, "A call was suspended"),
        (cancel_call, "A call was cancelled"),
    ],
    ids=["suspended", "cancelled"],
)
def test_bidders_are_told_when_a_call_stops(act, subject):
    market = make_market()
    call = make_call(market)
    _envelope, member = bid_in(call)
    gone, left = bid_in(call)
    BidEnvelope.objects.filter(pk=gone.pk).update(fate="replaced")
    # Whoever follows it, too, is told once.
    follow_call(actor=member, call_id=call.pk, now=NOW)
    act(actor=market.buyer, call_id=call.pk, reason="The money is gone.", now=NOW)

    tell()
    tell()

    assert told() == [(str(member.user_id), f"{subject}: Lamps for the lake path")]
    assert Notice.objects.get().body == "The reason: The money is gone."
    assert left.user_id != member.user_id


def test_bidders_are_told_of_changes_resuming_and_a_withdrawn_award():
    judged = make_standing()
    members = [make_member(company) for company in judged.companies]
    by = {"actor": judged.market.buyer, "call_id": judged.call.pk}
    suspend_call(reason="A doubt.", now=NOW + 35 * DAY, **by)
    resume_call(reason="No doubt.", now=NOW + 36 * DAY, **by)
    rank_again(reason="The first was debarred.", now=NOW + 37 * DAY, **by)

    tell(NOW + 37 * DAY)

    subjects = [
        f"{start}: Lamps for the lake path"
        for start in ("A call was suspended", "A call goes on", "An intended award was withdrawn")
    ]
    of_trustees = {str(trustee.user_id) for trustee in judged.market.trustees}
    assert [one for one in told() if one[0] not in of_trustees] == sorted(
        (str(member.user_id), subject) for member in members for subject in subjects
    )


def test_bidders_of_a_call_that_ends_before_its_ranking_are_told():
    market = make_market()
    call = make_call(market, state=CallState.OPEN)
    _envelope, member = bid_in(call)
    Call.objects.filter(pk=call.pk).update(state="technical_opening")
    declare_unsuccessful(
        actor=market.buyer, call_id=call.pk, reason="No bid will do.", now=NOW + 31 * DAY
    )

    tell(NOW + 31 * DAY)

    assert told() == [(str(member.user_id), "A call led to no award: Lamps for the lake path")]


def test_trustees_are_told_what_is_theirs_to_do_and_when():
    market, events = make_market(), ("call_opened", "call_closed", "technical_opening_begun",
                                     "price_opening_begun")  # fmt: skip
    call = make_call(market)
    for name in events:
        CallEvent.objects.create(
            call=call, name=name, at=NOW, actor=market.buyer.reference, stage_number=1
        )

    tell()

    rows = Notice.objects.filter(user=market.trustees[0].user_id).order_by("id")
    assert [row.subject.partition(":")[0] for row in rows] == [
        "A call is open", "A call was closed", "Your shares are needed", "Your shares are needed",
    ]  # fmt: skip
    assert {row.path for row in rows} == {f"/calls/{call.number}/trustee/"}
    assert Notice.objects.count() == 4 * len(market.trustees)
