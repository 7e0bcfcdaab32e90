"""Answering, asking, noting, and what of it is public."""

from datetime import date, timedelta

import pytest

from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.ids import new_id
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import AnswerTemplate, Case, CaseAnswer
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.answer_templates import ready_answers
from tests.factories import NOW, make_case, make_category, make_provision, take_step

pytestmark = pytest.mark.django_db


def answer(town, case: Case, text: str = "It was removed.", **named) -> CaseAnswer:
    return cases.answer_case(actor=town.handler, case_id=case.pk, text=text, now=NOW, **named)


def test_an_answer_cites_its_provision_and_starts_the_time_to_object(town):
    provision = make_provision()
    case = make_case(town, state=CaseState.ACCEPTED)

    given = answer(town, case, provision_id=provision.pk)

    case = Case.objects.get(pk=case.pk)
    assert (given.provision, given.department) == (provision, town.department)
    assert (case.answered_at, case.first_answered_at) == (NOW, NOW)
    assert case.is_answered_in_time
    assert case.close_after == NOW + timedelta(days=15)


@pytest.mark.parametrize(
    "dates", [{"in_force_from": date(2027, 1, 1)}, {"in_force_until": date(2026, 11, 22)}]
)
def test_a_provision_must_be_in_force_today(town, dates):
    provision = make_provision(**dates)

    with pytest.raises(Invalid) as error:
        answer(town, make_case(town, state=CaseState.ACCEPTED), provision_id=provision.pk)

    assert list(error.value.fields) == ["provision_id"]


def test_an_unknown_provision(town):
    with pytest.raises(Invalid):
        answer(town, make_case(town, state=CaseState.ACCEPTED), provision_id=new_id())


def test_a_late_answer_is_late_for_good(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    take_step(town, case, Step.ANSWER, now=case.due_at)
    take_step(town, case, Step.REOPEN, now=case.due_at)

    assert Case.objects.get(pk=case.pk).is_answered_in_time is False


def test_the_first_answer_stays_the_first(town):
    case = make_case(town, state=CaseState.REOPENED)
    take_step(town, case, Step.ACCEPT)

    take_step(town, case, Step.ANSWER, now=NOW + timedelta(days=1))

    case = Case.objects.get(pk=case.pk)
    assert (case.first_answered_at, case.answered_at) == (NOW, NOW + timedelta(days=1))
    assert case.answers.count() == 2


def test_the_public_reads_answers_without_personal_data(town):
    case = make_case(town, state=CaseState.ACCEPTED, contact_name="王小明")

    given = answer(town, case, "王小明: call 13800138000.")

    assert given.text == "王小明: call 13800138000."
    assert "王小明" not in given.public_text
    assert "13800138000" not in given.public_text


@pytest.mark.parametrize("text", ["", " \n ", "x" * 10_001, "a\x00b"])
def test_texts_that_are_none(town, text):
    case = make_case(town, state=CaseState.ACCEPTED)

    with pytest.raises(Invalid) as error:
        answer(town, case, text)

    assert list(error.value.fields) == ["text"]
    assert Case.objects.get(pk=case.pk).state == CaseState.ACCEPTED


def test_questions_and_notes_are_not_public(town):
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER)
    take_step(town, case, Step.REPLY)
    take_step(town, case, Step.NOTE)

    shown = dict(case.events.values_list("name", "visibility"))
    texts = case.events.exclude(visibility="public").values_list("public_text", flat=True)

    assert shown["requester_asked"] == shown["question_replied"] == "requester"
    assert shown["note_added"] == "staff"
    assert set(texts) == {""}


def test_templates_of_the_department_and_of_its_categories(town):
    for name, department, category in [
        ("ours", town.department, None),
        ("everybody's", None, None),
        ("for rubbish", None, town.category),
        ("for what is above rubbish", None, town.category.parent),
        ("another department's", town.other_department, None),
        ("for noise", town.department, make_category("Noise")),
    ]:
        AnswerTemplate.objects.create(
            name=name, department=department, category=category, text="{number}: {department}"
        )
    case = make_case(town, state=CaseState.ACCEPTED)

    ready = ready_answers(case)

    assert [template.name for template in ready] == [
        "everybody's",
        "for rubbish",
        "for what is above rubbish",
        "ours",
    ]
    assert ready[0].text == f"{case.shown_number}: Urban Management"
