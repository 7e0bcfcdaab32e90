import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, StepNotOpen, Unauthenticated
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.models import SideChoice, State
from gongjian.public.deliberation.rules.proposals import Side
from gongjian.public.deliberation.selectors.proposal_comments import (
    FIRST_REPLIES,
    counts_by_side,
    replies,
    threads,
)
from tests.factories import NOW, make_actor
from tests.public.proposals import make_proposal


def say(proposal, actor=None, text="Good.", **fields):
    return comment_proposal(
        actor=actor or make_actor(), proposal_id=proposal.pk, text=text, now=NOW, **fields
    )


def test_comments_take_sides_and_are_counted(town):
    proposal = make_proposal(town)
    for side in (Side.FOR, Side.FOR, Side.AGAINST, Side.NEUTRAL):
        say(proposal, town.neighbour, side=side)

    proposal.refresh_from_db()
    assert proposal.comment_count == 4
    assert counts_by_side(proposal) == {Side.FOR: 2, Side.AGAINST: 1, Side.NEUTRAL: 1}
    assert len(threads(proposal=proposal, side=SideChoice.FOR).items) == 2


def test_a_reply_to_a_reply_stands_beside_it_and_takes_no_side(town):
    proposal = make_proposal(town)
    first = say(proposal, town.neighbour, side=Side.FOR)
    reply = say(proposal, town.neighbour, parent_id=first.pk, side=Side.AGAINST)

    beside = say(proposal, town.neighbour, parent_id=reply.pk)

    assert (beside.parent, reply.side) == (first, Side.NEUTRAL)
    first.refresh_from_db()
    assert first.reply_count == 2


def test_threads_come_by_pages_with_their_first_replies(town, django_assert_num_queries):
    proposal = make_proposal(town)
    comments = [say(proposal, town.neighbour, text=f"No. {n}") for n in range(5)]
    for n in range(5):
        say(proposal, town.neighbour, text=f"Reply {n}", parent_id=comments[4].pk)

    with django_assert_num_queries(2):
        page = threads(proposal=proposal, size=2)
    rest = threads(proposal=proposal, cursor=page.next_cursor, size=9)

    assert [one.comment.text for one in page.items] == ["No. 4", "No. 3"]
    assert [one.text for one in page.items[0].replies] == ["Reply 0", "Reply 1", "Reply 2"]
    assert page.items[0].more_count == 5 - FIRST_REPLIES
    assert [one.comment.text for one in rest.items] == ["No. 2", "No. 1", "No. 0"]
    assert len(replies(comment=comments[4]).items) == 5


def test_nobody_comments_without_an_account_or_where_it_is_over(town):
    proposal = make_proposal(town)
    with pytest.raises(Unauthenticated):
        say(proposal, Actor.anonymous())
    with pytest.raises(StepNotOpen):
        say(make_proposal(town, state=State.WITHDRAWN), town.neighbour)


@pytest.mark.parametrize("text", ["", "  ", "x" * 100_000, "a\x00b"])
def test_words_that_are_none_are_refused(town, text):
    proposal = make_proposal(town)

    with pytest.raises(Invalid):
        say(proposal, town.neighbour, text=text)

    assert not proposal.comments.exists()


def test_somebody_speaks_for_the_body_they_work_in_alone(town):
    proposal = make_proposal(town)

    said = say(proposal, town.handler, for_department_id=town.department.pk)
    with pytest.raises(Invalid):
        say(proposal, town.handler, for_department_id=town.other_department.pk)

    assert said.department == town.department
