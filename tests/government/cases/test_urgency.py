"""Urgency: told at receipt, raised by words, set by hand; first in the queues, closed by nobody but
people."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from gongjian.government.cases import interface as cases
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors import due_work
from gongjian.government.cases.selectors.queues import (
    Whose,
    dispatcher_queue,
    handler_queue,
    next_in_queue,
    next_to_dispatch,
    queue_counts,
)
from gongjian.government.cases.selectors.timelines import timeline
from tests.factories import NOW, make_case, take_step

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)

GAS = {"title": "Smell of gas", "text": "There is a strong smell of gas in the stairwell."}


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def queued(town, who: str = "handler", **options) -> list[Case]:
    page = handler_queue(actor=getattr(town, who), now=NOW, **options)
    return [row.case for row in page.items]


def names(actor: Actor, case: Case) -> list[str]:
    return [entry.name for entry in timeline(actor=actor, case=again(case))]


def set_urgency(town, case: Case, *, is_urgent: bool, who: str = "handler", **options) -> None:
    cases.set_urgency(
        actor=getattr(town, who), case_id=case.pk, is_urgent=is_urgent, reason="I called.",
        now=NOW, **options,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "reasons"),
    [
        (GAS, ["danger_to_life"]),
        ({"title": "停水三天了", "text": "整个小区停水三天了，老人没水喝。"}, ["many_people"]),
        ({"title": "What to do in case of fire?", "text": "Is there a leaflet?"}, []),
    ],
)
def test_the_words_tell_at_receipt(town, words, reasons):
    case = make_case(town, **words)

    assert case.is_urgent == bool(reasons)
    assert {one["reason"] for one in case.urgency_reasons} >= set(reasons)


def test_what_is_urgent_goes_first_whatever_its_deadline(town):
    early = make_case(town, state=CaseState.DISPATCHED, now=NOW - 3 * DAY)
    urgent = make_case(town, state=CaseState.ACCEPTED, **GAS)
    late = make_case(town, state=CaseState.DISPATCHED)

    assert queued(town) == [urgent, early, late]
    assert queued(town, whose=Whose.UNACCEPTED) == [early, late]
    assert [c.pk for c in dispatched_order(town)] == []


def dispatched_order(town) -> list[Case]:
    return dispatcher_queue(actor=town.dispatcher).items


def test_a_dispatcher_has_what_is_urgent_first(town):
    early = make_case(town, now=NOW - DAY)
    urgent = make_case(town, **GAS)
    back = make_case(town, state=CaseState.HANDED_BACK, now=NOW - 3 * DAY)

    assert dispatched_order(town) == [urgent, back, early]
    assert next_to_dispatch(actor=town.dispatcher, case=urgent) == back
    assert next_to_dispatch(actor=town.dispatcher, case=early) == urgent


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6])
def test_pages_go_on_from_the_urgent_to_the_others(town, size):
    urgent = [make_case(town, state=CaseState.ACCEPTED, now=NOW + n * DAY, **GAS) for n in range(2)]
    others = [make_case(town, state=CaseState.ACCEPTED, now=NOW - n * DAY) for n in (3, 2, 1)]

    found, cursor, pages = [], "", 0
    while cursor or not pages:
        page = handler_queue(actor=town.handler, now=NOW, cursor=cursor, size=size)
        found, cursor, pages = found + [row.case for row in page.items], page.next_cursor, pages + 1

    assert found == urgent + others
    assert pages == -(-5 // size)


@pytest.mark.parametrize("cursor", ["x", "2.", "-1.", "0", "0.x", "٣.", "00000."])
def test_a_damaged_cursor_is_told(town, cursor):
    with pytest.raises(Invalid):
        handler_queue(actor=town.handler, now=NOW, cursor=cursor)


def test_the_part_of_an_urgent_case_goes_first_too(town):
    other = make_case(town, state=CaseState.ACCEPTED, now=NOW - DAY)
    urgent = make_case(town, state=CaseState.ACCEPTED, **GAS)
    for case in (other, urgent):
        take_step(town, case, Step.ASK_ASSISTANCE)

    assert queued(town, "other_handler") == [urgent, other]


def test_after_an_urgent_case_comes_what_follows_it(town):
    urgent = make_case(town, state=CaseState.ACCEPTED, **GAS)
    other = make_case(town, state=CaseState.ACCEPTED, now=NOW - DAY)
    options = {"actor": town.handler, "now": NOW, "filters": None, "whose": Whose.ALL}

    assert next_in_queue(case=urgent, **options) == other
    assert next_in_queue(case=other, **options) == urgent


def test_no_clock_closes_an_urgent_case(town):
    urgent = make_case(town, state=CaseState.ANSWERED, **GAS)
    other = make_case(town, state=CaseState.ANSWERED)
    later = NOW + 60 * DAY

    assert due_work.cases_to_close(later, limit=9) == [other.pk]
    with pytest.raises(TransitionNotAllowed):
        cases.close_case(actor=Actor.system("closing"), case_id=urgent.pk, now=later)
    assert queued(town, "supervisor", whose=Whose.TO_CLOSE) == [urgent]
    assert queue_counts(actor=town.supervisor, now=NOW).to_close == 1
    assert queue_counts(actor=town.handler, now=NOW).to_close == 0
    assert queued(town, whose=Whose.TO_CLOSE) == []

    cases.close_case(actor=town.supervisor, case_id=urgent.pk, now=later)

    assert again(urgent).state == CaseState.CLOSED
    assert queued(town, "supervisor", whose=Whose.TO_CLOSE) == []


def test_a_supervisor_closes_nothing_else(town):
    case = make_case(town, state=CaseState.ANSWERED)

    with pytest.raises(NotAllowed):
        cases.close_case(actor=town.supervisor, case_id=case.pk, now=NOW)


def test_made_urgent_after_the_answer_it_no_longer_closes_itself(town):
    case = make_case(town, state=CaseState.ANSWERED)
    closes = case.close_after

    set_urgency(town, case, is_urgent=True, who="dispatcher")
    assert again(case).close_after is None
    set_urgency(town, case, is_urgent=False)

    assert again(case).close_after == closes
    assert due_work.cases_to_close(closes, limit=9) == [case.pk]


def test_what_somebody_set_no_algorithm_changes(town):
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER, **GAS)

    set_urgency(town, case, is_urgent=False)
    cases.reply_to_question(actor=town.resident, case_id=case.pk, text=GAS["text"], now=NOW)

    assert not again(case).is_urgent
    assert again(case).urgency_reasons == [{"reason": "set_by_staff", "words": ["I called."]}]
    assert names(town.handler, case)[-1] == "question_replied"


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (CaseState.WAITING_FOR_REQUESTER, lambda by: cases.reply_to_question(text=WORSE, **by)),
        (CaseState.ANSWERED, lambda by: cases.reopen_case(reason=WORSE, **by)),
        (CaseState.REJECTED, lambda by: cases.appeal_rejection(text=WORSE, **by)),
    ],
)
def test_what_the_requester_says_later_raises_it(town, state, step):
    case = make_case(town, state=state)

    step({"actor": town.resident, "case_id": case.pk, "now": NOW})

    assert again(case).is_urgent
    assert names(town.handler, case)[-1] == "urgency_raised"
    assert "urgency_raised" not in names(town.resident, case)
    assert "urgency_raised" not in names(Actor.anonymous(), case)


WORSE = "Now the wall is about to collapse onto the school yard."


def merge(town, case: Case, target: Case) -> None:
    cases.merge_case(
        actor=town.dispatcher, case_id=case.pk, into_number=target.number, reason="Same.", now=NOW
    )


def test_what_is_merged_makes_the_other_urgent(town):
    case, target = make_case(town, **GAS), make_case(town)

    merge(town, case, target)

    assert again(target).is_urgent
    # Its words are its requester's, who may have them erased; there, not here.
    assert again(target).urgency_reasons == [
        {"reason": "danger_to_life", "words": []},
        {"reason": "merged", "words": []},
    ]


def test_what_was_set_urgent_and_is_merged_gives_a_reason_too(town):
    case, target = make_case(town), make_case(town)
    set_urgency(town, case, is_urgent=True, who="dispatcher")

    merge(town, case, target)

    assert again(target).urgency_reasons == [{"reason": "merged", "words": []}]
    assert not again(target).is_urgency_set


def test_setting_it_stands_in_the_history_of_staff_alone(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    set_urgency(town, case, is_urgent=True)

    entry = timeline(actor=town.handler, case=again(case))[-1]
    assert (entry.name, entry.text, entry.data) == ("urgency_set", "I called.", {"is_urgent": True})
    assert "urgency_set" not in names(town.resident, case) + names(Actor.anonymous(), case)
    with pytest.raises(Conflict):
        set_urgency(town, case, is_urgent=True)
    with pytest.raises(Invalid):
        cases.set_urgency(actor=town.handler, case_id=case.pk, is_urgent=False, reason=" ", now=NOW)


@pytest.mark.parametrize("who", ["resident", "other_handler", "auditor", "neighbour"])
def test_only_who_handles_or_dispatches_sets_it(town, who):
    case = make_case(town, state=CaseState.ACCEPTED)

    with pytest.raises((NotAllowed, NotFound)):
        set_urgency(town, case, is_urgent=True, who=who)

    assert not again(case).is_urgent


def test_an_erased_requesters_words_are_gone(town):
    case = make_case(town, is_public=False, **GAS)
    set_urgency(town, case, is_urgent=True, who="dispatcher")

    cases.erase_requester(actor=town.resident, case_id=case.pk, now=NOW)

    assert again(case).urgency_reasons == [
        {"reason": "danger_to_life", "words": []},
        {"reason": "set_by_staff", "words": ["I called."]},
    ]
