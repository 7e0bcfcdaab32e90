"""Companies: what lets them in, and what keeps them out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.models import (
    Company,
    CompanyMembership,
    CompanyOwner,
    Debarment,
    MembershipState,
)
from gongjian.market.procurement.policies import companies as policies

MOST_TIES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyFilters:
    """``words`` begin the name or are the whole number."""

    words: str = ""
    size: str = ""
    sector: str = ""


def is_debarred(company_id: UUID, on: date) -> bool:
    """Whether a company may not take part in calls on a day; asked wherever one is let in."""
    rows = Debarment.objects.filter(company=company_id, first_day__lte=on, last_day__gte=on)
    return rows.filter(Q(lifted_on=None) | Q(lifted_on__gt=on)).exists()


def debarred_ids(company_ids: Sequence[UUID], on: date) -> set[UUID]:
    """Which of these are debarred on a day; one query."""
    rows = Debarment.objects.filter(
        company__in=company_ids, first_day__lte=on, last_day__gte=on
    ).filter(Q(lifted_on=None) | Q(lifted_on__gt=on))
    return set(rows.values_list("company", flat=True))


def list_companies(
    *, actor: Actor, filters: CompanyFilters, cursor: str = "", size: int = 25
) -> Page[Company]:
    """Companies by name: the confirmed; to their members and to staff also the others."""
    rows = _rows().filter(policies.visible_to(actor)).annotate(name_=F("organisation__name"))
    words = filters.words.strip()
    if words:
        rows = rows.filter(
            Q(organisation__name__startswith=words) | Q(organisation__code=words.upper())
        )
    if filters.size:
        rows = rows.filter(size=filters.size)
    if filters.sector:
        rows = rows.filter(sectors__code=filters.sector)
    rows = rows.prefetch_related("sectors")
    return keyset_page(rows, order=["name_", "organisation_id"], cursor=cursor, size=size)


def waiting_companies(*, actor: Actor, size: int = 50) -> list[Company]:
    """Those nobody of the town has looked at, the oldest first; for whoever confirms them."""
    if not policies.confirms_companies(actor):
        return []
    return list(_rows().filter(confirmed_at=None).order_by("registered_at", "pk")[:size])


def get_company(*, actor: Actor, company_id: UUID) -> Company:
    """A company by its key.

    Raises
    ------
    NotFound
        There is none, or it is not confirmed and this actor is not of it, nor staff.
    """
    company = _rows().filter(pk=company_id).first()
    if company is None or not policies.may_see(actor, company):
        raise NotFound
    return company


def get_own_company(*, actor: Actor, company_id: UUID) -> Company:
    """A company that this actor speaks for.

    Raises
    ------
    NotFound
    """
    company = _rows().filter(pk=company_id).first()
    if company is None or not policies.is_member(actor, company):
        raise NotFound
    return company


def get_locked(*, actor: Actor, company_id: UUID) -> Company:
    """The company, locked until the transaction ends."""
    rows = Company.objects.select_for_update(of=("self",), no_key=True)
    company = rows.select_related("organisation").filter(pk=company_id).first()
    if company is None or not policies.may_see(actor, company):
        raise NotFound
    return company


def own_companies(actor: Actor) -> list[Company]:
    """The companies that somebody is a member of, by name."""
    ids = policies.member_ids(actor)
    if not ids:
        return []
    return list(_rows().filter(pk__in=ids).order_by("organisation__name", "pk"))


def members_of(company: Company) -> list[people.User]:
    """Who speaks for a company here, by name."""
    return people.users_with_role(Role.COMPANY_MEMBER, organisation_id=company.pk)


def belonging_still(company: Company) -> QuerySet[CompanyMembership]:
    """Who accepted and was never taken out, though their role here was taken back."""
    speaking = [user.pk for user in members_of(company)]
    rows = CompanyMembership.objects.filter(
        company=company, state=MembershipState.ACCEPTED, ended_at=None, user__is_active=True
    )
    return rows.exclude(user__in=speaking).select_related("user")


def invited_to(company: Company, *, at: datetime) -> list[CompanyMembership]:
    """Whom a company asked to speak for it, who can still answer."""
    rows = CompanyMembership.objects.filter(
        company=company, state=MembershipState.INVITED, expires_at__gt=at
    )
    return list(rows.select_related("company__organisation", "user"))


def invitations_to(actor: Actor) -> list[CompanyMembership]:
    """What companies asked somebody, in person, with what they answered; the newest first."""
    if not policies.registers_companies(actor):
        return []
    rows = CompanyMembership.objects.filter(user=actor.user_id).exclude(
        invited_by=actor.reference, state=MembershipState.ACCEPTED
    )
    return list(rows.select_related("company__organisation", "user")[:MOST_TIES])


def get_own_invitation(*, actor: Actor, membership_id: UUID) -> CompanyMembership:
    """An invitation by a company of somebody's own.

    Raises
    ------
    NotFound
    """
    rows = CompanyMembership.objects.filter(company__in=policies.member_ids(actor))
    found = rows.filter(pk=membership_id).select_related("company__organisation", "user").first()
    if found is None:
        raise NotFound
    return found


def ownerships_of(actor: Actor) -> list[CompanyOwner]:
    """What companies say that somebody, or a company they speak for, owns; the newest first."""
    if not policies.registers_companies(actor):
        return []
    rows = CompanyOwner.objects.filter(policies.is_asked(actor)).order_by("-declared_at", "-id")
    related = rows.select_related("company__organisation", "owner_company__organisation")
    return list(related[:MOST_TIES])


def owners_of(company: Company, *, on: date | None = None) -> list[CompanyOwner]:
    """Who was declared to own it: on a day, or ever."""
    rows = CompanyOwner.objects.filter(company=company)
    if on is not None:
        rows = rows.filter(since__lte=on).filter(Q(until=None) | Q(until__gte=on))
    return list(rows.select_related("owner_company__organisation"))


def debarments_of(company: Company) -> list[Debarment]:
    return list(Debarment.objects.filter(company=company).select_related("provision"))


def company_choices(*, size: int = 500) -> list[tuple[UUID, str]]:
    """Confirmed companies to choose from, by name."""
    rows = Company.objects.filter(confirmed_at__isnull=False, organisation__is_active=True)
    named = rows.order_by("organisation__name", "pk").values_list("pk", "organisation__name")
    return list(named[:size])


def _rows() -> QuerySet[Company]:
    return Company.objects.select_related("organisation")


def names_by_code(codes: Collection[str]) -> dict[str, str]:
    """What companies with these numbers are called. One query."""
    rows = Company.objects.filter(organisation__code__in=codes)
    return dict(rows.values_list("organisation__code", "organisation__name"))
