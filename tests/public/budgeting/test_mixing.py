"""What lies side by side because it came together is torn apart, and nothing is lost by it."""

from functools import partial

import pytest
from django.db import connection

from gongjian.foundation.kernel.actor import Actor
from gongjian.public.budgeting.actions.cast_ballot import BallotDraft, change_ballot
from gongjian.public.budgeting.actions.mix_ballots import mix_ballots
from gongjian.public.budgeting.models import Ballot, VotedMark
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors import boxes
from gongjian.public.budgeting.selectors.ballots import find_ballot
from gongjian.public.budgeting.tasks import boxes_are_fresh, mix_boxes
from tests import threads
from tests.factories import make_actor
from tests.public.budgeting.rounds import IN, choices, count, make_round, vote

FEW = 5


@pytest.fixture
def _few(monkeypatch):
    monkeypatch.setattr(boxes, "LEAST_TO_MIX", FEW)
    # So that there are several lots of them.
    monkeypatch.setattr("gongjian.public.budgeting.actions.mix_ballots.TOGETHER", 2)


def as_they_lie(model):
    """Keys in the order in which the database keeps the rows."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    rows = model.objects.raw(f"SELECT id FROM {model._meta.db_table} ORDER BY {place}")
    return [row.pk for row in rows]


def transactions(model):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT xmin::text FROM {model._meta.db_table}")
        return [row[0] for row in cursor.fetchall()]


def mix(round_):
    mix_ballots(round_id=round_.round.pk, now=IN[Phase.VOTE])


@pytest.mark.django_db
@pytest.mark.usefixtures("_few")
def test_marks_and_ballots_lie_in_the_order_of_random_ids():
    round_ = make_round()
    cast = [vote(round_, 1 + number % 4) for number in range(FEW)]
    before = [as_they_lie(model) for model in (VotedMark, Ballot)]
    assert before[1] == [ballot.pk for ballot, _secret in cast]
    assert boxes_are_fresh()

    mix(round_)

    assert not boxes_are_fresh()
    for model, order in zip((VotedMark, Ballot), before, strict=True):
        assert as_they_lie(model) == sorted(order)
        assert not model.objects.filter(is_mixed=False).exists()
    for ballot, secret in cast:
        found = find_ballot(round_.round, secret)
        assert (found.pk, found.choices, found.commitment) == (
            ballot.pk, ballot.choices, ballot.commitment,
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_few")
@pytest.mark.skipif("sqlite" in connection.vendor, reason="SQLite's rows name no transaction")
def test_no_row_names_the_transaction_of_its_vote():
    round_ = make_round()
    for number in range(FEW):
        vote(round_, 1 + number % 4)
    assert len(set(transactions(VotedMark))) == FEW

    mix(round_)

    assert len(set(transactions(VotedMark) + transactions(Ballot))) == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("_few")
def test_too_few_to_hide_among_each_other_are_left_until_more_come():
    round_ = make_round()
    for number in range(FEW - 1):
        vote(round_, 1 + number % 4)
    order = as_they_lie(Ballot)

    mix(round_)

    assert not boxes_are_fresh()
    assert as_they_lie(Ballot) == order
    vote(round_, 2)
    mix(round_)
    assert as_they_lie(Ballot) == sorted(as_they_lie(Ballot)) != order


@pytest.mark.django_db
@pytest.mark.usefixtures("_few")
def test_what_was_mixed_stays_where_it_is_until_it_is_counted():
    round_ = make_round()
    first = [vote(round_, 1)[0].pk for _ in range(FEW)]
    mix(round_)
    second = [vote(round_, 2)[0].pk for _ in range(FEW)]

    mix(round_)

    assert as_they_lie(Ballot) == sorted(first) + sorted(second)
    assert count(round_).voters == 2 * FEW
    assert as_they_lie(Ballot) == sorted(first + second)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_few")
def test_the_job_mixes_what_is_enough():
    round_, other = make_round(), make_round()
    for _ in range(FEW):
        vote(round_, 1)
    vote(other, 1)

    mix_boxes.call()

    fresh = Ballot.objects.filter(is_mixed=False)
    assert [ballot.round_id for ballot in fresh] == [other.round.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_few")
def test_people_vote_and_change_their_ballots_while_it_is_mixed():
    round_ = make_round()
    cast = [vote(round_, 1) for _ in range(FEW)]
    voters = [make_actor() for _ in range(3)]

    def change(secret):
        change_ballot(
            actor=Actor.anonymous(), number=round_.number, secret=secret, now=IN[Phase.VOTE],
            draft=BallotDraft(choices(2)),
        )  # fmt: skip

    threads.at_once(
        partial(mix, round_),
        *(partial(vote, round_, 3, actor=voter) for voter in voters),
        *(partial(change, secret) for _ballot, secret in cast[:2]),
        partial(mix, round_),
    )

    said = sorted(ballot.choices[0][0] for ballot in Ballot.objects.all())
    assert said == [1] * (FEW - 2) + [2, 2] + [3] * 3
    assert VotedMark.objects.count() == FEW + 3
