"""What the API says of a wrong input is ours, in the caller's language, whatever is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.utils import translation
from pydantic_core import PydanticKnownError

from gongjian.config.api import api
from gongjian.config.input_words import PATTERNS, UNFITTING, WORDS, words_of

CHINESE = re.compile(r"[\u4e00-\u9fff]")
VALIDATORS_WORDS = re.compile(r"Input|String|should|valid|UUID|None")
PARAMETERS = {"max_length": 7, "min_length": 7, "ge": 7, "le": 7, "lt": 7, "pattern": "^x$"}
CONTEXT = PARAMETERS | {
    "max_digits": 7, "decimal_places": 7, "whole_digits": 7,
    "expected": "'lamp' or 'bin'", "error": "", "field_type": "List", "actual_length": 9,
    "class_name": "Thing", "expected_version": 7,
}  # fmt: skip

NUMBER_ERRORS = {"le": "less_than_equal", "lt": "less_than", "ge": "greater_than_equal"}
LENGTH_ERRORS = {"max_length": "too_long", "min_length": "too_short"}
# What the validator of each kind of schema can say; a new kind is added here and in the words.
KINDS: dict[str, set[str]] = {
    "bool": {"bool_type", "bool_parsing"},
    "date": {
        "date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact",
    },
    "datetime": {
        "datetime_type", "datetime_parsing", "datetime_from_date_parsing",
        "datetime_object_invalid",
    },
    "decimal": {"decimal_type", "decimal_parsing", "finite_number"},
    "dict": {"dict_type"},
    "enum": {"enum"},
    "float": {"float_type", "float_parsing", "finite_number"},
    "int": {"int_type", "int_parsing", "int_parsing_size", "int_from_float", "finite_number"},
    "list": {"list_type"},
    "literal": {"literal_error"},
    "model": {"model_type", "model_attributes_type"},
    "model-fields": {"missing", "extra_forbidden", "invalid_key"},
    "str": {"string_type", "string_unicode"},
    "uuid": {"uuid_type", "uuid_parsing", "uuid_version"},
}  # fmt: skip
LIMITS = {
    "decimal": {
        **NUMBER_ERRORS, "max_digits": "decimal_max_digits",
        "decimal_places": "decimal_max_places",
    },
    "dict": LENGTH_ERRORS,
    "float": NUMBER_ERRORS,
    "int": NUMBER_ERRORS,
    "list": LENGTH_ERRORS,
    "str": {
        "max_length": "string_too_long", "min_length": "string_too_short",
        "pattern": "string_pattern_mismatch",
    },
}  # fmt: skip
# These say nothing themselves: they hold others, name one that stands elsewhere, or call a check of
# ours.
SILENT = {
    "any", "default", "definition-ref", "definitions", "function-after", "function-before",
    "function-plain", "function-wrap", "model-field", "no-info", "nullable", "union", "with-info",
}  # fmt: skip


def parts_of(schema: Any) -> Iterator[Mapping[str, Any]]:
    """Every schema within a schema."""
    if isinstance(schema, Mapping):
        if isinstance(schema.get("type"), str):
            yield schema
        for name, value in schema.items():
            if name not in {"metadata", "serialization"}:
                yield from parts_of(value)
    elif isinstance(schema, list | tuple):
        for value in schema:
            yield from parts_of(value)


# The routers of the apps are attached when the addresses are asked for.
assert api.urls
PARTS = [
    part
    for _prefix, router in api._routers
    for view in router.path_operations.values()
    for operation in view.operations
    for model in operation.models
    for part in parts_of(model.__pydantic_core_schema__)
]
POSSIBLE = sorted(
    {error for part in PARTS for error in KINDS.get(part["type"], set())}
    | {"decimal_whole_digits"}  # by both limits of a decimal together
    | {
        error
        for part in PARTS
        for limit, error in LIMITS.get(part["type"], {}).items()
        if part.get(limit) is not None
    }
)


def said(kind: str, context: Mapping[str, Any], language: str) -> str:
    with translation.override(language):
        return words_of({"type": kind, "loc": ("body", "draft", "x"), "msg": "", "ctx": context})


def test_every_kind_of_schema_that_the_api_has_is_known_here():
    assert len(PARTS) > 500
    assert {part["type"] for part in PARTS} - KINDS.keys() - SILENT == set()


@pytest.mark.parametrize("kind", POSSIBLE)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_whatever_the_validator_can_say_is_said_in_our_words(kind, language):
    words = said(kind, PydanticKnownError(kind, CONTEXT).context or {}, language)

    assert words not in {said("unheard_of", {}, "en"), said("unheard_of", {}, "zh-hans")}
    assert bool(CHINESE.search(words)) is (language == "zh-hans")
    assert not VALIDATORS_WORDS.search(words)
    assert "%" not in words


def test_no_words_are_kept_for_what_nothing_can_say():
    assert set(WORDS) <= set(POSSIBLE)


def test_every_pattern_has_words():
    patterns = {part["pattern"] for part in PARTS if part.get("pattern")}

    assert patterns == set(PATTERNS)


@pytest.mark.parametrize("kind", ["unheard_of", "value_error", "assertion_error"])
def test_what_others_say_is_never_passed_on(kind):
    assert said(kind, {"error": ValueError("Expected UploadFile")}, "en") == str(UNFITTING)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"title": "x" * 201}, "title", "内容过长：最多 200 个字符。"),
        ({"title": 5}, "title", "此处应填文字。"),
        (
            {"text": "a", "category_id": "no"},
            "category_id",
            "此处应填本接口给出的编号，共 36 个字符。",
        ),
        (
            {"text": "a", "kind": "wish"},
            "kind",
            "此处应填以下之一："
            "'help', 'complaint', 'suggestion', 'question', 'report', 'application'。",
        ),
        ({"text": "a", "longitude": "east"}, "longitude", "此处应填数字。"),
        ({"text": "a\x00"}, "text", "其中含有非文本字符。"),
        ({"text": "a", "contact_email": "x"}, "contact_email", "这不是有效的电子邮箱。"),
    ],
)
def test_a_caller_is_told_in_chinese(client, body, field, words):
    answer = client.post(
        "/api/v1/cases", body, content_type="application/json",
        headers={"Accept-Language": "zh-hans"},
    )  # fmt: skip

    (error,) = answer.json()["errors"]
    assert (error["field"], error["message"]) == (field, words)
