"""Voting: who may, once, and apart from who it was."""

import hashlib
import json

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import User
from gongjian.methods import merkle
from gongjian.public.budgeting.actions.cast_ballot import BallotDraft, cast_ballot, change_ballot
from gongjian.public.budgeting.errors import (
    AccountTooYoung,
    AlreadyVoted,
    BallotRefused,
    MayNotVote,
    NoSuchBallot,
    PhaseOver,
    SecretTaken,
)
from gongjian.public.budgeting.models import Ballot, VotedMark
from gongjian.public.budgeting.rules.ballots import (
    BallotKind,
    BallotRules,
    Part,
    commitment_of,
    content_of,
    faults,
    new_secret,
    read_secret,
    show_secret,
)
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors.ballots import find_ballot, has_voted, receipt_of
from tests.factories import make_actor
from tests.public.budgeting.rounds import IN, choices, make_round, vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return make_round()


def test_a_ballot_is_kept_apart_from_who_cast_it(round_):
    voter = make_actor()

    ballot, _secret = vote(round_, 1, 2, actor=voter)

    assert ballot.choices == [[1, 1], [2, 1]]
    assert has_voted(voter, round_.round)
    columns = {field.name for field in Ballot._meta.fields}
    assert columns == {
        "id", "round", "district", "choices", "secret", "commitment", "version", "is_mixed",
    }  # fmt: skip
    marks = {field.name for field in VotedMark._meta.fields}
    assert marks == {"id", "round", "voter", "is_paper", "is_mixed"}
    # Random, not of time: UUIDv7 would tell which mark was written with which ballot.
    assert {ballot.pk.version, VotedMark.objects.get().pk.version} == {4}


def test_the_ledger_knows_neither_voter_nor_choice(round_):
    voter = make_actor()

    ballot, secret = vote(round_, 1, actor=voter)

    entry = LedgerEntry.objects.get(subject=f"ballot:{ballot.commitment}")
    assert entry.actor == "system:ballot-box"
    assert entry.data == {"round": str(round_.round.pk)}
    assert not LedgerEntry.objects.filter(actor=voter.reference, action__contains="ballot").exists()
    content = content_of(None, choices(1), 1)
    assert ballot.commitment == commitment_of(round_.round.pk, secret, content)
    assert ballot.commitment != commitment_of(round_.round.pk, new_secret(), content)


def test_a_receipt_proves_that_a_ballot_is_in_the_ledger(round_):
    ballot, _secret = vote(round_, 1)
    assert receipt_of(ballot.commitment).proof is None
    ledger.seal_ledger(now=IN[Phase.VOTE])

    receipt = receipt_of(ballot.commitment)

    opened = hashlib.sha256(receipt.opening.salt + receipt.opening.text.encode()).digest()
    assert merkle.leaf_hash(opened) == receipt.proof.leaf_hash
    assert receipt.proof.is_valid()
    assert json.loads(receipt.opening.text)["subject"] == f"ballot:{ballot.commitment}"
    assert "choices" not in receipt.opening.text


@pytest.mark.parametrize("commitment", ["", "x" * 64, "0" * 64, "\x00", "0" * 65])
def test_no_receipt(commitment):
    with pytest.raises(NotFound):
        receipt_of(commitment)


def test_a_person_votes_once(round_):
    voter = make_actor()
    vote(round_, 1, actor=voter)

    with pytest.raises(AlreadyVoted):
        vote(round_, 2, actor=voter)

    assert (Ballot.objects.count(), VotedMark.objects.count()) == (1, 1)


def test_the_same_again_is_answered_as_the_first_time(round_):
    voter = make_actor()
    ballot, secret = vote(round_, 1, actor=voter)

    again, _secret = vote(round_, 1, actor=voter, secret=secret)

    assert again.pk == ballot.pk
    assert Ballot.objects.count() == 1
    with pytest.raises(AlreadyVoted):
        vote(round_, 2, actor=voter, secret=secret)


def test_two_ballots_never_have_one_secret(round_):
    _ballot, secret = vote(round_, 1)

    with pytest.raises(SecretTaken):
        vote(round_, 2, secret=secret)

    assert (Ballot.objects.count(), VotedMark.objects.count()) == (1, 1)


def test_whoever_holds_the_secret_changes_the_ballot(round_):
    ballot, secret = vote(round_, 1)

    changed = change_ballot(
        actor=Actor.anonymous(), number=round_.number, draft=BallotDraft(choices(2)),
        secret=show_secret(secret).lower(), now=IN[Phase.VOTE],
    )  # fmt: skip

    assert (changed.pk, changed.choices, changed.version) == (ballot.pk, [[2, 1]], 2)
    assert receipt_of(changed.commitment).opening.text.count(ballot.commitment) == 1
    # The receipt of what was chosen first stays true, and says that it counts no more.
    first = receipt_of(ballot.commitment)
    assert json.loads(first.replaced.text)["data"]["by"] == changed.commitment
    told = [receipt_of(one.commitment).told()["is_replaced"] for one in (ballot, changed)]
    assert told == [True, False]
    assert "choices" not in first.replaced.text
    assert Ballot.objects.count() == 1


def test_the_same_choice_again_changes_nothing(round_):
    ballot, secret = vote(round_, 1)

    same = change_ballot(
        actor=Actor.anonymous(), number=round_.number, draft=BallotDraft(choices(1)),
        secret=secret, now=IN[Phase.VOTE],
    )  # fmt: skip

    assert (same.version, same.commitment) == (1, ballot.commitment)


def test_a_wrong_secret_finds_nothing(round_):
    vote(round_, 1)

    with pytest.raises(NoSuchBallot):
        find_ballot(round_.round, new_secret())
    with pytest.raises(NoSuchBallot):
        find_ballot(round_.round, "nonsense")


@pytest.mark.parametrize("phase", [Phase.COLLECT, Phase.CHECK, Phase.COUNT])
def test_outside_the_vote_nobody_votes(round_, phase):
    _ballot, secret = vote(round_, 1)
    draft = BallotDraft(choices(2))

    with pytest.raises(PhaseOver):
        change_ballot(
            actor=Actor.anonymous(), number=round_.number, draft=draft, secret=secret, now=IN[phase]
        )
    with pytest.raises(PhaseOver):
        cast_ballot(
            actor=make_actor(), number=round_.number, draft=draft, secret=new_secret(),
            now=IN[phase],
        )  # fmt: skip
    assert (Ballot.objects.count(), VotedMark.objects.count()) == (1, 1)


def test_visitors_programmes_and_new_accounts_do_not_vote(round_):
    with pytest.raises(MayNotVote):
        vote(round_, 1, actor=Actor.anonymous())
    with pytest.raises(MayNotVote):
        vote(round_, 1, actor=Actor.system("job"))


def test_an_account_has_to_be_old_enough():
    with pytest.raises(AccountTooYoung):
        # Accounts of tests are made now, by the clock, after the round.
        vote(make_round(account_hours=8_000), 1)


def test_a_vote_locks_the_rules(round_):
    assert round_.again().locked_at is None

    vote(round_, 1)

    assert round_.again().locked_at == IN[Phase.VOTE]


def test_somebody_votes_in_their_district_too(round_):
    east, west = round_.districts

    ballot, _secret = vote(round_, 1, 5, district_id=east.pk)

    assert ballot.district_id == east.pk
    with pytest.raises(BallotRefused):
        vote(round_, 1, 5, district_id=west.pk)
    with pytest.raises(BallotRefused):
        vote(round_, 5)
    with pytest.raises(Invalid):
        vote(round_, 1, district_id=round_.whole.pk)


PARTS = [Part({1: 600, 2: 400, 3: 300}, 1000), Part({5: 300, 6: 250}, 500)]


@pytest.mark.parametrize(
    ("kind", "most", "said", "wrong"),
    [
        ("approval", 0, [(1, 1), (2, 1), (3, 1), (5, 1)], []),
        ("approval", 0, [(4, 1)], ["unknown"]),
        ("approval", 0, [(1, 1), (1, 1)], ["twice"]),
        ("approval", 0, [(1, 2)], ["no_points"]),
        ("approval", 0, [(1, 0)], ["no_points"]),
        ("limited", 2, [(1, 1), (2, 1), (5, 1)], []),
        ("limited", 2, [(1, 1), (2, 1), (3, 1)], ["too_many"]),
        ("knapsack", 0, [(1, 1), (2, 1), (5, 1)], []),
        ("knapsack", 0, [(1, 1), (2, 1), (3, 1)], ["too_dear"]),
        ("knapsack", 0, [(5, 1), (6, 1)], ["too_dear"]),
        ("points", 10, [(1, 7), (2, 3), (5, 10)], []),
        ("points", 10, [(1, 7), (2, 4)], ["too_many_points"]),
        ("points", 10, [(1, -1)], ["no_points"]),
        ("points", 10, [(1, 10**9)], ["no_points"]),
        ("ranking", 3, [(1, 2), (2, 1), (5, 1)], []),
        ("ranking", 3, [(1, 1), (2, 1)], ["ranks"]),
        ("ranking", 3, [(1, 1), (2, 3)], ["ranks"]),
        ("ranking", 2, [(1, 1), (2, 2), (3, 3)], ["too_many"]),
        ("points", 10, [], []),
    ],
)
def test_what_a_ballot_may_say(kind, most, said, wrong):
    assert faults(BallotRules(BallotKind(kind), most), tuple(said), PARTS) == wrong


def test_an_empty_ballot_is_not_cast_by_mistake(round_):
    with pytest.raises(BallotRefused):
        vote(round_)

    assert VotedMark.objects.count() == 0


def test_secrets_are_read_as_people_write_them():
    secret = new_secret()

    assert read_secret(f" {show_secret(secret).lower()} ") == secret
    assert read_secret(secret[:-1]) is None
    assert read_secret("U" * 20) is None
    assert len({new_secret() for _ in range(100)}) == 100


def test_whose_account_was_closed_meanwhile_does_not_vote(round_):
    voter = make_actor()
    User.objects.filter(pk=voter.user_id).update(is_active=False)

    with pytest.raises(MayNotVote):
        vote(round_, 1, actor=voter)

    assert (VotedMark.objects.count(), Ballot.objects.count()) == (0, 0)
