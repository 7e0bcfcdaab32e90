"""Who speaks for a company here: members let others in, and take them out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.actions.register_company import REGISTRY
from gongjian.market.procurement.errors import LastMember
from gongjian.market.procurement.models import Company
from gongjian.market.procurement.policies import companies as policies
from gongjian.market.procurement.selectors import companies

_LET_IN = _("A member of {company} let you in.")
_TAKEN_OUT = _("A member of {company} took you out of it.")


def add_company_member(*, actor: Actor, company_id: UUID, email: str, now: datetime) -> None:
    """Let the holder of an account speak for a company.

    Raises
    ------
    NotFound, NotAllowed
    Invalid
        No account has this address.
    Conflict
        They do already.
    """
    with transaction.atomic():
        company = companies.get_locked(actor=actor, company_id=company_id)
        policies.require(policies.is_member_in_person(actor, company), actor)
        user = people.User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if user is None:
            raise Invalid(
                fields={"email": [_("No account has this address. They open one first.")]}
            )
        people.grant_role(
            actor=REGISTRY, user_id=user.pk, role=Role.COMPANY_MEMBER,
            organisation_id=company.pk, now=now,
            told=format_lazy(_LET_IN, company=company.name),
        )  # fmt: skip
        _record(actor, "company_member_added", company, now)


def remove_company_member(*, actor: Actor, company_id: UUID, user_id: UUID, now: datetime) -> None:
    """Take a member out of a company, oneself too, save the last one.

    Raises
    ------
    NotFound, NotAllowed, LastMember
    """
    with transaction.atomic():
        company = companies.get_locked(actor=actor, company_id=company_id)
        policies.require(policies.is_member_in_person(actor, company), actor)
        grants = people.RoleGrant.objects.filter(
            role=Role.COMPANY_MEMBER.value, organisation=company.pk
        )
        grant = grants.filter(user=user_id).first()
        if grant is None:
            raise NotFound
        if not grants.exclude(user=user_id).filter(user__is_active=True).exists():
            raise LastMember
        people.revoke_role(
            actor=REGISTRY, user_id=user_id, grant_id=grant.pk, now=now,
            told=format_lazy(_TAKEN_OUT, company=company.name),
        )  # fmt: skip
        _record(actor, "company_member_removed", company, now)


def _record(actor: Actor, name: str, company: Company, now: datetime) -> None:
    ledger.record(actor, name, company.reference, now=now)
