"""Two ballots at once, a ballot while rules change, a change while it is counted: real threads."""

from functools import partial

import pytest
from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import User
from gongjian.public.budgeting.actions.cast_ballot import BallotDraft, change_ballot
from gongjian.public.budgeting.actions.change_project import withdraw_project
from gongjian.public.budgeting.actions.count_round import ask_count, count_round
from gongjian.public.budgeting.actions.enter_paper import enter_paper, give_paper
from gongjian.public.budgeting.actions.erase_person import erase_person
from gongjian.public.budgeting.actions.save_round import change_round
from gongjian.public.budgeting.errors import AlreadyVoted, MayNotVote, PaperCounted
from gongjian.public.budgeting.models import Ballot, PaperEntry, PartCount, VotedMark
from gongjian.public.budgeting.rules.ballots import new_secret
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors.voter_keys import voter_digest
from tests import threads
from tests.factories import make_actor
from tests.public.budgeting.rounds import IN, choices, make_round, make_round_draft, vote

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def round_(transactional_db):
    return make_round()


def told(act):
    try:
        act()
    except GongjianError as error:
        return type(error).__name__
    return ""


def at_once(*acts):
    return sorted(threads.at_once(*(partial(told, act) for act in acts)))


def test_two_ballots_of_one_voter_are_one(round_):
    voter = make_actor()

    found = at_once(*(partial(vote, round_, number, actor=voter) for number in (1, 2, 3, 4)))

    assert found == ["", *[AlreadyVoted.__name__] * 3]
    assert (VotedMark.objects.count(), Ballot.objects.count()) == (1, 1)
    assert LedgerEntry.objects.filter(action="ballot_cast").count() == 1


def test_the_same_ballot_twice_at_once_is_one_and_both_are_told_so(round_):
    voter, secret = make_actor(), new_secret()

    found = at_once(*[partial(vote, round_, 1, actor=voter, secret=secret)] * 2)

    assert found == ["", ""]
    assert Ballot.objects.count() == 1


def test_ballots_of_many_do_not_disturb_each_other(round_):
    voters = [make_actor() for _ in range(6)]

    found = at_once(*(partial(vote, round_, 1, actor=voter) for voter in voters))

    assert found == [""] * 6
    assert (VotedMark.objects.count(), Ballot.objects.count()) == (6, 6)


def test_rules_that_change_while_somebody_votes(round_):
    draft = make_round_draft(
        kind="limited", most=1, votes_at=IN[Phase.CHECK],
        districts_minor=[(part.area_id, 500_00) for part in round_.districts],
        checks_at=IN[Phase.COLLECT],
    )  # fmt: skip
    change = partial(
        change_round, actor=round_.manager, round_id=round_.round.pk, draft=draft,
        version=round_.round.version, now=IN[Phase.VOTE],
    )  # fmt: skip

    at_once(partial(vote, round_, 1, 2), change)

    # Either the ballot was first and locked the rules, or it was refused by the new ones.
    is_changed = round_.again().kind == "limited"
    assert Ballot.objects.count() == (0 if is_changed else 1)
    assert VotedMark.objects.count() == Ballot.objects.count()


def test_a_project_that_is_withdrawn_while_somebody_votes(round_):
    act = partial(
        withdraw_project, actor=round_.manager, number=round_.number, project_number=1,
        reason="The tree fell.", now=IN[Phase.VOTE],
    )  # fmt: skip

    found = at_once(partial(vote, round_, 1), act)

    assert VotedMark.objects.count() == Ballot.objects.count() == found.count("") - 1


def test_a_count_twice_at_once_while_a_project_is_withdrawn(round_):
    vote(round_, 1, 2)
    ask_count(actor=round_.manager, round_id=round_.round.pk, now=IN[Phase.COUNT])
    act = partial(
        withdraw_project, actor=round_.manager, number=round_.number, project_number=1,
        reason="The tree fell.", now=IN[Phase.COUNT],
    )  # fmt: skip
    job = partial(count_round, round_id=round_.round.pk, now=IN[Phase.COUNT])

    found = at_once(job, act, job)

    assert LedgerEntry.objects.filter(action="budget_counted").count() == 1
    # Either it was withdrawn before what is written was counted, or it was too late for that.
    report = PartCount.objects.get(part=round_.whole, is_binding=True).report
    is_in_time = found == ["", "", ""]
    assert report["treatment"]["withdrawn"] == (["1"] if is_in_time else [])
    assert round_.project(1).state == ("withdrawn" if is_in_time else "funded")


def test_a_ballot_is_changed_twice_at_once(round_):
    _ballot, secret = vote(round_, 1)

    def change(number):
        change_ballot(
            actor=Actor.anonymous(), number=round_.number, secret=secret, now=IN[Phase.VOTE],
            draft=BallotDraft(choices(number)),
        )  # fmt: skip

    assert at_once(partial(change, 2), partial(change, 3)) == ["", ""]
    assert Ballot.objects.get().version == 3
    assert LedgerEntry.objects.filter(action="ballot_cast").count() == 3


def test_one_paper_read_by_two_at_once_is_counted_once(round_):
    for document in ("A 123", "A 124"):
        give_paper(actor=round_.operator, number=round_.number, voter=document, now=IN[Phase.VOTE])
    third = make_actor()

    def read(reader):
        enter_paper(
            actor=reader, number=round_.number, paper="7", draft=BallotDraft(choices(1)),
            now=IN[Phase.VOTE],
        )  # fmt: skip

    readers = (round_.operator, round_.other_operator, round_.manager)
    found = at_once(*(partial(read, reader) for reader in readers), partial(read, third))

    assert found == ["", "", "NotAllowed", PaperCounted.__name__]
    assert Ballot.objects.count() == 1
    assert PaperEntry.objects.filter(is_counted=True).count() == 1


def test_a_ballot_and_the_erasure_of_its_voter_leave_no_mark_of_them(round_):
    voter = make_actor()
    user = User.objects.get(pk=voter.user_id)

    def erase():
        with transaction.atomic():
            erase_person(actor=voter, user_id=user.pk, now=IN[Phase.VOTE])
            User.objects.filter(pk=user.pk).update(is_active=False)

    found = at_once(erase, partial(vote, round_, 1, actor=voter))

    assert found in ([""] * 2, ["", MayNotVote.__name__])
    assert VotedMark.objects.count() == Ballot.objects.count() == found.count("") - 1
    mine = voter_digest(round_.round.pk, f"user:{user.pk}")
    assert not VotedMark.objects.filter(voter=mine).exists()
