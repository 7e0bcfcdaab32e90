"""The page of a trail, the public number and the digests' settings: readable by everybody, whole,
and usable by the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.people.models import User
from gongjian.foundation.trail.interface import Relation, add_link
from gongjian.government.cases.rules import CaseState
from gongjian.market.initiatives.models import State
from gongjian.site.openness.actions.count_decided import count_decided
from tests.browser.test_public_pages import EVERYWHERE, look_at, sign_in
from tests.factories import make_case
from tests.government.issues import make_hot_issue
from tests.market.initiatives.initiatives import make_initiative
from tests.market.procurement.contracts import accept, make_awarded, make_running

pytestmark = pytest.mark.browser
PREFERENCES = "/account/notices/"


@pytest.fixture
def way(town):
    """From five cases, one of them private, and a hot issue to milestones."""
    moment = now()
    issue, _cases = make_hot_issue(town, 3, now=moment)
    cases = [
        make_case(town, state=CaseState.ANSWERED, title=f"Lamp {number}", now=moment)
        for number in range(4)
    ]
    private = make_case(town, is_public=False, now=moment)
    initiative = make_initiative(
        town, state=State.UNDER_WAY, evidence=(reference_of(issue),), now=moment,
        title="Lamps that light only where somebody walks, along the whole of the lake",
    )  # fmt: skip
    awarded = make_awarded()
    system = Actor.system("test")
    for case in (*cases, private):
        add_link(system, reference_of(case), Relation.EVIDENCE_FOR, reference_of(initiative),
                 now=moment)  # fmt: skip
    add_link(system, reference_of(initiative), Relation.LED_TO, awarded.call.reference, now=moment)
    accept(make_running(awarded))
    count_decided(now=moment)
    return cases[0], initiative


@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_its_pages_are_accessible(visitor, town, way, client, language, size):
    case, initiative = way
    visit = visitor(language=language, size=size)
    sign_in(visit, client, User.objects.get(pk=town.resident.user_id))
    paths = [
        f"/trail/initiative/{initiative.number}/", f"/trail/case/{case.number}/",
        "/dashboard/asked/", PREFERENCES,
    ]  # fmt: skip

    assert look_at(visit, paths) == {}
    assert visit.complaints == []


def test_from_a_case_along_its_trail_by_the_keyboard(visitor, town, way):
    case, initiative = way
    visit = visitor(has_scripts=False)
    page = visit.go(f"/cases/{case.number}/")

    page.get_by_role("link", name="The whole trail").click()
    page.get_by_role("group", name="Graph of the trail").get_by_role("link").first.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(initiative.title)


def test_the_graph_says_the_same_as_a_list(visitor, town, way):
    _case, initiative = way
    page = visitor().go(f"/trail/initiative/{initiative.number}/")

    page.get_by_text("The graph as a list").click()

    expect(page.get_by_text(f"A private case is evidence for Initiative “{initiative.title}”")
           ).to_be_visible()  # fmt: skip
