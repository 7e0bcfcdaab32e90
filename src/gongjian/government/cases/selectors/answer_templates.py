"""A department's ready-made answers: for a case, and for whoever writes them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotFound, StaleVersion
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.foundation.law import interface as law
from gongjian.government.cases import policies
from gongjian.government.cases.models import AnswerTemplate, Case
from gongjian.government.cases.rules import fill_template


@dataclass(frozen=True, slots=True)
class ReadyAnswer:
    """A template with its places filled for one case."""

    template_id: UUID
    name: str
    text: str
    provision_id: UUID | None
    provision: str
    """As it is cited; "" where the template has none, or none is in force any more."""


def ready_answers(case: Case) -> list[ReadyAnswer]:
    """Templates of the lead department or of all, for the case's category or any above it.

    A query for the templates, and one for the provisions in force where any has one.
    """
    path = case.category.path if case.category else ""
    codes = [code for code in path.split("/") if code]
    found = AnswerTemplate.objects.filter(
        Q(department=None) | Q(department=case.lead_department_id),
        Q(category=None) | Q(category__code__in=codes),
    )
    templates = list(found.select_related("provision").order_by("name", "id")[:100])
    cited = [template.provision for template in templates if template.provision]
    today = law.versions_in_force(cited, local_day(now())) if cited else {}
    return [
        _ready(case, template, today.get(template.provision.code) if template.provision else None)
        for template in templates
    ]


def _ready(case: Case, template: AnswerTemplate, provision: law.Provision | None) -> ReadyAnswer:
    text = fill_template(
        template.text,
        number=case.shown_number,
        department=case.lead_department.name if case.lead_department else "",
        title=case.title,
        provision=str(provision or ""),
    )
    provision_id = provision.pk if provision else None
    return ReadyAnswer(template.pk, template.name, text, provision_id, str(provision or ""))


def list_templates(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[AnswerTemplate]:
    """The templates this actor may change, by name."""
    found = _changeable(actor).select_related("department", "category", "provision")
    return keyset_page(found, order=("name", "id"), cursor=cursor, size=size)


def get_template(*, actor: Actor, template_id: UUID) -> AnswerTemplate:
    """A template this actor may change; NotFound for any other."""
    found = (
        _changeable(actor).select_related("department", "provision").filter(pk=template_id).first()
    )
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
