"""Application forms as data: which JSON Schemas are forms, and what their answers have to be. Pure.

A form is an object of plain values, so that every one of them can be asked on a page, fetched from
one field of a source, and read by a programme. What cannot be drawn is refused, not ignored.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOST_QUESTIONS = 60
MOST_CHOICES = 50
LONGEST_ANSWER = 2_000
LONGEST_WORDS = 300
YEARS = range(1900, 3000)
"""Of moments: at both ends of time there is none in another zone."""
LONG_TEXT = 200
"""What may be longer than this is asked for in several lines."""
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
CONCEPT = re.compile(r"[a-z0-9_-]{1,80}")


class QuestionKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    CHOICE = "choice"


class FormError(StrEnum):
    """What may be wrong with a schema."""

    NOT_A_FORM = "not_a_form"
    NO_QUESTIONS = "no_questions"
    TOO_MANY = "too_many"
    NAME = "name"
    UNKNOWN_WORD = "unknown_word"
    TITLE = "title"
    KIND = "kind"
    CHOICES = "choices"
    LIMITS = "limits"
    CONCEPT = "concept"
    REQUIRED = "required"
    CONCEPT_TWICE = "concept_twice"


class WrongForm(Exception):
    """``problems``: which property, "" for the form itself, and what is wrong with it."""

    def __init__(self, problems: list[tuple[str, FormError]]) -> None:
        super().__init__(str(problems[:3]))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One property of a form."""

    name: str
    title: str
    kind: QuestionKind
    concept: str
    """What it is about, as the data catalogue names it."""
    description: str = ""
    document: str = ""
    """What proves it, in residents' words: "Birth certificate"."""
    is_required: bool = False
    choices: tuple[str, ...] = ()
    longest: int = LONGEST_ANSWER
    least: int | None = None
    most: int | None = None


ORDER = "x-order"
"""Names of the properties in the order in which they are asked: PostgreSQL keeps no other."""
OF_FORM = frozenset(
    {"$schema", "type", "title", "properties", "required", "additionalProperties", ORDER}
)
OF_ALL = frozenset({"type", "title", "description", "x-concept", "x-document"})
OF_TYPE = {
    "string": frozenset({"minLength", "maxLength", "format", "enum"}),
    "integer": frozenset({"minimum", "maximum"}),
    "boolean": frozenset(),
}
FORMATS = {"date": QuestionKind.DATE, "date-time": QuestionKind.MOMENT}
SOURCE_KINDS = {
    "text": "string",
    "code": "string",
    "decimal": "string",
    "integer": "integer",
    "boolean": "boolean",
    "date": "string",
    "moment": "string",
}
"""The type of JSON that a field of the data catalogue has, by its kind."""


def read_form(schema: object) -> list[Question]:
    """The questions of a form in their order.

    Raises
    ------
    WrongForm
        It is no JSON Schema of the kind that forms are; every problem is named, not the first.
    """
    if not isinstance(schema, dict) or not _is_form(schema):
        raise WrongForm([("", FormError.NOT_A_FORM)])
    properties, required = schema["properties"], schema.get("required", [])
    problems: list[tuple[str, FormError]] = []
    if not properties:
        problems.append(("", FormError.NO_QUESTIONS))
    if len(properties) > MOST_QUESTIONS:
        raise WrongForm([("", FormError.TOO_MANY)])
    if not (isinstance(required, list) and all(_is_one_of(one, properties) for one in required)):
        problems.append(("", FormError.REQUIRED))
        required = []
    found = []
    for name, said in in_order(schema)["properties"].items():
        wrong = _problems(name, said)
        problems += [(str(name)[:60], one) for one in wrong]
        if not wrong:
            found.append(_question(name, said, name in required))
    concepts = [one.concept for one in found]
    problems += [
        (one.name, FormError.CONCEPT_TWICE) for one in found if concepts.count(one.concept) > 1
    ]
    if problems:
        raise WrongForm(problems)
    return found


def in_order(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A form with its properties as they are asked, and with the list that says so."""
    properties = schema["properties"]
    said = [name for name in schema.get(ORDER, ()) if name in properties]
    order = list(dict.fromkeys([*said, *properties]))
    return {**schema, "properties": {name: properties[name] for name in order}, ORDER: order}


def wrong_answers(schema: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, str]:
    """What does not fit: the name of each property, and the keyword of the schema that says so.

    ``required`` is among them for what is missing.
    """
    found: dict[str, str] = {}
    validator = Draft202012Validator(dict(schema), format_checker=FORMAT_CHECKER)
    for error in validator.iter_errors(dict(answers)):
        if error.validator == "required":
            missing = [name for name in error.validator_value if name not in answers]
            found.update(dict.fromkeys(missing, "required"))
        elif error.validator == "additionalProperties":
            known = schema["properties"]
            found.update({str(name)[:60]: "unknown" for name in answers if name not in known})
        elif error.path:
            found.setdefault(str(error.path[0]), str(error.validator))
    for name, value in answers.items():
        if _is_too_long(value):
            found.setdefault(str(name)[:60], "maxLength")
    return found


def _is_too_long(value: object) -> bool:
    """Also where the form sets no limit."""
    return isinstance(value, str) and len(value) > LONGEST_ANSWER


def is_plain(value: object) -> bool:
    """Whether a value is one that any database keeps: a text without halves of characters and null
    characters, a number that JSON carries everywhere, or yes or no."""
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= one <= "\udfff" for one in value)
    return isinstance(value, bool) or (type(value) is int and abs(value) < 2**53)


def fits(question_schema: Mapping[str, Any], value: Any) -> bool:
    """Whether a value is one that a property allows."""
    validator = Draft202012Validator(dict(question_schema), format_checker=FORMAT_CHECKER)
    return not _is_too_long(value) and validator.is_valid(value)


FORMAT_CHECKER = FormatChecker(formats=())


@FORMAT_CHECKER.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return date.fromisoformat(value).isoformat() == value


@FORMAT_CHECKER.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    if not isinstance(value, str):
        return True
    moment = datetime.fromisoformat(value)
    return moment.tzinfo is not None and moment.year in YEARS


def _is_form(schema: dict[str, Any]) -> bool:
    return (
        schema.get("$schema", DIALECT) == DIALECT
        and schema.get("type") == "object"
        and isinstance(schema.get("properties"), dict)
        and schema.get("additionalProperties", False) is False
        and not schema.keys() - OF_FORM
        and _are_names(schema.get(ORDER, []))
        and _is_text(schema.get("title", "-"))
    )


def _are_names(order: object) -> bool:
    return isinstance(order, list) and all(isinstance(one, str) for one in order)


def _problems(name: object, said: object) -> list[FormError]:
    if not (isinstance(name, str) and NAME.fullmatch(name)):
        return [FormError.NAME]
    if not isinstance(said, dict) or not _is_one_of(said.get("type"), OF_TYPE):
        return [FormError.KIND]
    wrong = []
    if said.keys() - OF_ALL - OF_TYPE[said["type"]]:
        # A pattern, a reference or a condition: it would hold, and no page would say so.
        wrong.append(FormError.UNKNOWN_WORD)
    if not _is_text(said.get("title")):
        wrong.append(FormError.TITLE)
    texts = [said.get(one, "-") for one in ("description", "x-document")]
    if not all(_is_text(one) for one in texts):
        wrong.append(FormError.TITLE)
    concept = said.get("x-concept")
    if not (isinstance(concept, str) and CONCEPT.fullmatch(concept)):
        wrong.append(FormError.CONCEPT)
    if not _is_one_of(said.get("format", "date"), FORMATS):
        wrong.append(FormError.KIND)
    if "enum" in said and not _are_choices(said["enum"]):
        wrong.append(FormError.CHOICES)
    if not _are_limits(said):
        wrong.append(FormError.LIMITS)
    return wrong


def _are_choices(choices: object) -> bool:
    return (
        isinstance(choices, list)
        and 1 < len(choices) <= MOST_CHOICES
        and all(_is_text(one) for one in choices)
        and len(set(choices)) == len(choices)
    )


def _are_limits(said: Mapping[str, Any]) -> bool:
    names = ("minLength", "maxLength", "minimum", "maximum")
    limits = {name: said[name] for name in names if name in said}
    if any(type(one) is not int or abs(one) >= 2**53 for one in limits.values()):
        return False
    shortest, longest = said.get("minLength", 0), said.get("maxLength", LONGEST_ANSWER)
    least, most = said.get("minimum", -(2**53)), said.get("maximum", 2**53)
    return 0 <= shortest <= longest <= LONGEST_ANSWER and longest > 0 and least <= most


def _is_one_of(value: object, known: Collection[str]) -> bool:
    return isinstance(value, str) and value in known


def _is_text(value: object) -> bool:
    if not isinstance(value, str) or not is_plain(value):
        return False
    return 0 < len(value.strip()) <= LONGEST_WORDS


def _question(name: str, said: Mapping[str, Any], is_required: bool) -> Question:
    longest = said.get("maxLength", LONGEST_ANSWER)
    return Question(
        name=name,
        title=said["title"].strip(),
        kind=_kind(said, longest),
        concept=said["x-concept"],
        description=said.get("description", "").strip(),
        document=said.get("x-document", "").strip(),
        is_required=is_required,
        choices=tuple(said.get("enum", ())),
        longest=longest,
        least=said.get("minimum"),
        most=said.get("maximum"),
    )


def _kind(said: Mapping[str, Any], longest: int) -> QuestionKind:
    if said["type"] == "integer":
        return QuestionKind.INTEGER
    if said["type"] == "boolean":
        return QuestionKind.BOOLEAN
    if "enum" in said:
        return QuestionKind.CHOICE
    if "format" in said:
        return FORMATS[said["format"]]
    return QuestionKind.LONG_TEXT if longest > LONG_TEXT else QuestionKind.TEXT
