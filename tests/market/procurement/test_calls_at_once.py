"""Two workers, two people, at the same moment."""

import pytest

from gongjian.foundation.kernel.errors import GongjianError
from gongjian.market.procurement.actions.amend_call import AmendmentDraft, amend_call
from gongjian.market.procurement.actions.ask_question import ask_question
from gongjian.market.procurement.actions.close_call import close_call
from gongjian.market.procurement.models import Call, CallEvent, CallQuestion
from tests.factories import NOW
from tests.market.procurement.bids import database_clock
from tests.market.procurement.calls import DAY, make_call, make_company, make_market, make_member
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def attempt(act, **given):
    try:
        return act(**given)
    except GongjianError as error:
        return error.code


def test_two_workers_close_a_call_once():
    call = make_call(make_market(), closes_at=NOW, is_frozen=True)

    with database_clock(NOW):
        done = at_once(*[lambda: close_call(call_id=call.pk)] * 4)

    assert sorted(done) == [False, False, False, True]
    assert CallEvent.objects.filter(call=call, name="call_closed").count() == 1


def test_a_change_at_the_deadline_comes_before_it_is_closed_or_not_at_all():
    market = make_market()
    call = make_call(market, closes_at=NOW, is_frozen=True)
    draft = AmendmentDraft(reason="More time.", closes_at=NOW + 60 * DAY)
    given = {"actor": market.buyer, "call_id": call.pk, "draft": draft, "version": call.version}

    with database_clock(NOW):
        at_once(lambda: close_call(call_id=call.pk), lambda: attempt(amend_call, now=NOW, **given))

    call = Call.objects.get(pk=call.pk)
    assert (call.state, call.closes_at) == ("closed", NOW)


def test_questions_asked_at_once_are_numbered_one_by_one():
    call, company = make_call(make_market()), make_company()
    member = make_member(company)

    def ask():
        return ask_question(
            actor=member, call_id=call.pk, company_id=company.pk, text="When?", now=NOW
        ).number

    assert sorted(at_once(ask, ask, ask)) == [1, 2, 3]
    assert CallQuestion.objects.filter(call=call).count() == 3
