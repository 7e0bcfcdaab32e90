"""The clock of an official answer: reminded of once, late once, and then shown as late."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.duties.interface import deadline_at
from gongjian.public.deliberation.actions.merge_proposal import merge_proposal
from gongjian.public.deliberation.actions.moderate_proposal import moderate_proposal
from gongjian.public.deliberation.actions.remind_answer import remind_answer
from gongjian.public.deliberation.models import ModerationAct, Proposal, State
from gongjian.public.deliberation.rules.proposals import days_before_reminder
from gongjian.public.deliberation.selectors.due_answers import answers_to_remind
from gongjian.public.deliberation.tasks import proposals as tasks
from tests.factories import NOW, make_actor
from tests.public.proposals import make_proposal, set_proposals

MOMENT = timedelta(microseconds=1)


@pytest.fixture
def awaiting(town):
    set_proposals(days=10)
    return make_proposal(town, state=State.AWAITING_ANSWER)


def remind(proposal, at):
    return [remind_answer(proposal_id=proposal.pk, now=at) for _again in range(2)]


@pytest.mark.parametrize(("days", "expected"), [(1, 0), (2, 1), (5, 4), (10, 8), (30, 24)])
def test_four_fifths_of_the_days(days, expected):
    assert days_before_reminder(days) == expected


def test_reminded_after_four_fifths_late_at_the_end_each_once(town, awaiting):
    soon = deadline_at(town.area, NOW, 8)
    assert awaiting.next_reminder_at == soon
    assert remind(awaiting, soon - MOMENT) == ["", ""]

    assert remind(awaiting, soon) == ["answer_reminded", ""]
    assert remind(awaiting, awaiting.due_at - MOMENT) == ["", ""]
    assert remind(awaiting, awaiting.due_at) == ["answer_late", ""]

    names = ["answer_reminded", "answer_late"]
    assert list(awaiting.events.filter(name__in=names).order_by("id").values_list(
        "name", "visibility", "actor", "department"
    )) == [
        ("answer_reminded", "public", "system:reminders", town.department.pk),
        ("answer_late", "public", "system:reminders", town.department.pk),
    ]  # fmt: skip
    assert LedgerEntry.objects.filter(action__in=names).count() == 2


def test_of_what_is_late_already_only_that_is_said(awaiting):
    assert remind(awaiting, awaiting.due_at + timedelta(days=3)) == ["answer_late", ""]


def test_what_is_owed_no_answer_is_not_reminded_of(town, awaiting):
    late = awaiting.due_at
    answered = make_proposal(town, state=State.ADOPTED)
    merged = make_proposal(town, state=State.AWAITING_ANSWER)
    other = make_proposal(town, author=make_actor(), title="A roof where pupils wait")
    merge_proposal(
        actor=town.dispatcher, proposal_id=merged.pk, into_number=other.number, reason="The same.",
        now=NOW,
    )  # fmt: skip
    moderate_proposal(
        actor=town.dispatcher, proposal_id=awaiting.pk, act=ModerationAct.HIDE, reason="A name.",
        now=NOW,
    )  # fmt: skip

    assert answers_to_remind(late, limit=9) == []
    assert remind(answered, late) + remind(merged, late) + remind(awaiting, late) == [""] * 6
    assert not Proposal.objects.get(pk=merged.pk).is_late(late + timedelta(days=9))

    moderate_proposal(
        actor=town.dispatcher, proposal_id=awaiting.pk, act=ModerationAct.SHOW, now=NOW
    )
    assert answers_to_remind(late, limit=9) == [awaiting.pk]


def test_the_task_finds_what_is_due(town, awaiting):
    # The tests' day is past: by now it is late.
    Proposal.objects.update(due_at=NOW - timedelta(days=900), next_reminder_at=NOW)
    Proposal.objects.update(next_reminder_at=NOW - timedelta(days=900))
    assert tasks.answers_are_due()

    tasks.remind_of_answers.func()

    assert not tasks.answers_are_due()
    assert awaiting.events.filter(name="answer_late").count() == 1


def test_everybody_sees_that_it_is_late(client, awaiting):
    Proposal.objects.update(due_at=NOW - timedelta(days=900))
    remind_answer(proposal_id=awaiting.pk, now=NOW + timedelta(days=60))

    page = client.get(reverse("proposal", args=[awaiting.number])).text
    listed = client.get(reverse("proposal_list") + "?sort=due").text

    assert "The answer is late" in page
    assert "days overdue" in page
    assert "days overdue" in listed
