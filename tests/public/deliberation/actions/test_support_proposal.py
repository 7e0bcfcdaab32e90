from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, StepNotOpen, Unauthenticated
from gongjian.foundation.people.models import User
from gongjian.government.duties.interface import deadline_at
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.actions.flag_proposal import flag_comment, flag_proposal
from gongjian.public.deliberation.actions.follow_proposal import (
    follow_proposal,
    unfollow_proposal,
)
from gongjian.public.deliberation.actions.merge_proposal import merge_proposal
from gongjian.public.deliberation.actions.support_proposal import (
    support_proposal,
    unsupport_proposal,
)
from gongjian.public.deliberation.errors import AccountTooNew
from gongjian.public.deliberation.models import FlagReason, Proposal, State
from tests.factories import NOW, make_actor, make_provision
from tests.public.proposals import make_proposal, reach, set_proposals


def test_a_support_counts_once_a_person(town):
    proposal = make_proposal(town)
    by = {"actor": town.neighbour, "proposal_id": proposal.pk, "now": NOW}

    assert [support_proposal(**by), support_proposal(**by)] == [True, False]

    proposal.refresh_from_db()
    assert (proposal.support_count, proposal.supports.count()) == (1, 1)


def test_nobody_supports_their_own_nor_without_an_account(town):
    proposal = make_proposal(town)

    with pytest.raises(NotAllowed):
        support_proposal(actor=town.resident, proposal_id=proposal.pk, now=NOW)
    with pytest.raises(Unauthenticated):
        support_proposal(actor=Actor.anonymous(), proposal_id=proposal.pk, now=NOW)


def test_an_account_made_for_it_neither_supports_nor_flags(town):
    proposal = make_proposal(town)
    comment = comment_proposal(
        actor=town.neighbour, proposal_id=proposal.pk, text="A good idea.", now=NOW
    )
    set_proposals(account_age_hours=1)
    fresh = make_actor()
    User.objects.filter(pk=fresh.user_id).update(joined_at=NOW - timedelta(minutes=59))
    by = {"actor": fresh, "now": NOW}
    flag = {"reason": FlagReason.SPAM, **by}
    for act in (
        lambda: support_proposal(proposal_id=proposal.pk, **by),
        lambda: flag_proposal(proposal_id=proposal.pk, **flag),
        lambda: flag_comment(comment_id=comment.pk, **flag),
    ):
        with pytest.raises(AccountTooNew):
            act()

    by["now"] = flag["now"] = NOW + timedelta(minutes=1)
    assert support_proposal(proposal_id=proposal.pk, **by)
    assert flag_proposal(proposal_id=proposal.pk, **flag)


def test_at_the_threshold_the_clock_of_cases_starts(town):
    provision = make_provision()
    set_proposals(threshold=2, days=10, provision=provision)
    proposal = make_proposal(town)
    support_proposal(actor=town.neighbour, proposal_id=proposal.pk, now=NOW)
    assert Proposal.objects.get().state == State.COLLECTING

    later = NOW + timedelta(days=1)
    support_proposal(actor=make_actor(), proposal_id=proposal.pk, now=later)

    proposal.refresh_from_db()
    assert proposal.state == State.AWAITING_ANSWER
    assert proposal.due_at == deadline_at(town.area, later, 10)
    assert (proposal.department, proposal.provision) == (town.department, provision)
    assert proposal.events.filter(name="threshold_reached").count() == 1


def test_a_support_is_taken_back_and_a_threshold_that_was_reached_stays_so(town):
    proposal = make_proposal(town)
    for person in (town.neighbour, make_actor()):
        support_proposal(actor=person, proposal_id=proposal.pk, now=NOW)
    by = {"actor": town.neighbour, "proposal_id": proposal.pk, "now": NOW}

    assert [unsupport_proposal(**by), unsupport_proposal(**by)] == [True, False]

    proposal.refresh_from_db()
    assert (proposal.support_count, proposal.state) == (1, State.AWAITING_ANSWER)


def test_a_later_threshold_moves_nobodys_goal(town):
    proposal = make_proposal(town)
    set_proposals(threshold=1000)

    for person in (town.neighbour, make_actor()):
        support_proposal(actor=person, proposal_id=proposal.pk, now=NOW)

    proposal.refresh_from_db()
    assert proposal.state == State.AWAITING_ANSWER


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.MERGED, State.ADOPTED])
def test_what_is_over_is_supported_no_more(town, state):
    proposal = make_proposal(town, state=state)

    with pytest.raises(StepNotOpen):
        support_proposal(actor=town.neighbour, proposal_id=proposal.pk, now=NOW)


def test_supports_of_a_merged_one_count_where_it_went_only_for_who_comes_along(town):
    set_proposals(threshold=9)
    one, other = make_proposal(town), make_proposal(town, author=make_actor())
    both, only_one = make_actor(), make_actor()
    for person in (both, only_one):
        support_proposal(actor=person, proposal_id=one.pk, now=NOW)
    support_proposal(actor=both, proposal_id=other.pk, now=NOW)
    merge_proposal(
        actor=town.dispatcher, proposal_id=one.pk, into_number=other.number, reason="Same.",
        now=NOW,
    )  # fmt: skip
    other.refresh_from_db()
    assert other.support_count == 1

    moved = [
        support_proposal(actor=person, proposal_id=other.pk, now=NOW) for person in (both, only_one)
    ]

    one.refresh_from_db()
    other.refresh_from_db()
    assert moved == [False, True]
    assert (one.support_count, other.support_count) == (2, 2)
    assert other.supports.get(user=only_one.user_id).moved_from == one


def test_what_went_on_in_one_that_goes_on_in_another_leads_to_the_last(town):
    set_proposals(threshold=9)
    one, two, three = (make_proposal(town, author=make_actor()) for _ in range(3))
    by = {"actor": town.dispatcher, "reason": "The same.", "now": NOW}

    merge_proposal(proposal_id=one.pk, into_number=two.number, **by)
    merge_proposal(proposal_id=two.pk, into_number=three.number, **by)

    one.refresh_from_db()
    assert one.merged_into == three


def test_following_is_counted_once_and_ends(town):
    proposal = make_proposal(town)
    by = {"actor": town.neighbour, "proposal_id": proposal.pk}

    assert follow_proposal(now=NOW, **by)
    assert not follow_proposal(now=NOW, **by)
    proposal.refresh_from_db()
    assert proposal.follower_count == 2

    assert unfollow_proposal(**by)
    assert not unfollow_proposal(**by)
    proposal.refresh_from_db()
    assert proposal.follower_count == 1


def test_of_the_whole_town_whoever_is_responsible_there_owes_the_answer(town):
    # The town's only city is the area that holds all others.
    proposal = make_proposal(town, area_id=None)
    reach(proposal)

    found = Proposal.objects.get(pk=proposal.pk)
    assert found.area is None
    assert found.department == town.department
