"""A trail in full: on its page, by programme, and who may know what of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.people.models import User
from gongjian.foundation.trail.graph import MOST_IN_A_ROW, draw_graph
from gongjian.foundation.trail.interface import Relation, add_link
from gongjian.foundation.trail.selectors import stories
from gongjian.foundation.trail.selectors.stories import story_of
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.market.initiatives.models import State
from gongjian.market.procurement.rules.states import CallState
from gongjian.public.deliberation.actions.support_proposal import support_proposal
from tests.factories import NOW, make_actor, make_case, make_town, make_user, take_step
from tests.government.issues import make_hot_issue
from tests.market.initiatives.initiatives import make_initiative
from tests.market.procurement.calls import make_call, make_market
from tests.market.procurement.contracts import accept, make_awarded, make_running, pay
from tests.public.proposals import age_accounts, make_proposal, set_proposals

VISITOR = Actor.anonymous()
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def link(source, target, relation=Relation.LED_TO):
    add_link(Actor.system("test"), source, relation, target, now=NOW)


def story(kind, number, actor=VISITOR, now=NOW):
    return story_of(actor=actor, kind_path=kind, number=number, now=now)


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def way(town):
    """From two cases, one of them private, to what a company was paid and a milestone."""
    public = make_case(town, state=CaseState.ANSWERED, title="It is dark")
    take_step(town, public, Step.RATE)
    private = make_case(town, is_public=False, title="My fear", requester_id=make_user().pk)
    initiative = make_initiative(
        town, state=State.UNDER_WAY, evidence=(reference_of(public),), now=NOW + 7 * DAY,
        budget_minor=900_000_00,
    )  # fmt: skip
    link(reference_of(private), reference_of(initiative), Relation.EVIDENCE_FOR)
    awarded = make_awarded()
    link(reference_of(initiative), awarded.call.reference)
    deal = make_running(awarded)
    accept(deal, 1)
    pay(deal, 1)
    return public, private, initiative, deal


def test_a_trail_tells_what_happened_in_its_order_and_who_did_it(way):
    public, _private, _initiative, deal = way

    told = story("case", public.number, now=NOW + 400 * DAY)

    assert [stage.kind.name for stage in told.trail.stages] == [
        "case", "initiative", "call", "contract", "milestone",
    ]  # fmt: skip
    words = [entry.moment.words for entry in told.entries]
    moments = [entry.moment.at for entry in told.entries]
    assert moments == sorted(moments)
    for said in ("Answered", "Whoever asked says: solved", "Decided: it is planned",
                 "Contract awarded", "Contract signed by both sides", "Milestone accepted",
                 "Paid: ¥150,000"):  # fmt: skip
        assert said in words
    by = {entry.moment.words: entry.moment.by for entry in told.entries}
    assert by["Milestone accepted"] == deal.company.name
    assert by["Answered"] == public.lead_department.name
    assert told.totals.days == (local_day(moments[-1]) - local_day(moments[0])).days


def test_its_sums_are_those_of_its_things(way):
    _public, _private, initiative, deal = way

    totals = story("initiative", initiative.number, now=NOW + 400 * DAY).totals

    sums = {one.name: one.amount_minor for one in totals.money}
    contract = deal.fresh
    assert sums == {
        "budgeted": 900_000_00, "awarded": contract.award_minor,
        "agreed": contract.amount_minor, "paid": 150_000_00,
    }  # fmt: skip
    assert (totals.weight.rated, totals.weight.solved) == (1, 1)
    # Two asked: of the private one it counts that somebody did.
    assert (totals.people.count, totals.people.is_exact) == (2, True)


def test_a_person_counts_once_whatever_they_did(town):
    set_proposals(threshold=100)
    first, _second = make_case(town), make_case(town)
    proposal = make_proposal(town)
    link(reference_of(first), reference_of(proposal))
    take_step(town, first, Step.SUPPORT)
    age_accounts()
    for actor in (town.neighbour, town.handler):
        support_proposal(actor=actor, proposal_id=proposal.pk, now=NOW)

    people = story("proposal", proposal.number).totals.people

    everyone = {town.resident.user_id, town.neighbour.user_id, town.handler.user_id}
    author = proposal.author_id
    assert people.count == len(everyone | {author})


def test_too_many_to_tell_apart_are_said_to_be_at_most_so_many(town, monkeypatch):
    monkeypatch.setattr(stories, "MOST_COUNTED", 2)
    issue, _cases = make_hot_issue(town, 3)

    people = story("hot-issue", issue.number).totals.people

    assert (people.count, people.is_exact) == (3, False)


def test_a_late_answer_is_said_to_be_late(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, case, Step.ANSWER, now=NOW + 60 * DAY)

    told = story("case", case.number, now=NOW + 61 * DAY)

    assert [one.moment.words for one in told.entries if one.moment.is_late] == ["Answered"]
    assert told.here.told.is_late


MAY_SEE = {
    "visitor": {"public": True, "private": False},
    "resident": {"public": True, "private": True},
    "neighbour": {"public": True, "private": False},
    "handler": {"public": True, "private": True},
    "other_handler": {"public": True, "private": False},
    "auditor": {"public": True, "private": True},
}


@pytest.mark.parametrize("role", MAY_SEE)
def test_who_may_see_the_trail_of_a_case_and_whose_name_it_is(town, role):
    actor = VISITOR if role == "visitor" else getattr(town, role)
    public = make_case(town, title="Public one")
    private = make_case(town, state=CaseState.ACCEPTED, is_public=False, title="Private one")
    initiative = make_initiative(town, evidence=(reference_of(public),))
    link(reference_of(private), reference_of(initiative), Relation.EVIDENCE_FOR)

    first = story("initiative", initiative.number, actor).trail.stages[0]

    may = MAY_SEE[role]
    named = {one.told.title for one in first.things}
    assert ("Public one" in named, "Private one" in named) == (may["public"], may["private"])
    assert first.hidden_count == (not may["private"])
    assert _is_there("case", private.number, actor) == may["private"]


def _is_there(kind, number, actor):
    try:
        story(kind, number, actor)
    except NotFound:
        return False
    return True


def test_a_call_that_is_not_open_yet_has_a_trail_for_its_buyers_only(town):
    market = make_market()
    draft = make_call(market, state=CallState.DRAFT)
    initiative = make_initiative(town)
    link(reference_of(initiative), draft.reference)

    assert not _is_there("call", draft.number, VISITOR)
    assert _is_there("call", draft.number, market.buyer)
    assert story("initiative", initiative.number).trail.stages[1].hidden_count == 1


def test_more_things_of_a_kind_cost_no_more_queries(town):
    initiative = make_initiative(town)

    def add(count):
        for _number in range(count):
            case = make_case(town, state=CaseState.ANSWERED)
            link(reference_of(case), reference_of(initiative), Relation.EVIDENCE_FOR)

    add(1)
    with CaptureQueriesContext(connection) as few:
        story("initiative", initiative.number)
    add(12)
    with CaptureQueriesContext(connection) as many:
        told = story("initiative", initiative.number)

    assert len(many) == len(few) <= 14
    assert told.is_timeline_cut
    assert len(told.trail.stages[0].things) == 13


def test_a_hot_issue_of_thousands_is_one_thing_that_is_counted(town):
    issue, _cases = make_hot_issue(town, 40)
    initiative = make_initiative(town, evidence=(reference_of(issue),))

    with CaptureQueriesContext(connection) as queries:
        told = story("initiative", initiative.number)

    assert len(queries) <= 14
    assert [stage.kind.name for stage in told.trail.stages] == ["hotissue", "initiative"]
    assert told.totals.people.count == 1  # all 40 are of one resident
    assert Case.objects.count() == 40


def test_the_graph_has_a_box_for_each_thing_and_a_line_for_each_link(way):
    _public, _private, initiative, _deal = way
    trail = story("initiative", initiative.number, now=NOW + 400 * DAY).trail

    graph = draw_graph(trail, "%(count)d more")

    assert [len(row.boxes) for row in graph.rows] == [2, 1, 1, 1, len(trail.stages[4].things)]
    assert graph.rows[0].boxes[1].is_hidden
    assert [box.is_here for box in graph.rows[1].boxes] == [True]
    assert len(graph.lines) == len(trail.edges)
    for row in graph.rows:
        for box in row.boxes:
            assert 0 <= box.x <= box.x + box.width <= graph.width


def test_what_has_no_room_in_the_graph_is_counted_there(town):
    initiative = make_initiative(town)
    for number in range(9):
        case = make_case(town, title=f"Case {number}")
        link(reference_of(case), reference_of(initiative), Relation.EVIDENCE_FOR)

    row = draw_graph(story("initiative", initiative.number).trail, "%(count)d more").rows[0]

    assert len(row.boxes) == MOST_IN_A_ROW
    assert row.boxes[-1].title == "7 more"


def test_the_page_tells_it_and_the_api_the_same(client, way):
    public, private, initiative, _deal = way

    page = client.get(f"/trail/initiative/{initiative.number}/").text
    told = client.get(f"/api/v1/trail/initiative/{initiative.number}").json()

    assert "My fear" not in page
    assert private.number not in page
    assert f'href="/cases/{public.number}/"' in page
    assert "A private case" in page
    assert told["stages"][0]["hidden_count"] == 1
    assert told["totals"]["people"] == 2
    assert {one["target"] for one in told["edges"]} >= {reference_of(initiative)}
    assert str(private.pk) not in str(told)


def test_each_thing_of_a_trail_has_one_of_its_own(client, way):
    public, _private, initiative, deal = way
    number = deal.contract.number

    for address in (
        f"case/{public.number}", f"case/{public.shown_number.lower()}",
        f"initiative/{initiative.number}", f"call/{deal.call.number}", f"contract/{number}",
        f"milestone/{number}-1",
    ):  # fmt: skip
        assert client.get(f"/trail/{address}/").status_code == 200, address
        assert client.get(f"/api/v1/trail/{address}").status_code == 200, address


@pytest.mark.parametrize(
    "address",
    ["case/0000000000", "case/x", "nonsense/7K3M9Q2XAB", "milestone/7K3M9Q2XAB-1", "milestone/-",
     "rating/7K3M9Q2XAB-%00", "budget-project/7K3M9Q2XAB-99999999999", "case/%F0%A0%80%80"],
)  # fmt: skip
def test_what_is_no_thing_has_no_trail(client, town, address):
    assert client.get(f"/trail/{address}/").status_code == 404
    answer = client.get(f"/api/v1/trail/{address}")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_a_private_case_has_a_trail_for_whoever_asked_it(client, town):
    private = make_case(town, is_public=False)

    assert client.get(f"/trail/case/{private.number}/").status_code == 404
    client.force_login(User.objects.get(pk=town.resident.user_id))
    assert client.get(f"/trail/case/{private.number}/").status_code == 200
    client.force_login(User.objects.get(pk=make_actor(Role.COMPANY_MEMBER).user_id))
    assert client.get(f"/trail/case/{private.number}/").status_code == 404
