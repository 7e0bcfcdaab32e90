"""Who reads what of a case's history, with how many queries."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.timelines import last_entry, timeline, timeline_page
from tests.factories import NOW, make_case, make_provision, take_step

pytestmark = pytest.mark.django_db
PUBLIC = ["case_received", "case_dispatched", "case_accepted", "case_answered", "case_rated"]


@pytest.fixture
def case(town) -> Case:
    case = make_case(town, contact_name="王小明")
    for step in ("dispatch", "accept", "ask_requester", "reply", "note"):
        take_step(town, case, Step(step))
    cases.answer_case(
        actor=town.handler,
        case_id=case.pk,
        text="王小明: done, call 13800138000.",
        provision_id=make_provision().pk,
        now=NOW,
    )
    take_step(town, case, Step.RATE)
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def long_case(town, case) -> Case:
    repeated = [
        CaseEvent(case=case, name="sensor_repeated", at=NOW, actor="x", visibility="staff")
        for _ in range(450)
    ]
    CaseEvent.objects.bulk_create(repeated)
    cases.add_note(actor=town.handler, case_id=case.pk, text="Looked at.", now=NOW)
    return case


def test_a_very_long_history_is_whole(town, long_case):
    told = names(town.handler, long_case)

    assert told[:2] == ["case_received", "case_dispatched"]
    assert (told.count("sensor_repeated"), told[-1]) == (450, "note_added")
    assert len({entry.event_id for entry in timeline(actor=town.handler, case=long_case)}) == len(
        told
    )


def test_a_long_history_is_read_from_its_end_to_its_beginning(town, long_case):
    cursor, told = "", []
    for _ in range(5):
        page = timeline_page(
            actor=town.handler, case=long_case, cursor=cursor, is_newest_first=True
        )
        told += page.items
        cursor = page.next_cursor

    assert cursor == ""
    assert told[::-1] == timeline(actor=town.handler, case=long_case)


def test_the_last_of_a_name_is_found_behind_all_that_followed(town, long_case):
    answered = last_entry(actor=town.resident, case=long_case, name="case_answered")

    assert answered is not None
    assert answered.text.startswith("王小明: done")
    assert last_entry(actor=Actor.anonymous(), case=long_case, name="note_added") is None


def names(actor, case) -> list[str]:
    return [entry.name for entry in timeline(actor=actor, case=case)]


def texts(actor, case) -> str:
    return " ".join(entry.text for entry in timeline(actor=actor, case=case))


def test_the_public_reads_public_things_masked_and_no_names(town, case):
    told = timeline(actor=Actor.anonymous(), case=case)

    assert [entry.name for entry in told] == PUBLIC
    assert {entry.person for entry in told} == {""}
    assert [entry.department for entry in told[1:4]] == ["Urban Management"] * 3
    assert not any(word in texts(Actor.anonymous(), case) for word in ("王小明", "13800138000"))


def test_the_requester_reads_what_is_theirs_in_full_and_no_names_of_staff(town, case):
    told = timeline(actor=town.resident, case=case)

    assert [entry.name for entry in told if entry.name not in PUBLIC] == [
        "requester_asked",
        "question_replied",
    ]
    assert {entry.person for entry in told} == {""}
    assert "13800138000" in texts(town.resident, case)
    assert [entry.name for entry in told if entry.is_own] == [
        "case_received",
        "question_replied",
        "case_rated",
    ]


def test_staff_read_everything_and_who_did_it(town, case):
    told = timeline(actor=town.colleague, case=case)

    assert "note_added" in [entry.name for entry in told]
    assert {entry.person for entry in told if entry.name == "note_added"} == {town.handler.name}
    assert [entry.name for entry in told if entry.is_own] == []


def test_another_department_reads_what_the_public_reads(town, case):
    assert names(town.other_handler, case) == PUBLIC


def test_the_answer_stands_in_its_place_with_provision_and_rating(town, case):
    [answered] = [e for e in timeline(actor=town.resident, case=case) if e.answer]

    assert answered.name == "case_answered"
    assert answered.answer.provision.article == "Article 12"
    assert answered.answer.rating.satisfaction == 5


def test_the_public_is_told_why_a_deadline_moved_and_nothing_internal(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, case, Step.ASK_EXTENSION)
    take_step(town, case, Step.DECIDE_EXTENSION)

    decided = timeline(actor=Actor.anonymous(), case=case)[-1]

    assert decided.name == "extension_decided"
    assert set(decided.data) == {"due_from", "due_to", "is_granted"}


def test_the_same_number_of_queries_whatever_the_length(town, case, django_assert_num_queries):
    for minute in range(20):
        take_step(town, case, Step.NOTE, now=NOW + timedelta(minutes=minute))

    with django_assert_num_queries(3):
        timeline(actor=town.handler, case=case)
    with django_assert_num_queries(2):
        timeline(actor=Actor.anonymous(), case=case)
