"""Who may see and change what of companies. All fail closed."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed, Unauthenticated
from gongjian.market.procurement.models import Company

CONFIRMING = (Role.PRODUCT_MANAGER, Role.ADMINISTRATOR)
READING = (*CONFIRMING, Role.AUDITOR)


def registers_companies(actor: Actor) -> bool:
    """A person, in person: a programme with a key gives its owner no roles."""
    return actor.user_id is not None and actor.api_key_id is None


def member_ids(actor: Actor) -> set[UUID]:
    """The companies that somebody speaks for, in person or by a programme with their key.

    Companies belong to no area: a role that is bound to one speaks for none.
    """
    grants = actor.grants_of(Role.COMPANY_MEMBER)
    return {one.organisation_id for one in grants if one.organisation_id and not one.area_path}


def speaks_for(actor: Actor, company_id: UUID) -> bool:
    return company_id in member_ids(actor)


def is_member(actor: Actor, company: Company) -> bool:
    return speaks_for(actor, company.pk)


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
    own = member_ids(actor)
    return Q(confirmed_at__isnull=False) | Q(pk__in=own)


def speaks_for_company(actor: Actor) -> bool:
    """Whether somebody is a member of any company."""
    return bool(member_ids(actor))


def is_asked(actor: Actor) -> Q:
    """The declared owners that somebody is, or whose company they speak for, as a condition."""
    if actor.user_id is None:
        return Q(pk__in=())
    return Q(user=actor.user_id) | Q(owner_company__in=member_ids(actor))


def require(holds: bool, actor: Actor) -> None:
    """Raise Unauthenticated or NotAllowed unless it holds."""
    if not holds:
        raise NotAllowed if actor.is_signed_in else Unauthenticated
