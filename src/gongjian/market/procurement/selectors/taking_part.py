"""Which company may take part in a call on a day; asked for every question, bid and award."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import GongjianError, NotAllowed
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.errors import (
    CompanyDebarred,
    CompanyNotInvited,
    CompanyTooLarge,
    CompanyUnconfirmed,
    CompanyWroteCall,
)
from gongjian.market.procurement.models import (
    Call,
    CallEvent,
    CallInvitation,
    Company,
    CompanyOwner,
)
from gongjian.market.procurement.policies import companies as policies
from gongjian.market.procurement.policies.calls import WRITTEN
from gongjian.market.procurement.rules.companies import is_small_enough
from gongjian.market.procurement.selectors.companies import get_company, is_debarred, own_companies

MAKING = (*WRITTEN, "call_approved", "call_opened")
"""The events that make a call what it is."""


def get_taking_part(*, actor: Actor, call: Call, company_id: UUID, on: date) -> Company:
    """A company that this actor speaks for, if it may take part in this call's stage.

    Raises
    ------
    NotFound, NotAllowed
        There is none, or the actor is no member of it.
    CompanyRefused
        It is not confirmed, debarred on that day, too large, or not invited.
    """
    company = get_company(actor=actor, company_id=company_id)
    if not policies.is_member(actor, company):
        raise NotAllowed
    require_may_take_part(call, company, on=on)
    return company


def require_may_take_part(call: Call, company: Company, *, on: date) -> None:
    """Raise CompanyRefused, in its kind, unless the company may take part."""
    if company.confirmed_at is None or not company.organisation.is_active:
        raise CompanyUnconfirmed
    if is_debarred(company.pk, on):
        raise CompanyDebarred
    if not is_small_enough(company.size, call.largest_size):
        raise CompanyTooLarge
    if call.stage.is_invited and not is_invited(call, company.pk):
        raise CompanyNotInvited
    if has_written(company, call):
        raise CompanyWroteCall


def has_written(company: Company, call: Call) -> bool:
    """Whether a member or a confirmed owner of a company wrote, approved or opened a call, or is
    one of its trustees."""
    events = CallEvent.objects.filter(call=call, name__in=MAKING, actor__startswith="user:")
    makers = {UUID(one.removeprefix("user:")) for one in events.values_list("actor", flat=True)}
    makers |= set(call.trustees.exclude(user=None).values_list("user", flat=True))
    members = people.RoleGrant.objects.filter(
        role=Role.COMPANY_MEMBER, organisation=company.pk, area_path="", user__in=makers
    )
    owners = CompanyOwner.objects.filter(
        company=company, user__in=makers, confirmed_at__isnull=False
    ).filter(Q(until=None) | Q(until__gte=local_day(call.created_at)))
    return members.exists() or owners.exists()


def is_invited(call: Call, company_id: UUID) -> bool:
    """Whether a company was invited to the present stage."""
    return CallInvitation.objects.filter(
        call=call, stage_number=call.stage_number, company=company_id
    ).exists()


Standing = tuple[Company, GongjianError | None]
"""A company and why it may not take part, or None."""


def standing_of(actor: Actor, call: Call, *, on: date) -> list[Standing]:
    """The companies somebody speaks for, by name."""
    found: list[Standing] = []
    for company in own_companies(actor):
        try:
            require_may_take_part(call, company, on=on)
        except GongjianError as error:
            found.append((company, error))
        else:
            found.append((company, None))
    return found
