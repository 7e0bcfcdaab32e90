"""What is wrong with a form, in words: that it is none, or that it asks what somebody holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid, Text
from gongjian.government.services.rules.forms import (
    MOST_QUESTIONS,
    FormError,
    Question,
    WrongForm,
    read_form,
)
from gongjian.government.services.rules.sources import REFUSED, Way
from gongjian.government.services.selectors.sources import Source

FORM_WORDS: Mapping[FormError, Text] = {
    FormError.NOT_A_FORM: _(
        "A form is a JSON Schema of type “object” with properties, and with no other words than"
        " $schema, title, required and additionalProperties: false."
    ),
    FormError.NO_QUESTIONS: _("It asks nothing."),
    FormError.TOO_MANY: _("At most %(most)s questions.") % {"most": MOST_QUESTIONS},
    FormError.NAME: _("A name of small letters, digits and underscores, such as birth_date."),
    FormError.UNKNOWN_WORD: _("It holds a word of JSON Schema that forms do not have."),
    FormError.TITLE: _("It needs a title; titles and descriptions have at most 300 characters."),
    FormError.KIND: _("Its type is string, integer or boolean; a format is date or date-time."),
    FormError.CHOICES: _("Choices are two or more different texts."),
    FormError.LIMITS: _("Its limits contradict each other, or are no whole numbers."),
    FormError.CONCEPT: _("It needs “x-concept”: what it is about, as the data catalogue says."),
    FormError.REQUIRED: _("“required” names something that is not asked."),
    FormError.CONCEPT_TWICE: _("Another question is about the same concept."),
}


def require_form(form: Any) -> list[Question]:
    """The questions of a form.

    Raises
    ------
    Invalid
        It is none; every problem is named.
    """
    try:
        return read_form(form)
    except WrongForm as wrong:
        texts = [
            _("“%(name)s”: %(problem)s") % {"name": name, "problem": FORM_WORDS[problem]}
            if name
            else FORM_WORDS[problem]
            for name, problem in wrong.problems[:20]
        ]
        raise Invalid(fields={"form": texts}) from wrong


def problems_of(sources: Sequence[Source], purpose: str) -> list[Text]:
    """Why a form may not be published: what it would ask although somebody holds it."""
    return [_words(one, purpose) for one in sources if one.way in REFUSED]


def _words(source: Source, purpose: str) -> Text:
    held = source.held
    assert held is not None
    facts = {
        "question": source.question.title,
        "field": held.title,
        "dataset": held.dataset.title,
        "owner": held.dataset.owner.name,
        "concept": held.concept,
        "purpose": purpose,
    }
    if source.way is Way.MISSING:
        words = _(
            "“%(question)s” may not be asked: %(owner)s holds it (“%(field)s” of “%(dataset)s”)"
            " and may share it. What is missing is an agreement in force on that field for the"
            " purpose “%(purpose)s”."
        )
    elif source.way is Way.UNFIT:
        words = _(
            "“%(question)s” asks for another kind of value than its source holds: “%(field)s” of"
            " “%(dataset)s”, %(owner)s."
        )
    else:
        words = _(
            "“%(question)s” is called as a field that %(owner)s holds: “%(field)s” of"
            " “%(dataset)s”. Name its concept, “%(concept)s”; or call it what it is."
        )
    return words % facts
