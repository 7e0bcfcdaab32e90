"""The pages of hot issues: what everybody sees, and that it costs the same for many."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import User
from gongjian.government.cases.actions import tidy_hot_issues as tidy
from gongjian.government.cases.actions.begin_joint_answer import begin_joint_answer
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.triage.models import HotIssue, PublicIssue
from tests.factories import NOW, make_actor, make_area, make_case, take_step
from tests.government.issues import make_hot_issue, make_issue, make_manager

pytestmark = pytest.mark.django_db


def client_of(actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def page(path: str, actor=None, status: int = 200) -> str:
    response = (client_of(actor) if actor else Client()).get(path)
    assert response.status_code == status
    return response.content.decode()


def test_the_list_shows_the_hottest_first(town):
    cool, _cases = make_hot_issue(town, 2, title="A lamp is dark")
    hot, _cases = make_hot_issue(town, 4, title="The plant is loud")

    shown = page("/issues/")

    assert shown.index("The plant is loud") < shown.index("A lamp is dark")
    assert f"/issues/{hot.number}/" in shown
    assert f"/issues/{cool.number}/" in shown


def test_nobody_is_asked_to_support_their_own_case(town):
    issue, _cases = make_hot_issue(town, 2)

    own = page(f"/issues/{issue.number}/", town.resident)
    others = page(f"/issues/{issue.number}/", town.neighbour)

    assert "You are counted." in own
    assert "I have this too" not in own
    assert "I have this too" in others


def test_nothing_private_is_on_the_list(town):
    make_hot_issue(town, 3, is_public=False, title="My neighbour’s dog")
    make_issue([make_case(town, title="Seen"), make_case(town, is_public=False, title="Unseen")])

    for path in ("/issues/", "/issues/map/", "/issues/feed.atom", "/"):
        shown = page(path)
        assert "dog" not in shown
        assert "Unseen" not in shown


@pytest.mark.parametrize("public", [0, 1])
def test_an_issue_of_fewer_than_two_public_cases_is_not_there(town, public):
    issue = make_issue([make_case(town, is_public=n < public) for n in range(3)])

    page(f"/issues/{issue.number}/", status=404)
    page(f"/issues/{issue.number}/", actor=town.resident, status=404)
    page(f"/issues/{issue.number}/", actor=town.other_handler, status=404)
    page(f"/issues/{issue.number}/", actor=town.dispatcher, status=302)


def test_one_issue_shows_public_facts_alone(town):
    public = [make_case(town, title=f"Noise {n}", address="Mill Street 4") for n in range(2)]
    private = make_case(
        town, title="A secret noise", address="Hidden 9", is_public=False, support_count=77_777,
        longitude=1.25, latitude=2.25,
    )  # fmt: skip
    issue = make_issue([*public, private])

    shown = page(f"/issues/{issue.number}/")

    assert "Mill Street 4" in shown
    for secret in ("secret", "Hidden 9", "77777", "77,777", "1.25", private.number):
        assert secret not in shown


def test_a_hidden_case_is_gone_from_its_issue_at_once(town):
    issue, found = make_hot_issue(town, 3, title="Noise")
    Case.objects.filter(pk=found[0].pk).update(public_title="Noise of Mr X", title="Noise of Mr X")

    take_step(town, Case.objects.get(pk=found[0].pk), Step.HIDE)

    response = Client().get(f"/issues/{issue.number}/")
    assert "Mr X" not in response.content.decode()


def test_a_merged_issue_leads_to_the_other_one(town):
    (one, _first), (other, _second) = make_hot_issue(town, 2), make_hot_issue(town, 2)
    tidy.merge_issues(actor=town.dispatcher, issue_id=one.pk, into_number=other.number, now=NOW)

    response = Client().get(f"/issues/{one.number}/")

    assert response["Location"] == f"/issues/{other.number}/"
    assert one.number not in page("/issues/")


@pytest.mark.parametrize("number", ["nothing", "0000000000", "%00", "ä" * 50])
def test_what_is_no_number_is_not_found(town, number):
    page(f"/issues/{number}/", status=404)
    page(f"/issues/{number}/work/", actor=town.dispatcher, status=404)


def test_filters_narrow_list_and_map(town):
    other_area = make_area("Bay", parent=town.area.parent)
    make_hot_issue(town, 2, title="At the street")
    make_hot_issue(town, 2, title="At the bay", area_id=other_area.pk, area_path=other_area.path)
    make_hot_issue(town, 2, title="Over", state=CaseState.CLOSED)
    old = NOW - timedelta(days=300)
    make_hot_issue(town, 2, title="Long ago", received_at=old)

    def titles(query: str) -> set[str]:
        shown = page(f"/issues/?{query}")
        return {t for t in ("At the street", "At the bay", "Over", "Long ago") if t in shown}

    assert titles(f"area={other_area.pk}") == {"At the bay"}
    assert titles(f"area={town.area.parent.pk}") == titles("")
    assert titles("state=closed") == {"Over"}
    assert titles("since=2026-11-01") == {"At the street", "At the bay", "Over"}
    assert titles("until=2026-03-01") == {"Long ago"}
    assert titles(f"category={town.category.pk}") == titles("")
    assert titles(f"department={town.other_department.pk}") == set()


@pytest.mark.parametrize(
    "query", ["order=peak", "order=latest", "order=nonsense", "since=x", "state=merged", "cursor="]
)
def test_whatever_an_address_says_the_list_comes(town, query):
    make_hot_issue(town, 2, title="Noise")

    assert "Noise" in page(f"/issues/?{query}")


def test_a_damaged_cursor_is_said_to_be_one(town):
    page("/issues/?cursor=nonsense", status=422)


def test_the_list_goes_on_page_by_page(town):
    make_hot_issue(town, 2)
    face = PublicIssue.objects.get()
    for number in range(30):
        copy = HotIssue.objects.create(first_at=NOW, last_at=NOW, created_at=NOW)
        face.pk, face.issue, face.heat = None, copy, face.heat + number / 100
        face.id = copy.pk
        face.save(force_insert=True)

    first = page("/issues/")
    onward = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = page("/issues/" + onward.replace("&amp;", "&"))

    assert first.count("gj-issue__heat") == 25
    assert second.count("gj-issue__heat") == 6


def test_the_map_has_a_dot_for_each_with_a_place(town):
    issue, _cases = make_hot_issue(town, 2, longitude=120.1, latitude=30.1)

    shown = page("/issues/map/")

    assert f'href="/issues/{issue.number}/"' in shown
    assert 'data-longitude="120.1"' in shown


def test_the_feed_is_atom(town):
    issue, _cases = make_hot_issue(town, 2, title="Noise & dust")
    response = Client().get("/issues/feed.atom")

    feed = ElementTree.fromstring(response.content)
    (entry,) = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert entry.find("{http://www.w3.org/2005/Atom}title").text == "Noise & dust"
    assert issue.number in entry.find("{http://www.w3.org/2005/Atom}id").text
    assert response["Content-Type"].startswith("application/atom+xml")


def test_me_too_goes_to_a_public_open_case_of_it(town):
    closed = make_case(town, state=CaseState.CLOSED)
    opened = make_case(town)
    issue = make_issue([closed, opened, make_case(town, is_public=False)])

    shown = page(f"/issues/{issue.number}/", actor=town.neighbour)

    assert f'action="/cases/{opened.number}/support/"' in shown


def test_the_page_of_a_case_leads_to_its_issue(town):
    issue, found = make_hot_issue(town, 2)
    private, hidden = make_hot_issue(town, 2, is_public=False)

    assert f"/issues/{issue.number}/" in page(f"/cases/{found[0].number}/")
    shown = page(f"/cases/{hidden[0].number}/", actor=town.resident)
    assert private.number not in shown


def test_staff_find_its_issue_on_the_workbench_and_in_the_queue(town):
    issue, found = make_hot_issue(town, 2)
    waiting, _cases = make_hot_issue(town, 2, state=CaseState.HANDED_BACK)

    assert f"/issues/{issue.number}/work/" in page(
        f"/cases/{found[0].number}/work/", actor=town.handler
    )
    assert f"/issues/{waiting.number}/work/" in page("/dispatch/", actor=town.dispatcher)


def led_by_another(town, **fields):
    """An issue of two cases of the department and one of another one; and that case."""
    cases = [
        make_case(town, title=f"Frau Müller {n}", state=CaseState.ACCEPTED, **fields) for n in "ab"
    ]
    other = make_case(town, title="Our own", state=CaseState.ACCEPTED, **fields)
    Case.objects.filter(pk=other.pk).update(lead_department=town.other_department)
    return make_issue([*cases, Case.objects.get(pk=other.pk)]), other


@pytest.mark.parametrize(("is_public", "is_named"), [(False, False), (True, True)])
def test_who_has_one_case_of_it_reads_no_words_of_the_private_others(town, is_public, is_named):
    issue, own = led_by_another(town, is_public=is_public)
    HotIssue.objects.filter(pk=issue.pk).update(title="Frau Müller a", place="Gasse 4")
    HotIssue.objects.filter(pk=issue.pk).update(
        titled_by=Case.objects.get(title="Frau Müller a").pk
    )
    paths = (f"/issues/{issue.number}/work/", f"/cases/{own.number}/work/")

    for path in paths:
        shown = page(path, actor=town.other_handler)
        assert ("Frau Müller" in shown) is is_named
        assert issue.shown_number in shown or is_named
    assert all("Frau Müller" in page(paths[0], actor=who) for who in (town.handler, town.auditor))


def test_nobody_is_led_to_a_joint_answer_that_is_not_theirs_to_see(town):
    issue, _own = led_by_another(town)
    joint = begin_joint_answer(
        actor=town.handler, issue_id=issue.pk, text="It stops on Monday.", now=NOW
    )
    path = f"/issues/{issue.number}/answers/{joint.pk}/"

    shown = page(f"/issues/{issue.number}/work/", actor=town.other_handler)

    assert "It stops on Monday." in shown
    assert path not in shown
    assert page(path, actor=town.other_handler, status=404)
    assert path in page(f"/issues/{issue.number}/work/", actor=town.handler)


def test_the_home_page_shows_the_hottest(town):
    make_hot_issue(town, 3, title="The plant is loud", now=NOW)

    assert "The plant is loud" in page("/")


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("resident", 403), ("handler", 200), ("supervisor", 200), ("other_handler", 200),
        ("dispatcher", 200), ("auditor", 200),
    ],
)  # fmt: skip
def test_who_has_the_list_for_staff(town, name, status):
    page("/issues/queue/", actor=getattr(town, name), status=status)


def test_staff_see_those_of_their_area_or_department(town):
    far = make_area("Far away")
    near, _cases = make_hot_issue(town, 2, is_public=False)
    away, _cases = make_hot_issue(
        town, 2, is_public=False, area_id=far.pk, area_path=far.path, state=CaseState.RECEIVED
    )
    local = make_actor(Role.DISPATCHER, area=town.area)
    seen = {
        name: {one.number for one in (near, away) if one.number in page("/issues/queue/", who)}
        for name, who in {
            "dispatcher": town.dispatcher, "local": local, "handler": town.handler,
            "other": town.other_handler, "manager": make_manager(area=far),
        }.items()
    }  # fmt: skip

    assert seen == {
        "dispatcher": {near.number, away.number},
        "local": {near.number},
        "handler": {near.number},
        "other": set(),
        "manager": {away.number},
    }


def queries_of(path: str, actor=None) -> int:
    client = client_of(actor) if actor else Client()
    client.get(path)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


@pytest.mark.parametrize("path", ["/issues/", "/issues/map/", "/issues/queue/", "/"])
def test_lists_cost_as_many_queries_for_many_as_for_few(town, path):
    make_hot_issue(town, 2, longitude=120.1, latitude=30.1)
    few = queries_of(path, town.dispatcher)
    for _number in range(5):
        make_hot_issue(town, 2, longitude=120.1, latitude=30.1)

    assert queries_of(path, town.dispatcher) == few


@pytest.mark.parametrize("address", ["", "work/", "answer/"])
def test_a_large_issue_costs_as_many_queries_as_a_small_one(town, address):
    small, _cases = make_hot_issue(town, 3)
    large, _cases = make_hot_issue(town, 12)
    actor = town.supervisor

    few = queries_of(f"/issues/{small.number}/{address}", actor)
    assert queries_of(f"/issues/{large.number}/{address}", actor) == few
