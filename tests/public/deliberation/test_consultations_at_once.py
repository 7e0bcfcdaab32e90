"""Two votes of one person at once, a vote while it closes, results while votes come: threads."""

from datetime import timedelta
from functools import partial
from threading import Event

import pytest
from django.db import connection, transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.public.deliberation.actions.add_statement import add_statement
from gongjian.public.deliberation.actions.announce_consultation import change_closing
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.actions.moderate_statement import moderate_statement
from gongjian.public.deliberation.errors import (
    ConsultationNotOpen,
    NoMoreStatements,
    SaidAlready,
)
from gongjian.public.deliberation.models import (
    Consultation,
    ConsultationResult,
    FormerVote,
    Participant,
    Statement,
    Vote,
)
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import Answer
from gongjian.public.deliberation.selectors.due_results import due_results, results_are_due
from tests.factories import make_actor
from tests.public.deliberation.conversations import (
    LATER,
    hold_camps,
    make_consultation,
    token_of,
    vote,
)
from tests.threads import at_once, until_another_waits

pytestmark = pytest.mark.django_db(transaction=True)
END = LATER + timedelta(hours=1)


def told(act):
    try:
        act()
    except GongjianError as error:
        return type(error).__name__
    return ""


def all_told(*acts):
    return sorted(at_once(*(partial(told, act) for act in acts)))


def say(found, text, person=1):
    return add_statement(
        actor=Actor.anonymous(), token=token_of(person), consultation_id=found.pk, text=text,
        language="en", now=LATER,
    )  # fmt: skip


def ballots_and_votes():
    """What ballots say, and what the rows of votes say: the same."""
    ballots = {
        (person.pk, number): answer.value
        for person in Participant.objects.all()
        for number, answer in rules.votes_of(bytes(person.ballot)).items()
    }
    rows = Vote.objects.values_list("participant", "statement__number", "answer")
    return ballots, {(person, number): answer for person, number, answer in rows}


def test_votes_of_one_visitor_at_once_are_of_one_participant():
    found, _holder = make_consultation()
    answers = [Answer.AGREE, Answer.DISAGREE, Answer.PASS, Answer.AGREE]

    refused = all_told(*(partial(vote, found, 1, 0, answer) for answer in answers))

    assert refused == [""] * 4
    assert (Participant.objects.count(), Vote.objects.count()) == (1, 1)
    # The first one made the vote; each that said something else than the one before changed it.
    assert 2 <= FormerVote.objects.count() <= 3
    ballots, rows = ballots_and_votes()
    assert ballots == rows


def test_votes_of_one_account_at_once_on_all_statements_are_all_there():
    found, _holder = make_consultation()
    resident = make_actor()

    refused = all_told(
        *(partial(vote, found, 1, number, Answer.AGREE, actor=resident) for number in range(3))
    )

    assert refused == [""] * 3
    assert Participant.objects.count() == 1
    ballots, rows = ballots_and_votes()
    assert ballots == rows
    assert len(rows) == 3


def test_two_who_sign_in_in_one_browser_at_once_are_two():
    found, _holder = make_consultation()
    vote(found, 1, 0, Answer.PASS)
    residents = [make_actor(), make_actor()]

    refused = all_told(
        *(partial(vote, found, 1, 1, Answer.AGREE, actor=resident) for resident in residents)
    )

    assert refused == ["", ""]
    assert Vote.objects.filter(statement__number=1).count() == 2
    owners = Participant.objects.values_list("user", flat=True)
    assert set(owners) == {resident.user_id for resident in residents}


def test_one_account_that_begins_in_two_browsers_at_once_is_one():
    found, _holder = make_consultation()
    vote(found, 1, 0, Answer.PASS)
    resident = make_actor()

    refused = all_told(
        partial(vote, found, 1, 1, Answer.AGREE, actor=resident),
        partial(vote, found, 2, 1, Answer.DISAGREE, actor=resident),
    )

    assert refused == ["", ""]
    assert Participant.objects.filter(user=resident.user_id).count() == 1
    assert Vote.objects.filter(statement__number=1).count() == 1


def test_nobody_adds_more_statements_at_once_than_one_may():
    found, _holder = make_consultation(statements_each=2)

    refused = all_told(*(partial(say, found, text) for text in "ABCD"))

    assert refused == ["", "", *[NoMoreStatements.__name__] * 2]
    numbers = Statement.objects.filter(consultation=found).values_list("number", flat=True)
    assert sorted(numbers) == [0, 1, 2, 3, 4]


def test_the_same_said_by_many_at_once_is_there_once():
    found, _holder = make_consultation()

    refused = all_told(*(partial(say, found, "More shade", person) for person in range(4)))

    assert refused == ["", *[SaidAlready.__name__] * 3]
    assert Statement.objects.filter(text="More shade").count() == 1


def test_a_vote_on_its_way_when_it_closes_is_in_the_final_result():
    found, holder = hold_camps(people=8)
    change_closing(
        actor=holder, consultation_id=found.pk, closes_at=END, reason="Soon", now=LATER
    )  # fmt: skip
    is_cast = Event()

    def cast_slowly():
        with transaction.atomic():
            vote(found, 99, 0, Answer.AGREE, now=END - timedelta(seconds=1))
            is_cast.set()
            until_another_waits()

    def compute():
        assert is_cast.wait(30)
        compute_result(consultation_id=found.pk, now=END)

    at_once(cast_slowly, compute)

    if connection.vendor == "postgresql":
        # Whoever computed first did not have it, and so made nothing final. Where one writes at a
        # time, the vote may have been in before anybody read.
        assert due_results(END) == [found.pk]
    if due_results(END):
        assert Consultation.objects.get().finalised_at is None
        compute_result(consultation_id=found.pk, now=END)
    assert Consultation.objects.get().finalised_at is not None
    final = found.results.latest("version")
    assert (final.people, final.votes) == (9, 73)
    assert not results_are_due(END)


def test_a_vote_that_comes_after_the_final_result_is_refused_however_early_it_was_sent():
    found, holder = hold_camps(people=8)
    change_closing(actor=holder, consultation_id=found.pk, closes_at=END, reason="X", now=LATER)
    compute_result(consultation_id=found.pk, now=END)
    before = END - timedelta(seconds=1)

    for act in (
        partial(vote, found, 99, 0, Answer.AGREE, now=before),
        partial(vote, found, 1, 0, Answer.PASS, now=before),
    ):
        with pytest.raises(ConsultationNotOpen):
            act()

    assert Vote.objects.count() == 72
    assert not FormerVote.objects.exists()
    assert not Participant.objects.filter(token=rules.token_digest(token_of(99), found.pk)).exists()


def test_results_while_votes_and_decisions_come_lose_nothing():
    found, holder = hold_camps(people=8)

    def votes(person):
        for number in range(9):
            vote(found, person, number, Answer(number % 3 - 1))

    def compute():
        for _turn in range(4):
            compute_result(consultation_id=found.pk, now=LATER)

    def moderate():
        for is_accepted in (False, True):
            moderate_statement(
                actor=holder, consultation_id=found.pk, statement=4, is_accepted=is_accepted,
                reason="About something else", now=LATER,
            )  # fmt: skip

    refused = all_told(*(partial(votes, 100 + number) for number in range(4)), compute, compute)
    all_told(moderate, compute)

    assert refused == [""] * 6
    ballots, rows = ballots_and_votes()
    assert ballots == rows
    last = compute_result(consultation_id=found.pk, now=LATER)
    assert (last.people, last.votes) == (12, 108)
    versions = list(ConsultationResult.objects.values_list("version", flat=True))
    assert len(versions) == len(set(versions))
    assert not results_are_due(LATER)
