"""The demo town told through the actions: every step is one that the town's rules allow."""

from dataclasses import replace
from datetime import date

import pytest

from gongjian.config.demo.load_cases import CaseLoader
from gongjian.config.demo.load_register import load_register
from gongjian.config.demo.town import build_town
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Assistance, Case, CaseEvent
from gongjian.government.duties.models import Duty

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_small_town_loads_whole(language):
    town = build_town(language=language, today=date(2026, 11, 23), size=120)
    actors = load_register(town, actor=Actor.system("demo"), now=town.now)
    loader = CaseLoader(town, actors)
    steps = []

    loader.load(steps.append)
    loader.support()

    states = dict(Case.objects.values_list("title", "state"))
    assert Case.objects.count() == 120
    assert Duty.objects.count() == len(town.duties)
    assert User.objects.filter(is_demo=True).count() == len(town.accounts)
    assert sum(steps) == loader.count()
    by_register = Assistance.objects.filter(duty__isnull=False)
    assert by_register.filter(replied_at__isnull=False).exists()
    assert by_register.filter(withdrawn_at__isnull=False).exists()
    assert all(states[story.title] for story in town.stories)
    held = Case.objects.filter(state="received", appealed_at=None)
    assert all(case.category is None and case.dispatch_note for case in held)
    events = CaseEvent.objects.count()
    assert LedgerEntry.objects.filter(subject__startswith="case:").count() == events


def test_an_appeal_against_a_rejection_is_decided_after_one_against_hiding_came_between():
    town = build_town(language="en", today=date(2026, 11, 23), size=300)
    both = [
        story
        for story in town.stories
        if {"appeal_hiding", "dismiss_appeal"} <= {step.act for step in story.course}
    ]
    alone = replace(town, stories=both)
    actors = load_register(alone, actor=Actor.system("demo"), now=town.now)

    CaseLoader(alone, actors).load(lambda _steps: None)

    names = set(CaseEvent.objects.values_list("name", flat=True))
    assert {"rejection_appealed", "hiding_appealed"} <= names
