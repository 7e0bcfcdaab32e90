"""Ready-made answers brought in many at once, as a town begins."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.government.cases import policies
from gongjian.government.cases.models import AnswerTemplate


def add_answer_templates(*, actor: Actor, templates: Iterable[tuple[UUID, str, str]]) -> int:
    """Add (department, name, text); one of a department that has the name already is left out.

    Raises
    ------
    NotAllowed
        The actor is no administrator.
    """
    if not policies.may_write_template(actor, None):
        raise NotAllowed
    with transaction.atomic():
        known = set(AnswerTemplate.objects.values_list("department_id", "name"))
        fresh = [
            AnswerTemplate(department_id=department_id, name=name, text=text)
            for department_id, name, text in templates
            if (department_id, name) not in known
        ]
        AnswerTemplate.objects.bulk_create(fresh)
    return len(fresh)
