"""Who reads what of a case's history, with how many queries."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.timelines import MOST_ENTRIES, timeline
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


def test_of_a_very_long_history_the_end_is_shown(town, case):
    repeated = [
        CaseEvent(case=case, name="sensor_repeated", at=NOW, actor="x", visibility="staff")
        for _ in range(MOST_ENTRIES)
    ]
    CaseEvent.objects.bulk_create(repeated)
    cases.add_note(actor=town.handler, case_id=case.pk, text="Looked at.", now=NOW)

    told = names(town.handler, case)

    assert len(told) == MOST_ENTRIES
    assert told[0] == "sensor_repeated"
    assert told[-1] == "note_added"


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
