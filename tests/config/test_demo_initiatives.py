"""The demo town's initiatives, in both languages."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from gongjian.config.demo.initiative_texts import DECIDED
from gongjian.config.demo.load_initiatives import load_initiatives
from gongjian.config.demo.load_proposals import load_proposals
from gongjian.config.demo.load_register import load_register
from gongjian.config.demo.town import build_town
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.market.initiatives.models import Initiative, State

HAN = range(0x4E00, 0xA000)


@pytest.fixture(params=["en", "zh"])
def language(request, db):
    town = build_town(language=request.param, today=local_day(now()), size=20)
    actor = Actor.system("demo")
    actors = load_register(town, actor=actor, now=town.now - timedelta(days=150))
    load_proposals(town, actors, actor=actor)
    OutboxEvent.objects.all().delete()
    load_initiatives(town, actors)
    return request.param


def test_there_is_one_in_each_state_and_nobody_is_told_of_history(language):
    states = Counter(Initiative.objects.values_list("state", flat=True))

    assert set(states) == set(State.values)
    assert sum(states.values()) == len(DECIDED)
    assert not OutboxEvent.objects.filter(name__contains="nitiative").exists()
    of_proposals = Initiative.objects.filter(category__code__in=["ENV-WATER-RIVER"]).get()
    assert of_proposals.evidence_count == 1
    for one in Initiative.objects.all():
        assert one.created_at <= one.updated_at <= now()
        assert bool(one.reason) == (one.state in {State.REFUSED, State.DROPPED, State.REVIEWED})


def test_all_words_are_of_the_town_s_language(language):
    is_chinese = language == "zh"

    for one in Initiative.objects.prefetch_related("measures"):
        said = [one.title, one.text, one.why, *(m.name for m in one.measures.all())]
        for text in said:
            assert any(ord(letter) in HAN for letter in text) == is_chinese, text
