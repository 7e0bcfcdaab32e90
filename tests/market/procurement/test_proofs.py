"""Paid proofs of concept of a challenge: accepted, refused, paid by another person, told to all."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, Unauthenticated, WrongState
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import Notice, User
from gongjian.market.procurement import contract_errors
from gongjian.market.procurement.actions.decide_proof import decide_proof
from gongjian.market.procurement.actions.pay_proof import pay_proof
from gongjian.market.procurement.actions.tell_bidders import tell_bidders
from gongjian.market.procurement.actions.tell_of_calls import tell_of_calls
from gongjian.market.procurement.errors import CallTransitionNotAllowed, HasInterest
from gongjian.market.procurement.models import (
    Call,
    CallEvent,
    CallInvitation,
    ProofOfConcept,
)
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.spending import Spending, spending_of
from tests.factories import NOW, make_actor
from tests.kept import kept
from tests.market.procurement.calls import DAY, make_member, make_owner
from tests.market.procurement.evaluations import PROMISED, make_proved

pytestmark = pytest.mark.django_db
LATER = NOW + 35 * DAY
OWED = {
    "evaluation", "price_opening", "intent", "standstill", "contract", "delivery", "done",
    "cancelled", "unsuccessful",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with kept(django_db_blocker, make_proved) as judged:
        yield judged


def decide(judged, actor=None, *, at=0, accepts=True, reason="", now=LATER):
    return decide_proof(
        actor=actor or judged.market.buyer, call_id=judged.call.pk,
        company_id=judged.companies[at].pk, is_accepted=accepts, reason=reason, now=now,
    )  # fmt: skip


def pay(judged, actor=None, *, at=0, amount=PROMISED, now=LATER + DAY, **said):
    return pay_proof(
        actor=actor or judged.market.approver, call_id=judged.call.pk,
        company_id=judged.companies[at].pk, amount_minor=amount,
        paid_on=said.pop("paid_on", now.date()), now=now, **said,
    )  # fmt: skip


def test_a_proof_is_accepted_and_paid_by_another_person(made):
    decide(made)
    with pytest.raises(contract_errors.AnotherPersonPays):
        pay(made, made.market.buyer)
    paid = pay(made, made.market.supervisor)

    assert (paid.state, paid.paid_minor, paid.due_minor) == ("paid", PROMISED, PROMISED)
    assert list(CallEvent.objects.filter(call=made.call).values_list("name", flat=True))[-2:] == [
        "proof_accepted", "proof_paid",
    ]  # fmt: skip
    entries = LedgerEntry.objects.filter(subject=made.call.reference, action__startswith="proof_")
    assert entries.count() == 2
    spent = spending_of(["initiative:lamps"])["initiative:lamps"]
    assert spent == [Spending("CNY", 0, PROMISED, PROMISED)]


def test_who_accepted_one_proof_of_a_call_pays_none_of_it(made):
    decide(made, made.market.approver, at=1)
    decide(made)
    with pytest.raises(contract_errors.AnotherPersonPays):
        pay(made, made.market.approver)


def test_it_is_paid_once_and_never_more_than_promised(made):
    decide(made)
    for amount, note in (
        (0, ""),
        (PROMISED + 1, ""),
        (PROMISED - 1, ""),
        (-1, "x"),
        (5, "n" * 201),
    ):
        with pytest.raises(Invalid):
            pay(made, amount=amount, note=note)
    for day in (LATER + 2 * DAY, LATER - DAY):
        with pytest.raises(Invalid):
            pay(made, paid_on=day.date())
    assert not CallEvent.objects.filter(name="proof_paid").exists()
    pay(made, amount=PROMISED - 1, note="A day late.")
    with pytest.raises(contract_errors.ProofPaid):
        pay(made)
    with pytest.raises(contract_errors.ProofPaid):
        decide(made, accepts=False, reason="Too late.")


def test_only_what_was_accepted_is_paid_and_only_what_was_delivered_accepted(made):
    with pytest.raises(contract_errors.NotAccepted):
        pay(made)
    with pytest.raises(Invalid):
        decide(made, accepts=False)
    decide(made, accepts=False, reason="It shows no lamp.")
    with pytest.raises(contract_errors.NotAccepted):
        pay(made)
    decide(made)
    pay(made)
    stranger = replace(made, companies=(CallInvitation.objects.last().company,))
    with pytest.raises(contract_errors.ProofNotDelivered):
        decide(stranger)


def test_no_key_of_a_programme_decides_or_pays(made):
    for step in (decide, pay):
        with pytest.raises(NotAllowed):
            step(made, replace(made.market.buyer, api_key_id=made.call.pk))


def test_nobody_decides_who_owns_a_part_of_a_bidder(made):
    make_owner(made.companies[1], made.market.buyer)
    with pytest.raises(HasInterest):
        decide(made)


WHO = {decide: {"buyer", "approver"}, pay: {"buyer", "approver", "supervisor"}}


@pytest.mark.parametrize("step", WHO, ids=lambda step: step.__name__)
def test_each_step_is_for_its_people_in_its_states(made, step):
    """Role × state."""
    other = make_actor()
    ProofOfConcept.objects.create(
        call=made.call, company=made.companies[0], state="accepted", due_minor=PROMISED,
        decided_at=LATER, decided_by=other.reference,
    )  # fmt: skip
    market = made.market
    people = {
        "visitor": Actor.anonymous(), "resident": other, "buyer": market.buyer,
        "approver": market.approver, "supervisor": market.supervisor, "auditor": market.auditor,
        "trustee": market.trustees[0], "evaluator": made.evaluators[0],
        "company": make_member(made.companies[0]), "job": Actor.system("job"),
    }  # fmt: skip
    found = {}
    for state in CallState:
        from_ = "standstill" if state is CallState.SUSPENDED else ""
        Call.objects.filter(pk=made.call.pk).update(state=state.value, suspended_from=from_)
        found[state.value] = {name for name, who in people.items() if _can(step, made, who)}

    assert found == {
        state.value: WHO[step] if state.value in OWED else set() for state in CallState
    }


def _can(step, made, actor):
    with transaction.atomic():
        can = True
        try:
            step(made, actor)
        except (NotAllowed, Unauthenticated, WrongState):
            can = False
        transaction.set_rollback(True)
    return can


@pytest.mark.parametrize(("code", "stage"), [("challenge", 1), ("open_call", 1)])
def test_no_other_stage_has_any(client, made, code, stage):
    Call.objects.filter(pk=made.call.pk).update(procedure_code=code, stage_number=stage)
    for step in (decide, pay):
        with pytest.raises(CallTransitionNotAllowed):
            step(made)
    assert client.get(reverse("call_proofs", args=[made.call.number])).status_code == 404
    assert client.get(f"/api/v1/calls/{made.call.number}/proofs").json() == []


def test_company_and_payers_are_told_once(made):
    member = make_member(made.companies[0])
    decide(made)
    pay(made, made.market.supervisor)
    keys = list(CallEvent.objects.filter(name__startswith="proof_").values_list("pk", flat=True))
    for _again in range(2):
        tell_bidders(event_ids=keys, now=LATER + DAY)
        tell_of_calls(event_ids=keys, now=LATER + DAY)
    page = reverse("call_proofs", args=[made.call.number])
    assert list(Notice.objects.filter(user=member.user_id).values_list("path", flat=True)) == [
        page, page,
    ]  # fmt: skip
    told = set(Notice.objects.exclude(user=member.user_id).values_list("user", flat=True))
    assert {made.market.approver.user_id, made.market.supervisor.user_id} <= told
    assert made.market.buyer.user_id not in told


def test_the_page_shows_it_to_all_and_offers_steps_to_their_people(client, made):
    page = reverse("call_proofs", args=[made.call.number])
    company = made.companies[0].pk
    client.force_login(User.objects.get(pk=made.market.buyer.user_id))
    answer = client.get(page).content.decode()
    assert reverse("decide_proof", args=[made.call.number, company]) in answer
    assert "Has delivered none." in answer
    sent = client.post(
        reverse("decide_proof", args=[made.call.number, company]), {"is_accepted": "no"}
    )
    assert sent.status_code == 422
    client.post(reverse("decide_proof", args=[made.call.number, company]), {"is_accepted": "yes"})
    pay_page = reverse("pay_proof", args=[made.call.number, company])
    assert pay_page not in client.get(page).content.decode()
    client.force_login(User.objects.get(pk=made.market.approver.user_id))
    assert pay_page in client.get(page).content.decode()
    day = localdate(ProofOfConcept.objects.get().decided_at)
    said = {"amount": "60000", "paid_on": day.isoformat()}
    assert client.post(pay_page, said).status_code == 422
    assert client.post(pay_page, said | {"amount": "50000"}).status_code == 302
    client.logout()
    assert "¥50,000 paid on" in client.get(page).content.decode()


def test_by_programme_in_a_session(client, made):
    base = f"/api/v1/calls/{made.call.number}/proofs"
    company = made.companies[0].pk
    client.force_login(User.objects.get(pk=made.market.buyer.user_id))
    kind = {"content_type": "application/json"}
    told = client.post(f"{base}/{company}/decide", {"is_accepted": True}, **kind).json()
    assert [one["state"] for one in told] == ["accepted", None, None]
    day = localdate(ProofOfConcept.objects.get().decided_at)
    paid = {"amount_minor": PROMISED, "paid_on": day.isoformat()}
    assert client.post(f"{base}/{company}/payment", paid, **kind).status_code == 403
    client.force_login(User.objects.get(pk=made.market.approver.user_id))
    told = client.post(f"{base}/{company}/payment", paid, **kind).json()
    assert (told[0]["state"], told[0]["paid_minor"]) == ("paid", PROMISED)
    assert client.post(f"{base}/{company}/payment", paid, **kind).status_code == 409
    assert [one["is_delivered"] for one in told] == [True, True, False]
