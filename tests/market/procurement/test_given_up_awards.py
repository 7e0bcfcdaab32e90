"""Awards that come to no contract: the winner declines, or does not sign; who comes next."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.foundation.kernel.errors import Invalid, NotAllowed
from gongjian.foundation.people.models import Notice, User
from gongjian.market.open_contracting.models import ContractingProcess
from gongjian.market.procurement import contract_errors
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions.draft_contract import draft_contract
from gongjian.market.procurement.actions.end_contract import lapse_due_contracts
from gongjian.market.procurement.actions.exclude_bid import lift_exclusion
from gongjian.market.procurement.actions.give_up_award import decline_award, give_up_award
from gongjian.market.procurement.actions.tell_of_calls import tell_of_calls
from gongjian.market.procurement.errors import CallTransitionNotAllowed
from gongjian.market.procurement.models import Award, BidExclusion, Call, CallEvent, Company
from gongjian.market.procurement.selectors.contracts import contract_of
from tests.market.procurement.calls import DAY, make_member, make_owner
from tests.market.procurement.contracts import AWARDED, make_draft_contract, make_signed, sign

pytestmark = pytest.mark.django_db
LATER = AWARDED + 3 * DAY
WHY = "Our lamp maker is bankrupt."


def decline(deal, actor=None, reason=WHY):
    return decline_award(actor=actor or deal.member, call_id=deal.call.pk, reason=reason, now=LATER)


def give_up(deal, actor=None):
    return give_up_award(
        actor=actor or deal.market.approver, call_id=deal.call.pk,
        reason="They wrote that they will not sign.", now=LATER,
    )  # fmt: skip


def test_the_winner_declines_and_the_next_bidder_has_the_contract(awarded):
    first = decline(awarded)
    assert first.state == "price_opening"
    given = {"actor": awarded.market.buyer, "call_id": first.pk}
    award = awarding.intend_award(reason="First of those that are left.", now=LATER, **given)
    assert award.company_id not in {awarded.company.pk, None}
    assert award.amount_minor == 450_000_00
    awarding.begin_standstill(call_id=first.pk, now=LATER)
    first.refresh_from_db()
    later = first.standstill_until + timedelta(minutes=1)
    awarding.award_call(now=later, **given)
    contract = draft_contract(now=later, **given)

    assert contract.company_id == award.company_id
    assert list(Award.objects.order_by("id").values_list("state", flat=True)) == [
        "withdrawn", "made",
    ]  # fmt: skip
    ground = BidExclusion.objects.get(call=first)
    assert (ground.ground, ground.company, ground.reason) == ("unsigned", awarded.company, WHY)
    process = json.loads(ContractingProcess.objects.get(subject=first.reference).compiled)
    assert [one["status"] for one in process["awards"]] == ["cancelled", "active"]
    assert process["tender"]["status"] == "complete"


def test_what_was_drafted_for_the_winner_lapses_and_another_contract_comes(awarded):
    deal = make_draft_contract(awarded)
    sign(deal, deal.market.approver)
    decline(deal)
    assert (deal.fresh.state, deal.fresh.state_reason) == ("lapsed", WHY)
    given = {"actor": awarded.market.buyer, "call_id": deal.call.pk}
    awarding.intend_award(reason="The next.", now=LATER, **given)
    awarding.begin_standstill(call_id=deal.call.pk, now=LATER)
    awarding.award_call(now=LATER + 30 * DAY, **given)
    call = Call.objects.get(pk=deal.call.pk)
    assert contract_of(call) is None
    # Its own time for signing passes as that of any other.
    assert lapse_due_contracts(now=LATER + 90 * DAY) == 1
    call.refresh_from_db()
    assert call.state == "unsuccessful"


def test_of_whom_nobody_is_left_the_call_is_unsuccessful_with_the_reason(awarded):
    for _bidder in range(3):
        call = Call.objects.get(pk=awarded.call.pk)
        winner = Award.objects.exclude(state="withdrawn").get(call=call).company
        call = decline(awarded, make_member(winner))
        if BidExclusion.objects.count() < 3:
            given = {"actor": awarded.market.buyer, "call_id": call.pk}
            awarding.intend_award(reason="The next.", now=LATER, **given)
            awarding.begin_standstill(call_id=call.pk, now=LATER)
            awarding.award_call(now=LATER + 30 * DAY, **given)
    call = awarding.end_without_award(
        actor=awarded.market.buyer, call_id=call.pk, reason="All have declined.", now=LATER
    )
    assert (call.state, call.state_reason) == ("unsuccessful", "All have declined.")


def test_another_person_than_who_awarded_says_that_the_winner_does_not_sign(awarded):
    with pytest.raises(NotAllowed):
        give_up(awarded, awarded.market.buyer)
    for who in ("auditor", "approver"):
        actor = getattr(awarded.market, who)
        with pytest.raises(NotAllowed):
            give_up(awarded, replace(actor, api_key_id=uuid4()))
    give_up(awarded)
    with pytest.raises(CallTransitionNotAllowed):
        give_up(awarded)
    # It was no fair word: another person lets the bid count again.
    lift_exclusion(
        actor=awarded.market.supervisor, call_id=awarded.call.pk, company_id=awarded.company.pk,
        reason="They had signed on paper.", now=LATER,
    )  # fmt: skip
    assert BidExclusion.objects.get().state == "lifted"


def test_nobody_gives_up_who_owns_a_part_of_another_bidder(awarded):
    make_owner(Award.objects.get().company, awarded.market.approver)
    with pytest.raises(NotAllowed):
        give_up(awarded)


def test_only_the_winner_in_person_declines_with_a_reason(awarded):
    loser = make_member(Company.objects.exclude(pk=awarded.company.pk).first())
    with pytest.raises(NotAllowed):
        decline(awarded, loser)
    with pytest.raises(NotAllowed):
        decline(awarded, replace(awarded.member, api_key_id=uuid4()))
    with pytest.raises(Invalid):
        decline(awarded, reason=" ")


def test_a_signed_contract_is_not_given_up(awarded):
    deal = make_signed(awarded)
    for step in (decline, give_up):
        with pytest.raises(contract_errors.ContractSigned):
            step(deal)
    assert deal.fresh.state == "signed"


def test_others_are_told_why_once(awarded):
    decline(awarded)
    event = CallEvent.objects.get(name="award_declined")
    for _again in range(2):
        tell_of_calls(event_ids=[event.pk], now=LATER)
    told = Notice.objects.filter(body__contains=WHY)
    assert told.filter(user=awarded.market.buyer.user_id).count() == 1


def test_pages_offer_it_to_whom_it_is_for(awarded):
    letter = reverse("award_letter", args=[awarded.call.number, awarded.company.pk])
    decline_page = reverse("decline_award", args=[awarded.call.number])
    give_up_page = reverse("give_up_award", args=[awarded.call.number])
    run = reverse("run_evaluation", args=[awarded.call.number])
    assert decline_page in _browser(awarded.member).get(letter).content.decode()
    assert decline_page not in _browser(awarded.market.approver).get(letter).content.decode()
    assert give_up_page not in _browser(awarded.market.buyer).get(run).content.decode()
    assert give_up_page in _browser(awarded.market.approver).get(run).content.decode()
    assert _browser(awarded.member).post(decline_page, {"reason": ""}).status_code == 422
    assert _browser(awarded.member).post(decline_page, {"reason": WHY}).status_code == 302
    assert Call.objects.get(pk=awarded.call.pk).state == "price_opening"


def _browser(actor):
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client
