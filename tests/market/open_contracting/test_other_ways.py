"""Calls that stop, end or go on otherwise than to a contract: each way before the judges."""

import json
from datetime import timedelta

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.market.open_contracting.models import ContractingProcess, Release
from gongjian.market.open_contracting.selectors import packages
from gongjian.market.procurement.actions import end_call as ending
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions import suspend_call as suspending
from gongjian.market.procurement.actions.decide_complaint import decide_complaint, make_complaint
from gongjian.market.procurement.actions.decide_proof import decide_proof
from gongjian.market.procurement.actions.end_contract import end_contract, lapse_due_contracts
from gongjian.market.procurement.actions.open_call import open_next_stage
from gongjian.market.procurement.actions.pay_proof import pay_proof
from gongjian.market.procurement.models import CallCriterion, CallEvent
from gongjian.market.procurement.rules.states import CallState
from gongjian.methods.open_contracting import compile_releases
from tests.factories import NOW
from tests.market.open_contracting import judges
from tests.market.procurement import bids
from tests.market.procurement.calls import DAY, make_market, make_member, next_key
from tests.market.procurement.contracts import (
    AWARDED,
    RUNS,
    make_awarded,
    make_done,
    make_running,
    make_signed,
)
from tests.market.procurement.evaluations import judge_all, make_judged, make_standing

pytestmark = pytest.mark.django_db


def cancelled():
    """Suspended and resumed before."""
    market = make_market()
    call = bids.make_open_call(market)
    given = {"actor": market.buyer, "call_id": call.pk}
    suspending.suspend_call(reason="A question is open.", now=now(), **given)
    suspending.resume_call(reason="It is answered.", now=now() + timedelta(hours=1), **given)
    ending.cancel_call(reason="No money.", now=now() + timedelta(hours=2), **given)
    return call


def suspended():
    market = make_market()
    call = bids.make_open_call(market)
    suspending.suspend_call(
        actor=market.buyer, call_id=call.pk, reason="A question is open.", now=now()
    )
    return call


def unsuccessful():
    """Nobody bid."""
    market = make_market()
    call = bids.close(bids.make_open_call(market))
    ending.declare_unsuccessful(
        actor=market.buyer, call_id=call.pk, reason="Nobody bid.", now=now()
    )
    return call


def next_stage(**fields):
    """Three have applied or pitched; one is invited, two are left out."""
    judged = make_judged(**fields)
    for trustee in judged.call.trustees.all():
        trustee.public_key = next_key()
        trustee.save()
    CallCriterion.objects.filter(call=judged.call, stage_number=1, kind="price").delete()
    judge_all(judged, (9, 2, 5))
    first, *others = judged.companies
    open_next_stage(
        actor=judged.market.buyer, call_id=judged.call.pk, closes_at=NOW + 60 * DAY,
        now=NOW + 40 * DAY, invited=[(first.pk, "Best team.")],
        left_out=[(one.pk, "One is enough.") for one in others],
    )  # fmt: skip
    return judged.call


def restricted():
    return next_stage(procedure_code="restricted")


def challenge():
    return next_stage(procedure_code="challenge", proof_minor=50_000_00)


def proof_paid():
    """Two have delivered a proof of concept: one is accepted and paid, one refused."""
    judged = make_judged(
        procedure_code="challenge", stage_number=2, proof_minor=50_000_00, prices=(1, 2)
    )
    given = {"call_id": judged.call.pk, "now": NOW + 35 * DAY}
    first, second = ({"company_id": one.pk, **given} for one in judged.companies)
    decide_proof(actor=judged.market.buyer, is_accepted=True, **first)
    decide_proof(actor=judged.market.buyer, is_accepted=False, reason="It shows no lamp.", **second)
    pay_proof(
        actor=judged.market.supervisor, amount_minor=50_000_00, paid_on=given["now"].date(), **first
    )
    return judged.call


def ranked_again():
    """What was intended is withdrawn."""
    judged = make_standing()
    awarding.rank_again(
        actor=judged.market.buyer, call_id=judged.call.pk, reason="A score was misread.",
        now=NOW + 35 * DAY,
    )  # fmt: skip
    return judged.call


def cancelled_for_a_complaint():
    judged = make_standing()
    company = judged.companies[0]
    given = {"call_id": judged.call.pk, "now": NOW + 35 * DAY}
    make_complaint(
        actor=make_member(company), company_id=company.pk, text="It was misread.", **given
    )
    decide_complaint(
        actor=judged.market.approver, number=1, is_upheld=True, remedy="cancel",
        reason="It was.", **given,
    )  # fmt: skip
    return judged.call


def lapsed():
    deal = make_awarded()
    assert lapse_due_contracts(now=AWARDED + 40 * DAY) == 1
    return deal.call


def ended():
    deal = make_running()
    end_contract(
        actor=deal.market.approver, contract_id=deal.contract.pk, reason="They gave up.", now=RUNS
    )
    return deal.call


def signed():
    return make_signed().call


def done():
    return make_done().call


WAYS = {
    # way: status of the tender, our state, status of the award, of the contract
    cancelled: ("cancelled", "cancelled", None, None),
    suspended: ("active", "suspended", None, None),
    unsuccessful: ("unsuccessful", "unsuccessful", None, None),
    restricted: ("active", "open", None, None),
    challenge: ("active", "open", None, None),
    proof_paid: ("active", "evaluation", None, None),
    ranked_again: ("active", "price_opening", "cancelled", None),
    cancelled_for_a_complaint: ("cancelled", "cancelled", "cancelled", None),
    lapsed: ("unsuccessful", "unsuccessful", "cancelled", None),
    signed: ("complete", "contract", "active", "pending"),
    ended: ("cancelled", "cancelled", "active", "terminated"),
    done: ("complete", "done", "active", "terminated"),
}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_each_release_and_record_of_every_way_stands_before_the_judges(way, standard):
    call = way()
    process = ContractingProcess.objects.get(subject=call.reference)
    releases = list(Release.objects.filter(process=process).order_by("number"))
    bodies = [json.loads(one.body) for one in releases]
    compiled = json.loads(process.compiled)

    for package in (
        packages.release_package("https://town.example/all", releases),
        packages.record_package("https://town.example/record", [process]),
    ):
        assert judges.complaints(package, standard) == []
    assert compiled == compile_releases(bodies)
    assert compiled == judges.merger().create_compiled_release(bodies)
    tender = compiled["tender"]
    parts = [compiled.get(name, [{}])[0].get("status") for name in ("awards", "contracts")]
    assert (tender["status"], tender["statusDetails"], *parts) == WAYS[way]
    assert tender["mainProcurementCategory"] == "works"
    is_told = call.__class__.objects.get(pk=call.pk).state in {
        CallState.CANCELLED, CallState.UNSUCCESSFUL, CallState.SUSPENDED,
    }  # fmt: skip
    assert bool(tender.get("statusReason")) == is_told


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_step_from_one_state_to_another_is_without_a_release(way):
    call = way()
    bodies = [
        json.loads(body)
        for body in Release.objects.filter(process__subject=call.reference)
        .order_by("number")
        .values_list("body", flat=True)
    ]
    told = [one["tender"]["statusDetails"] for one in bodies if _says_state(one)]
    first = CallEvent.objects.filter(call=call, is_public=True).order_by("id").first()
    steps = CallEvent.objects.filter(call=call, is_public=True, id__gte=first.pk).order_by("id")
    walked = [one.to_state for one in steps if one.from_state != one.to_state]

    assert told[len(told) - len(walked) :] == walked


def test_what_was_decided_and_paid_of_proofs_of_concept_is_told():
    process = ContractingProcess.objects.get(subject=proof_paid().reference)
    paid, refused = json.loads(process.compiled)["bids"]["proofs"]
    assert [paid["status"], refused["status"]] == ["paid", "refused"]
    assert paid["transaction"]["value"] == {"amount": 50000, "currency": "CNY"}
    assert refused["statusReason"] == "It shows no lamp."


def _says_state(body) -> bool:
    return "statusDetails" in body.get("tender", {})
