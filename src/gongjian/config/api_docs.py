"""The description of the API as pages of our own: by keyboard, without scripts, on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from gongjian.config.api_headings import HEADINGS
from gongjian.config.api_names import NAMES

_REF = "#/components/schemas/"
_MOST_CHOICES = 30
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a part of a body; ``kind`` links to the schemas it names."""

    name: str
    kind: SafeString
    is_required: bool
    told: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    told: str
    kind: SafeString


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked of one address by one method."""

    name: str
    method: str
    path: str
    summary: str
    told: str
    parameters: tuple[Field, ...]
    body: SafeString
    body_types: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def title(self) -> str | Promise:
        """What it does in the reader's language."""
        return NAMES.get(self.name, self.summary)


@dataclass(frozen=True, slots=True)
class Named:
    """A schema that others name."""

    name: str
    told: str
    fields: tuple[Field, ...]
    kind: SafeString


@dataclass(frozen=True, slots=True)
class Group:
    """Operations under one heading, and the schemas that they need."""

    slug: str
    heading: str
    operations: tuple[Operation, ...]
    schemas: tuple[Named, ...]

    @property
    def title(self) -> str | Promise:
        """The heading in the reader's language."""
        return HEADINGS.get(self.heading, self.heading)


class Pages(DocsBase):
    """A list of all operations; those of one heading whole, by ``?of=HEADING``."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        groups = _groups(api)
        group = None
        if wanted := request.GET.get("of"):
            group = next((one for one in groups if one.slug == wanted), None)
            if group is None:
                raise Http404
        return render(request, "portal/api_docs.html", {"groups": groups, "group": group})


@lru_cache
def _groups(api: NinjaAPI) -> tuple[Group, ...]:
    """Made once a process, as the description is."""
    return groups_of(api.get_openapi_schema())


def groups_of(description: Schema) -> tuple[Group, ...]:
    """The groups of an OpenAPI description, in the order in which they first occur."""
    schemas = description.get("components", {}).get("schemas", {})
    found: dict[str, list[tuple[str, str, Schema]]] = {}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation.get("tags", ["other"])[0], []).append(
                (path, method, operation)
            )
    return tuple(
        Group(
            slug=slugify(heading),
            heading=heading,
            operations=tuple(_operation(*one) for one in operations),
            schemas=tuple(
                _named(name, schemas[name])
                for name in _reached([operation for *_, operation in operations], schemas)
            ),
        )
        for heading, operations in found.items()
    )


def _operation(path: str, method: str, told: Schema) -> Operation:
    content = told.get("requestBody", {}).get("content", {})
    bodies = list(dict.fromkeys(kind_of(one.get("schema", {})) for one in content.values()))
    return Operation(
        name=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        told=told.get("description", ""),
        parameters=tuple(
            Field(
                one["name"],
                kind_of(one.get("schema", {})),
                one.get("required", False),
                one.get("description", ""),
                one["in"],
            )
            for one in told.get("parameters", [])
        ),
        body=format_html_join(" / ", "{}", ((one,) for one in bodies)),
        body_types=tuple(content),
        answers=tuple(
            Answer(
                str(status),
                answer.get("description", ""),
                format_html_join(
                    " / ",
                    "{}",
                    ((kind_of(one["schema"]),) for one in answer.get("content", {}).values()),
                ),
            )
            for status, answer in told["responses"].items()
        ),
    )


def _named(name: str, schema: Schema) -> Named:
    return Named(
        name,
        schema.get("description", ""),
        tuple(_fields(schema)),
        kind_of({**schema, "properties": {}}),
    )


def _fields(schema: Schema) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, one in schema.get("properties", {}).items():
        yield Field(name, kind_of(one), name in required, one.get("description", ""))


def kind_of(schema: Schema) -> SafeString:
    """A schema in a few words, names of others as links."""
    if ref := schema.get("$ref"):
        name = ref.removeprefix(_REF)
        return format_html('<a href="#{}">{}</a>', name, name)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return format_html_join(" or ", "{}", ((kind_of(one),) for one in schema[several]))
    if "enum" in schema:
        choices = [str(one) for one in schema["enum"]]
        more = ", …" if len(choices) > _MOST_CHOICES else ""
        return format_html("one of {}{}", ", ".join(choices[:_MOST_CHOICES]), more)
    if "const" in schema:
        return format_html("{}", schema["const"])
    if schema.get("type") == "array":
        return format_html("list of {}", kind_of(schema.get("items", {})))
    if properties := schema.get("properties"):
        inner = format_html_join(
            ", ", "{} ({})", ((name, kind_of(one)) for name, one in properties.items())
        )
        return format_html("object: {}", inner)
    kind = schema.get("format") or schema.get("type") or "anything"
    limits = [
        f"{words} {schema[limit]}"
        for limit, words in (
            ("minimum", "from"),
            ("maximum", "to"),
            ("minLength", "at least"),
            ("maxLength", "at most"),
        )
        if limit in schema
    ]
    return format_html("{}", ", ".join([str(kind), *limits])) if kind else mark_safe("")


def _reached(parts: list[Schema], schemas: Schema) -> list[str]:
    """The names of schemas that some parts of a description lead to, in their order."""
    found: dict[str, None] = {}
    waiting: list[Any] = list(parts)
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            ref = one.get("$ref")
            if isinstance(ref, str) and (name := ref.removeprefix(_REF)) not in found:
                found[name] = None
                waiting.append(schemas[name])
            waiting += [value for key, value in one.items() if key != "$ref"]
        elif isinstance(one, list | tuple):
            waiting += one
    return sorted(found)
