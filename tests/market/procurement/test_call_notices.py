"""Who is told what of calls: once each, and nobody of what they did themselves."""

import pytest
from django.db import transaction

from gongjian.foundation.people.models import Notice, User
from gongjian.market.procurement.actions.ask_question import answer_question, ask_question
from gongjian.market.procurement.actions.follow_call import follow_call, unfollow_call
from gongjian.market.procurement.actions.save_call import draft_call
from gongjian.market.procurement.actions.suspend_call import suspend_call
from gongjian.market.procurement.actions.tell_of_calls import STALE_AFTER, tell_of_calls
from gongjian.market.procurement.models import CallEvent
from tests.factories import NOW, make_actor
from tests.market.procurement.calls import make_call, make_company, make_market, make_member
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
