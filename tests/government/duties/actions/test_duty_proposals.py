"""Proposing a change of the register, and deciding it."""

from datetime import date
from uuid import uuid4

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, WrongState
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.duties.actions.accept_duty_proposal import accept_duty_proposal
from gongjian.government.duties.actions.decline_duty_proposal import decline_duty_proposal
from gongjian.government.duties.actions.write_duty import DutyTerms
from gongjian.government.duties.interface import propose_duty_change, responsible_duty
from gongjian.government.duties.models import DutyProposal, ProposalState
from tests.factories import (
    NOW,
    make_actor,
    make_area,
    make_category,
    make_department,
    make_duty,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)
JOB = Actor.system("settlement")


@pytest.fixture
def dispute():
    area = make_area("Street", parent=make_area("District"))
    category = make_category()
    urban, water = make_department("Urban"), make_department("Water")
    duty = make_duty(category=category, lead_department=urban)
    return {"area": area, "category": category, "urban": urban, "water": water, "duty": duty}


def propose(dispute, actor=JOB, **fields):
    defaults = {
        "case_reference": "case:1",
        "case_number": "7K3M9Q2XAB",
        "category_id": dispute["category"].pk,
        "area_id": dispute["area"].pk,
        "department_id": dispute["water"].pk,
        "reason": "It was a pipe.",
        "now": NOW,
    }
    return propose_duty_change(actor=actor, **{**defaults, **fields})


def accept(proposal, lead, *, actor=JOB, **fields):
    terms = DutyTerms(lead_department_id=lead.pk, deadline_working_days=4)
    fields = {"area_id": proposal.area_id, "in_force_from": DAY, "now": NOW, **fields}
    return accept_duty_proposal(actor=actor, proposal_id=proposal.pk, terms=terms, **fields)


def test_a_settlement_is_offered_as_a_change(dispute):
    proposal = propose(dispute)

    assert (proposal.state, proposal.department) == (ProposalState.OPEN, dispute["water"])
    assert LedgerEntry.objects.get().action == "duty_proposed"


def test_the_same_settlement_again_is_the_same_proposal(dispute):
    assert propose(dispute) == propose(dispute)
    assert DutyProposal.objects.count() == 1


def test_what_the_register_says_already_is_not_offered(dispute):
    assert propose(dispute, department_id=dispute["urban"].pk) is None
    assert not DutyProposal.objects.exists()


@pytest.mark.parametrize("field", ["category_id", "area_id", "department_id"])
def test_what_is_unknown_is_not_offered(dispute, field):
    with pytest.raises(NotFound):
        propose(dispute, **{field: uuid4()})


def test_a_handler_does_not_propose(dispute):
    with pytest.raises(NotAllowed):
        propose(dispute, actor=make_actor(Role.HANDLER, organisation=dispute["water"]))


def test_accepting_adds_a_more_specific_duty(dispute):
    proposal = accept(propose(dispute), dispute["water"])

    assert proposal.state == ProposalState.ACCEPTED
    assert (proposal.duty.category, proposal.duty.area) == (dispute["category"], dispute["area"])
    there = responsible_duty(category_id=dispute["category"].pk, area_id=dispute["area"].pk, on=DAY)
    elsewhere = responsible_duty(category_id=dispute["category"].pk, area_id=None, on=DAY)
    assert there == proposal.duty
    assert elsewhere == dispute["duty"]


def test_accepting_everywhere_changes_the_duty_that_was(dispute):
    proposal = accept(propose(dispute), dispute["water"], area_id=None)

    assert (proposal.duty.line, proposal.duty.version) == (dispute["duty"].line, 2)
    dispute["duty"].refresh_from_db()
    assert dispute["duty"].in_force_until == date(2026, 11, 30)


def test_declining_changes_nothing(dispute):
    proposal = decline_duty_proposal(
        actor=JOB, proposal_id=propose(dispute).pk, reason="An exception.", now=NOW
    )

    assert (proposal.state, proposal.decision_reason) == (ProposalState.DECLINED, "An exception.")
    answer = responsible_duty(
        category_id=dispute["category"].pk, area_id=dispute["area"].pk, on=DAY
    )
    assert answer == dispute["duty"]


def test_declining_needs_a_reason(dispute):
    with pytest.raises(Invalid):
        decline_duty_proposal(actor=JOB, proposal_id=propose(dispute).pk, reason=" ", now=NOW)


def test_a_proposal_is_decided_once(dispute):
    proposal = accept(propose(dispute), dispute["water"])

    with pytest.raises(WrongState):
        accept(proposal, dispute["water"])
    with pytest.raises(WrongState):
        decline_duty_proposal(actor=JOB, proposal_id=proposal.pk, reason="No.", now=NOW)


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.SUPERVISOR, Role.AUDITOR, None])
def test_only_an_administrator_decides(dispute, role):
    proposal, actor = propose(dispute), make_actor(role)

    with pytest.raises(NotAllowed):
        accept(proposal, dispute["water"], actor=actor)
    with pytest.raises(NotAllowed):
        decline_duty_proposal(actor=actor, proposal_id=proposal.pk, reason="No.", now=NOW)


def test_an_administrator_of_the_street_cannot_change_the_town(dispute):
    actor = make_actor(Role.ADMINISTRATOR, area=dispute["area"])
    proposal = propose(dispute)

    with pytest.raises(NotAllowed):
        accept(proposal, dispute["water"], actor=actor, area_id=None)

    assert accept(proposal, dispute["water"], actor=actor).state == ProposalState.ACCEPTED


def test_a_wrong_decision_leaves_the_proposal_open(dispute):
    proposal = propose(dispute)

    with pytest.raises(Invalid):
        accept(proposal, dispute["water"], area_id=None, in_force_from=date(2019, 1, 1))

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN
