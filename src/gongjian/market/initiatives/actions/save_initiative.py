"""Making an initiative, of demand or of nothing, and giving it other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.people import interface as people
from gongjian.market.initiatives import policies, rules
from gongjian.market.initiatives.actions import checks
from gongjian.market.initiatives.actions.change_evidence import link_evidence
from gongjian.market.initiatives.actions.write_event import write_event
from gongjian.market.initiatives.actions.write_initiative_release import (
    write_initiative_release,
)
from gongjian.market.initiatives.models import CurrencyChoice, Initiative
from gongjian.market.initiatives.rules import InitiativeStep
from gongjian.market.initiatives.selectors import initiatives

FIRST_EVIDENCE = 20
"""So much an initiative may be made of at once; more is added one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeDraft:
    """What is said of an initiative; ``quarter`` is any day of the quarter."""

    title: str
    text: str
    why: str
    language: str = "en"
    department_id: UUID | None = None
    manager_id: UUID | None = None
    area_id: UUID | None = None
    category_id: UUID | None = None
    budget_minor: int | None = None
    currency: str = "CNY"
    provision_id: UUID | None = None
    quarter: date | None = None


UNTOLD = frozenset({"language", "manager_id"})
TOLD_OF = tuple(field.name for field in fields(InitiativeDraft) if field.name not in UNTOLD)
"""What the history keeps of what it was before; who the manager was is a person's, and goes when
they are erased."""


def create_initiative(
    *,
    actor: Actor,
    draft: InitiativeDraft,
    now: datetime,
    evidence: Sequence[str] = (),
    note: str = "",
) -> Initiative:
    """Consider doing something, in public, with what it is made of.

    Parameters
    ----------
    evidence : sequence of str
        References of what the actor may see.
    note : str
        What each of it says for the initiative.

    Raises
    ------
    NotAllowed, Unauthenticated
        The actor manages nothing in this area.
    NotFound
        Some of the evidence is not there for this actor.
    Invalid
        Something in the draft is wrong.
    """
    with transaction.atomic():
        initiative = Initiative(created_at=now, updated_at=now)
        area = _fill(initiative, draft, now)
        policies.require_may_create(actor, area)
        if len(evidence) > FIRST_EVIDENCE:
            raise Invalid(fields={"evidence": [_("Add the rest of it afterwards.")]})
        if initiative.manager_id is None:
            initiative.manager_id = actor.user_id
        initiative.evidence_count = len(set(evidence))
        event = write_event(
            initiative,
            actor=actor,
            name="initiative_made",
            now=now,
            data={"evidence": sorted(set(evidence))},
        )
        for reference in dict.fromkeys(evidence):
            link_evidence(actor, initiative, reference, note=note, now=event.at)
        write_initiative_release(initiative, actor=actor, now=now)
    return initiative


def change_initiative(
    *,
    actor: Actor,
    initiative_id: UUID,
    draft: InitiativeDraft,
    now: datetime,
    reason: str = "",
    version: int | None = None,
) -> Initiative:
    """Say something else of it; what it said before stays in the history. The same changes
    nothing.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated, StepNotOpen, StaleVersion
        As for every step.
    Invalid
        Something in the draft is wrong; or it is planned, and would have no owner or quarter.
    """
    reason = checks.words_of("reason", reason, most=rules.REASON_LENGTH, may_be_empty=True)
    with transaction.atomic():
        initiative = initiatives.get_locked(
            actor=actor, initiative_id=initiative_id, step=InitiativeStep.CHANGE, version=version
        )
        before, others = _values(initiative), (initiative.language, initiative.manager_id)
        area_path = _fill(initiative, draft, now, kept=initiative.provision_id)
        policies.require_may_create(actor, area_path)
        if initiative.planned_at is not None:
            missing = [
                name
                for name, value in (
                    ("department_id", initiative.department_id),
                    ("quarter", initiative.quarter),
                )
                if value is None
            ]
            if missing:
                message = _("It is planned: this has to be said.")
                raise Invalid(fields={name: [message] for name in missing})
        after = _values(initiative)
        changed = {name: before[name] for name in TOLD_OF if before[name] != after[name]}
        if not changed and others == (initiative.language, initiative.manager_id):
            return initiative
        write_event(
            initiative,
            actor=actor,
            name="initiative_changed",
            now=now,
            text=reason,
            data={"before": changed},
        )
        write_initiative_release(initiative, actor=actor, now=now)
    return initiative


def _values(initiative: Initiative) -> dict[str, Any]:
    """As JSON can hold it."""
    values = {name: getattr(initiative, name) for name in TOLD_OF}
    return {
        name: value if value is None or isinstance(value, int) else str(value)
        for name, value in values.items()
    }


def _fill(
    initiative: Initiative, draft: InitiativeDraft, now: datetime, kept: UUID | None = None
) -> str:
    """Put the draft into the row; return the path of its area."""
    area = checks.area_of(draft.area_id)
    initiative.title = checks.line_of("title", draft.title, most=rules.TITLE_LENGTH)
    initiative.text = checks.words_of("text", draft.text, most=rules.TEXT_LENGTH)
    initiative.why = checks.words_of("why", draft.why, most=rules.TEXT_LENGTH)
    initiative.language = checks.line_of("language", draft.language, most=10)
    initiative.department_id = checks.department_of(draft.department_id)
    initiative.area, initiative.area_path = area, area.path if area else ""
    initiative.category_id = checks.category_of(draft.category_id)
    initiative.budget_minor = checks.money_of(draft.budget_minor)
    if draft.currency not in CurrencyChoice.values:
        raise Invalid(fields={"currency": [_("This currency is not known here.")]})
    initiative.currency = draft.currency
    if draft.provision_id != kept or kept is None:
        initiative.provision_id = checks.provision_of(draft.provision_id, now)
    initiative.quarter = checks.quarter_of("quarter", draft.quarter)
    if draft.manager_id is not None and draft.manager_id != initiative.manager_id:
        known = people.users_with_role(
            Role.PRODUCT_MANAGER, area_path=initiative.area_path, in_any_organisation=True
        )
        if draft.manager_id not in {user.pk for user in known}:
            raise Invalid(fields={"manager_id": [checks.NOTHING]})
    if draft.manager_id is not None:
        initiative.manager_id = draft.manager_id
    return initiative.area_path
