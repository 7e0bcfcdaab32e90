"""Who may see, hold, moderate and take part in a consultation. All fail closed."""

from __future__ import annotations

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed, Unauthenticated
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.rules.consultations import ConsultationState, Eligibility

HOLDING_ROLES = (Role.PRODUCT_MANAGER, Role.ADMINISTRATOR)
MODERATING_ROLES = (*HOLDING_ROLES, Role.DISPATCHER)
SEEING_ROLES = (*MODERATING_ROLES, Role.AUDITOR)


def may_see(actor: Actor, consultation: Consultation) -> bool:
    return (
        actor.is_system
        or consultation.state == ConsultationState.ANNOUNCED
        or actor.reaches(consultation.area_path, *SEEING_ROLES)
    )


def visible_to(actor: Actor) -> Q:
    """The same as a condition."""
    seen = Q(state=ConsultationState.ANNOUNCED.value)
    for grant in actor.grants_of(*SEEING_ROLES):
        seen |= Q(area_path__startswith=grant.area_path)
    return seen


def may_hold(actor: Actor, area_path: str) -> bool:
    """Make a consultation of an area, change it, announce it, close it, import one."""
    return actor.is_system or actor.reaches(area_path, *HOLDING_ROLES)


def may_moderate(actor: Actor, consultation: Consultation) -> bool:
    """Look at what people add, take it out with a reason, put it back."""
    return actor.is_system or actor.reaches(consultation.area_path, *MODERATING_ROLES)


def require_may_hold(actor: Actor, area_path: str) -> None:
    if not may_hold(actor, area_path):
        raise NotAllowed if actor.is_signed_in else Unauthenticated


def require_may_moderate(actor: Actor, consultation: Consultation) -> None:
    if not may_moderate(actor, consultation):
        raise NotAllowed if actor.is_signed_in else Unauthenticated


def needs_account(consultation: Consultation) -> bool:
    """Whether somebody has to be signed in to take part."""
    return consultation.eligibility != Eligibility.ANYONE


def holds_consultations(actor: Actor) -> bool:
    """Whether somebody holds consultations anywhere."""
    return actor.holds(*HOLDING_ROLES)


def moderates_statements(actor: Actor) -> bool:
    """Whether somebody moderates statements anywhere, or watches how it is done."""
    return actor.holds(*SEEING_ROLES)
