"""The rules this town works by, by programme."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import PageOut, PageQuery, StrictQuery, Text
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.law.models import Parameter, Provision
from gongjian.foundation.law.selectors.parameters import parameters_of
from gongjian.foundation.law.selectors.provisions import list_provisions, provision_versions

router = Router()


class ProvisionOut(Schema):
    """One article in one version."""

    id: UUID
    code: str
    version: int
    title: str
    article: str
    citation: str
    text: str
    source_url: str
    in_force_from: date
    in_force_until: date | None


class ProvisionPage(PageOut):
    items: list[ProvisionOut]


class ParameterOut(Schema):
    """A number that the provision sets."""

    code: str
    value: int
    unit: str
    in_force_from: date
    in_force_until: date | None


class ProvisionHistory(Schema):
    versions: list[ProvisionOut] = Field(description="the newest first")
    parameters: list[ParameterOut] = Field(description="what it sets on that day")


class DayQuery(StrictQuery):
    on: date | None = Field(default=None, description="a day; today where it is not given")


class ProvisionsQuery(PageQuery, DayQuery):
    q: Annotated[Text, Field(max_length=100)] = Field(
        default="", description="words that all stand in its law, article or text"
    )


@router.get("/provisions", response=ProvisionPage, operation_id="list_provisions")
def list_many(request: HttpRequest, query: Query[ProvisionsQuery]) -> JsonResponse:
    """Provisions in force on a day, by title."""
    page = list_provisions(
        on=query.on or local_day(now()), query=query.q, cursor=query.cursor,
        size=query.size,
    )  # fmt: skip
    items = [_provision_out(provision) for provision in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/provisions/{slug:code}", response=ProvisionHistory, operation_id="get_provision")
def read_provision(request: HttpRequest, code: str, query: Query[DayQuery]) -> JsonResponse:
    """Every version of a provision, and what it sets on a day; today where none is given."""
    day = query.on or local_day(now())
    shown = {
        "versions": [_provision_out(version) for version in provision_versions(code)],
        "parameters": [_parameter_out(parameter) for parameter in parameters_of(code, day)],
    }
    return JsonResponse(shown)


def _provision_out(provision: Provision) -> dict[str, object]:
    return {
        "id": provision.pk,
        "code": provision.code,
        "version": provision.version,
        "title": provision.title,
        "article": provision.article,
        "citation": provision.citation,
        "text": provision.text,
        "source_url": provision.source_url,
        "in_force_from": provision.in_force_from,
        "in_force_until": provision.in_force_until,
    }


def _parameter_out(parameter: Parameter) -> dict[str, object]:
    return {
        "code": parameter.code,
        "value": parameter.value,
        "unit": parameter.unit,
        "in_force_from": parameter.in_force_from,
        "in_force_until": parameter.in_force_until,
    }
