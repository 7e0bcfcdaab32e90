"""Milestones: reported, tried, accepted by two, paid once."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import (
    Conflict,
    GongjianError,
    Invalid,
    NotAllowed,
    NotFound,
    Unauthenticated,
)
from gongjian.market.procurement.actions.try_delivery import (
    answer_trial,
    ask_to_try,
    invite_to_try,
)
from gongjian.market.procurement.contract_errors import (
    AnotherPersonPays,
    ContractTransitionNotAllowed,
    DecidedAlready,
    MilestoneNotThere,
    NotAccepted,
    NotIndependent,
    PaidAlready,
    TriedAlready,
)
from gongjian.market.procurement.errors import HasInterest
from gongjian.market.procurement.models import (
    Acceptance,
    Call,
    CallEvent,
    Contract,
    DeliveryDocument,
    DeliveryTrial,
    Milestone,
    Payment,
)
from gongjian.market.procurement.selectors import contracts
from gongjian.market.procurement.selectors.deliveries import (
    get_document,
    trial_results,
)
from tests.factories import make_actor
from tests.market.procurement.calls import DAY, make_company, make_member, make_owner
from tests.market.procurement.contracts import (
    RUNS,
    accept,
    decide,
    make_done,
    make_running,
    make_signed,
    pay,
    report,
)
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def milestone(deal, number=1):
    return Milestone.objects.get(contract=deal.contract, number=number)


def test_both_accept_and_the_milestone_is_reached():
    deal = make_running()

    report(deal)
    assert milestone(deal).state == "reported"
    decide(deal, deal.owner)
    assert milestone(deal).state == "reported"
    decide(deal, deal.acceptor)

    found = milestone(deal)
    assert (found.state, found.delivered_on, found.is_late) == ("accepted", RUNS.date(), False)
    assert deal.fresh.state == "running"


def test_with_the_last_milestone_the_contract_and_its_call_are_done():
    deal = make_done()

    assert (deal.fresh.state, deal.fresh.call.state) == ("done", "done")
    assert deal.fresh.over_at == RUNS + DAY


@pytest.mark.parametrize("who", ["owner", "acceptor"])
def test_either_refuses_with_a_reason_and_the_company_delivers_again(who):
    deal = make_running()
    report(deal)
    actor = getattr(deal, who)

    with pytest.raises(Invalid):
        decide(deal, actor, accepts=False)
    decide(deal, actor, accepts=False, reason="Ten lamps stay dark.")

    assert milestone(deal).state == "open"
    with pytest.raises(MilestoneNotThere):
        decide(deal, deal.owner)
    report(deal)
    with pytest.raises(MilestoneNotThere):
        decide(deal, deal.owner, of=1)
    decide(deal, deal.owner)
    decide(deal, deal.acceptor)
    assert [one.state for one in milestone(deal).deliveries.all()] == ["refused", "accepted"]
    event = CallEvent.objects.get(call=deal.call, name="milestone_refused")
    assert (event.text, event.is_public) == ("Ten lamps stay dark.", True)


def test_nobody_decides_twice_nor_for_both():
    deal = make_running()
    report(deal)
    decide(deal, deal.owner)

    with pytest.raises(DecidedAlready):
        decide(deal, deal.owner)
    Contract.objects.filter(pk=deal.contract.pk).update(
        owner=deal.market.approver.user_id, acceptor=deal.owner.user_id
    )
    with pytest.raises((DecidedAlready, NotIndependent)):
        decide(deal, deal.owner)
    assert Acceptance.objects.count() == 1


def test_who_came_to_own_a_part_of_the_company_accepts_no_more():
    deal = make_running()
    report(deal)
    for actor in (deal.owner, deal.acceptor):
        make_owner(deal.company, actor)

    for actor in (deal.owner, deal.acceptor):
        with pytest.raises(HasInterest):
            decide(deal, actor)


OTHERS = ["visitor", "resident", "other company", "buyer", "auditor", "acceptor", "key"]


@pytest.mark.parametrize("who", OTHERS)
def test_who_may_not_report(who):
    deal = make_running()
    actor = {
        "visitor": Actor.anonymous(),
        "resident": make_actor(),
        "other company": make_member(make_company()),
        "buyer": deal.market.buyer,
        "auditor": deal.market.auditor,
        "acceptor": deal.acceptor,
        "key": replace(deal.acceptor, api_key_id=uuid4()),
    }[who]

    with pytest.raises((NotAllowed, Unauthenticated)):
        report(deal, actor=actor)


def test_nothing_is_reported_twice_or_before_the_work_begins():
    deal = make_running()
    report(deal)

    with pytest.raises(MilestoneNotThere):
        report(deal)
    with pytest.raises(NotFound):
        report(deal, 3)
    with pytest.raises(Invalid):
        report(deal, 2, text=" ")
    with pytest.raises(ContractTransitionNotAllowed):
        report(make_signed())


def test_documents_are_read_by_those_who_have_to_do_with_it():
    deal = make_running()
    report(deal, files=[("plan.txt", b"A plan."), ("again.txt", b"A plan.")])
    document = DeliveryDocument.objects.get()
    given = {"contract": deal.fresh, "document_id": document.pk}

    for actor in (deal.member, deal.owner, deal.acceptor, deal.market.auditor):
        assert get_document(actor=actor, **given) == (document, b"A plan.")
    for actor in (Actor.anonymous(), make_actor(), make_member(make_company())):
        with pytest.raises(NotFound):
            get_document(actor=actor, **given)
    with pytest.raises(NotFound):
        get_document(actor=deal.member, contract=make_running().fresh, document_id=document.pk)


def ask(deal, actor=None, now=RUNS):
    given = {"actor": actor or deal.owner, "contract_id": deal.contract.pk, "now": now}
    return ask_to_try(milestone_number=1, **given)


def invite(deal, *actors):
    return invite_to_try(
        contract_number=deal.contract.number, milestone_number=1,
        user_ids=[actor.user_id for actor in actors], now=RUNS,
    )  # fmt: skip


def answer(deal, actor, works=True, words=""):
    return answer_trial(
        actor=actor, contract_id=deal.contract.pk, milestone_number=1, works=works, words=words,
        now=RUNS,
    )  # fmt: skip


def make_tried():
    deal = make_running()
    reference = f"initiative:{uuid4()}"
    Call.objects.filter(pk=deal.call.pk).update(initiative_ref=reference)
    report(deal)
    ask(deal)
    return deal


def test_residents_are_asked_once_and_their_words_have_no_names():
    deal = make_tried()
    resident, neighbour = make_actor(name="Li Xiaoming"), make_actor()

    assert invite(deal, resident, neighbour) == [resident.user_id, neighbour.user_id]
    invite(deal, resident)
    answer(deal, resident, works=False, words="Li Xiaoming here: dark at 138 1234 5678.")
    answer(deal, neighbour)

    with pytest.raises(TriedAlready):
        answer(deal, resident)
    (found,) = trial_results(deal.acceptor, deal.fresh).values()
    assert (found.asked, found.works, found.fails) == (2, 1, 1)
    ((works, text),) = found.words
    assert not works
    assert "Li Xiaoming" not in text
    assert DeliveryTrial.objects.count() == 2
    # It binds nobody.
    decide(deal, deal.owner)
    decide(deal, deal.acceptor)
    assert milestone(deal).state == "accepted"


def test_who_was_not_asked_does_not_answer_and_who_is_partial_is_not_asked():
    deal = make_tried()

    assert invite(deal, deal.member, deal.owner, deal.acceptor) == []
    for actor in (make_actor(), deal.member):
        with pytest.raises(NotFound):
            answer(deal, actor)
    with pytest.raises(Unauthenticated):
        answer(deal, Actor.anonymous())


def test_after_the_decision_nobody_answers_and_nobody_is_asked():
    deal, resident = make_tried(), make_actor()
    invite(deal, resident)
    decide(deal, deal.owner, accepts=False, reason="Dark.")

    with pytest.raises(MilestoneNotThere):
        answer(deal, resident)
    assert invite(deal, make_actor()) == []
    with pytest.raises(MilestoneNotThere):
        ask(deal)


def test_a_delivery_is_tried_once_and_only_for_an_initiative():
    deal = make_tried()
    with pytest.raises(Conflict):
        ask(deal, deal.acceptor)
    for actor in (deal.member, deal.market.approver, make_actor()):
        with pytest.raises(NotAllowed):
            ask(deal, actor)
    other = make_running()
    report(other)
    with pytest.raises(Invalid):
        ask(other)


def test_an_accepted_milestone_is_paid_once():
    deal = make_running()
    with pytest.raises(NotAccepted):
        pay(deal)
    accept(deal)

    pay(deal)

    assert (milestone(deal).paid_minor, deal.fresh.paid_minor) == (150_000_00, 150_000_00)
    with pytest.raises(PaidAlready):
        pay(deal)
    assert Payment.objects.count() == 1


def test_what_was_accepted_is_paid_after_the_contract_is_over():
    deal = make_done()

    pay(deal, 1)
    pay(deal, 2, amount=200_000_00, note="Ten lamps were repaired by the office.")

    assert deal.fresh.paid_minor == 350_000_00


WRONG = {
    "too much": ({"amount": 150_000_01}, "amount"),
    "nothing": ({"amount": 0}, "amount"),
    "less and no word": ({"amount": 1}, "note"),
    "tomorrow": ({"paid_on": (RUNS + 3 * DAY).date()}, "paid_on"),
    "before it was accepted": ({"paid_on": RUNS.date()}, "paid_on"),
    "a long note": ({"note": "x" * 201}, "note"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_paid(name):
    deal = make_running()
    accept(deal)
    said, field = WRONG[name]

    with pytest.raises(Invalid) as caught:
        pay(deal, **said)

    assert list(caught.value.fields) == [field]
    assert not Payment.objects.exists()


def test_who_accepted_does_not_pay():
    deal = make_running()
    accept(deal)

    with pytest.raises(AnotherPersonPays):
        pay(deal, actor=deal.owner)
    for actor in (deal.acceptor, deal.member, deal.market.auditor, make_actor()):
        with pytest.raises(NotAllowed):
            pay(deal, actor=actor)
    # Nor when somebody else is the owner by now.
    Contract.objects.filter(pk=deal.contract.pk).update(owner=deal.market.approver.user_id)
    with pytest.raises(AnotherPersonPays):
        pay(deal, actor=deal.owner)
    pay(deal, actor=deal.market.supervisor)


def test_the_database_itself_pays_nothing_twice_nor_beyond():
    deal = make_running()
    accept(deal)
    pay(deal)
    found = milestone(deal)

    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            milestone=found, amount_minor=1, paid_on=RUNS.date(), recorded_at=RUNS, recorded_by="x"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(pk=found.pk).update(paid_minor=150_000_01)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(pk=deal.contract.pk).update(paid_minor=400_000_01)


def attempt(act, *given, **named):
    try:
        return act(*given, **named) and "done"
    except GongjianError as error:
        return error.code


@pytest.mark.django_db(transaction=True)
def test_of_two_payments_at_once_one_wins():
    deal = make_running()
    accept(deal)

    done = at_once(*[lambda: attempt(pay, deal)] * 3)

    assert sorted(done) == ["done", "paid_already", "paid_already"]
    assert deal.fresh.paid_minor == 150_000_00


@pytest.mark.django_db(transaction=True)
def test_both_decide_at_once():
    deal = make_running()
    report(deal)

    at_once(
        lambda: attempt(decide, deal, deal.owner),
        lambda: attempt(decide, deal, deal.acceptor, accepts=False, reason="Dark."),
    )

    assert milestone(deal).state == "open"
    refused = milestone(deal).deliveries.get()
    assert (refused.state, refused.decided_at) == ("refused", RUNS + DAY)


def test_a_supervisor_of_another_body_is_nobody_here():
    deal = make_running()
    accept(deal)

    with pytest.raises(NotAllowed):
        pay(deal, actor=make_actor(Role.SUPERVISOR, organisation=make_company().organisation))
    assert contracts.contract_of(deal.call).paid_minor == 0
