"""A joint answer that was a machine's draft: a person gives it, and who reads it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.people.errors import InPersonOnly
from gongjian.government.cases.actions.begin_joint_answer import begin_joint_answer, give_again
from gongjian.government.cases.actions.run_joint_answer import run_joint_answer
from gongjian.government.cases.models import CaseAnswer, JointAnswer
from gongjian.government.cases.rules import CaseState
from gongjian.government.triage.models import PlacedCase
from tests.chat_server import ANSWER
from tests.factories import NOW, make_case
from tests.government.cases.drafting import make_written
from tests.government.issues import make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town):
    return make_case(town, state=CaseState.ACCEPTED)


@pytest.fixture
def issue(town, case):
    return make_issue([case, make_case(town, state=CaseState.ACCEPTED)])


def begin(actor, issue, text=ANSWER) -> JointAnswer:
    return begin_joint_answer(actor=actor, issue_id=issue.pk, text=text, now=NOW)


def test_a_programme_gives_no_draft_to_many(town, case, issue):
    make_written(town, case)
    programme = replace(town.handler, api_key_id=new_id())

    with pytest.raises(InPersonOnly):
        begin(programme, issue, f"{ANSWER} Soon.")

    assert not JointAnswer.objects.exists()
    assert begin(programme, issue, "Our crews swept the whole street on Monday.")


def test_a_programme_gives_none_again_to_the_case_of_the_draft(town, case, issue):
    joint = begin(town.handler, issue)
    run_joint_answer(joint_id=joint.pk, clock=lambda: NOW)
    late = make_case(town, state=CaseState.ACCEPTED)
    PlacedCase.objects.create(case_id=late.pk, issue=issue, received_at=late.received_at)
    make_written(town, late)

    with pytest.raises(InPersonOnly):
        give_again(actor=replace(town.handler, api_key_id=new_id()), joint_id=joint.pk, now=NOW)

    assert give_again(actor=town.handler, joint_id=joint.pk, now=NOW).total_count == 3


def test_a_person_does_and_the_case_of_the_draft_says_so(town, case, issue):
    draft = make_written(town, case)

    run_joint_answer(joint_id=begin(town.handler, issue).pk, clock=lambda: NOW)

    assert CaseAnswer.objects.count() == 2
    draft.refresh_from_db()
    assert draft.answer == case.answers.get()
    assert case.answers.get().event.data["is_from_draft"]
