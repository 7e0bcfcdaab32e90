import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.government.services.rules.forms import (
    FormError,
    QuestionKind,
    WrongForm,
    fits,
    in_order,
    is_plain,
    read_form,
    wrong_answers,
)
from tests.government.services.parts import BY_HAND, FORM


def with_question(**said):
    form = copy.deepcopy(FORM)
    form["properties"]["extra"] = {
        "type": "string", "title": "Extra", "x-concept": "extra", **said,
    }  # fmt: skip
    return form


def problems(form):
    with pytest.raises(WrongForm) as wrong:
        read_form(form)
    return wrong.value.problems


def test_a_form_is_read_as_its_questions_in_their_order():
    questions = read_form(FORM)

    assert [one.name for one in questions] == list(FORM["properties"])
    kinds = {one.name: one.kind for one in questions}
    assert kinds["since"] is QuestionKind.DATE
    assert kinds["people"] is QuestionKind.INTEGER
    assert kinds["wish"] is QuestionKind.CHOICE
    assert kinds["illness"] is QuestionKind.TEXT
    assert kinds["street"] is QuestionKind.LONG_TEXT
    assert {one.name for one in questions if one.is_required} == set(FORM["required"])


@pytest.mark.parametrize(
    "form",
    [
        None, [], "form", {}, {"type": "object"}, {**FORM, "type": "array"},
        {**FORM, "additionalProperties": True}, {**FORM, "$ref": "https://form.example"},
        {**FORM, "$schema": "http://json-schema.org/draft-07/schema#"}, {**FORM, "title": ""},
    ],
)  # fmt: skip
def test_what_is_no_form(form):
    assert problems(form) == [("", FormError.NOT_A_FORM)]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"pattern": "(a+)+$"}, FormError.UNKNOWN_WORD),
        ({"$ref": "#"}, FormError.UNKNOWN_WORD),
        ({"type": "object"}, FormError.KIND),
        ({"type": ["string", "null"]}, FormError.KIND),
        ({"format": "email"}, FormError.KIND),
        ({"title": " "}, FormError.TITLE),
        ({"title": "x" * 301}, FormError.TITLE),
        ({"x-document": ""}, FormError.TITLE),
        ({"x-concept": "Not a slug"}, FormError.CONCEPT),
        ({"x-concept": None}, FormError.CONCEPT),
        ({"x-concept": "street"}, FormError.CONCEPT_TWICE),
        ({"enum": ["one"]}, FormError.CHOICES),
        ({"enum": ["one", "one"]}, FormError.CHOICES),
        ({"minLength": 9, "maxLength": 3}, FormError.LIMITS),
        ({"maxLength": 1.5}, FormError.LIMITS),
        ({"maxLength": True}, FormError.LIMITS),
        ({"type": "integer", "minimum": 9, "maximum": 3}, FormError.LIMITS),
        ({"type": "integer", "maxLength": 3}, FormError.UNKNOWN_WORD),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_named(said, problem):
    assert ("extra", problem) in problems(with_question(**said))


def test_every_problem_is_named():
    form = with_question(title="")
    form["properties"]["Upper"] = {"type": "string"}
    form["required"] = ["nothing"]

    assert {problem for _name, problem in problems(form)} == {
        FormError.TITLE, FormError.NAME, FormError.REQUIRED,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, {}),
        ({"people": None}, {"people": "type"}),
        ({"people": 0}, {"people": "minimum"}),
        ({"people": 41}, {"people": "maximum"}),
        ({"people": "3"}, {"people": "type"}),
        ({"people": True}, {"people": "type"}),
        ({"since": "2020-13-01"}, {"since": "format"}),
        ({"since": "yesterday"}, {"since": "format"}),
        ({"wish": "90 litres"}, {"wish": "enum"}),
        ({"street": ["Plum Lane"]}, {"street": "type"}),
        ({"illness": "x" * 101}, {"illness": "maxLength"}),
        ({"street": "x" * 2_001}, {"street": "maxLength"}),
        ({"salary": 5}, {"salary": "unknown"}),
    ],
)
def test_answers_that_do_not_fit_are_named(change, wrong):
    assert wrong_answers(FORM, {**BY_HAND, **change}) == wrong


@pytest.mark.parametrize(
    ("moment", "wrong"),
    [
        ("2026-03-01T10:00:00+08:00", {}),
        ("2026-03-01T10:00:00", {"extra": "format"}),
        ("0001-01-01T00:00:00+14:00", {"extra": "format"}),
        ("9999-12-31T23:59:59-12:00", {"extra": "format"}),
    ],
)
def test_a_moment_is_one_in_every_zone(moment, wrong):
    form = with_question(format="date-time")

    assert wrong_answers(form, {**BY_HAND, "extra": moment}) == wrong


def test_what_is_missing_is_named():
    told = {"street": "Plum Lane"}

    assert wrong_answers(FORM, told) == dict.fromkeys(("since", "people", "wish"), "required")


@given(st.dictionaries(st.text(max_size=8), st.one_of(st.none(), st.integers(), st.text())))
def test_whatever_is_sent_is_judged_and_nothing_else_happens(told):
    assert set(wrong_answers(FORM, told)) >= set(FORM["required"]) - set(told)


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_whatever_is_no_form_is_refused(value):
    with pytest.raises(WrongForm):
        read_form({"type": "object", "properties": {"a": value}})


def test_what_no_database_keeps_is_no_plain_value():
    assert all(is_plain(one) for one in ("", "Plum Lane", 3, True, False, -(2**53) + 1))
    assert not any(is_plain(one) for one in ("a\x00", "\ud800", 2**53, 1.5, None, [], {}))


def test_a_source_may_hold_what_does_not_fit():
    assert fits(FORM["properties"]["since"], "2020-05-01")
    assert not fits(FORM["properties"]["since"], "May 2020")
    assert not fits(FORM["properties"]["street"], "x" * 2_001)


def test_questions_are_asked_in_the_order_that_the_form_says_whatever_a_database_makes_of_it():
    asked = {
        name: {"type": "string", "title": name, "x-concept": name} for name in ("bb", "a", "ccc")
    }
    form = in_order({"type": "object", "properties": asked})
    as_kept = {**form, "properties": dict(sorted(asked.items()))}

    assert [one.name for one in read_form(as_kept)] == ["bb", "a", "ccc"]
    added = {"d": {"type": "string", "title": "d", "x-concept": "d"}, **asked}
    longer = {**as_kept, "properties": added}
    assert [one.name for one in read_form(longer)] == ["bb", "a", "ccc", "d"]


@pytest.mark.parametrize("order", ["a", [1], {"a": 1}, None])
def test_an_order_is_a_list_of_names(order):
    asked = {"a": {"type": "string", "title": "a", "x-concept": "a"}}

    with pytest.raises(WrongForm):
        read_form({"type": "object", "properties": asked, "x-order": order})
