"""Making a case public or private afterwards: its requester decides who reads it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.public_face import hide_from_public, show_to_public
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import Hidden
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors import cases

CHANGES_AN_HOUR = 10
"""Of one sender; the edges count them. Each tells whoever handles the case."""


def change_visibility(
    *, actor: Actor, case_id: UUID, is_public: bool, now: datetime, version: int | None = None
) -> Case:
    """Let everybody read a case, masked, or only its requester and staff; who supports it, stays.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Conflict
        It is so already.
    Hidden
        Staff hid it from the public.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.CHANGE_VISIBILITY, actor, case)
        if case.hidden_at is not None:
            raise Hidden
        if case.is_public == is_public:
            raise Conflict(
                _("This case is public already.")
                if is_public
                else _("This case is private already.")
            )
        if is_public:
            show_to_public(case)
        else:
            hide_from_public(case)
        write_event(
            case,
            actor=actor,
            name="visibility_changed",
            step=rules.Step.CHANGE_VISIBILITY,
            now=now,
            data={"is_public": is_public},
        )
    return case
