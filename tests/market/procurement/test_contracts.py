"""Drafting, editing and signing contracts; lapsing and ending early."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import (
    Invalid,
    NotAllowed,
    NotFound,
    StaleVersion,
    Unauthenticated,
)
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.actions.draft_contract import (
    draft_contract,
    save_contract,
)
from gongjian.market.procurement.actions.end_contract import end_contract, lapse_due_contracts
from gongjian.market.procurement.actions.sign_contract import begin_due_contracts, take_back
from gongjian.market.procurement.contract_errors import (
    ContractThere,
    ContractTransitionNotAllowed,
    OtherWords,
    SignedAlready,
    SigningOver,
)
from gongjian.market.procurement.errors import (
    CallTransitionNotAllowed,
    CompanyDebarred,
    HasInterest,
)
from gongjian.market.procurement.models import (
    Award,
    Call,
    CallEvent,
    Contract,
    ContractSignature,
    ContractVersion,
    Debarment,
    Milestone,
    ResponsibilityCell,
)
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import (
    TRANSITIONS,
    Cell,
    ContractState,
    ContractStep,
    Duty,
    Party,
)
from gongjian.market.procurement.selectors import contracts
from gongjian.market.procurement.selectors.signing import sign_until
from tests.factories import make_actor, make_area, make_provision
from tests.market.procurement.calls import DAY, make_company, make_market, make_member, make_owner
from tests.market.procurement.contracts import (
    AWARDED,
    CELLS,
    FIRST_DAY,
    RUNS,
    TERMS,
    make_draft_contract,
    make_signed,
    sign,
)

pytestmark = pytest.mark.django_db
SIGNS = AWARDED + 2 * DAY

RUNS_CALLS = {ContractStep.EDIT, ContractStep.NAME_PEOPLE, ContractStep.PROPOSE_CHANGE}
SIGNS_FOR_IT = {
    ContractStep.SIGN, ContractStep.TAKE_BACK, ContractStep.REFUSE_CHANGE, ContractStep.RATE,
    ContractStep.REPLY,
}  # fmt: skip
APPROVES = SIGNS_FOR_IT | {ContractStep.PAY, ContractStep.APPROVE_CHANGE, ContractStep.END}
ACCEPTS = {ContractStep.ACCEPT, ContractStep.ASK_TO_TRY}
OF_COMPANY = {ContractStep.REPORT, ContractStep.PROPOSE_CHANGE}
MAY = {
    "visitor": set(),
    "resident": set(),
    "member": OF_COMPANY | SIGNS_FOR_IT | {ContractStep.AGREE_CHANGE},
    "key of a member": OF_COMPANY,
    "member of another company": set(),
    "member who runs calls": OF_COMPANY | SIGNS_FOR_IT | {ContractStep.AGREE_CHANGE},
    "owner": (RUNS_CALLS | APPROVES | ACCEPTS) - {ContractStep.PAY},
    "key of the owner": RUNS_CALLS,
    "acceptor": ACCEPTS,
    "key of the acceptor": set(),
    "handler": set(),
    "dispatcher": set(),
    "auditor": set(),
    "supervisor of the body": APPROVES,
    "supervisor of another body": set(),
    "product manager": RUNS_CALLS | APPROVES,
    "product manager of another area": set(),
    "administrator": RUNS_CALLS | APPROVES,
    "job": {ContractStep.BEGIN, ContractStep.FINISH, ContractStep.LAPSE},
}
SEES_DRAFTS = {
    "member", "key of a member", "member who runs calls", "owner", "key of the owner", "acceptor",
    "auditor", "supervisor of the body", "product manager", "administrator", "job",
}  # fmt: skip


def actors(deal):
    market = deal.market
    both = make_member(deal.company)
    runs = make_actor(Role.PRODUCT_MANAGER, organisation=market.body)
    return {
        "visitor": Actor.anonymous(),
        "resident": make_actor(),
        "member": deal.member,
        "key of a member": replace(deal.member, api_key_id=uuid4()),
        "member of another company": make_member(make_company()),
        "member who runs calls": replace(both, grants=both.grants + runs.grants),
        "owner": deal.owner,
        "key of the owner": replace(deal.owner, api_key_id=uuid4()),
        "acceptor": deal.acceptor,
        "key of the acceptor": replace(deal.acceptor, api_key_id=uuid4()),
        "handler": make_actor(Role.HANDLER, organisation=market.body),
        "dispatcher": make_actor(Role.DISPATCHER),
        "auditor": market.auditor,
        "supervisor of the body": market.supervisor,
        "supervisor of another body": make_market().supervisor,
        "product manager": market.approver,
        "product manager of another area": make_actor(
            Role.PRODUCT_MANAGER, area=make_area("Elsewhere")
        ),
        "administrator": make_actor(Role.ADMINISTRATOR),
        "job": Actor.system("job"),
    }


def test_who_may_take_which_step_in_which_state(drafted):
    contract, wrong = drafted.fresh, []
    everybody = actors(drafted)
    for state in ContractState:
        contract.state = state.value
        for who, actor in everybody.items():
            offered = set(policies.steps_of(actor, contract))
            there = {step for step in MAY[who] if state in TRANSITIONS[step][0]}
            if offered != there:
                wrong.append((who, state.value, sorted(offered ^ there)))

    assert wrong == []


@pytest.mark.parametrize("who", MAY)
def test_who_sees_a_contract_before_and_after_both_have_signed(drafted, who):
    actor = actors(drafted)[who]
    contract = drafted.fresh

    assert policies.may_see(actor, contract) == (who in SEES_DRAFTS)
    listed = Contract.objects.filter(policies.visible_to(actor)).exists()
    assert listed == (who in SEES_DRAFTS)
    sign(drafted, drafted.market.approver)
    sign(drafted, drafted.member)
    assert policies.may_see(actor, drafted.fresh)
    assert Contract.objects.filter(policies.visible_to(actor)).exists()


def test_a_draft_begins_with_what_the_award_says_and_is_there_once(awarded):
    given = {"call_id": awarded.call.pk, "now": AWARDED + DAY}

    contract = draft_contract(actor=awarded.market.buyer, **given)

    assert (contract.company, contract.amount_minor, contract.currency) == (
        awarded.company, 400_000_00, "CNY",
    )  # fmt: skip
    assert (contract.state, contract.owner_id) == ("draft", awarded.market.buyer.user_id)
    with pytest.raises(ContractThere):
        draft_contract(actor=awarded.market.buyer, **given)
    with pytest.raises(NotFound):
        contracts.get_contract(actor=Actor.anonymous(), number=contract.number)


@pytest.mark.parametrize("who", ["visitor", "resident", "member", "supervisor", "auditor"])
def test_who_runs_no_calls_drafts_no_contract(awarded, who):
    actor = {
        "visitor": Actor.anonymous(),
        "resident": make_actor(),
        "member": awarded.member,
        "supervisor": awarded.market.supervisor,
        "auditor": awarded.market.auditor,
    }[who]

    with pytest.raises((NotAllowed, Unauthenticated)):
        draft_contract(actor=actor, call_id=awarded.call.pk, now=AWARDED)

    assert not Contract.objects.exists()


def test_nothing_is_drafted_before_the_award_or_when_its_time_is_over(awarded):
    late = sign_until(Award.objects.get(call=awarded.call))
    with pytest.raises(SigningOver):
        draft_contract(actor=awarded.market.buyer, call_id=awarded.call.pk, now=late)
    Call.objects.filter(pk=awarded.call.pk).update(state="standstill")
    with pytest.raises(CallTransitionNotAllowed):
        draft_contract(actor=awarded.market.buyer, call_id=awarded.call.pk, now=AWARDED)


def save(deal, terms, *, actor=None, version=None):
    contract = deal.fresh
    return save_contract(
        actor=actor or deal.market.buyer, contract_id=contract.pk, terms=terms,
        version=contract.version if version is None else version, now=AWARDED + DAY,
    )  # fmt: skip


def test_a_draft_keeps_its_terms_and_drops_what_is_taken_out(drafted):
    south, _north = TERMS.deliverables
    smaller = replace(TERMS, deliverables=(south,), milestones=TERMS.milestones[:1])

    assert contracts.terms_of(drafted.fresh) == TERMS
    save(drafted, smaller)

    assert contracts.terms_of(drafted.fresh) == smaller
    with pytest.raises(StaleVersion):
        save(drafted, TERMS, version=1)


WRONG = {
    "more than awarded": ({"amount_minor": 400_000_01}, "amount"),
    "no such milestone": (
        {"deliverables": (replace(TERMS.deliverables[0], milestone=3),)}, "deliverables",
    ),
    "a cell without a name": (
        {
            "deliverables": (
                replace(TERMS.deliverables[0], cells={Duty.OPERATES: Cell(Party.SHARED)}),
            )
        },
        "deliverables",
    ),
    "no such party": (
        {"deliverables": (replace(TERMS.deliverables[0], cells={Duty.OPERATES: Cell("mayor")}),)},
        "deliverables",
    ),
    "below nothing": (
        {"milestones": (replace(TERMS.milestones[0], amount_minor=-1),)}, "milestones",
    ),
    "a day of another age": ({"starts_on": date(3000, 1, 1)}, "starts_on"),
    "too many": ({"deliverables": TERMS.deliverables * 16}, "deliverables"),
    "too long": ({"exit_text": "x" * 20_001}, "exit_text"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_can_never_be_right_is_not_kept(drafted, name):
    changed, field = WRONG[name]

    with pytest.raises(Invalid) as caught:
        save(drafted, replace(TERMS, **changed))

    assert field in caught.value.fields
    assert contracts.terms_of(drafted.fresh) == TERMS


def test_personal_data_are_covered(drafted):
    save(drafted, replace(TERMS, text="Call 13812345678.", exit_text="Write to li@example.org."))

    contract = drafted.fresh
    assert "13812345678" not in contract.text
    assert "li@example.org" not in contract.exit_text


def test_the_first_signature_freezes_and_the_second_binds(drafted):
    sign(drafted, drafted.market.approver)

    assert drafted.fresh.state == "signing"
    with pytest.raises(ContractTransitionNotAllowed):
        save(drafted, TERMS)
    with pytest.raises(SignedAlready):
        sign(drafted, drafted.market.supervisor)
    sign(drafted, drafted.member)
    contract = drafted.fresh
    assert (contract.state, contract.signed_minor) == ("signed", 400_000_00)
    version = ContractVersion.objects.get(contract=contract)
    assert hashlib.sha256(version.file.encode()).hexdigest() == version.digest
    said = json.loads(version.file)
    assert said["award"]["amount_minor"] == 400_000_00
    assert said["terms"]["clauses"]["exit"] == TERMS.exit_text
    assert said["company"]["code"] == drafted.company.code
    opening = ledger.opening_of(subject=drafted.call.reference, action="contract_signed")
    assert version.digest in opening.text
    assert ContractSignature.objects.filter(version=version, digest=version.digest).count() == 2


@pytest.mark.parametrize("duty", Duty)
def test_it_cannot_be_signed_while_a_cell_is_empty(drafted, duty):
    cells = {one: cell for one, cell in CELLS.items() if one is not duty}
    south, north = TERMS.deliverables
    save(drafted, replace(TERMS, deliverables=(south, replace(north, cells=cells))))

    with pytest.raises(Invalid) as caught:
        sign(drafted, drafted.market.approver)

    assert len(caught.value.fields["contract"]) == 1
    assert drafted.fresh.state == "draft"
    assert not ContractVersion.objects.exists()


@pytest.mark.parametrize("clause", ["exit_text", "source_text", "data_text"])
def test_it_cannot_be_signed_without_a_clause(drafted, clause):
    save(drafted, replace(TERMS, **{clause: ""}))

    with pytest.raises(Invalid):
        sign(drafted, drafted.member)


def test_it_cannot_be_signed_until_two_are_named_to_accept(awarded):
    deal = make_draft_contract(awarded, names=False)

    with pytest.raises(Invalid):
        sign(deal, deal.market.approver)


def test_nobody_signs_what_they_did_not_read(drafted):
    with pytest.raises(OtherWords):
        sign(drafted, drafted.market.approver, digest="0" * 64)
    assert drafted.fresh.state == "draft"


@pytest.mark.parametrize("who", ["visitor", "resident", "key", "other", "acceptor", "auditor"])
def test_who_may_not_sign(drafted, who):
    actor = {
        "visitor": Actor.anonymous(),
        "resident": make_actor(),
        "key": replace(drafted.member, api_key_id=uuid4()),
        "other": make_member(make_company()),
        "acceptor": drafted.acceptor,
        "auditor": drafted.market.auditor,
    }[who]

    with pytest.raises((NotAllowed, NotFound)):
        sign(drafted, actor)


def test_an_owner_of_the_company_does_not_sign_for_the_government(drafted):
    make_owner(drafted.company, drafted.market.approver)

    with pytest.raises(HasInterest):
        sign(drafted, drafted.market.approver)


def test_a_company_that_was_debarred_meanwhile_has_no_contract(drafted):
    Debarment.objects.create(
        company=drafted.company, reason="Collusion.", provision=make_provision(),
        first_day=AWARDED.date(), last_day=(AWARDED + 90 * DAY).date(), decided_at=AWARDED,
        decided_by="user:x",
    )  # fmt: skip

    for actor in (drafted.market.approver, drafted.member):
        with pytest.raises(CompanyDebarred):
            sign(drafted, actor)


def test_what_one_side_signed_can_be_taken_back_and_changed(drafted):
    sign(drafted, drafted.member)
    given = {"contract_id": drafted.contract.pk, "now": SIGNS}

    with pytest.raises(Invalid):
        take_back(actor=drafted.market.approver, reason=" ", **given)
    take_back(actor=drafted.market.approver, reason="The exit is too short.", **given)

    assert drafted.fresh.state == "draft"
    save(drafted, replace(TERMS, exit_text="Six months."))
    sign(drafted, drafted.member)
    sign(drafted, drafted.market.approver)
    states = ContractVersion.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, "refused"), (2, "in_force")]


def test_a_signed_contract_begins_on_its_day(awarded):
    deal = make_signed(awarded)

    assert begin_due_contracts(now=AWARDED + 2 * DAY) == 0
    assert begin_due_contracts(now=AWARDED + 5 * DAY) == 1
    assert begin_due_contracts(now=AWARDED + 5 * DAY) == 0

    assert (deal.fresh.state, deal.fresh.call.state) == ("running", "delivery")
    names = CallEvent.objects.filter(call=deal.call, data__contract=deal.contract.number)
    assert list(names.order_by("id").values_list("name", flat=True)) == [
        "contract_drafted", "contract_edited", "contract_acceptors_named", "contract_side_signed",
        "contract_signed", "contract_begun",
    ]  # fmt: skip
    public = {event.name for event in contracts.timeline(Actor.anonymous(), deal.fresh)}
    assert public == {"contract_signed", "contract_begun"}


def test_a_contract_whose_day_has_come_begins_when_it_is_signed(running):
    assert running.fresh.call.state == "delivery"


def test_what_is_not_signed_in_time_makes_the_call_unsuccessful(drafted):
    sign(drafted, drafted.member)
    until = drafted.fresh.sign_until

    with pytest.raises(SigningOver):
        sign(drafted, drafted.market.approver, now=until)
    assert lapse_due_contracts(now=until - DAY) == 0
    assert lapse_due_contracts(now=until) == 1
    assert lapse_due_contracts(now=until) == 0

    contract = drafted.fresh
    assert (contract.state, contract.call.state) == ("lapsed", "unsuccessful")
    assert contract.call.state_reason
    assert Award.objects.get(call=drafted.call).state == "withdrawn"
    assert ContractVersion.objects.get().state == "refused"


def test_an_award_without_so_much_as_a_draft_lapses_too(awarded):
    until = sign_until(Award.objects.get(call=awarded.call))

    assert lapse_due_contracts(now=until - DAY) == 0
    assert lapse_due_contracts(now=until) == 1

    assert Call.objects.get(pk=awarded.call.pk).state == "unsuccessful"


def test_what_is_signed_never_lapses(awarded):
    deal = make_signed(awarded)

    assert lapse_due_contracts(now=AWARDED + 99 * DAY) == 0

    assert deal.fresh.state == "signed"


def test_a_contract_ends_early_with_a_reason_that_everybody_reads(running):
    given = {"contract_id": running.contract.pk, "now": RUNS}

    with pytest.raises(Invalid):
        end_contract(actor=running.market.approver, reason="", **given)
    with pytest.raises(NotAllowed):
        end_contract(actor=running.member, reason="Too dear.", **given)
    end_contract(actor=running.market.approver, reason="Nothing came.", **given)

    contract = running.fresh
    assert (contract.state, contract.call.state) == ("ended", "cancelled")
    assert contract.state_reason == contract.call.state_reason == "Nothing came."
    with pytest.raises(ContractTransitionNotAllowed):
        end_contract(actor=running.market.approver, reason="Again.", **given)


def test_the_database_itself_holds_a_contract_to_its_award(awarded):
    deal = make_signed(awarded)
    rows = Contract.objects.filter(pk=deal.contract.pk)
    wrong = [
        {"signed_minor": 400_000_01}, {"amount_minor": -1}, {"paid_minor": 400_000_01},
        {"signed_at": None}, {"state": "draft"}, {"state": "done"},
        {"acceptor": deal.owner.user_id},
    ]  # fmt: skip
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(contract=deal.contract).update(paid_minor=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ResponsibilityCell.objects.filter(party="third").update(words="")


def test_the_first_day_is_kept(awarded):
    assert make_signed(awarded).fresh.starts_on == FIRST_DAY
