"""Voting: who may, when, twice, changed, and what is kept of it."""

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, Unauthenticated
from gongjian.foundation.people.interface import actor_of_user
from gongjian.public.deliberation.actions.list_people import list_people
from gongjian.public.deliberation.actions.moderate_statement import moderate_statement
from gongjian.public.deliberation.errors import (
    ConsultationNotOpen,
    NotEligible,
    RulesLocked,
)
from gongjian.public.deliberation.models import FormerVote, Participant, Vote
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import Answer, Eligibility
from gongjian.public.deliberation.selectors.consultation_votes import (
    read_table,
    vote_rows,
)
from gongjian.public.deliberation.selectors.participants import (
    find_participant,
    next_card,
    own_votes,
)
from tests.factories import NOW, make_actor, make_area, make_user
from tests.public.deliberation.conversations import (
    AFTER,
    LATER,
    make_consultation,
    make_draft,
    token_of,
    vote,
)

pytestmark = pytest.mark.django_db


def test_a_vote_is_kept_once_and_its_change_tells_what_it_was():
    found, _holder = make_consultation()

    vote(found, 1, 0, Answer.AGREE)
    vote(found, 1, 0, Answer.AGREE)
    changed = vote(found, 1, 0, Answer.DISAGREE, now=LATER)

    assert list(Vote.objects.values_list("answer", flat=True)) == [-1]
    assert list(FormerVote.objects.values_list("answer", flat=True)) == [1]
    assert rules.votes_of(bytes(changed.ballot)) == {0: Answer.DISAGREE}


def test_ballots_say_what_the_votes_say():
    found, _holder = make_consultation()
    for person, statement, answer in [(1, 0, 1), (1, 2, 0), (2, 1, -1), (2, 1, 1)]:
        vote(found, person, statement, Answer(answer))

    table, digest = read_table(found)
    (rows,) = vote_rows(found)

    assert table.statements.tolist() == [0, 1, 2]
    assert table.cells.toarray().tolist() == [[1, 0, 0], [0, 1, 0]]
    assert table.cells.nnz == 3
    assert rows.people.tolist() == [0, 0, 1]
    assert rows.votes.tolist() == [1, 0, 1]
    assert rows.times.tolist() == [int(LATER.timestamp() * 1000)] * 3
    assert len(digest) == 64


@pytest.mark.parametrize("moment", [NOW, AFTER], ids=["before", "after"])
def test_votes_outside_of_the_phase_are_refused(moment):
    found, _holder = make_consultation(opens_at=LATER)

    with pytest.raises(ConsultationNotOpen):
        vote(found, 1, 0, Answer.AGREE, now=moment)

    assert not Participant.objects.exists()


def test_a_draft_is_there_for_those_who_hold_it_alone():
    found, holder = make_draft()

    with pytest.raises(NotFound):
        vote(found, 1, 0, Answer.AGREE)
    with pytest.raises(ConsultationNotOpen):
        vote(found, 1, 0, Answer.AGREE, actor=holder)


def test_what_was_taken_out_takes_no_votes():
    found, holder = make_consultation()
    moderate_statement(
        actor=holder, consultation_id=found.pk, statement=1, is_accepted=False, reason="An insult",
        now=NOW,
    )  # fmt: skip

    for number in (1, 77):
        with pytest.raises(NotFound):
            vote(found, 1, number, Answer.AGREE)


def test_without_cookie_and_account_nothing_counts():
    found, _holder = make_consultation()

    with pytest.raises(Invalid):
        vote(found, 1, 0, Answer.AGREE, token="")


def test_visitors_are_kept_as_digests_that_differ_by_consultation():
    first, _holder = make_consultation()
    second, _holder = make_consultation()

    vote(first, 1, 0, Answer.AGREE)
    vote(second, 1, 0, Answer.AGREE)

    tokens = set(Participant.objects.values_list("token", flat=True))
    assert len(tokens) == 2
    assert token_of(1) not in tokens


def test_who_signs_in_later_stays_one_participant():
    found, _holder = make_consultation()
    vote(found, 1, 0, Answer.AGREE)
    resident = make_actor()

    vote(found, 1, 1, Answer.DISAGREE, actor=resident)
    vote(found, 9, 2, Answer.PASS, actor=resident)

    assert Participant.objects.count() == 1
    assert Vote.objects.count() == 3


def test_another_account_in_the_same_browser_is_another_participant():
    found, _holder = make_consultation()
    vote(found, 1, 0, Answer.AGREE, actor=make_actor())

    vote(found, 1, 0, Answer.DISAGREE, actor=make_actor())
    vote(found, 1, 0, Answer.PASS)

    assert sorted(Vote.objects.values_list("answer", flat=True)) == [-1, 0, 1]


def test_where_an_account_is_needed_visitors_are_sent_to_sign_in():
    found, _holder = make_consultation(eligibility=Eligibility.SIGNED_IN)

    with pytest.raises(Unauthenticated):
        vote(found, 1, 0, Answer.AGREE)

    vote(found, 1, 0, Answer.AGREE, actor=make_actor())
    assert Participant.objects.get().token == ""


def test_people_of_an_area_say_that_they_are():
    area = make_area()
    found, _holder = make_consultation(eligibility=Eligibility.AREA, area_id=area.pk)
    resident = make_actor()

    with pytest.raises(NotEligible):
        vote(found, 1, 0, Answer.AGREE, actor=resident)
    vote(found, 1, 0, Answer.AGREE, actor=resident, is_of_area=True)
    vote(found, 1, 1, Answer.AGREE, actor=resident)

    assert Vote.objects.count() == 2


def test_only_those_on_the_list_take_part():
    found, holder = make_draft(eligibility=Eligibility.LIST)
    listed = list_people(
        actor=holder, consultation_id=found.pk, addresses=[" In@Example.org", "in@example.org"],
        now=NOW,
    )  # fmt: skip
    found.opens_at, found.announced_at, found.state = NOW, NOW, "announced"
    found.save()

    invited, other = make_user(email="in@example.org"), make_actor()
    vote(found, 1, 0, Answer.AGREE, actor=actor_of_user(invited))
    with pytest.raises(NotEligible):
        vote(found, 1, 0, Answer.AGREE, actor=other)
    with pytest.raises(RulesLocked):
        list_people(actor=holder, consultation_id=found.pk, addresses=["x@example.org"], now=LATER)

    assert listed == 1


def test_what_is_no_address_is_told():
    found, holder = make_draft(eligibility=Eligibility.LIST)

    with pytest.raises(Invalid) as caught:
        list_people(actor=holder, consultation_id=found.pk, addresses=["a@b.org", "no"], now=NOW)

    assert "no" in str(caught.value.fields["addresses"][0])


@pytest.mark.parametrize("people", [0, 30])
def test_the_next_card_takes_few_queries(people, django_assert_num_queries):
    found, _holder = make_consultation()
    for person in range(people):
        vote(found, person, 0, Answer.AGREE)
    visitor = find_participant(actor=Actor.anonymous(), consultation=found, token=token_of(1))

    with django_assert_num_queries(2):
        card = next_card(consultation=found, participant=visitor, draw=0.99)

    assert card.statement.number == 2
    assert (card.seen, card.shown) == (1 if people else 0, 3)


def test_cards_come_until_all_are_seen_and_none_twice():
    found, _holder = make_consultation()
    seen = []
    visitor = None
    for _turn in range(3):
        card = next_card(consultation=found, participant=visitor, draw=0.5)
        seen.append(card.statement.number)
        visitor = vote(found, 1, card.statement.number, Answer.PASS)

    assert sorted(seen) == [0, 1, 2]
    assert next_card(consultation=found, participant=visitor, draw=0.5).statement is None
    assert [
        answer for _statement, answer in own_votes(consultation=found, participant=visitor)
    ] == [Answer.PASS] * 3


def test_chances_are_in_proportion_to_priorities():
    assert [rules.drawn([1, 3], draw) for draw in (0, 0.24, 0.26, 0.999)] == [0, 0, 1, 1]
    assert rules.drawn([0.0, 0.0], 0.5) == 1


@pytest.mark.parametrize("role", [Role.HANDLER, Role.AUDITOR, Role.DISPATCHER, Role.RESIDENT])
def test_only_those_with_the_role_hold_consultations(role):
    actor = make_actor(None if role == Role.RESIDENT else role)

    with pytest.raises(NotAllowed):
        make_draft(holder=actor)
