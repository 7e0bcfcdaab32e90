"""The clock of an official answer: reminded of once, late once, and then shown as late."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.errors import NotFound, StepNotOpen
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.duties.interface import deadline_at
from gongjian.public.deliberation.actions.answer_proposal import answer_proposal
from gongjian.public.deliberation.actions.merge_proposal import merge_proposal
from gongjian.public.deliberation.actions.moderate_proposal import moderate_proposal
from gongjian.public.deliberation.actions.remind_answer import remind_answer
from gongjian.public.deliberation.errors import OwesTheAnswer
from gongjian.public.deliberation.models import ModerationAct, Proposal, State
from gongjian.public.deliberation.policies.proposals import visible_to
from gongjian.public.deliberation.rules.proposals import (
    Outcome,
    ProposalStep,
    days_before_reminder,
)
from gongjian.public.deliberation.selectors.due_answers import answers_to_remind
from gongjian.public.deliberation.selectors.proposal_lists import answer_queue
from gongjian.public.deliberation.selectors.proposals import get_proposal, offered_steps
from gongjian.public.deliberation.tasks import proposals as tasks
from tests.factories import NOW, make_actor
from tests.public.proposals import make_product_manager, make_proposal, set_proposals

MOMENT = timedelta(microseconds=1)


@pytest.fixture
def awaiting(town):
    set_proposals(days=10)
    return make_proposal(town, state=State.AWAITING_ANSWER)


def hide(actor, proposal):
    moderate_proposal(
        actor=actor, proposal_id=proposal.pk, act=ModerationAct.HIDE, reason="A name.", now=NOW
    )


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


def test_what_is_answered_is_not_reminded_of(town, awaiting):
    late = awaiting.due_at
    answered = make_proposal(town, state=State.ADOPTED)

    assert answers_to_remind(late, limit=9) == [awaiting.pk]
    assert remind(answered, late) == ["", ""]


def test_an_owed_answer_is_not_lost_by_merging(town, awaiting):
    other = make_proposal(town, author=make_actor(), title="A roof where pupils wait")
    for actor in (town.dispatcher, town.resident, make_product_manager()):
        with pytest.raises(StepNotOpen):
            merge_proposal(
                actor=actor, proposal_id=awaiting.pk, into_number=other.number, reason="The same.",
                now=NOW,
            )  # fmt: skip

    awaiting.refresh_from_db()
    assert (awaiting.state, awaiting.merged_into) == (State.AWAITING_ANSWER, None)


def test_whoever_owes_the_answer_does_not_hide_it(town, awaiting):
    owing = make_product_manager()
    before = make_proposal(town)
    with pytest.raises(OwesTheAnswer):
        hide(owing, awaiting)

    assert ProposalStep.HIDE not in offered_steps(actor=owing, proposal=awaiting)
    hide(owing, before)


def test_a_hidden_one_is_owed_its_answer_all_the_same(town, awaiting):
    hide(town.dispatcher, awaiting)
    late = awaiting.due_at

    assert answers_to_remind(late, limit=9) == [awaiting.pk]
    assert remind(awaiting, late) == ["answer_late", ""]
    assert Proposal.objects.get(pk=awaiting.pk).is_late(late)
    # Whoever owes it still finds it, and answers.
    for owing in (make_product_manager(), town.supervisor):
        assert answer_queue(actor=owing).items == [awaiting]
        found = get_proposal(actor=owing, number=awaiting.number)
        assert ProposalStep.ANSWER in offered_steps(actor=owing, proposal=found)
        assert Proposal.objects.filter(visible_to(owing)).get() == awaiting
    with pytest.raises(NotFound):
        get_proposal(actor=town.handler, number=awaiting.number)
    answer_proposal(
        actor=town.supervisor, proposal_id=awaiting.pk, outcome=Outcome.REJECTED, text="No room.",
        now=late,
    )  # fmt: skip
    awaiting.refresh_from_db()
    assert (awaiting.state, awaiting.is_public) == (State.REJECTED, False)
    assert awaiting.is_answered_in_time is False


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
