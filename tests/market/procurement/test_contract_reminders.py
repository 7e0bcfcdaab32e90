"""Reminders of signatures and milestones: who, when, once, and anew when a day is moved."""

from datetime import timedelta

import pytest

from gongjian.foundation.people.models import Notice, User
from gongjian.market.procurement.actions.end_contract import end_contract
from gongjian.market.procurement.actions.remind_of_contracts import remind_of_contracts
from gongjian.market.procurement.models import Milestone
from tests.market.procurement.calls import DAY
from tests.market.procurement.contracts import (
    make_draft_contract,
    make_running,
    report,
    sign,
)

pytestmark = pytest.mark.django_db


def remind(now):
    Notice.objects.all().delete()
    return remind_of_contracts(now=now)


def told_to(actor):
    return list(Notice.objects.filter(user=actor.user_id).values_list("subject", flat=True))


def test_both_sides_are_reminded_of_a_draft_a_week_before_its_time_is_over():
    deal = make_draft_contract()
    until = deal.fresh.sign_until

    assert remind(until - 7 * DAY - timedelta(seconds=1)) == 0
    assert remind(until) == 0
    assert remind(until - 7 * DAY) == 1
    (words,) = told_to(deal.member)
    assert words.startswith("To be signed until ")
    assert deal.call.title in words
    assert told_to(deal.market.approver) == told_to(deal.market.supervisor) == [words]
    assert told_to(deal.acceptor) == told_to(deal.market.auditor) == []


@pytest.mark.parametrize("side", ["member", "buyer"])
def test_who_has_signed_is_not_reminded(side):
    deal = make_draft_contract()
    signs = deal.member if side == "member" else deal.market.approver
    sign(deal, signs)

    remind(deal.fresh.sign_until - DAY)

    assert bool(told_to(deal.member)) is (side == "buyer")
    assert bool(told_to(deal.market.approver)) is (side == "member")


def test_the_company_is_reminded_of_a_milestone_that_is_not_delivered():
    deal = make_running()
    first = Milestone.objects.get(contract=deal.contract, number=1)
    second = Milestone.objects.get(contract=deal.contract, number=2)
    week_before = deal.fresh.signed_at + (first.due_on - deal.fresh.signed_at.date()) - 6 * DAY

    assert remind(week_before - 30 * DAY) == 0
    assert remind(week_before) == 1
    (words,) = told_to(deal.member)
    assert words.startswith("A milestone is due on ")
    assert told_to(deal.market.approver) == []
    # Reported, then accepted: nothing is due.
    report(deal, 1)
    assert remind(week_before) == 0
    assert second.due_on > first.due_on


def test_each_is_reminded_once_and_anew_when_the_day_is_moved():
    deal = make_running()
    milestone = Milestone.objects.get(contract=deal.contract, number=1)
    at = deal.fresh.signed_at + (milestone.due_on - deal.fresh.signed_at.date()) - 3 * DAY
    remind_of_contracts(now=at)
    remind_of_contracts(now=at + DAY)

    def reminders():
        return Notice.objects.filter(user=deal.member.user_id, event__startswith="reminder:")

    assert reminders().count() == 1
    Milestone.objects.filter(pk=milestone.pk).update(due_on=milestone.due_on + DAY)
    remind_of_contracts(now=at + DAY)
    assert reminders().count() == 2


def test_what_is_over_reminds_nobody():
    deal = make_running()
    milestone = Milestone.objects.get(contract=deal.contract, number=1)
    at = deal.fresh.signed_at + (milestone.due_on - deal.fresh.signed_at.date()) - 3 * DAY
    assert remind(at) == 1
    end_contract(
        actor=deal.market.approver, contract_id=deal.contract.pk, reason="They gave up.",
        now=at - DAY,
    )  # fmt: skip

    assert remind(at) == 0


def test_each_reads_it_in_their_language():
    deal = make_draft_contract()
    User.objects.filter(pk=deal.member.user_id).update(language="zh-hans")

    remind(deal.fresh.sign_until - DAY)

    (words,) = told_to(deal.member)
    assert "签署" in words
    assert "年" in words
