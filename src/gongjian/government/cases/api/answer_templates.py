"""Ready-made answers: a department's own, and those for every department."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_who
from gongjian.foundation.kernel.api_fields import PageOut, PageQuery, StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.government.cases import policies
from gongjian.government.cases.actions import save_answer_template as saving
from gongjian.government.cases.actions.checks import LONGEST_TEXT
from gongjian.government.cases.models import AnswerTemplate
from gongjian.government.cases.selectors.answer_templates import get_template, list_templates

router = Router()


class TemplateIn(StrictSchema):
    """``{number}``, ``{department}``, ``{title}`` and ``{provision}`` in the text stand for the
    case's own, and for what is cited."""

    name: Annotated[Text, Field(min_length=1, max_length=saving.LONGEST_NAME)]
    text: Annotated[Text, Field(min_length=1, max_length=LONGEST_TEXT)]
    department_id: UUID | None = Field(default=None, description="null: for every department")
    category_id: UUID | None = Field(
        default=None, description="for its cases and those of the categories below; null: any"
    )
    provision_id: UUID | None = Field(
        default=None,
        description="which answers made from it cite, in the version in force then; "
        "ids: `GET /provisions`",
    )


class TemplateChange(TemplateIn):
    version: Annotated[int, Field(ge=1, lt=2**31)] | None = Field(
        default=None, description="the one last seen; 409 where somebody changed it since"
    )


class TemplateOut(Schema):
    id: UUID
    version: int
    name: str
    text: str
    department_id: UUID | None
    category_id: UUID | None
    provision_id: UUID | None


class TemplatePage(PageOut):
    items: list[TemplateOut]


@router.get("", response=TemplatePage, operation_id="list_answer_templates")
def list_many(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """The templates that the caller may change, by name."""
    actor = actor_who(policies.writes_templates, request)
    page = list_templates(actor=actor, cursor=query.cursor, size=query.size)
    items = [template_out(template) for template in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


def _show_new(request: HttpRequest, made: str) -> HttpResponse:
    actor = actor_who(policies.writes_templates, request)
    template = get_template(actor=actor, template_id=UUID(made))
    return JsonResponse(template_out(template), status=201)


@router.post("", response={201: TemplateOut}, operation_id="add_answer_template")
@creates(_show_new)
def add_template(request: HttpRequest, body: TemplateIn) -> str:
    """Write a template: for one's department, or as an administrator for any or all."""
    actor = actor_who(policies.writes_templates, request)
    return str(saving.save_answer_template(actor=actor, now=now(), **body.model_dump()).pk)


@router.get("/{uuid:template_id}", response=TemplateOut, operation_id="get_answer_template")
def read_template(request: HttpRequest, template_id: UUID) -> JsonResponse:
    """One template."""
    actor = actor_who(policies.writes_templates, request)
    return JsonResponse(template_out(get_template(actor=actor, template_id=template_id)))


@router.put("/{uuid:template_id}", response=TemplateOut, operation_id="change_answer_template")
def change_template(request: HttpRequest, template_id: UUID, body: TemplateChange) -> JsonResponse:
    """Write it anew, all of it."""
    template = saving.save_answer_template(
        actor=actor_who(policies.writes_templates, request), template_id=template_id, now=now(),
        **body.model_dump(),
    )  # fmt: skip
    return JsonResponse(template_out(template))


@router.delete("/{uuid:template_id}", response={204: None}, operation_id="delete_answer_template")
def delete_template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Delete it; answers written from it stay as they are."""
    actor = actor_who(policies.writes_templates, request)
    saving.delete_answer_template(actor=actor, template_id=template_id, now=now())
    return HttpResponse(status=204)


def template_out(template: AnswerTemplate) -> dict[str, object]:
    """The fields of TemplateOut."""
    return {
        "id": template.pk,
        "version": template.version,
        "name": template.name,
        "text": template.text,
        "department_id": template.department_id,
        "category_id": template.category_id,
        "provision_id": template.provision_id,
    }
