"""Who is told of a proposed change of the register."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.people.models import Notice, User
from gongjian.government.cases import interface as cases
from gongjian.government.cases.rules import CaseState
from gongjian.government.duties import interface as duties
from gongjian.government.duties.actions import notify_people
from gongjian.government.duties.actions.accept_duty_proposal import accept_duty_proposal
from gongjian.government.duties.actions.decline_duty_proposal import decline_duty_proposal
from gongjian.government.duties.actions.write_duty import DutyTerms
from gongjian.government.duties.models import DutyProposal
from tests.factories import NOW, Town, make_actor, make_area, make_case, make_department, make_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def proposal(town) -> DutyProposal:
    """A case handed back twice and settled by the town's dispatcher, by all tasks in between."""
    case = make_case(town, state=CaseState.DISPATCHED)
    at = {"case_id": case.pk, "now": NOW}
    for _ in range(2):
        cases.hand_back_case(
            actor=town.handler,
            reason="A pipe.",
            better_department_id=town.other_department.pk,
            **at,
        )
        if case.events.filter(name="case_handed_back").count() < 2:
            cases.dispatch_case(actor=town.dispatcher, **at)
    cases.dispatch_case(
        actor=town.dispatcher,
        department_id=town.other_department.pk,
        reason="It is their pipe, call 13800123500.",
        **at,
    )
    return DutyProposal.objects.get()


def told(actor: Actor) -> list[str]:
    found = Notice.objects.filter(user_id=actor.user_id, topic="duty_register").order_by("id")
    return list(found.values_list("subject", flat=True))


def test_who_administers_the_register_is_told_with_a_link(town, proposal, client):
    administrator = make_actor(Role.ADMINISTRATOR)

    run_waiting_tasks()

    notice = Notice.objects.get(topic="duty_register")
    assert notice.user_id == administrator.user_id
    assert notice.subject == "A change of the duty register is proposed: Rubbish, Street"
    assert "Water is responsible" in notice.body
    assert "It is their pipe" in notice.body
    assert "13800123500" not in notice.body
    assert notice.reason == "You administer the duty register of Street."
    client.force_login(User.objects.get(pk=administrator.user_id))
    page = client.get(notice.path).content.decode()
    assert "It is their pipe" in page


def test_told_again_nobody_is_told_twice(town, proposal):
    administrator = make_actor(Role.ADMINISTRATOR)

    for _ in range(2):
        notify_people.tell_proposed(proposal_ids=[proposal.pk], now=NOW)

    assert len(told(administrator)) == 1


def test_a_town_filled_with_its_past_tells_what_waits(town, proposal):
    administrator = make_actor(Role.ADMINISTRATOR)
    decided = DutyProposal.objects.create(
        case_reference="case:2", category=town.category, department=town.other_department,
        proposed_at=NOW, state="declined",
    )  # fmt: skip

    for _ in range(2):
        duties.tell_open_proposals(now=NOW)

    assert len(told(administrator)) == 1
    assert not Notice.objects.filter(path__contains=str(decided.pk)).exists()


def test_only_whose_area_it_is_and_not_who_proposed_it(town, proposal):
    of_street = make_actor(Role.ADMINISTRATOR, area=town.area)
    of_body = make_actor(Role.ADMINISTRATOR, organisation=make_department())
    elsewhere = make_actor(Role.ADMINISTRATOR, area=make_area("Elsewhere"))
    proposer = make_actor(Role.ADMINISTRATOR)
    DutyProposal.objects.update(proposed_by=proposer.reference)

    notify_people.tell_proposed(proposal_ids=[proposal.pk], now=NOW)

    assert [len(told(who)) for who in (of_street, of_body, elsewhere, proposer)] == [1, 1, 0, 0]


def test_a_proposal_for_everywhere_is_told_to_administrators_of_everywhere(town, proposal):
    DutyProposal.objects.update(area=None)
    everywhere, of_street = (
        make_actor(Role.ADMINISTRATOR),
        make_actor(Role.ADMINISTRATOR, area=town.area),
    )

    notify_people.tell_proposed(proposal_ids=[proposal.pk], now=NOW)

    assert told(everywhere) == [
        "A change of the duty register is proposed: Rubbish, the whole town"
    ]
    assert told(of_street) == []


def test_in_the_readers_language(town, proposal):
    make_actor(Role.ADMINISTRATOR, language="zh-hans")

    notify_people.tell_proposed(proposal_ids=[proposal.pk], now=NOW)

    assert "职责" in Notice.objects.get(topic="duty_register").subject


def test_who_settled_it_is_told_that_the_register_changed(town, proposal):
    accept_duty_proposal(
        actor=make_actor(Role.ADMINISTRATOR),
        proposal_id=proposal.pk,
        area_id=None,
        terms=DutyTerms(lead_department_id=town.other_department.pk, deadline_working_days=4),
        in_force_from=NOW.date(),
        now=NOW,
    )

    run_waiting_tasks()

    assert told(town.dispatcher) == ["The duty register says so now: Rubbish, Street"]


def test_who_settled_it_is_told_why_it_was_declined(town, proposal):
    administrator = make_actor(Role.ADMINISTRATOR)
    decline_duty_proposal(
        actor=administrator, proposal_id=proposal.pk, reason="An exception.", now=NOW
    )

    for _ in range(2):
        notify_people.tell_decided(proposal_ids=[proposal.pk], now=NOW)

    assert told(town.dispatcher) == ["The duty register stays as it is: Rubbish, Street"]
    assert "An exception." in Notice.objects.get(user_id=town.dispatcher.user_id).body
