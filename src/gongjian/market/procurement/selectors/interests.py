"""What keeps somebody from judging bids: to whom they belong, and what they own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.models import CompanyOwner
from gongjian.market.procurement.rules.evaluation import Interest

DEEPEST = 8
"""Owners of owners that are looked at."""


def interests_of(user: people.User, company_ids: Iterable[UUID], on: date) -> dict[UUID, Interest]:
    """Of these companies, those that somebody belongs to, or owns a part of, on a day.

    Members are known by their role, of the company or of one that owns a part of it, through any
    number of companies up to eight. Owners are persons of the same name: two people may share
    one, and then somebody else judges.
    """
    held = people.actor_of_user(user).organisation_ids(Role.COMPANY_MEMBER)
    name = _folded(user.name)
    found: dict[UUID, Interest] = {}
    owned_by = {company: {company} for company in company_ids}
    """Companies through which each is reached."""
    for depth in range(DEEPEST):
        for company, reached in owned_by.items():
            if reached & held:
                found.setdefault(company, Interest.OWNERS_MEMBER if depth else Interest.MEMBER)
        above: dict[UUID, set[UUID]] = {}
        every = set().union(*owned_by.values()) if owned_by else set()
        rows = CompanyOwner.objects.filter(
            Q(until=None) | Q(until__gte=on), company__in=every, since__lte=on
        )
        for row in rows:
            if row.is_person and name and _folded(row.name) == name:
                for company, reached in owned_by.items():
                    if row.company_id in reached:
                        found.setdefault(company, Interest.OWNER)
            if row.owner_company_id is not None:
                above.setdefault(row.company_id, set()).add(row.owner_company_id)
        owned_by = {
            company: next_
            for company, reached in owned_by.items()
            if (next_ := set().union(*(above.get(one, set()) for one in reached)))
        }
        if not owned_by:
            break
    return found


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
