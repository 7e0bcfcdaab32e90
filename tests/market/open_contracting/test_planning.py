"""Initiatives: what led to them, who asked, how many, what was measured; and calls that follow."""

import json

import pytest

from gongjian.market.initiatives.actions import change_evidence
from gongjian.market.initiatives.models import State
from gongjian.market.open_contracting.models import ContractingProcess, Release
from gongjian.market.open_contracting.selectors import packages
from gongjian.market.procurement.actions.call_events import write_event
from tests.factories import NOW, make_case, make_town
from tests.government.issues import make_hot_issue
from tests.market.initiatives.initiatives import make_initiative, make_manager
from tests.market.open_contracting import judges
from tests.market.procurement.calls import make_call, make_market

pytestmark = pytest.mark.django_db


def compiled_of(subject: str) -> dict:
    return json.loads(ContractingProcess.objects.get(subject=subject).compiled)


@pytest.mark.parametrize("state", [State.REVIEWED, State.REFUSED, State.DROPPED])
def test_each_step_of_an_initiative_is_a_release_that_the_judges_take(state, standard):
    town = make_town()
    initiative = make_initiative(town, state=state)
    process = ContractingProcess.objects.get(subject=f"initiative:{initiative.pk}")

    releases = list(Release.objects.order_by("number"))
    tags = [json.loads(one.body)["tag"] for one in releases]

    assert tags == [["planning"]] + [["planningUpdate"]] * (len(tags) - 1)
    assert compiled_of(process.subject)["planning"]["status"] == state.value
    package = packages.release_package("https://town.example/all", releases)
    record = packages.record_package("https://town.example/record", [process])
    assert judges.complaints(package, standard) == []
    assert judges.complaints(record, standard) == []


def test_it_says_who_asked_how_many_and_how_they_rated_it(standard):
    town = make_town()
    issue, _cases = make_hot_issue(town, 3)
    public = make_case(town, title="Words of a person")
    private = make_case(town, is_public=False)
    evidence = (f"hotissue:{issue.pk}", f"case:{public.pk}", f"case:{private.pk}")
    initiative = make_initiative(town, evidence=evidence)

    planning = compiled_of(f"initiative:{initiative.pk}")["planning"]

    found = {one["kind"]: one["people"] for one in planning["requests"]}
    assert found == {"hotIssue": issue.case_count, "case": 1}
    assert planning["privateRequests"] == [{"id": "case", "count": 1}]
    assert str(private.pk) not in json.dumps(planning)
    assert "Words of a person" not in json.dumps(planning)
    (outcome,) = planning["outcomes"]
    assert (outcome["baseline"], outcome["target"], outcome["unit"]) == ("20", "5", "hours")


def test_evidence_that_is_taken_back_is_told_no_more():
    town = make_town()
    case = make_case(town)
    manager = make_manager()
    initiative = make_initiative(town, manager=manager, evidence=(f"case:{case.pk}",))
    change_evidence.remove_evidence(
        actor=manager, initiative_id=initiative.pk, reference=f"case:{case.pk}",
        reason="By mistake.", now=NOW,
    )  # fmt: skip

    assert "requests" not in compiled_of(f"initiative:{initiative.pk}")["planning"]


def test_a_call_names_the_planning_it_came_from(standard):
    initiative = make_initiative(make_town(), state=State.PLANNED)
    market = make_market()
    call = make_call(market, initiative_ref=f"initiative:{initiative.pk}")
    write_event(call, actor=market.buyer, name="call_opened", now=NOW)

    (related,) = compiled_of(call.reference)["relatedProcesses"]

    assert related["relationship"] == ["planning"]
    assert related["identifier"] == f"ocds-000000-plan-{initiative.number}"
