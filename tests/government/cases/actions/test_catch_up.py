"""Cases that came before the program read each as it came."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from gongjian.government.cases import tasks
from gongjian.government.cases.actions import catch_up as catching
from gongjian.government.cases.actions.catch_up import catch_up
from gongjian.government.cases.interface import set_urgency
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.timelines import timeline
from gongjian.government.triage.models import HotIssue, PlacedCase
from tests.factories import NOW, make_case

pytestmark = pytest.mark.django_db
BEGIN = import_module("gongjian.government.cases.migrations.0015_catch_up").begin
NOISE = {
    "title": "丽发新城搅拌站噪音扰民",
    "text": "丽发新城小区旁边的搅拌站夜里噪音很大，粉尘也多，居民无法入睡，请尽快查处搅拌站。",
}
GAS = {"title": "Smell of gas", "text": "There is a strong smell of gas in the stairwell."}


def make_earlier(town, **fields) -> Case:
    """A case that nobody judged, as the version before left it."""
    case = make_case(town, **fields)
    Case.objects.filter(pk=case.pk).update(is_urgent=False, urgency_reasons=[])
    return case


def is_urgent(case: Case) -> bool:
    return Case.objects.get(pk=case.pk).is_urgent


def test_after_an_upgrade_all_are_placed_in_batches_the_newest_first(town, monkeypatch):
    monkeypatch.setattr(catching, "BATCH", 2)
    found = [make_earlier(town, **NOISE) for _number in range(5)]
    BEGIN(apps, None)
    assert tasks.is_behind()

    tasks.catch_up_earlier_cases.call()
    first = set(PlacedCase.objects.values_list("case_id", flat=True))
    read = [catch_up(now=NOW) for _time in range(4)]

    assert first == {case.pk for case in found[-2:]}
    assert read == [2, 1, 0, 0]
    assert PlacedCase.objects.filter(issue=HotIssue.objects.get()).count() == 5
    assert not tasks.is_behind()


def test_a_new_town_is_never_behind(db):
    BEGIN(apps, None)

    assert not tasks.is_behind()


def test_open_ones_are_judged_once_and_never_against_staff(town):
    waiting, answered, closed, lowered = (
        make_earlier(town, state=state, **GAS)
        for state in (
            CaseState.ACCEPTED, CaseState.ANSWERED, CaseState.CLOSED, CaseState.ACCEPTED,
        )
    )  # fmt: skip
    for raised in (True, False):
        set_urgency(
            actor=town.handler, case_id=lowered.pk, is_urgent=raised, reason="I called.", now=NOW
        )

    for _time in range(2):
        catching.begin_catching_up()
        catch_up(now=NOW)

    assert [is_urgent(case) for case in (waiting, closed, lowered)] == [True, False, False]
    names = [entry.name for entry in timeline(actor=town.handler, case=waiting)]
    assert names.count("urgency_raised") == 1
    assert is_urgent(answered) == answered.is_open


def test_what_one_sender_said_twice_long_ago_stays_two_cases(town):
    found = [make_earlier(town, **NOISE) for _number in range(2)]
    catching.begin_catching_up()

    catch_up(now=NOW)

    assert not Case.objects.filter(pk__in=[case.pk for case in found], state="merged").exists()
