"""Changes of a signed contract, its growth, and how both sides rate each other."""

import json
from dataclasses import replace
from datetime import date

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import (
    Invalid,
    NotAllowed,
    NotFound,
    StaleVersion,
    Unauthenticated,
)
from gongjian.foundation.law.models import Parameter
from gongjian.market.procurement.actions.change_contract import (
    agree_change,
    approve_change,
    propose_change,
    refuse_change,
)
from gongjian.market.procurement.actions.rate_contract import rate_contract, reply_to_rating
from gongjian.market.procurement.contract_errors import (
    AnotherPersonApprovesChange,
    ChangeWaits,
    CompanyNotAgreed,
    ContractTransitionNotAllowed,
    OtherWords,
    RatedAlready,
    RepliedAlready,
)
from gongjian.market.procurement.errors import CompanyDebarred, LawNotMet
from gongjian.market.procurement.models import (
    Call,
    ContractRating,
    ContractVersion,
    Debarment,
    Milestone,
)
from gongjian.market.procurement.selectors import contracts
from gongjian.market.procurement.selectors.legal_findings import findings_of
from gongjian.market.procurement.selectors.red_flags import flags_of
from tests.factories import NOW, make_actor, make_provision
from tests.market.procurement.calls import DAY, make_company, make_member
from tests.market.procurement.contracts import (
    RUNS,
    TERMS,
    accept,
    make_done,
    make_running,
)

pytestmark = pytest.mark.django_db
FIRST, SECOND = TERMS.milestones


def dearer(by, terms=TERMS):
    first, second = terms.milestones
    second = replace(second, amount_minor=second.amount_minor + by)
    return replace(terms, amount_minor=terms.amount_minor + by, milestones=(first, second))


def propose(deal, terms, *, actor=None, rationale="Rock under the path.", version=None):
    contract = deal.fresh
    return propose_change(
        actor=actor or deal.market.buyer, contract_id=contract.pk, terms=terms,
        rationale=rationale, version=contract.version if version is None else version, now=RUNS,
    )  # fmt: skip


def agree(deal, actor=None, digest=""):
    digest = digest or contracts.proposed_version(deal.contract).digest
    given = {"contract_id": deal.contract.pk, "digest": digest, "now": RUNS}
    return agree_change(actor=actor or deal.member, **given)


def approve(deal, actor=None, digest=""):
    digest = digest or contracts.proposed_version(deal.contract).digest
    given = {"contract_id": deal.contract.pk, "digest": digest, "now": RUNS}
    return approve_change(actor=actor or deal.market.approver, **given)


def change(deal, terms):
    propose(deal, terms)
    agree(deal)
    return approve(deal)


def test_a_change_is_agreed_by_the_company_and_approved_by_another_person(running):
    later = replace(TERMS, milestones=(replace(FIRST, due_on=date(2027, 4, 1)), SECOND))

    propose(running, later)
    with pytest.raises(CompanyNotAgreed):
        approve(running)
    agree(running)
    with pytest.raises(AnotherPersonApprovesChange):
        approve(running, running.market.buyer)
    assert contracts.terms_of(running.fresh) == TERMS
    approve(running)

    assert contracts.terms_of(running.fresh) == later
    versions = list(ContractVersion.objects.filter(contract=running.contract).order_by("number"))
    assert [(one.number, one.state, one.is_change) for one in versions] == [
        (1, "in_force", False), (2, "in_force", True),
    ]  # fmt: skip
    said = json.loads(versions[0].file)["terms"]["milestones"][0]["due_on"]
    assert said == "2027-03-01"
    with pytest.raises(ContractTransitionNotAllowed):
        change(make_done(), later)


def test_what_the_company_proposes_it_has_agreed_to(running):
    propose(running, dearer(10_000_00), actor=running.member)
    approve(running, running.market.buyer)

    assert running.fresh.amount_minor == 410_000_00


def test_changes_together_add_no_more_than_the_law_allows(running):
    change(running, dearer(30_000_00))
    # What is taken away in between does not make room for more.
    change(running, TERMS)

    propose(running, dearer(10_000_01))
    agree(running)
    finding = findings_of(running.call)[-1]
    assert (finding.rule, finding.asked, finding.found, finding.is_met) == (
        "most_growth", 10, 11, False,
    )  # fmt: skip
    with pytest.raises(LawNotMet):
        approve(running)
    refuse_change(
        actor=running.market.buyer, contract_id=running.contract.pk, reason="Too dear.", now=RUNS
    )
    change(running, dearer(10_000_00))

    assert running.fresh.amount_minor == 410_000_00
    assert findings_of(running.call)[-1].is_met


def test_a_provision_in_force_sets_how_much_changes_may_add():
    Parameter.objects.create(
        code="contract-most-growth-percent", value=2, unit="%", in_force_from=date(2020, 1, 1)
    )
    deal = make_running()

    propose(deal, dearer(10_000_00))
    agree(deal)

    with pytest.raises(LawNotMet):
        approve(deal)


def test_a_contract_that_grew_by_a_tenth_is_flagged(running):
    call = Call.objects.get(pk=running.call.pk)
    assert [one.is_raised for one in flags_of(call) if one.code == "contract_growth"] == [False]

    change(running, dearer(40_000_00))

    assert [one.is_raised for one in flags_of(call) if one.code == "contract_growth"] == [True]


NO_CHANGE = {
    "nothing": TERMS,
    "a day before it began": replace(TERMS, starts_on=date(2027, 1, 1)),
    "less": replace(TERMS, milestones=(FIRST,), amount_minor=FIRST.amount_minor),
    "without a clause": replace(TERMS, exit_text=""),
    "another sum": replace(TERMS, amount_minor=410_000_00),
}


@pytest.mark.parametrize("name", NO_CHANGE)
def test_what_is_no_change(running, name):
    with pytest.raises(Invalid):
        propose(running, NO_CHANGE[name])

    assert ContractVersion.objects.count() == 1


def test_what_was_delivered_stays_as_it_is(running):
    accept(running)

    with pytest.raises(Invalid):
        propose(running, replace(TERMS, milestones=(replace(FIRST, criteria="Less."), SECOND)))
    propose(running, dearer(10_000_00))
    agree(running)
    Milestone.objects.filter(contract=running.contract, number=2).update(state="reported")
    with pytest.raises(Invalid):
        approve(running)


def test_one_change_waits_at_a_time_and_for_what_was_read(running):
    with pytest.raises(StaleVersion):
        propose(running, dearer(1_00), version=1)
    with pytest.raises(Invalid):
        propose(running, dearer(1_00), rationale=" ")
    propose(running, dearer(1_00))

    with pytest.raises(ChangeWaits):
        propose(running, dearer(2_00))
    with pytest.raises(OtherWords):
        agree(running, digest="0" * 64)
    agree(running)
    with pytest.raises(OtherWords):
        approve(running, digest="0" * 64)


def test_a_debarred_company_gets_no_change(running):
    propose(running, dearer(1_00), actor=running.member)
    Debarment.objects.create(
        company=running.company, reason="Collusion.", provision=make_provision(),
        first_day=RUNS.date(), last_day=(RUNS + 90 * DAY).date(), decided_at=NOW, decided_by="x",
    )  # fmt: skip

    with pytest.raises(CompanyDebarred):
        approve(running)


@pytest.mark.parametrize("who", ["visitor", "resident", "other", "auditor", "acceptor"])
def test_who_may_not_change_it(running, who):
    actor = {
        "visitor": Actor.anonymous(),
        "resident": make_actor(),
        "other": make_member(make_company()),
        "auditor": running.market.auditor,
        "acceptor": running.acceptor,
    }[who]

    with pytest.raises((NotAllowed, Unauthenticated)):
        propose(running, dearer(1_00), actor=actor)
    propose(running, dearer(1_00))
    for act in (agree, approve):
        with pytest.raises((NotAllowed, Unauthenticated)):
            act(running, actor)


def test_a_change_that_waits_when_all_is_accepted_comes_too_late(running):
    accept(running, 1)
    propose(running, dearer(1_00))

    accept(running, 2)

    assert running.fresh.state == "done"
    assert ContractVersion.objects.get(number=2).state == "refused"


def rate(deal, actor, stars=4, text="On time, and it works."):
    given = {"contract_id": deal.contract.pk, "now": RUNS + 3 * DAY}
    return rate_contract(actor=actor, stars=stars, text=text, **given)


def reply(deal, actor, text="Thank you."):
    given = {"contract_id": deal.contract.pk, "now": RUNS + 4 * DAY}
    return reply_to_rating(actor=actor, text=text, **given)


def test_both_sides_rate_once_and_reply_once(running):
    deal = make_done(running)

    rate(deal, deal.owner)
    rate(deal, deal.member, stars=2, text="Decisions took months.")

    for actor in (deal.market.approver, deal.member):
        with pytest.raises(RatedAlready):
            rate(deal, actor)
    reply(deal, deal.member)
    reply(deal, deal.market.approver, "We have more people now.")
    for actor in (deal.owner, deal.member):
        with pytest.raises(RepliedAlready):
            reply(deal, actor)
    rows = ContractRating.objects.order_by("side").values_list("side", "stars", "reply")
    assert list(rows) == [("buyer", 4, "Thank you."), ("company", 2, "We have more people now.")]


def test_nobody_rates_what_is_not_over_nor_replies_to_nothing(running):
    done = make_done()

    with pytest.raises(ContractTransitionNotAllowed):
        rate(running, running.owner)
    with pytest.raises(NotFound):
        reply(done, done.member)
    for stars, text in ((0, "Good."), (6, "Good."), (3, " "), (3, "x" * 4001)):
        with pytest.raises(Invalid):
            rate(done, done.owner, stars, text)
    for actor in (make_actor(), done.acceptor, done.market.auditor, make_member(make_company())):
        with pytest.raises(NotAllowed):
            rate(done, actor)
