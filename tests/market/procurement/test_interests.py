"""Whoever has to do with a bidder decides nothing; what a bidder alone writes bars nobody."""

from contextlib import nullcontext
from dataclasses import replace
from uuid import uuid4

import pytest

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, StaleVersion
from gongjian.foundation.people import interface as people
from gongjian.foundation.people.models import RoleGrant, User
from gongjian.market.procurement.actions.approve_call import approve_call
from gongjian.market.procurement.actions.debar_company import debar_company, lift_debarment
from gongjian.market.procurement.actions.decide_complaint import decide_complaint, make_complaint
from gongjian.market.procurement.actions.exclude_bid import exclude_bid
from gongjian.market.procurement.actions.intend_award import award_call, intend_award
from gongjian.market.procurement.actions.register_company import confirm_company
from gongjian.market.procurement.actions.save_call import draft_call, edit_call
from gongjian.market.procurement.errors import (
    CompanyWroteCall,
    EvaluatorHasInterest,
    HasInterest,
)
from gongjian.market.procurement.models import Call, CallEvent, CallInvitation, CompanyMembership
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies import companies as company_policies
from gongjian.market.procurement.policies.interests import claims_on, has_interest, interests_of
from gongjian.market.procurement.rules.states import CallState, CallStep, steps_from
from gongjian.market.procurement.selectors.taking_part import require_may_take_part
from tests.factories import NOW, make_actor, make_area, make_provision
from tests.market.procurement.calls import (
    DAY,
    make_call,
    make_company,
    make_market,
    make_member,
    make_owner,
)
from tests.market.procurement.evaluations import (
    PRICES,
    appoint,
    declare,
    judge_all,
    make_judged,
    make_standing,
    open_prices,
)
from tests.market.procurement.test_call_actions import make_draft

pytestmark = pytest.mark.django_db
SINCE = local_day(NOW) - DAY


def member(bidder):
    return make_member(bidder)


def owner(bidder):
    person = make_actor()
    make_owner(bidder, person)
    return person


def member_of_an_owner(bidder):
    middle, top = make_company(), make_company()
    make_owner(bidder, middle)
    make_owner(middle, top)
    return make_member(top)


def owner_of_an_owner(bidder):
    person, middle = make_actor(), make_company()
    make_owner(bidder, middle)
    make_owner(middle, person)
    return person


def member_of_a_sister(bidder):
    """Of a company with the same company above it."""
    sister, holding = make_company(), make_company()
    make_owner(bidder, holding)
    make_owner(sister, holding)
    return make_member(sister)


def member_of_a_company_of_the_same_person(bidder):
    sister, person = make_company(), make_actor()
    make_owner(bidder, person)
    make_owner(sister, person)
    return make_member(sister)


def member_of_a_company_it_owns(bidder):
    below = make_company()
    make_owner(below, bidder)
    return make_member(below)


def left_since(bidder):
    person = make_actor()
    CompanyMembership.objects.create(
        company=bidder, user_id=person.user_id, state="accepted", invited_at=NOW,
        invited_by="user:x", expires_at=NOW, answered_at=NOW, ended_at=NOW,
    )  # fmt: skip
    return person


def sold_since(bidder):
    person = make_actor()
    make_owner(bidder, person, since=SINCE - 9 * DAY, until=NOW.date())
    return person


TIED = (
    member, owner, member_of_an_owner, owner_of_an_owner, member_of_a_sister,
    member_of_a_company_of_the_same_person, member_of_a_company_it_owns, left_since, sold_since,
)  # fmt: skip


def named_as_owner(bidder):
    person = make_actor(name="Lu Yan")
    make_owner(bidder, "LU  YAN", is_confirmed=False)
    return person


def asked_to_confirm(bidder):
    person = make_actor()
    make_owner(bidder, person, is_confirmed=False)
    return person


def who_denied_it(bidder):
    person = make_actor()
    make_owner(bidder, person, is_confirmed=False, declined_at=NOW)
    return person


def member_of_a_company_said_to_own_it(bidder):
    other = make_company()
    make_owner(bidder, other, is_confirmed=False)
    return make_member(other)


CLAIMED = (named_as_owner, asked_to_confirm, who_denied_it, member_of_a_company_said_to_own_it)


def nobody(bidder):
    return make_actor()


def asked_to_join(bidder):
    person = make_actor()
    CompanyMembership.objects.create(
        company=bidder, user_id=person.user_id, invited_at=NOW, invited_by="user:x",
        expires_at=NOW + 14 * DAY,
    )  # fmt: skip
    return person


def sold_before(bidder):
    person = make_actor()
    make_owner(bidder, person, since=SINCE - 9 * DAY, until=SINCE - DAY)
    return person


def member_of_another(bidder):
    return make_member(make_company())


def member_of_a_namesakes_company(bidder):
    """Two unconfirmed owners of one name join nothing."""
    other = make_company()
    make_owner(bidder, "Li Ming", is_confirmed=False)
    make_owner(other, "Li Ming", is_confirmed=False)
    return make_member(other)


def bound_to_an_area(bidder):
    """Companies belong to no area: such a role speaks for none."""
    return make_actor(
        Role.COMPANY_MEMBER, organisation=bidder.organisation, area=make_area("Lakeside")
    )


FREE = (
    nobody, asked_to_join, sold_before, member_of_another, member_of_a_namesakes_company,
    bound_to_an_area,
)  # fmt: skip


def user_of(actor):
    return User.objects.get(pk=actor.user_id)


@pytest.mark.parametrize("tie", [*TIED, *CLAIMED, *FREE], ids=lambda one: one.__name__)
def test_who_has_to_do_with_a_bidder(tie):
    bidder, other = make_company(), make_company()
    person = user_of(tie(bidder))

    found = interests_of(person, [bidder.pk, other.pk], SINCE)
    claimed = claims_on(person, [bidder.pk, other.pk], SINCE)

    assert set(found) == ({bidder.pk} if tie in TIED else set())
    assert claimed == ({bidder.pk} if tie in CLAIMED else set())


def test_owners_in_a_ring_and_a_long_chain_come_to_an_end():
    first = company = make_company()
    for _link in range(12):
        above = make_company()
        make_owner(company, above)
        company = above
    make_owner(company, first)

    assert interests_of(user_of(make_member(company)), [first.pk], SINCE)


def test_ties_take_as_many_queries_for_many_bidders_as_for_one(django_assert_max_num_queries):
    one, many = make_company(), [make_company() for _ in range(30)]
    person = user_of(make_member(make_company()))
    for company in (one, *many):
        make_owner(company, make_company())
    with django_assert_max_num_queries(8) as few:
        interests_of(person, [one.pk], SINCE)

    with django_assert_max_num_queries(len(few)):
        interests_of(person, [company.pk for company in many], SINCE)


def as_buyer(actor):
    """The same person, who also runs calls everywhere."""
    RoleGrant.objects.create(user_id=actor.user_id, role=Role.PRODUCT_MANAGER)
    return people.actor_of_user(user_of(actor))


@pytest.mark.parametrize("tie", [*TIED, named_as_owner, nobody], ids=lambda one: one.__name__)
def test_no_step_is_open_in_any_state_to_who_has_to_do_with_a_bidder(tie):
    judged = make_judged(evaluators=0)
    actor, call = as_buyer(tie(judged.companies[0])), judged.call
    other = as_buyer(make_actor())
    is_tied = tie in TIED
    assert has_interest(actor, call) is is_tied
    # Nor by a programme with their key.
    assert has_interest(replace(actor, api_key_id=uuid4()), call) is is_tied
    for state in CallState:
        call.state = state.value
        call.suspended_from = "open" if state is CallState.SUSPENDED else ""
        for step in set(steps_from(state)) & set(policies.steps_of(other, call)):
            is_refused = is_tied and step in policies.IMPARTIAL
            assert (step in policies.steps_of(actor, call)) is not is_refused
            with pytest.raises(HasInterest) if is_refused else nullcontext():
                policies.require(step, actor, call)


def test_every_step_of_officials_is_asked_about():
    of_others = {
        CallStep.ASK, CallStep.BID, CallStep.COMPLAIN, CallStep.EXPLAIN, CallStep.DECLINE_AWARD,
        CallStep.DECLARE_INTEREST, CallStep.SCORE,
    }  # fmt: skip
    assert set(CallStep) - policies.IMPARTIAL == of_others


def test_a_job_has_no_interest():
    assert not has_interest(Actor.system("close"), make_judged().call)


def test_at_each_action_who_has_an_interest_is_refused_with_words_and_another_is_not():
    judged = make_judged()
    judge_all(judged)
    tied, free = as_buyer(make_member(judged.companies[2])), judged.market.buyer
    given = {"call_id": judged.call.pk, "now": NOW + 34 * DAY}
    open_prices(judged, PRICES)
    out = {"company_id": judged.companies[0].pk, "ground": "abnormal", "reason": "Too cheap."}
    with pytest.raises(HasInterest):
        exclude_bid(actor=tied, **given, **out)
    with pytest.raises(HasInterest, match="Somebody else has to do this"):
        intend_award(actor=tied, **given, reason="First by the ranking.")
    intend_award(actor=free, **given, reason="First by the ranking.")
    Call.objects.filter(pk=judged.call.pk).update(
        state="standstill", standstill_until=NOW + 33 * DAY
    )
    with pytest.raises(HasInterest):
        award_call(actor=tied, **given)
    assert award_call(actor=free, **given).state == "made"


def test_who_has_an_interest_decides_no_complaint():
    judged = make_standing()
    bidder = judged.companies[0]
    given = {"call_id": judged.call.pk, "now": NOW + 34 * DAY}
    make_complaint(actor=make_member(bidder), company_id=bidder.pk, text="Wrong.", **given)
    said = {"number": 1, "is_upheld": False, "reason": "It was read rightly."}

    with pytest.raises(HasInterest):
        decide_complaint(actor=as_buyer(make_member(judged.companies[1])), **given, **said)

    assert decide_complaint(actor=judged.market.approver, **given, **said).state == "dismissed"


def test_nobody_writes_or_approves_a_call_for_a_company_that_they_have_to_do_with():
    market, company = make_market(), make_company()
    tied = as_buyer(make_member(company))
    fields = {"procedure_code": "direct", "estimate_minor": 100_000_00, "direct_reason": "Only."}
    invited = make_draft(market, **fields, invited_ids=[company.pk])
    with pytest.raises(HasInterest):
        draft_call(actor=tied, draft=invited, now=NOW)
    assert not Call.objects.exists()
    own = draft_call(actor=tied, draft=make_draft(market, **fields), now=NOW)
    with pytest.raises(HasInterest):
        edit_call(actor=tied, call_id=own.pk, draft=invited, version=own.version, now=NOW)
    assert not CallInvitation.objects.exists()
    call = draft_call(actor=market.buyer, draft=invited, now=NOW)

    with pytest.raises(HasInterest):
        approve_call(actor=tied, call_id=call.pk, version=call.version, now=NOW)


MADE = ("call_drafted", "call_edited", "call_trustees_named", "call_approved", "call_opened")


@pytest.mark.parametrize("name", [*MADE, "trustee", "call_document_attached"])
@pytest.mark.parametrize("tie", [member, owner, asked_to_confirm], ids=lambda one: one.__name__)
def test_a_company_does_not_bid_for_what_its_own_people_wrote(name, tie):
    """Nobody bids yet when a call is written: whoever wrote it is looked at when they do."""
    call, company = make_call(make_market()), make_company()
    person = tie(company)
    if name == "trustee":
        call.trustees.filter(place=1).update(user=person.user_id)
    CallEvent.objects.create(
        call=call, name=name, from_state="draft", to_state="draft", at=NOW, actor=person.reference
    )
    is_refused = tie is not asked_to_confirm and name != "call_document_attached"

    with pytest.raises(CompanyWroteCall) if is_refused else nullcontext():
        require_may_take_part(call, company, on=NOW.date())


@pytest.mark.parametrize("tie", [*TIED, *CLAIMED, nobody], ids=lambda one: one.__name__)
def test_nobody_confirms_or_debars_a_company_that_they_have_to_do_with(tie):
    company = make_company(is_confirmed=False)
    actor = as_buyer(tie(company))
    # Here it counts as of today, and not since a call was written.
    is_tied = tie in TIED
    said = {
        "reason": "Collusion.", "provision_code": make_provision().code,
        "first_day": NOW.date(), "last_day": NOW.date() + 9 * DAY,
    }  # fmt: skip
    given = {"company_id": company.pk, "now": NOW}
    with pytest.raises(HasInterest) if is_tied else nullcontext():
        confirm_company(actor=actor, version=company.version, **given)
    with pytest.raises(HasInterest) if is_tied else nullcontext():
        debar_company(actor=actor, **given, **said)
    lifted = debar_company(actor=make_actor(Role.ADMINISTRATOR), **given, **said)
    with pytest.raises(HasInterest) if is_tied else nullcontext():
        lift_debarment(actor=actor, debarment_id=lifted.pk, reason="Appeal.", **given)


def test_a_company_is_confirmed_as_it_was_looked_at():
    company, actor = make_company(is_confirmed=False), make_actor(Role.PRODUCT_MANAGER)
    given = {"actor": actor, "company_id": company.pk, "now": NOW}
    with pytest.raises(StaleVersion):
        confirm_company(**given, version=company.version + 1)

    confirmed = confirm_company(**given, version=company.version)

    assert confirmed.confirmed_by == actor.reference
    # A second click, on the page as it was.
    assert confirm_company(**given, version=company.version).version == confirmed.version


@pytest.mark.parametrize("tie", TIED, ids=lambda one: one.__name__)
def test_who_has_to_do_with_a_bidder_is_not_appointed(tie):
    judged = make_judged(state=CallState.TECHNICAL_OPENING, evaluators=0)

    with pytest.raises(EvaluatorHasInterest):
        appoint(judged, tie(judged.companies[0]), reason="They are the best.")


@pytest.mark.parametrize("tie", CLAIMED, ids=lambda one: one.__name__)
def test_a_claim_of_a_bidder_bars_no_evaluator_where_the_buyer_says_why(tie):
    judged = make_judged(state=CallState.TECHNICAL_OPENING, evaluators=0)
    judge = tie(judged.companies[0])
    with pytest.raises(Invalid) as refusal:
        appoint(judged, judge)
    assert judged.companies[0].name in str(refusal.value.fields["reason"][0])

    made = appoint(judged, judge, reason="A namesake: born elsewhere.")

    assert made.state == "appointed"
    kept = judged.call.events.get(name="claims_weighed")
    assert (kept.is_public, kept.text) == (False, "A namesake: born elsewhere.")
    assert declare(judged, judge).state == "cleared"
    assert judged.call.events.filter(name="interest_claimed", is_public=False).count() == 1


def test_one_meaning_of_member():
    company, area = make_company(), make_area("Lakeside")
    bound = Grant(Role.COMPANY_MEMBER, company.pk, area.path)
    anywhere = Grant(Role.COMPANY_MEMBER)
    plain = Grant(Role.COMPANY_MEMBER, company.pk)
    for grant, speaks in ((bound, False), (anywhere, False), (plain, True)):
        actor = replace(make_actor(), grants=(grant,))
        assert company_policies.is_member(actor, company) is speaks
        assert company_policies.speaks_for(actor, company.pk) is speaks
        assert company_policies.speaks_for_company(actor) is speaks


def test_no_role_in_a_company_is_bound_to_an_area():
    company, area = make_company(), make_area("Lakeside")
    with pytest.raises(Invalid) as refusal:
        people.grant_role(
            actor=Actor.system("test"), user_id=make_actor().user_id, role=Role.COMPANY_MEMBER,
            organisation_id=company.pk, area_path=area.path, now=NOW,
        )  # fmt: skip
    assert "area_path" in refusal.value.fields
