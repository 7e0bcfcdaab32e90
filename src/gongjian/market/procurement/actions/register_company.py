"""The company registry: a person registers a company, the town confirms it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, StaleVersion, Text
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.errors import CompanyKnown
from gongjian.market.procurement.models import (
    Company,
    CompanyMembership,
    CompanySector,
    MembershipState,
    SizeChoice,
)
from gongjian.market.procurement.policies import companies as policies
from gongjian.market.procurement.policies.interests import require_no_interest
from gongjian.market.procurement.rules.sectors import MOST_SECTORS, is_sector
from gongjian.market.procurement.selectors import companies

REGISTERED_A_DAY = 5
TEXT_LENGTH = 2_000
_FIRST_MEMBER = _("You registered the company, and so speak for it here.")
REGISTRY = Actor.system("company-registry")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyDraft:
    """What a company says of itself."""

    code: str
    name: str
    size: str
    sectors: Sequence[str] = ()
    text: str = ""
    email: str = ""
    phone: str = ""


def register_company(*, actor: Actor, draft: CompanyDraft, now: datetime) -> Company:
    """Register a company; whoever does so becomes its first member.

    An organisation that has been here without being in the registry is registered by its members
    only: its number is no secret.

    Raises
    ------
    Unauthenticated, NotAllowed
        No person, or a programme with a key.
    CompanyKnown
        It is registered, or belongs to others.
    Invalid, TooMany
    """
    policies.require(policies.registers_companies(actor), actor)
    user_id = actor.user_id
    if user_id is None:
        raise AssertionError("a person has an account")
    _require_sound(draft)
    count_hit(f"company:{user_id}", limit=REGISTERED_A_DAY, period_seconds=86_400, now=now)
    with transaction.atomic():
        known = _organisation(draft)
        if known is not None and (
            known.pk not in policies.member_ids(actor)
            or Company.objects.filter(pk=known.pk).exists()
        ):
            raise CompanyKnown
        organisation, _outcome = people.save_organisation(
            actor=REGISTRY, data=_data(draft), now=now, is_new=known is None
        )
        company = Company.objects.create(
            organisation=organisation, size=draft.size, text=draft.text.strip(),
            registered_at=now, registered_by=actor.reference,
        )  # fmt: skip
        _write_sectors(company, draft.sectors)
        if known is None:
            people.grant_role(
                actor=REGISTRY, user_id=user_id, role=Role.COMPANY_MEMBER,
                organisation_id=organisation.pk, told=_FIRST_MEMBER, now=now,
            )  # fmt: skip
            CompanyMembership.objects.create(
                company=company, user_id=user_id, state=MembershipState.ACCEPTED,
                invited_at=now, invited_by=actor.reference, expires_at=now, answered_at=now,
            )  # fmt: skip
        ledger.record(
            actor, "company_registered", company.reference, now=now, data=_said(company, draft)
        )
    return company


def change_company(
    *, actor: Actor, company_id: UUID, draft: CompanyDraft, version: int, now: datetime
) -> Company:
    """Change what a company says of itself; a new name or size has to be confirmed again.

    Its number stays: another number is another company.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, Invalid
    """
    with transaction.atomic():
        company = companies.get_locked(actor=actor, company_id=company_id)
        policies.require(policies.is_member_in_person(actor, company), actor)
        if company.version != version:
            raise StaleVersion
        _require_sound(draft)
        if company.size != draft.size or company.name != draft.name.strip():
            company.confirmed_at, company.confirmed_by = None, ""
        kept = company.organisation
        data = replace(
            _data(draft, code=company.code),
            area_path=kept.area_path,
            parent_code=kept.parent.code if kept.parent else "",
            is_active=kept.is_active,
        )
        people.save_organisation(actor=REGISTRY, data=data, now=now)
        company.size, company.text = draft.size, draft.text.strip()
        company.version += 1
        company.save()
        _write_sectors(company, draft.sectors)
        ledger.record(
            actor, "company_changed", company.reference, now=now, data=_said(company, draft)
        )
    return companies.get_company(actor=actor, company_id=company_id)


def confirm_company(*, actor: Actor, company_id: UUID, version: int, now: datetime) -> Company:
    """Say that number, name and size are right as they are in a version; again: nothing.

    Raises
    ------
    NotFound, NotAllowed, HasInterest
    StaleVersion
        It is no longer what the actor looked at.
    """
    with transaction.atomic():
        company = companies.get_locked(actor=actor, company_id=company_id)
        policies.require(policies.confirms_companies(actor), actor)
        require_no_interest(actor, company.pk, local_day(now))
        if company.confirmed_at is None:
            if company.version != version:
                raise StaleVersion
            company.confirmed_at, company.confirmed_by = now, actor.reference
            company.version += 1
            company.save(update_fields=["confirmed_at", "confirmed_by", "version"])
            ledger.record(actor, "company_confirmed", company.reference, now=now)
    return company


def _organisation(draft: CompanyDraft) -> people.Organisation | None:
    code = "".join(draft.code.split()).upper()
    rows = people.Organisation.objects.select_for_update()
    return rows.filter(code__in=[code, " ".join(draft.code.split())]).first()


def _data(draft: CompanyDraft, *, code: str = "") -> people.OrganisationData:
    return people.OrganisationData(
        code=code or draft.code,
        name=draft.name,
        kind=people.OrganisationKind.COMPANY,
        phone=draft.phone,
        email=draft.email,
    )


def _require_sound(draft: CompanyDraft) -> None:
    wrong: dict[str, list[Text]] = {}
    if draft.size not in SizeChoice.values:
        wrong["size"] = [_("Choose how large the company is.")]
    sectors = list(draft.sectors)
    if len(sectors) > MOST_SECTORS or not all(is_sector(code) for code in sectors):
        wrong["sectors"] = [_("These are no codes of fields of work.")]
    if len(draft.text) > TEXT_LENGTH:
        wrong["text"] = [_("This is too long: at most 2,000 characters.")]
    if wrong:
        raise Invalid(fields=wrong)


def _write_sectors(company: Company, codes: Sequence[str]) -> None:
    CompanySector.objects.filter(company=company).exclude(code__in=codes).delete()
    rows = [CompanySector(company=company, code=code) for code in dict.fromkeys(codes)]
    CompanySector.objects.bulk_create(rows, ignore_conflicts=True)


def _said(company: Company, draft: CompanyDraft) -> dict[str, object]:
    return {"size": company.size, "sectors": sorted(set(draft.sectors))}
