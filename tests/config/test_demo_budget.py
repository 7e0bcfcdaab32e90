"""The demo town's budget rounds: one that is over, one to vote in, one that collects."""

from collections import Counter

import pytest

from gongjian.config.demo.budget_texts import IDEAS
from gongjian.config.demo.load_budget import VOTERS, load_budget
from gongjian.config.demo.load_register import load_register
from gongjian.config.demo.town import build_town
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.public.budgeting.actions.cast_ballot import BallotDraft, cast_ballot
from gongjian.public.budgeting.models import (
    Ballot,
    BudgetProject,
    BudgetRound,
    PartCount,
    PartResult,
    VotedMark,
)
from gongjian.public.budgeting.rules.ballots import new_secret
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors.projects import projects_to_check

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_round_is_over_one_is_voted_in_and_one_collects(language):
    town = build_town(language=language, today=local_day(now()), size=20)
    actors = load_register(town, actor=Actor.system("demo"), now=town.now)

    finished = load_budget(town, actors)

    projects = BudgetProject.objects.filter(round=finished).order_by("number")
    assert (projects.count(), finished.voters, finished.phase(now())) == (25, 800, Phase.BUILD)
    assert VotedMark.objects.filter(round=finished).count() == VOTERS
    states = Counter(projects.values_list("state", flat=True))
    assert states == {
        "built": 15, "building": 1, "unfunded": 6, "refused": 1, "withdrawn": 1, "given_up": 1,
    }  # fmt: skip
    assert all(project.reason for project in projects.filter(state="refused"))
    assert all(project.rating for project in projects.filter(state="built"))
    # Whoever makes the town makes this one.
    funded = projects.filter(state__in=["built", "building", "given_up"]).values_list(
        "number", flat=True
    )
    assert list(funded) == FUNDED
    # As if all had been cast by hand: a receipt for each, and a result of each part.
    cast = LedgerEntry.objects.filter(action="ballot_cast")
    assert cast.count() == Ballot.objects.count()
    assert PartResult.objects.filter(part__round=finished).count() == 5
    assert PartCount.objects.filter(part__round=finished, is_binding=True).count() == 5
    voting, collecting = BudgetRound.objects.exclude(pk=finished.pk).order_by("collects_at")
    assert (voting.phase(now()), collecting.phase(now())) == (Phase.VOTE, Phase.COLLECT)
    assert len(projects_to_check(actor=actors["product-manager"]).items) == 3
    cast_ballot(
        actor=actors["resident-1"], number=voting.number, draft=BallotDraft(((1, 1),)),
        secret=new_secret(), now=now(),
    )  # fmt: skip


FUNDED = [1, 3, 5, 6, 8, 11, 12, 13, 15, 16, 17, 18, 19, 20, 22, 23, 25]


def test_each_idea_is_told_once_in_both_languages():
    assert len({idea.title.en for idea in IDEAS}) == len({idea.title.zh for idea in IDEAS}) == 25
    assert all(idea.text.en and idea.text.zh for idea in IDEAS)
