"""Two at once with one hot issue; on real connections, in real threads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from gongjian.foundation.kernel.errors import GongjianError, StaleVersion
from gongjian.government.cases.actions import tidy_hot_issues as tidy
from gongjian.government.cases.actions.begin_joint_answer import begin_joint_answer
from gongjian.government.cases.actions.refresh_hot_issues import refresh_hot_issues
from gongjian.government.cases.actions.run_joint_answer import run_joint_answer
from gongjian.government.cases.interface import support_case
from gongjian.government.cases.models import CaseAnswer, JointAnswer
from gongjian.government.cases.models.joint_answer import JointState
from gongjian.government.triage.models import HotIssue, IssueState
from tests import threads
from tests.factories import NOW, Town, make_town
from tests.government.issues import fresh, make_hot_issue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def committed_town(transactional_db) -> Town:
    return make_town()


def at_once(*acts: Callable[[], object]) -> list[type[GongjianError] | None]:
    """Do all at the same time; what each was told."""

    def told(act: Callable[[], object]) -> type[GongjianError] | None:
        try:
            act()
        except GongjianError as error:
            return type(error)
        return None

    return list(threads.at_once(*(partial(told, act) for act in acts)))


def test_two_rename_it(committed_town):
    issue, _found = make_hot_issue(committed_town, 2)

    def rename(title: str) -> Callable[[], object]:
        return lambda: tidy.rename_issue(
            actor=committed_town.dispatcher, issue_id=issue.pk, title=title, now=NOW,
            version=issue.version,
        )  # fmt: skip

    told = at_once(rename("A"), rename("B"))

    assert sorted(told, key=str) == [StaleVersion, None]
    assert fresh(issue).title == ["A", "B"][told.index(None)]


def test_two_merge_each_into_the_other(committed_town):
    (one, _a), (other, _b) = (make_hot_issue(committed_town, 2) for _time in range(2))

    def merge(issue: HotIssue, into: HotIssue) -> Callable[[], object]:
        return lambda: tidy.merge_issues(
            actor=committed_town.dispatcher, issue_id=issue.pk, into_number=into.number, now=NOW
        )

    told = at_once(merge(one, other), merge(other, one))

    assert told.count(None) == 1
    left = HotIssue.objects.exclude(state=IssueState.MERGED).get()
    assert left.case_count == 4


def test_two_answer_it_jointly(committed_town):
    town = committed_town
    issue, _found = make_hot_issue(town, 3)

    def begin(actor) -> Callable[[], object]:
        return lambda: begin_joint_answer(
            actor=actor, issue_id=issue.pk, text="It stops.", now=NOW, version=issue.version
        )

    told = at_once(begin(town.handler), begin(town.colleague))

    assert sorted(told, key=str) == [StaleVersion, None]
    assert JointAnswer.objects.count() == 1


def test_two_workers_give_one_joint_answer(committed_town):
    issue, found = make_hot_issue(committed_town, 6)
    joint = begin_joint_answer(
        actor=committed_town.handler, issue_id=issue.pk, text="It stops.", now=NOW
    )

    told = at_once(
        *[lambda: run_joint_answer(joint_id=joint.pk, clock=lambda: NOW) for _time in range(2)]
    )

    joint.refresh_from_db()
    assert told == [None, None]
    assert CaseAnswer.objects.filter(case__in=found).count() == 6
    assert (joint.state, joint.answered_count) == (JointState.DONE, 6)


def test_no_me_too_is_lost_while_it_is_summed_up(committed_town):
    town = committed_town
    issue, found = make_hot_issue(town, 3)
    HotIssue.objects.update(is_stale=True, refreshed_at=None)

    at_once(
        lambda: refresh_hot_issues(now=NOW, issue_ids=[issue.pk]),
        *[
            lambda case=case: support_case(actor=town.neighbour, case_id=case.pk, now=NOW)
            for case in found
        ],
    )
    HotIssue.objects.update(refreshed_at=None)
    refresh_hot_issues(now=NOW)

    assert fresh(issue).support_count == 3
