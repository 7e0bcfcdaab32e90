"""Writing, changing and deleting a department's ready-made answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, NotAllowed
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import policies
from gongjian.government.cases.actions import checks
from gongjian.government.cases.models import AnswerTemplate
from gongjian.government.cases.selectors.answer_templates import get_locked_template
from gongjian.government.duties import interface as duties

LONGEST_NAME = 80


def save_answer_template(
    *,
    actor: Actor,
    name: str,
    text: str,
    department_id: UUID | None,
    category_id: UUID | None,
    now: datetime,
    provision_id: UUID | None = None,
    template_id: UUID | None = None,
    version: int | None = None,
) -> AnswerTemplate:
    """Add a template, or change the one with an id.

    Parameters
    ----------
    text : str
        With places for {number}, {department}, {title} and {provision}.
    department_id : UUID or None
        Whose it is; None: for every department.
    category_id : UUID or None
        For cases of this category and those below it; None: of any.
    provision_id : UUID or None
        Which an answer made from it cites, in the version in force then.

    Raises
    ------
    NotFound
        There is no such template that the actor may change.
    NotAllowed
        The actor writes none for this department.
    StaleVersion
        Somebody changed it meanwhile.
    Invalid
        A text is missing or too long, an id is unknown, or the provision is not in force today.
    """
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        words = _("A name of at most %(most)s characters is needed.") % {"most": LONGEST_NAME}
        raise Invalid(fields={"name": [words]})
    text = checks.text_of("text", text)
    if not policies.may_write_template(actor, department_id):
        raise NotAllowed
    if department_id is not None:
        checks.department_of("department_id", department_id)
    if category_id is not None:
        with checks.known("category_id"):
            duties.get_category(category_id)
    provision_id = checks.provision_of("provision_id", provision_id, local_day(now))
    with transaction.atomic():
        template = AnswerTemplate(version=0)
        if template_id is not None:
            template = get_locked_template(actor=actor, template_id=template_id, version=version)
        template.name, template.text = name, text
        template.department_id, template.category_id = department_id, category_id
        template.provision_id = provision_id
        template.version += 1
        template.save()
        ledger.record(actor, "answer_template_saved", reference_of(template), now=now)
    return template


def delete_answer_template(*, actor: Actor, template_id: UUID, now: datetime) -> None:
    """Delete a template; answers written from it stay as they are.

    Raises
    ------
    NotFound
        There is no such template that the actor may change.
    """
    with transaction.atomic():
        template = get_locked_template(actor=actor, template_id=template_id, version=None)
        reference = reference_of(template)
        template.delete()
        ledger.record(actor, "answer_template_deleted", reference, now=now)
