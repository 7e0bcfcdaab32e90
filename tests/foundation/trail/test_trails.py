"""The trail as people see it, told of by the kinds that config/wiring.py connects."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.people.models import User
from gongjian.foundation.trail.interface import Relation, add_link, trail_of
from gongjian.foundation.trail.models import Link
from gongjian.foundation.trail.selectors.trails import MOST_A_LEVEL
from gongjian.government.triage.models import HotIssue, IssueState
from tests.factories import NOW, make_case, make_town
from tests.government.issues import make_hot_issue
from tests.public.proposals import make_proposal

VISITOR = Actor.anonymous()
pytestmark = pytest.mark.django_db


def link(source, target, relation=Relation.LED_TO):
    add_link(Actor.system("test"), source, relation, target, now=NOW)


def seen(reference, actor=VISITOR):
    """Kind → titles and, behind them, how many are hidden."""
    trail = trail_of(actor=actor, reference=reference, now=NOW)
    return {
        stage.kind.name: [*(one.told.title for one in stage.things), stage.hidden_count]
        for stage in trail.stages
    }


@pytest.fixture
def town():
    return make_town()


def test_a_case_leads_to_its_hot_issue_and_on_to_what_came_of_that(town):
    issue, cases = make_hot_issue(town, 3)
    proposal = make_proposal(town)
    link(reference_of(issue), reference_of(proposal))

    trail = trail_of(actor=VISITOR, reference=reference_of(cases[0]), now=NOW)

    assert [stage.kind.name for stage in trail.stages] == ["case", "hotissue", "proposal"]
    assert [stage.is_here for stage in trail.stages] == [True, False, False]
    assert trail.stages[1].things[0].told.note == "3 cases"


def test_a_hot_issue_leads_back_to_none_of_its_cases_by_name(town):
    issue, _cases = make_hot_issue(town, 3)

    trail = trail_of(actor=VISITOR, reference=reference_of(issue), now=NOW)

    assert not trail.leads_somewhere


def test_a_trail_goes_back_and_on_but_never_sideways(town):
    one, other = make_case(town, title="Of one"), make_case(town, title="Of another")
    proposal = make_proposal(town)
    for case in (one, other):
        link(reference_of(case), reference_of(proposal), Relation.EVIDENCE_FOR)

    assert seen(reference_of(proposal))["case"] == ["Of one", "Of another", 0]
    assert seen(reference_of(one))["case"] == ["Of one", 0]


def test_what_somebody_may_not_see_is_counted_without_a_name(town):
    private = make_case(town, is_public=False, title="My landlord")
    proposal = make_proposal(town)
    link(reference_of(private), reference_of(proposal))

    hidden = trail_of(actor=VISITOR, reference=reference_of(proposal), now=NOW).stages[0]

    assert (hidden.things, hidden.hidden_words) == ([], "a private case")
    assert seen(reference_of(proposal), town.resident)["case"] == ["My landlord", 0]
    assert seen(reference_of(proposal), town.neighbour)["case"] == [1]


def test_nothing_is_learnt_of_what_lies_behind_something_private(town):
    private = make_case(town, is_public=False, title="Mine")
    public = make_case(town, title="Known")
    proposal = make_proposal(town)
    link(reference_of(public), reference_of(private))
    link(reference_of(private), reference_of(proposal))

    assert seen(reference_of(proposal))["case"] == [1]
    assert seen(reference_of(proposal), town.resident)["case"] == ["Mine", "Known", 0]


def test_what_came_of_either_of_two_merged_hot_issues_came_of_both(town):
    gone, _cases = make_hot_issue(town, 2)
    goes_on, cases = make_hot_issue(town, 2)
    proposal = make_proposal(town)
    link(reference_of(gone), reference_of(proposal))
    link(reference_of(gone), reference_of(goes_on), Relation.MERGED_INTO)
    gone.public_face.delete()
    HotIssue.objects.filter(pk=gone.pk).update(state=IssueState.MERGED, merged_into=goes_on)

    found = seen(reference_of(cases[0]))

    assert found["proposal"] == [proposal.public_title, 0]
    assert len(found["hotissue"]) == 2  # one, and none hidden: the merged one is passed by


def test_a_ring_of_links_ends(town):
    one, other = make_case(town, title="One"), make_case(town, title="Other")
    link(reference_of(one), reference_of(other))
    link(reference_of(other), reference_of(one))

    assert seen(reference_of(one))["case"] == ["One", "Other", 0]


def test_links_to_things_of_unknown_kinds_are_passed_over(town):
    case = make_case(town)
    link(reference_of(case), f"unheard:{new_id()}")

    assert not trail_of(actor=VISITOR, reference=reference_of(case), now=NOW).leads_somewhere


def test_thousands_of_links_cost_as_few_queries_as_one_and_say_that_there_are_more(town):
    proposal = make_proposal(town)
    case = make_case(town)
    link(reference_of(case), reference_of(proposal), Relation.EVIDENCE_FOR)
    with CaptureQueriesContext(
        connection,
    ) as few:
        trail_of(actor=VISITOR, reference=reference_of(proposal), now=NOW)
    made = [f"case:{new_id()}" for _number in range(3_000)]
    Link.objects.bulk_create(
        Link(source=one, relation=Relation.EVIDENCE_FOR, target=reference_of(proposal),
             actor="system:test", at=NOW)
        for one in made
    )  # fmt: skip

    with CaptureQueriesContext(connection) as many:
        trail = trail_of(actor=VISITOR, reference=reference_of(proposal), now=NOW)

    assert len(many) == len(few) <= 6
    assert trail.is_cut
    assert trail.stages[0].hidden_count == MOST_A_LEVEL - 1


def test_pages_show_the_trail(client, town):
    issue, cases = make_hot_issue(town, 2)
    proposal = make_proposal(town)
    link(reference_of(issue), reference_of(proposal))
    private = make_case(town, is_public=False)
    link(reference_of(private), reference_of(proposal))

    issue_url = reverse("hot_issue", args=[issue.number])
    of_case = client.get(f"/cases/{cases[0].number}/").text
    of_proposal = client.get(f"/proposals/{proposal.number}/").text
    of_issue = client.get(issue_url).text

    assert f'<a href="/proposals/{proposal.number}/"' in of_case
    assert f'<a href="{issue_url}"' in of_proposal
    assert "A private case" in of_proposal
    assert private.number not in of_proposal
    assert f'<a href="/proposals/{proposal.number}/"' in of_issue
    assert 'id="trail-title"' not in client.get(f"/cases/{make_case(town).number}/").text


def test_the_api_tells_the_same(client, town):
    case, proposal = make_case(town, title="Of one"), make_proposal(town)
    private = make_case(town, is_public=False, now=NOW + timedelta(days=1))
    for one in (case, private):
        link(reference_of(one), reference_of(proposal))

    told = client.get(f"/api/v1/trail?reference={reference_of(proposal)}").json()

    assert [(one["kind"], one["hidden_count"]) for one in told["stages"]] == [
        ("case", 1), ("proposal", 0),
    ]  # fmt: skip
    assert told["stages"][0]["things"][0]["title"] == "Of one"


@pytest.mark.parametrize("reference", ["nonsense", f"case:{UUID(int=7)}", "case:x", "user:"])
def test_the_api_knows_nothing_of_what_is_not_there_or_private(client, town, reference):
    private = make_case(town, is_public=False)

    assert client.get(f"/api/v1/trail?reference={reference}").status_code == 404
    assert client.get(f"/api/v1/trail?reference={reference_of(private)}").status_code == 404
    client.force_login(User.objects.get(pk=town.resident.user_id))
    assert client.get(f"/api/v1/trail?reference={reference_of(private)}").status_code == 200
