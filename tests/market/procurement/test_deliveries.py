"""Milestones: reported, tried, accepted by two, paid once."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import (
    Conflict,
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

pytestmark = pytest.mark.django_db


def milestone(deal, number=1):
    return Milestone.objects.get(contract=deal.contract, number=number)


def test_both_accept_and_the_milestone_is_reached(running):
    report(running)
    assert milestone(running).state == "reported"
    decide(running, running.owner)
    assert milestone(running).state == "reported"
    decide(running, running.acceptor)

    found = milestone(running)
    assert (found.state, found.delivered_on, found.is_late) == ("accepted", RUNS.date(), False)
    assert running.fresh.state == "running"


def test_with_the_last_milestone_the_contract_and_its_call_are_done(running):
    deal = make_done(running)

    assert (deal.fresh.state, deal.fresh.call.state) == ("done", "done")
    assert deal.fresh.over_at == RUNS + DAY


@pytest.mark.parametrize("who", ["owner", "acceptor"])
def test_either_refuses_with_a_reason_and_the_company_delivers_again(running, who):
    report(running)
    actor = getattr(running, who)

    with pytest.raises(Invalid):
        decide(running, actor, accepts=False)
    decide(running, actor, accepts=False, reason="Ten lamps stay dark.")

    assert milestone(running).state == "open"
    with pytest.raises(MilestoneNotThere):
        decide(running, running.owner)
    report(running)
    with pytest.raises(MilestoneNotThere):
        decide(running, running.owner, of=1)
    decide(running, running.owner)
    decide(running, running.acceptor)
    assert [one.state for one in milestone(running).deliveries.all()] == ["refused", "accepted"]
    event = CallEvent.objects.get(call=running.call, name="milestone_refused")
    assert (event.text, event.is_public) == ("Ten lamps stay dark.", True)


def test_nobody_decides_twice_nor_for_both(running):
    report(running)
    decide(running, running.owner)

    with pytest.raises(DecidedAlready):
        decide(running, running.owner)
    Contract.objects.filter(pk=running.contract.pk).update(
        owner=running.market.approver.user_id, acceptor=running.owner.user_id
    )
    with pytest.raises((DecidedAlready, NotIndependent)):
        decide(running, running.owner)
    assert Acceptance.objects.count() == 1


def test_who_came_to_own_a_part_of_the_company_accepts_no_more(running):
    report(running)
    for actor in (running.owner, running.acceptor):
        make_owner(running.company, actor)

    for actor in (running.owner, running.acceptor):
        with pytest.raises(HasInterest):
            decide(running, actor)


OTHERS = ["visitor", "resident", "other company", "buyer", "auditor", "acceptor", "key"]


@pytest.mark.parametrize("who", OTHERS)
def test_who_may_not_report(running, who):
    actor = {
        "visitor": Actor.anonymous(),
        "resident": make_actor(),
        "other company": make_member(make_company()),
        "buyer": running.market.buyer,
        "auditor": running.market.auditor,
        "acceptor": running.acceptor,
        "key": replace(running.acceptor, api_key_id=uuid4()),
    }[who]

    with pytest.raises((NotAllowed, Unauthenticated)):
        report(running, actor=actor)


def test_nothing_is_reported_twice_or_before_the_work_begins(running):
    report(running)

    with pytest.raises(MilestoneNotThere):
        report(running)
    with pytest.raises(NotFound):
        report(running, 3)
    with pytest.raises(Invalid):
        report(running, 2, text=" ")
    with pytest.raises(ContractTransitionNotAllowed):
        report(make_signed())


def test_documents_are_read_by_those_who_have_to_do_with_it(running):
    report(running, files=[("plan.txt", b"A plan."), ("again.txt", b"A plan.")])
    document = DeliveryDocument.objects.get()
    given = {"contract": running.fresh, "document_id": document.pk}

    for actor in (running.member, running.owner, running.acceptor, running.market.auditor):
        assert get_document(actor=actor, **given) == (document, b"A plan.")
    for actor in (Actor.anonymous(), make_actor(), make_member(make_company())):
        with pytest.raises(NotFound):
            get_document(actor=actor, **given)
    with pytest.raises(NotFound):
        get_document(actor=running.member, contract=make_running().fresh, document_id=document.pk)


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


def make_tried(deal):
    reference = f"initiative:{uuid4()}"
    Call.objects.filter(pk=deal.call.pk).update(initiative_ref=reference)
    report(deal)
    ask(deal)
    return deal


def test_residents_are_asked_once_and_their_words_have_no_names(running):
    deal = make_tried(running)
    resident, neighbour = make_actor(name="Li Xiaoming"), make_actor()

    assert invite(deal, resident, neighbour) == [resident.user_id, neighbour.user_id]
    invite(deal, resident)
    answer(deal, resident, works=False, words="Li Xiaoming here: dark at 138 1234 5678.")
    answer(deal, neighbour)

    with pytest.raises(TriedAlready):
        answer(deal, resident)
    (found,) = trial_results(deal.acceptor, deal.fresh).values()
    assert (found.asked, found.works, found.fails) == (2, 1, 1)
    # What one of two has found is nobody's business but of those who accept.
    (shown,) = trial_results(Actor.anonymous(), deal.fresh).values()
    assert (shown.asked, shown.works, shown.fails, shown.is_told) == (2, 0, 0, False)
    ((works, text),) = found.words
    assert not works
    assert "Li Xiaoming" not in text
    assert DeliveryTrial.objects.count() == 2
    # It binds nobody.
    decide(deal, deal.owner)
    decide(deal, deal.acceptor)
    assert milestone(deal).state == "accepted"


def test_who_was_not_asked_does_not_answer_and_who_is_partial_is_not_asked(running):
    deal = make_tried(running)

    assert invite(deal, deal.member, deal.owner, deal.acceptor) == []
    for actor in (make_actor(), deal.member):
        with pytest.raises(NotFound):
            answer(deal, actor)
    with pytest.raises(Unauthenticated):
        answer(deal, Actor.anonymous())


def test_after_the_decision_nobody_answers_and_nobody_is_asked(running):
    deal, resident = make_tried(running), make_actor()
    invite(deal, resident)
    decide(deal, deal.owner, accepts=False, reason="Dark.")

    with pytest.raises(MilestoneNotThere):
        answer(deal, resident)
    assert invite(deal, make_actor()) == []
    with pytest.raises(MilestoneNotThere):
        ask(deal)


def test_a_delivery_is_tried_once_and_only_for_an_initiative(running):
    deal = make_tried(running)
    with pytest.raises(Conflict):
        ask(deal, deal.acceptor)
    for actor in (deal.member, deal.market.approver, make_actor()):
        with pytest.raises(NotAllowed):
            ask(deal, actor)
    other = make_running()
    report(other)
    with pytest.raises(Invalid):
        ask(other)


def test_an_accepted_milestone_is_paid_once(running):
    with pytest.raises(NotAccepted):
        pay(running)
    accept(running)

    pay(running)

    assert (milestone(running).paid_minor, running.fresh.paid_minor) == (150_000_00, 150_000_00)
    with pytest.raises(PaidAlready):
        pay(running)
    assert Payment.objects.count() == 1


def test_what_was_accepted_is_paid_after_the_contract_is_over(running):
    deal = make_done(running)

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
def test_what_is_not_paid(running, name):
    accept(running)
    said, field = WRONG[name]

    with pytest.raises(Invalid) as caught:
        pay(running, **said)

    assert list(caught.value.fields) == [field]
    assert not Payment.objects.exists()


def test_who_accepted_does_not_pay(running):
    accept(running)

    with pytest.raises(AnotherPersonPays):
        pay(running, actor=running.owner)
    for actor in (running.acceptor, running.member, running.market.auditor, make_actor()):
        with pytest.raises(NotAllowed):
            pay(running, actor=actor)
    # Nor when somebody else is the owner by now.
    Contract.objects.filter(pk=running.contract.pk).update(owner=running.market.approver.user_id)
    with pytest.raises(AnotherPersonPays):
        pay(running, actor=running.owner)
    pay(running, actor=running.market.supervisor)


def test_the_database_itself_pays_nothing_twice_nor_beyond(running):
    accept(running)
    pay(running)
    found = milestone(running)

    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            milestone=found, amount_minor=1, paid_on=RUNS.date(), recorded_at=RUNS, recorded_by="x"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(pk=found.pk).update(paid_minor=150_000_01)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(pk=running.contract.pk).update(paid_minor=400_000_01)


def test_a_supervisor_of_another_body_is_nobody_here(running):
    accept(running)

    with pytest.raises(NotAllowed):
        pay(running, actor=make_actor(Role.SUPERVISOR, organisation=make_company().organisation))
    assert contracts.contract_of(running.call).paid_minor == 0
