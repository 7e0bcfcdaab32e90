"""Who is told what of contracts, what residents behind the evidence learn, and the trail."""

import pytest
from django.db import transaction
from django.utils import translation

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.people.models import Notice
from gongjian.foundation.trail import interface as trail
from gongjian.market.initiatives.actions import tell_behind as telling
from gongjian.market.initiatives.actions.change_evidence import add_evidence
from gongjian.market.initiatives.actions.note_contract import note_contract_steps
from gongjian.market.initiatives.models import InitiativeEvent
from gongjian.market.procurement.actions.tell_of_contracts import tell_of_contracts
from gongjian.market.procurement.actions.try_delivery import answer_trial, ask_to_try
from gongjian.market.procurement.models import Call, CallEvent, DeliveryTrial
from tests.factories import make_case, make_town
from tests.market.initiatives.initiatives import make_initiative
from tests.market.procurement.calls import DAY
from tests.market.procurement.contracts import RUNS, accept, decide, report

pytestmark = pytest.mark.django_db


def tell(deal, now):
    ids = list(CallEvent.objects.filter(call=deal.call, at=now).values_list("pk", flat=True))
    with transaction.atomic():
        tell_of_contracts(event_ids=ids, now=now)


def told_to(actor):
    rows = Notice.objects.filter(user=actor.user_id).order_by("id")
    return list(rows.values_list("subject", flat=True))


def test_acceptors_and_the_company_are_told_once_and_nobody_of_their_own_doing(running):
    report(running)

    tell(running, RUNS)
    tell(running, RUNS)

    title = running.call.title
    assert told_to(running.owner) == [f"Delivered, for you to accept: {title}"]
    assert told_to(running.acceptor) == [f"Delivered, for you to accept: {title}"]
    assert told_to(running.member) == []
    decide(running, running.owner, accepts=False, reason="Dark.")
    tell(running, RUNS + DAY)
    assert told_to(running.member) == [f"A delivery was refused: {title}"]


@pytest.fixture
def behind(running):
    """A contract that carries out an initiative, of which a resident's case is evidence."""
    town = make_town()
    case = make_case(town)
    deal = running
    initiative = make_initiative(town)
    add_evidence(
        actor=deal.market.buyer, initiative_id=initiative.pk, reference=reference_of(case), now=RUNS
    )
    reference = reference_of(initiative)
    Call.objects.filter(pk=deal.call.pk).update(initiative_ref=reference)
    trail.add_link(
        deal.market.buyer, reference, trail.Relation.LED_TO, deal.call.reference, now=RUNS
    )
    return town, case, deal, initiative


def note(deal, now):
    ids = list(CallEvent.objects.filter(call=deal.call).values_list("pk", flat=True))
    noted = note_contract_steps(event_ids=ids, now=now)
    events = InitiativeEvent.objects.filter(data__has_key="call_event")
    for one in telling.audiences_of(event_ids=[event.pk for event in events], now=now):
        telling.tell_audience(audience=one, now=now)
    return noted


def test_who_is_behind_the_evidence_is_told_of_each_step_once(behind):
    town, _case, deal, initiative = behind
    accept(deal, 1)
    accept(deal, 2)

    assert note(deal, RUNS + DAY) == 4
    assert note(deal, RUNS + DAY) == 0

    names = InitiativeEvent.objects.filter(initiative=initiative, data__has_key="call_event")
    assert list(names.order_by("id").values_list("name", flat=True)) == [
        "contract_signed", "milestone_accepted", "milestone_accepted", "contract_done",
    ]  # fmt: skip
    subjects = told_to(town.resident)
    assert "Delivered and accepted: South" in subjects
    assert f"All is built: {initiative.title}" in subjects
    assert len(subjects) == len(set(subjects))


def test_who_asked_for_it_tries_it_and_is_named_to_nobody(behind):
    town, _case, deal, _initiative = behind
    report(deal)
    ask_to_try(actor=deal.owner, contract_id=deal.contract.pk, milestone_number=1, now=RUNS)

    note(deal, RUNS)
    note(deal, RUNS)

    trial = DeliveryTrial.objects.get()
    assert trial.user_id == town.resident.user_id
    notice = Notice.objects.get(user=town.resident.user_id, subject__startswith="Please try it")
    assert notice.path == f"/contracts/{deal.contract.number}/milestones/1/try/"
    answer_trial(
        actor=town.resident, contract_id=deal.contract.pk, milestone_number=1, works=True, now=RUNS
    )
    said = [row.data for row in CallEvent.objects.filter(call=deal.call)]
    assert str(town.resident.user_id) not in str(said)


def test_the_trail_of_a_case_leads_to_the_milestone(behind):
    _town, case, deal, _initiative = behind
    accept(deal)

    found = trail.trail_of(actor=Actor.anonymous(), reference=reference_of(case), now=RUNS)

    shown = {
        stage.kind.name: [thing.told.title for thing in stage.things] for stage in found.stages
    }
    assert shown["contract"] == [deal.company.name]
    assert shown["milestone"] == ["South", "North"]
    assert [stage.kind.place for stage in found.stages] == sorted(
        stage.kind.place for stage in found.stages
    )


def test_the_kinds_of_a_trail_are_named_in_chinese():
    with translation.override("zh-hans"):
        words = [str(trail.kind_of(name).word) for name in ("case", "call", "contract", "rating")]

    assert words == ["诉求", "公开征集", "合同", "评价"]
