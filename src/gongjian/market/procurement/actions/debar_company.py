"""Keeping a company out of calls for some days, with a reason and by a provision."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, NotFound, WrongState
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.models import Debarment
from gongjian.market.procurement.policies import companies as policies
from gongjian.market.procurement.policies.interests import require_no_interest
from gongjian.market.procurement.selectors import companies


def debar_company(
    *,
    actor: Actor,
    company_id: UUID,
    reason: str,
    provision_code: str,
    first_day: date,
    last_day: date,
    now: datetime,
) -> Debarment:
    """Debar a company from a day to a day; published with the reason and the provision.

    Raises
    ------
    NotFound, NotAllowed, HasInterest
    Invalid
        No reason, no provision in force, or days in the wrong order.
    """
    with transaction.atomic():
        company = companies.get_locked(actor=actor, company_id=company_id)
        policies.require(policies.debars_companies(actor), actor)
        require_no_interest(actor, company.pk, local_day(now))
        wrong: dict[str, list[str]] = {}
        provision = _provision(provision_code, now)
        if provision is None:
            wrong["provision"] = [_("No provision of this code is in force.")]
        if not reason.strip():
            wrong["reason"] = [_("Say why.")]
        if last_day < first_day:
            wrong["last_day"] = [_("The last day comes before the first.")]
        if wrong or provision is None:
            raise Invalid(fields=wrong)
        debarment = Debarment.objects.create(
            company=company, reason=cases.mask(reason.strip(), []), provision=provision,
            first_day=first_day, last_day=last_day, decided_at=now, decided_by=actor.reference,
        )  # fmt: skip
        said = {
            "debarment": str(debarment.pk),
            "provision": str(provision.pk),
            "first_day": first_day.isoformat(),
            "last_day": last_day.isoformat(),
        }
        ledger.record(actor, "company_debarred", company.reference, now=now, data=said)
    return debarment


def lift_debarment(
    *, actor: Actor, company_id: UUID, debarment_id: UUID, reason: str, now: datetime
) -> Debarment:
    """End a debarment from today on; that there was one stays.

    Raises
    ------
    NotFound, NotAllowed, HasInterest, Invalid
    WrongState
        It was lifted before, or is over.
    """
    with transaction.atomic():
        company = companies.get_locked(actor=actor, company_id=company_id)
        policies.require(policies.debars_companies(actor), actor)
        require_no_interest(actor, company.pk, local_day(now))
        debarment = Debarment.objects.filter(company=company, pk=debarment_id).first()
        if debarment is None:
            raise NotFound
        today = local_day(now)
        if debarment.lifted_on is not None or debarment.last_day < today:
            raise WrongState
        if not reason.strip():
            raise Invalid(fields={"reason": [_("Say why.")]})
        debarment.lifted_at, debarment.lifted_on = now, today
        debarment.lifted_by = actor.reference
        debarment.lifted_reason = cases.mask(reason.strip(), [])
        debarment.save()
        said = {"debarment": str(debarment.pk)}
        ledger.record(actor, "company_debarment_lifted", company.reference, now=now, data=said)
    return debarment


def _provision(code: str, now: datetime) -> law.Provision | None:
    try:
        return law.provision_in_force(code, local_day(now))
    except NotFound:
        return None
