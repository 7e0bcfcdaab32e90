"""Who may see and change what of companies. All fail closed."""

from __future__ import annotations

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed, Unauthenticated
from gongjian.market.procurement.models import Company

CONFIRMING = (Role.PRODUCT_MANAGER, Role.ADMINISTRATOR)
READING = (*CONFIRMING, Role.AUDITOR)


def registers_companies(actor: Actor) -> bool:
    """A person, in person: a programme with a key gives its owner no roles."""
    return actor.user_id is not None and actor.api_key_id is None


def is_member(actor: Actor, company: Company) -> bool:
    return company.pk in actor.organisation_ids(Role.COMPANY_MEMBER)


def is_member_in_person(actor: Actor, company: Company) -> bool:
    return is_member(actor, company) and registers_companies(actor)


def confirms_companies(actor: Actor) -> bool:
    """Whether somebody checks registrations. Companies belong to no area."""
    return actor.holds(*CONFIRMING)


def debars_companies(actor: Actor) -> bool:
    """In person: nothing that a programme decides shuts a company out."""
    return confirms_companies(actor) and registers_companies(actor)


def reads_companies(actor: Actor) -> bool:
    """Whether somebody sees registrations that wait, and natural persons among owners."""
    return actor.holds(*READING)


def may_see(actor: Actor, company: Company) -> bool:
    is_public = company.confirmed_at is not None
    return is_public or is_member(actor, company) or reads_companies(actor) or actor.is_system


def may_see_people(actor: Actor, company: Company) -> bool:
    """Names of natural persons: members and owners."""
    return is_member(actor, company) or reads_companies(actor)


def visible_to(actor: Actor) -> Q:
    """As `may_see`, as a condition."""
    if reads_companies(actor) or actor.is_system:
        return Q(pk__isnull=False)
    own = actor.organisation_ids(Role.COMPANY_MEMBER)
    return Q(confirmed_at__isnull=False) | Q(pk__in=own)


def speaks_for_company(actor: Actor) -> bool:
    """Whether somebody is a member of any company."""
    return actor.holds(Role.COMPANY_MEMBER)


def require(holds: bool, actor: Actor) -> None:
    """Raise Unauthenticated or NotAllowed unless it holds."""
    if not holds:
        raise NotAllowed if actor.is_signed_in else Unauthenticated
