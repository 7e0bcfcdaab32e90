"""Supporting at once: each counts once, and the goal is reached once; real threads."""

import threading
from functools import partial

import pytest
from django.db import transaction

from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.actions.edit_proposal import withdraw_proposal
from gongjian.public.deliberation.actions.flag_proposal import flag_comment
from gongjian.public.deliberation.actions.merge_proposal import merge_proposal
from gongjian.public.deliberation.actions.moderate_proposal import moderate_comment
from gongjian.public.deliberation.actions.remind_answer import remind_answer
from gongjian.public.deliberation.actions.support_proposal import (
    support_proposal,
    unsupport_proposal,
)
from gongjian.public.deliberation.models import FlagReason, ModerationAct, Proposal, State
from tests import threads
from tests.factories import NOW, make_actor, make_town
from tests.public.proposals import make_proposal, set_proposals

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(transactional_db):
    town = make_town()
    set_proposals(threshold=3)
    return town


def told(act):
    try:
        return act()
    except GongjianError as error:
        return type(error).__name__


def at_once(*acts):
    return threads.at_once(*(partial(told, act) for act in acts))


def support(proposal, actor):
    return partial(support_proposal, actor=actor, proposal_id=proposal.pk, now=NOW)


def counted(proposal):
    found = Proposal.objects.get(pk=proposal.pk)
    assert found.support_count == found.supports.count()
    return found


def test_one_person_many_times_counts_once(town):
    proposal = make_proposal(town)

    answers = at_once(*[support(proposal, town.neighbour)] * 4)

    assert sorted(answers) == [False, False, False, True]
    assert counted(proposal).support_count == 1


def test_the_goal_is_reached_once(town):
    proposal = make_proposal(town)
    people = [make_actor() for _person in range(6)]

    answers = at_once(*(support(proposal, actor) for actor in people))

    found = counted(proposal)
    assert answers == [True] * 6
    assert (found.state, found.support_count) == (State.AWAITING_ANSWER, 6)
    assert found.events.filter(name="threshold_reached").count() == 1
    assert LedgerEntry.objects.filter(action="threshold_reached").count() == 1
    assert LedgerEntry.objects.filter(action="proposal_supported").count() == 6


def test_who_comes_and_who_goes_leave_the_count_right(town):
    set_proposals(threshold=99)
    proposal = make_proposal(town)
    stays, goes, comes = (make_actor() for _person in range(3))
    for actor in (stays, goes):
        support(proposal, actor)()

    at_once(
        support(proposal, comes),
        partial(unsupport_proposal, actor=goes, proposal_id=proposal.pk, now=NOW),
    )

    assert counted(proposal).support_count == 2


def test_the_last_support_and_the_withdrawal_leave_one_of_both(town):
    proposal = make_proposal(town)
    for _person in range(2):
        support(proposal, make_actor())()
    withdraw = partial(
        withdraw_proposal, actor=town.resident, proposal_id=proposal.pk, reason="Built.", now=NOW
    )

    at_once(support(proposal, make_actor()), withdraw)

    found = counted(proposal)
    assert (found.state, found.support_count) in {
        (State.AWAITING_ANSWER, 3), (State.WITHDRAWN, 2),
    }  # fmt: skip


def test_two_that_are_merged_into_each_other_are_one(town):
    one, other = make_proposal(town), make_proposal(town, title="A roof where pupils wait")

    def merge(which, into):
        return partial(
            merge_proposal, actor=town.dispatcher, proposal_id=which.pk, into_number=into.number,
            reason="The same.", now=NOW,
        )  # fmt: skip

    answers = at_once(merge(one, other), merge(other, one))

    assert sum(isinstance(answer, str) for answer in answers) == 1
    assert Proposal.objects.filter(state=State.MERGED).count() == 1


def test_two_workers_call_an_answer_late_once(town):
    proposal = make_proposal(town, state=State.AWAITING_ANSWER)

    names = at_once(*[partial(remind_answer, proposal_id=proposal.pk, now=proposal.due_at)] * 3)

    assert sorted(names) == ["", "", "answer_late"]


def test_a_comment_is_flagged_and_hidden_at_once(town):
    proposal = make_proposal(town)
    comment = comment_proposal(
        actor=town.neighbour, proposal_id=proposal.pk, text="Rude words.", now=NOW
    )
    is_held = threading.Event()

    def hide():
        with transaction.atomic():
            Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
            is_held.set()
            threads.until_another_waits()
            decision = moderate_comment(
                actor=town.dispatcher, comment_id=comment.pk, act=ModerationAct.HIDE,
                reason="Rude.", now=NOW,
            )  # fmt: skip
        return decision.act

    def flag():
        is_held.wait(30)
        return flag_comment(
            actor=make_actor(), comment_id=comment.pk, reason=FlagReason.INSULT, now=NOW
        )

    assert at_once(hide, flag) == ["hide", "NotFound"]
