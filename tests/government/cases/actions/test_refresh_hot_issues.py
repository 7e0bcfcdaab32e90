"""What the cases of a hot issue come to, for staff and for everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.government.cases import interface as cases
from gongjian.government.cases import tasks
from gongjian.government.cases.actions.refresh_hot_issues import refresh_hot_issues
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.triage import rules
from gongjian.government.triage.models import HotIssue, IssueState, PlacedCase, PublicIssue
from tests.factories import NOW, make_area, make_case, take_step
from tests.government.issues import fresh, make_hot_issue, make_issue

pytestmark = pytest.mark.django_db

TITLES = (
    "Noise from the mixing plant at Mill Street",
    "The mixing plant at Mill Street: noise all night",
    "Noise, noise, noise: the mixing plant",
)


def face_of(issue: HotIssue) -> PublicIssue | None:
    return PublicIssue.objects.filter(issue=issue).first()


def test_it_says_what_its_cases_come_to(town):
    found = [
        make_case(
            town, title=title, address=f"Mill Street {number}", support_count=number,
            dislike_count=1, received_at=NOW - timedelta(days=number),
            longitude=120.0 + number, latitude=30.0, state=CaseState.DISPATCHED,
        )
        for number, title in enumerate(TITLES, 1)
    ]  # fmt: skip
    take_step(town, found[0], Step.ACCEPT)

    issue = make_issue(found)

    assert issue.title in TITLES
    assert issue.titled_by in {case.pk for case in found}
    assert (issue.place, issue.state) == ("Mill Street", IssueState.OPEN)
    assert (issue.case_count, issue.open_count, issue.public_count) == (3, 3, 3)
    assert (issue.people_count, issue.support_count, issue.dislike_count) == (3, 6, 3)
    assert (issue.area, issue.category, issue.department) == (
        town.area, town.category, town.department,
    )  # fmt: skip
    assert (issue.first_at, issue.last_at) == (found[2].received_at, found[0].received_at)
    assert (issue.longitude, issue.latitude) == (122.0, 30.0)
    assert rules.heat_at(issue.heat, NOW) > 2.5
    assert [count for _day, count in issue.arrivals] == [1, 1, 1]
    assert not issue.is_stale


def test_its_area_is_the_lowest_that_holds_all_of_it(town):
    beside = make_area("Bay", parent=town.area.parent)
    other = make_case(town, area_id=beside.pk, area_path=beside.path)

    issue = make_issue([make_case(town), other])

    assert (issue.area, issue.area_path) == (town.area.parent, town.area.parent.path)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((CaseState.ANSWERED, CaseState.ACCEPTED), IssueState.OPEN),
        ((CaseState.ANSWERED, CaseState.CLOSED), IssueState.ANSWERED),
        ((CaseState.CLOSED, CaseState.REJECTED), IssueState.CLOSED),
    ],
)
def test_its_state_is_that_of_the_least_finished(town, states, expected):
    assert make_issue([make_case(town, state=state) for state in states]).state == expected


def test_a_merged_case_counts_where_it_goes_on(town):
    issue, found = make_hot_issue(town)

    cases.merge_case(
        actor=town.handler, case_id=found[0].pk, into_number=found[1].number, reason="x", now=NOW
    )
    run_waiting_tasks()
    refresh_hot_issues(now=NOW, issue_ids=[issue.pk])

    assert (fresh(issue).case_count, fresh(issue).people_count) == (2, 2)


def test_everybody_knows_of_its_public_cases_alone(town):
    secret = make_case(
        town, is_public=False, title="My neighbour Wang beats his dog", address="9 X"
    )
    public = [make_case(town, title=title) for title in TITLES[:2]]

    issue = make_issue([secret, *public])
    face = face_of(issue)

    assert (issue.case_count, face.case_count, face.people_count) == (3, 2, 2)
    assert face.title in TITLES
    assert issue.title in TITLES


@pytest.mark.parametrize("public", [0, 1])
def test_with_one_public_case_nobody_else_knows_of_it(town, public):
    found = [make_case(town, is_public=number < public) for number in range(3)]

    assert face_of(make_issue(found)) is None


def test_where_none_is_public_its_title_is_masked(town):
    words = "Call 13812345678 about the lamp"
    issue = make_issue([make_case(town, is_public=False, title=words) for _number in range(2)])

    assert issue.title
    assert "138" not in issue.title


@pytest.mark.parametrize("step", [Step.HIDE, Step.CHANGE_VISIBILITY])
def test_a_case_that_gives_the_title_takes_it_along_at_once(town, step):
    issue, _found = make_hot_issue(town, 3)
    titled = Case.objects.get(pk=face_of(issue).titled_by)

    take_step(town, titled, step)

    assert face_of(issue) is None
    refresh_hot_issues(now=NOW + timedelta(minutes=1))
    assert face_of(issue).case_count == 2
    assert face_of(issue).titled_by != titled.pk


def test_the_last_but_one_public_case_takes_the_issue_along_at_once(town):
    issue, found = make_hot_issue(town, 2)
    other = next(case for case in found if case.pk != face_of(issue).titled_by)

    take_step(town, other, Step.HIDE)

    assert face_of(issue) is None


def test_hidden_one_after_the_other_they_take_the_issue_along_at_once(town):
    issue, found = make_hot_issue(town, 3)
    others = [case for case in found if case.pk != face_of(issue).titled_by]

    for case in others:
        take_step(town, case, Step.HIDE)

    assert face_of(issue) is None


def test_an_erased_private_case_takes_its_words_along_at_once(town):
    issue, _found = make_hot_issue(town, 2, is_public=False, title="Wang’s dog barks")
    titled = fresh(issue).titled_by

    cases.erase_requester(actor=town.resident, case_id=titled, now=NOW)

    assert fresh(issue).title == ""


def test_what_is_erased_from_public_cases_stays_masked(town):
    issue, _found = make_hot_issue(town, 2)

    cases.erase_person(actor=town.resident, user_id=town.resident.user_id, now=NOW)
    refresh_hot_issues(now=NOW + timedelta(minutes=1))

    assert face_of(issue).case_count == 2


def test_each_change_of_a_case_makes_its_issue_stale(town):
    issue, found = make_hot_issue(town)

    take_step(town, found[0], Step.ANSWER)
    run_waiting_tasks()

    assert fresh(issue).is_stale or fresh(issue).open_count == 2


def test_a_me_too_makes_it_stale_and_counts(town):
    issue, found = make_hot_issue(town)
    before = fresh(issue).heat

    take_step(town, found[0], Step.SUPPORT)
    assert fresh(issue).is_stale
    refresh_hot_issues(now=NOW + timedelta(minutes=1))

    assert fresh(issue).support_count == 1
    assert fresh(issue).heat > before


def test_it_rests_between_two_summaries_and_twice_is_as_once(town):
    make_hot_issue(town)
    HotIssue.objects.update(is_stale=True)

    assert refresh_hot_issues(now=NOW + timedelta(seconds=1)) == 0
    assert refresh_hot_issues(now=NOW + timedelta(seconds=10)) == 1
    assert refresh_hot_issues(now=NOW + timedelta(seconds=20)) == 0


def test_a_run_is_bounded(town):
    for _number in range(3):
        make_hot_issue(town, 2)
    HotIssue.objects.update(is_stale=True)

    assert refresh_hot_issues(now=NOW + timedelta(minutes=1), limit=2) == 2
    assert tasks.issues_are_stale()


def test_what_staff_called_it_stays(town):
    issue, _found = make_hot_issue(town, is_public=True)
    HotIssue.objects.update(title="The plant", is_titled_by_staff=True, is_stale=True)

    refresh_hot_issues(now=NOW + timedelta(minutes=1))

    assert (fresh(issue).title, face_of(issue).title) == ("The plant", "The plant")


def test_without_cases_it_is_closed_and_unknown(town):
    issue, _found = make_hot_issue(town)
    PlacedCase.objects.update(issue=None)

    refresh_hot_issues(now=NOW, issue_ids=[issue.pk])

    assert (fresh(issue).state, fresh(issue).case_count) == (IssueState.CLOSED, 0)
    assert face_of(issue) is None


def test_it_costs_as_many_queries_for_many_cases_as_for_few(town):
    def queries(count: int) -> int:
        issue, _found = make_hot_issue(town, count, state=CaseState.RECEIVED)
        with CaptureQueriesContext(connection) as counted:
            refresh_hot_issues(now=NOW, issue_ids=[issue.pk])
        return len(counted)

    assert queries(2) == queries(20)
