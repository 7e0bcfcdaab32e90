"""A department's ready-made answers for a case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

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
