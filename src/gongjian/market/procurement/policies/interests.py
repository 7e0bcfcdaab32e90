"""What keeps somebody from deciding about a company: to whom they belong, and what they own.

Nothing that a company writes alone keeps anybody from anything: members have accepted, owners have
confirmed. What is only claimed is shown to whoever appoints, who decides with a reason.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.errors import HasInterest
from gongjian.market.procurement.models import (
    Bid,
    Call,
    CallInvitation,
    CompanyMembership,
    CompanyOwner,
    EnvelopeFate,
    MembershipState,
)
from gongjian.market.procurement.policies.companies import member_ids
from gongjian.market.procurement.rules.evaluation import Interest

DEEPEST = 8
"""Owners of owners that are looked at."""


@dataclass(slots=True)
class _Owned:
    """Who stands above a company, by what owners have confirmed, and what is only claimed."""

    companies: set[UUID]
    people: set[UUID] = field(default_factory=set)
    claimed_companies: set[UUID] = field(default_factory=set)
    claimed: list[CompanyOwner] = field(default_factory=list)


def interests_of(
    user: people.User, company_ids: Iterable[UUID], since: date
) -> dict[UUID, Interest]:
    """Of these companies, those that somebody has to do with, on a day or later.

    Members of it, and of companies that own a part of it, through any number of companies up to
    eight; owners of a part; members and owners of a company that has an owner in common with it.
    """
    return _interests(people.actor_of_user(user), set(company_ids), since)


def claims_on(user: people.User, company_ids: Iterable[UUID], since: date) -> set[UUID]:
    """Of these companies, those that say, without its being confirmed, that somebody owns a part:
    by their name or account, or as a member of a company that is said to be an owner."""
    name = _folded(user.name)
    own = _own(people.actor_of_user(user), since)
    found = set()
    for company, above in _above(set(company_ids), since).items():
        is_named = any(
            row.user_id == user.pk or (row.user_id is None and name and _folded(row.name) == name)
            for row in above.claimed
        )
        if is_named or above.claimed_companies & own:
            found.add(company)
    return found


def has_interest(actor: Actor, call: Call) -> bool:
    """Whether somebody has to do with a company that bids or is invited, since the call is there.

    Who sold their part while the call runs still has.
    """
    if actor.user_id is None or actor.is_system:
        return False
    since = local_day(call.created_at)
    return bool(_own(actor, since)) and bool(_interests(actor, companies_of(call), since))


def require_no_interest(actor: Actor, company_id: UUID, since: date) -> None:
    """Raise HasInterest where somebody who decides about a company has to do with it."""
    if is_tied(actor, company_id, since):
        raise HasInterest


def is_tied(actor: Actor, company_id: UUID, since: date) -> bool:
    """Whether somebody has to do with a company, on a day or later."""
    return actor.user_id is not None and bool(_interests(actor, {company_id}, since))


def companies_of(call: Call) -> set[UUID]:
    """Those that bid or apply, in whatever stage, and those that were invited."""
    standing = Bid.objects.filter(call=call, envelopes__fate=EnvelopeFate.STANDING)
    invited = CallInvitation.objects.filter(call=call)
    return {*standing.values_list("company", flat=True), *invited.values_list("company", flat=True)}


def _interests(actor: Actor, company_ids: set[UUID], since: date) -> dict[UUID, Interest]:
    members, own = _memberships(actor, since), _own(actor, since)
    if not own or not company_ids:
        return {}
    above = _above(company_ids | own, since)
    companies = set().union(*(above[one].companies for one in own))
    owners = set().union(*(above[one].people for one in own))
    found = {}
    for company in company_ids:
        one = above[company]
        if company in members:
            found[company] = Interest.MEMBER
        elif actor.user_id in one.people:
            found[company] = Interest.OWNER
        elif one.companies & members:
            found[company] = Interest.OWNERS_MEMBER
        elif one.companies & companies or one.people & owners:
            found[company] = Interest.RELATED
    return found


def _memberships(actor: Actor, since: date) -> set[UUID]:
    # Who accepted and was never taken out belongs to it still, though their role was taken back.
    accepted = CompanyMembership.objects.filter(
        Q(ended_at=None) | Q(ended_at__date__gte=since),
        user=actor.user_id, state=MembershipState.ACCEPTED,
    )  # fmt: skip
    return member_ids(actor) | set(accepted.values_list("company", flat=True))


def _own(actor: Actor, since: date) -> set[UUID]:
    """The companies that somebody belongs to, or owns a part of themselves."""
    owned = _holding(since).filter(user=actor.user_id, confirmed_at__isnull=False)
    return _memberships(actor, since) | set(owned.values_list("company", flat=True))


def _above(company_ids: set[UUID], since: date) -> dict[UUID, _Owned]:
    """A query a level."""
    found = {one: _Owned({one}) for one in company_ids}
    frontier = {one: {one} for one in company_ids}
    for _level in range(DEEPEST):
        every = set().union(*frontier.values())
        if not every:
            break
        rows: dict[UUID, list[CompanyOwner]] = {}
        for row in _holding(since).filter(company__in=every):
            rows.setdefault(row.company_id, []).append(row)
        for company, reached in frontier.items():
            one, next_ = found[company], set()
            for row in (row for key in reached for row in rows.get(key, ())):
                next_ |= _add(one, row)
            frontier[company] = next_ - one.companies
            one.companies |= next_
    return found


def _add(one: _Owned, row: CompanyOwner) -> set[UUID]:
    """Take an owner in; the companies that stand above by it."""
    if row.confirmed_at is None:
        one.claimed.append(row)
        if row.owner_company_id is not None:
            one.claimed_companies.add(row.owner_company_id)
        return set()
    if row.user_id is not None:
        one.people.add(row.user_id)
    return {row.owner_company_id} if row.owner_company_id is not None else set()


def _holding(since: date) -> QuerySet[CompanyOwner]:
    return CompanyOwner.objects.filter(Q(until=None) | Q(until__gte=since))


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
