"""Everything that services hold of one person, to take along."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.kernel.ids import show_number
from gongjian.government.services.models import Answer
from gongjian.government.services.selectors.applications import with_answers


def export_person(*, actor: Actor, user_id: UUID) -> dict[str, Any]:
    """A person's applications: what they told, and what was fetched from where.

    Raises
    ------
    NotAllowed
        It is somebody else's.
    """
    if actor.user_id != user_id:
        raise NotAllowed
    rows = with_answers().filter(applicant_id=user_id).order_by("begun_at", "id")
    return {
        "applications": [
            {
                "number": show_number(one.case.number),
                "service": one.service_version.name,
                "form_version": one.service_version.number,
                "state": one.state,
                "begun_at": one.begun_at,
                "submitted_at": one.submitted_at,
                "documents_not_asked": one.documents_not_asked,
                "answers": [_answer(answer) for answer in one.answers.all()],
            }
            for one in rows
        ]
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.name,
        "value": answer.value,
        "state": answer.state,
        "source": answer.dataset.code if answer.dataset else None,
        "as_of": answer.as_of,
        "query": str(answer.query_id) if answer.query_id else None,
    }
