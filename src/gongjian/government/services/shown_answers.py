"""Answers as pages show them: the question, the value in words, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.forms import BaseForm, BoundField
from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import pgettext

from gongjian.government.services.models import Answer, Application
from gongjian.government.services.rules.forms import Question, QuestionKind, read_form
from gongjian.government.services.rules.states import (
    MAY_BE_ASKED_AGAIN,
    NOT_ASKED,
    AnswerState,
    Reason,
)

PREFIX = "answer_"
"""Before the names of questions in forms of pages: a form asks whatever it is called."""


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    question: Question
    answer: Answer
    value: str
    field: BoundField | None
    """Of the form, where it is asked."""

    @property
    def is_not_asked(self) -> bool:
        return self.answer.state in NOT_ASKED

    @property
    def has_reason(self) -> bool:
        """Whether it is asked for another reason than that nobody holds it."""
        return self.answer.reason not in ("", Reason.NOBODY)

    @property
    def is_waiting(self) -> bool:
        return self.answer.state in (AnswerState.WAITING, AnswerState.ASKING, AnswerState.OPEN)

    @property
    def may_be_asked_again(self) -> bool:
        # What is told already stays as it is told.
        is_by_hand = self.answer.state == AnswerState.BY_HAND
        return self.is_waiting or (is_by_hand and self.answer.reason in MAY_BE_ASKED_AGAIN)


def shown_answers(application: Application, form: BaseForm | None = None) -> list[ShownAnswer]:
    """Every answer of an application, in the order of its form."""
    answers = {one.name: one for one in application.answers.all()}
    return [
        ShownAnswer(
            question,
            answers[question.name],
            _words(question, answers[question.name].value),
            _field(form, question.name),
        )
        for question in read_form(application.service_version.form)
    ]


def _field(form: BaseForm | None, name: str) -> BoundField | None:
    return form[f"{PREFIX}{name}"] if form and f"{PREFIX}{name}" in form.fields else None


def _words(question: Question, value: Any) -> str:
    if value is None:
        return ""
    if question.kind is QuestionKind.BOOLEAN:
        yes, no = pgettext("answer to a question", "Yes"), pgettext("answer to a question", "No")
        return yes if value else no
    if question.kind is QuestionKind.DATE:
        return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
    if question.kind is QuestionKind.MOMENT:
        return formats.date_format(localtime(datetime.fromisoformat(value)), "DATETIME_FORMAT")
    return str(value)
