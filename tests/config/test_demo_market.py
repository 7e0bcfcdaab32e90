"""The demo town's initiatives, companies, calls and contracts, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from gongjian.config.demo.initiative_texts import DECIDED
from gongjian.config.demo.key_ring import FOLDER
from gongjian.config.demo.load_budget import load_budget
from gongjian.config.demo.load_calls import CALLS
from gongjian.config.demo.load_cases import CaseLoader
from gongjian.config.demo.load_market import load_market, plan_market
from gongjian.config.demo.load_proposals import load_proposals
from gongjian.config.demo.load_register import load_register
from gongjian.config.demo.past_clock import led_clock
from gongjian.config.demo.town import build_town
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case
from gongjian.market.initiatives.models import Initiative, InitiativeEvent
from gongjian.market.initiatives.models import State as InitiativeState
from gongjian.market.open_contracting.models import ContractingProcess, Release
from gongjian.market.open_contracting.selectors import packages
from gongjian.market.procurement.models import (
    Call,
    CallEvent,
    Contract,
    ContractRating,
    DeliveryTrial,
    Milestone,
)
from gongjian.market.procurement.selectors.bids import closings_of
from gongjian.market.procurement.selectors.call_files import call_file
from gongjian.market.procurement.selectors.database_clock import database_now
from gongjian.market.procurement.selectors.evaluation_files import ranking_of
from gongjian.market.procurement.selectors.red_flags import flags_of
from gongjian.methods.call_check import check_call
from tests.kept import kept
from tests.market.open_contracting import judges

HAN = range(0x4E00, 0xA000)
STATES = {
    "contract": 1, "cancelled": 1, "delivery": 1, "done": 1, "evaluation": 1, "open": 2,
    "standstill": 1, "technical_opening": 1, "unsuccessful": 1,
}  # fmt: skip
LEAST_STATES = 6
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module", params=["en", "zh"])
def language(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """A town with few cases, and all of its market."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.DEMO", True)
        patch.setattr("django.conf.settings.HOME", tmp_path_factory.mktemp("town"))
        with kept(django_db_blocker, lambda: make_town(request.param, local_day(now()))):
            yield request.param


@pytest.fixture(scope="module")
def standard(tmp_path_factory):
    return judges.standard_zip(tmp_path_factory.mktemp("ocds") / "standard.zip")


def make_town(language: str, today: date) -> None:
    town = build_town(language=language, today=today, size=24)
    actor = Actor.system("demo")
    actors = load_register(town, actor=actor, now=town.now - timedelta(days=150))
    loader = CaseLoader(town, actors)
    loader.load(lambda _steps: None)
    load_budget(town, actors)
    load_proposals(town, actors, actor=actor)
    OutboxEvent.objects.all().delete()
    agenda, steps = plan_market(town, actors), []
    load_market(agenda, steps.append)
    assert len(steps) == agenda.count()


def test_there_is_an_initiative_in_each_state_and_nobody_is_told_of_history(language):
    states = Counter(Initiative.objects.values_list("state", flat=True))

    assert set(states) == set(InitiativeState.values)
    assert sum(states.values()) == len(DECIDED)
    assert not OutboxEvent.objects.exists()
    of_proposals = Initiative.objects.filter(category__code__in=["ENV-WATER-RIVER"]).get()
    assert of_proposals.evidence_count == 1
    for one in Initiative.objects.all():
        assert one.created_at <= one.updated_at <= now()
        assert bool(one.reason) == (one.state in {"refused", "dropped", "reviewed"})


def test_calls_stand_in_at_least_six_states_by_four_procedures(language):
    calls = list(Call.objects.all())

    assert Counter(call.state for call in calls) == STATES
    assert len(STATES) >= LEAST_STATES
    assert {call.procedure_code for call in calls} == {
        "open_call", "quotation", "direct", "challenge",
    }  # fmt: skip
    assert all(call.initiative_ref and call.is_published for call in calls)
    assert all(call.closes_at > now() for call in calls if call.state == "open")
    asked = [list(call.questions.all()) for call in calls if call.questions.exists()]
    assert [[bool(one.answered_at) for one in some] for some in asked] == [[True, True, False]]


def test_a_challenge_paid_for_two_proofs_of_concept(language):
    challenge = Call.objects.get(procedure_code="challenge")

    proofs = list(challenge.proofs.all())
    assert [one.state for one in proofs] == ["paid", "paid"]
    assert {one.paid_minor for one in proofs} == {challenge.proof_minor}
    assert all(one.decided_by != one.recorded_by for one in proofs)
    page = Client().get(f"/calls/{challenge.number}/").content.decode()
    names = people.Organisation.objects.filter(pk__in=[one.company_id for one in proofs])
    assert all(name in page for name in names.values_list("name", flat=True))


def test_everything_happened_in_its_order_and_before_today(language):
    for call in Call.objects.all():
        moments = list(CallEvent.objects.filter(call=call).order_by("id").values_list("at"))
        assert moments == sorted(moments)
        assert moments[-1][0] < now()
    for one in Initiative.objects.all():
        events = InitiativeEvent.objects.filter(initiative=one).order_by("id")
        moments = list(events.values_list("at", flat=True))
        assert moments == sorted(moments)


def test_a_contract_is_done_and_rated_and_another_waits_for_residents(language):
    done, running, signing = (Contract.objects.get(state=s) for s in ("done", "running", "signing"))

    assert [one.state for one in milestones(done)] == ["accepted", "accepted"]
    assert done.paid_minor == done.amount_minor
    assert [one.delivered_on > one.due_on for one in milestones(done)] == [False, True]
    sides = ContractRating.objects.filter(contract=done).order_by("side")
    assert [(one.side, bool(one.reply)) for one in sides] == [("buyer", True), ("company", False)]
    assert [one.state for one in milestones(running)] == ["accepted", "reported", "open"]
    assert 0 < running.paid_minor < running.amount_minor
    tried = DeliveryTrial.objects.filter(delivery__milestone__contract=done)
    assert [one.works for one in tried] == [True]
    assert signing.signed_at is None


def milestones(contract):
    return list(Milestone.objects.filter(contract=contract).order_by("number"))


def test_signs_of_the_call_in_its_standstill_are_there_to_be_seen(language):
    call = Call.objects.get(state="standstill")

    raised = {flag.code for flag in flags_of(call) if flag.is_raised}
    abnormal = ranking_of(call).signs["abnormal"]
    assert raised == {"short_window", "near_equal_texts"}
    assert len({one["bid"] for one in abnormal}) == 1
    assert call.evaluators.filter(state="conflicted").count() == 1
    assert call.standstill_until > now()
    page = Client().get(f"/calls/{call.number}/result/").content.decode()
    alike = [ranking_of(call).signs["shared_texts"][0][at] for at in (0, 1)]
    assert all(code not in page.partition("pe-signs")[2] for code in alike)
    names = people.Organisation.objects.filter(code__in=alike).values_list("name", flat=True)
    assert all(page.partition("pe-signs")[2].count(name) == 1 for name in names)


def test_no_check_of_a_closed_call_fails(language):
    ledger_key = ledger.town_key()
    checked = 0

    for call in Call.objects.all():
        for closing in closings_of(call):
            check = check_call(call_file(call, closing.stage_number), ledger_key, "")
            assert check.is_right, [one.words("en") for one in check.findings]
            checked += 1
    closed = [one for one in CALLS if not one.amended and one.key != "pump"]
    assert checked == len(closed) + len([one for one in closed if one.second])


def test_every_release_is_right_by_the_judges(language, standard):
    for process in ContractingProcess.objects.all():
        releases = list(Release.objects.filter(process=process).order_by("number"))
        assert releases
        package = packages.release_package("https://town.example/all", releases)
        assert judges.complaints(package, standard) == []
    of_calls = ContractingProcess.objects.filter(subject__startswith="call:")
    assert of_calls.count() == len(CALLS)


def test_who_asked_for_the_crossing_sees_what_came_of_it(language):
    call = Call.objects.get(state="done")
    initiative = Initiative.objects.get(pk=call.initiative_ref.partition(":")[2])
    contract = Contract.objects.get(call=call)
    resident = User.objects.get(email="resident-2@luhu.example.org")
    client = Client()
    client.force_login(resident)
    case = initiative_case(initiative, resident)

    page = client.get(f"/cases/{case.number}/").content.decode()

    for address in (
        f"/initiatives/{initiative.number}/",
        f"/calls/{call.number}/",
        f"/contracts/{contract.number}/",
    ):
        assert f'href="{address}' in page
    assert all(one.title in page for one in milestones(contract))


def initiative_case(initiative, resident):
    return Case.objects.get(requester=resident, category=initiative.category)


def test_a_visitor_is_led_to_each_part_that_waits_to_be_played(language):
    played = people.demo_parts()

    paths = [part.path.rstrip("/").rpartition("/")[2] for _person, part in played]
    assert paths[1:4] == ["bid", "trustee", "scores"]
    assert paths[5] == "try"
    assert [person.email.partition("@")[0] for person, _part in played] == [
        "product-manager", "company-4", "trustee-centre", "handler-health-1", "company-2",
        "resident-2", "handler-health-1",
    ]  # fmt: skip
    for person, part in played:
        client = Client()
        client.force_login(person)
        assert client.get(part.path).status_code == HTTPStatus.OK, part


def test_all_words_are_of_the_town_s_language(language):
    is_chinese = language == "zh"

    for text in written():
        assert any(ord(letter) in HAN for letter in text) == is_chinese, text


def written():
    for one in Initiative.objects.prefetch_related("measures"):
        yield from (one.title, one.text, one.why, *(m.name for m in one.measures.all()))
    for event in InitiativeEvent.objects.exclude(text=""):
        yield event.text
    for call in Call.objects.prefetch_related("criteria", "questions", "evaluators"):
        yield from (call.title, call.text, *(one.title for one in call.criteria.all()))
        yield from (one.text for one in call.questions.all())
        yield from filter(None, [call.direct_reason, call.state_reason])
        for ranking in call.rankings.all():
            yield from re.findall(r'"reason": "([^"]+)"', ranking.file)
    for event in CallEvent.objects.exclude(text=""):
        yield event.text
    for contract in Contract.objects.all():
        yield from (contract.text, contract.exit_text, contract.source_text, contract.data_text)
        yield from (one.title for one in milestones(contract))
    for rating in ContractRating.objects.all():
        yield from filter(None, [rating.text, rating.reply])


def test_the_clock_is_as_it_was_and_keys_lie_where_they_are_looked_for(language, settings):
    assert abs(database_now() - now()) < timedelta(minutes=5)
    names = {path.name for path in (settings.HOME / FOLDER).iterdir()}
    waiting = Call.objects.get(state="technical_opening")
    assert {f"call-{waiting.number}-trustee-audit.json", "company-4.json"} <= names


def test_the_clock_is_not_led_where_calls_are(language, settings):
    with pytest.raises(RuntimeError, match="calls already"), led_clock():
        pass
