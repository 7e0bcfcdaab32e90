"""The demo town's proposals show each thing that can become of one."""

from collections import Counter
from datetime import timedelta

import pytest

from gongjian.config.demo.load_proposals import THRESHOLD, load_proposals
from gongjian.config.demo.load_register import load_register
from gongjian.config.demo.proposal_texts import SUGGESTED
from gongjian.config.demo.town import build_town
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.public.deliberation.models import (
    ModerationDecision,
    Proposal,
    ProposalComment,
    ProposalSupport,
    State,
)
from gongjian.public.deliberation.selectors.similar_proposals import similar_proposals

HAN = range(0x4E00, 0xA000)


@pytest.fixture(params=["en", "zh"])
def language(request, db):
    town = build_town(language=request.param, today=local_day(now()), size=20)
    actor = Actor.system("demo")
    begin = town.now - timedelta(days=150)
    load_proposals(town, load_register(town, actor=actor, now=begin), actor=actor)
    return request.param


def test_there_is_one_of_each(language):
    states = Counter(Proposal.objects.values_list("state", flat=True))

    assert set(states) == set(State.values) - {State.REFUSED}
    assert states[State.COLLECTING] >= 5
    waiting = Proposal.objects.filter(state=State.AWAITING_ANSWER)
    assert sorted(one.is_late(now()) for one in waiting) == [False, True]
    assert set(Proposal.objects.values_list("is_answered_in_time", flat=True)) == {
        None, True, False,
    }  # fmt: skip
    assert Proposal.objects.filter(version__gt=1, is_public=True).exists()
    assert Proposal.objects.filter(flag_count=2).exists()
    assert ModerationDecision.objects.filter(appealed_at__isnull=False).exists()
    assert ProposalComment.objects.filter(department__isnull=False).exists()
    assert ProposalComment.objects.filter(parent__isnull=False).exists()


def test_what_is_counted_is_there_and_nothing_is_later_than_today(language):
    for one in Proposal.objects.all():
        assert one.support_count == ProposalSupport.objects.filter(proposal=one).count()
        assert one.updated_at <= now()
        assert (one.reached_at is not None) == (one.support_count >= THRESHOLD)
    for one in ProposalSupport.objects.select_related("proposal"):
        assert one.proposal.created_at <= one.at <= now()
    reached = Proposal.objects.filter(reached_at__isnull=False)
    assert {event.data["supports"] for one in reached for event in
            one.events.filter(name="threshold_reached")} == {THRESHOLD}  # fmt: skip
    assert not OutboxEvent.objects.filter(name__contains="Proposal").exists()


def test_it_speaks_the_language_of_the_town(language):
    for one in Proposal.objects.all():
        assert any(ord(letter) in HAN for letter in one.title + one.text) is (language == "zh")


def test_the_merged_one_is_found_while_it_is_written(language):
    (idea,) = [one for one in SUGGESTED if one.key == "night-bus"]

    found = similar_proposals(title=idea.title.to(language), text="")

    assert found[0].proposal.title == idea.title.to(language)
