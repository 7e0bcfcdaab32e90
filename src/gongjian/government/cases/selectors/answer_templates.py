"""A department's ready-made answers: for a case, and for whoever writes them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotFound, StaleVersion
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.cases import policies
from gongjian.government.cases.models import AnswerTemplate, Case
from gongjian.government.cases.rules import fill_template


@dataclass(frozen=True, slots=True)
class ReadyAnswer:
    """A template with its places filled for one case."""

    template_id: UUID
    name: str
    text: str


def ready_answers(case: Case) -> list[ReadyAnswer]:
    """Templates of the lead department or of all, for the case's category or any above it."""
    path = case.category.path if case.category else ""
    codes = [code for code in path.split("/") if code]
    found = AnswerTemplate.objects.filter(
        Q(department=None) | Q(department=case.lead_department_id),
        Q(category=None) | Q(category__code__in=codes),
    )
    department = case.lead_department.name if case.lead_department else ""
    return [
        ReadyAnswer(
            template.pk,
            template.name,
            fill_template(
                template.text, number=case.shown_number, department=department, title=case.title
            ),
        )
        for template in found.order_by("name", "id")[:100]
    ]


def list_templates(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[AnswerTemplate]:
    """The templates this actor may change, by name."""
    found = _changeable(actor).select_related("department", "category")
    return keyset_page(found, order=("name", "id"), cursor=cursor, size=size)


def get_template(*, actor: Actor, template_id: UUID) -> AnswerTemplate:
    """A template this actor may change; NotFound for any other."""
    found = _changeable(actor).select_related("department").filter(pk=template_id).first()
    if found is None:
        raise NotFound
    return found


def get_locked_template(*, actor: Actor, template_id: UUID, version: int | None) -> AnswerTemplate:
    """The template, its row locked until the transaction ends.

    Raises
    ------
    NotFound
        There is none that this actor may change.
    StaleVersion
        ``version`` is given and no longer the row's.
    """
    found = _changeable(actor).select_for_update().filter(pk=template_id).first()
    if found is None:
        raise NotFound
    if version is not None and version != found.version:
        raise StaleVersion
    return found


def _changeable(actor: Actor) -> QuerySet[AnswerTemplate]:
    if policies.may_write_template(actor, None):
        return AnswerTemplate.objects.all()
    return AnswerTemplate.objects.filter(department__in=actor.organisation_ids(Role.SUPERVISOR))
