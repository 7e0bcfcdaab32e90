"""What holds for proposals in an area: threshold, days to answer, moderation, age of accounts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, StaleVersion
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.public.deliberation.actions import proposal_checks as checks
from gongjian.public.deliberation.models import ProposalSettings
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import Moderation


def set_proposal_settings(
    *,
    actor: Actor,
    area_id: UUID | None,
    support_threshold: int,
    answer_working_days: int,
    moderation: Moderation,
    account_age_hours: int,
    now: datetime,
    provision_id: UUID | None = None,
    version: int | None = None,
) -> ProposalSettings:
    """Say what holds for proposals in an area and below it; None: in the whole town.

    It holds for what is published, reaches its threshold or is written from now on.

    Parameters
    ----------
    version : int, optional
        The version seen, 0 where there was none.

    Raises
    ------
    NotAllowed
        The actor does not administer that area.
    StaleVersion
        Somebody set it meanwhile.
    Invalid
        A number is out of bounds, the area is unknown, or the provision is not in force.
    """
    area = checks.area_of(area_id)
    if not policies.may_govern_area(actor, area.path if area else ""):
        raise NotAllowed
    _within("support_threshold", support_threshold, 1, rules.MOST_THRESHOLD)
    _within("answer_working_days", answer_working_days, 1, rules.MOST_WORKING_DAYS)
    _within("account_age_hours", account_age_hours, 0, rules.MOST_ACCOUNT_AGE_HOURS)
    provisions = law.provisions_in_force(local_day(now))
    if provision_id is not None and not provisions.filter(pk=provision_id).exists():
        raise Invalid(fields={"provision_id": [_("This provision is not in force today.")]})
    values = {
        "support_threshold": support_threshold,
        "answer_working_days": answer_working_days,
        "moderation": moderation.value,
        "account_age_hours": account_age_hours,
        "provision_id": provision_id,
        "changed_at": now,
    }
    path = area.path if area else ""
    with transaction.atomic():
        row, is_new = ProposalSettings.objects.select_for_update(of=("self",)).get_or_create(
            area_path=path, defaults={**values, "area": area, "version": 1}
        )
        if version is not None and version != (0 if is_new else row.version):
            raise StaleVersion
        if not is_new:
            for name, value in values.items():
                setattr(row, name, value)
            row.version += 1
            row.save()
        ledger.record(
            actor,
            "proposal_settings_set",
            reference_of(row),
            now=now,
            data={
                "area": path,
                "threshold": support_threshold,
                "working_days": answer_working_days,
                "moderation": moderation.value,
                "account_age_hours": account_age_hours,
                "provision": str(provision_id or ""),
            },
        )
    return row


def remove_proposal_settings(*, actor: Actor, settings_id: UUID, now: datetime) -> None:
    """Let what is set above an area hold there again.

    Raises
    ------
    NotFound
        There is no such row.
    NotAllowed
        The actor does not administer that area.
    """
    with transaction.atomic():
        row = (
            ProposalSettings.objects.select_for_update(of=("self",)).filter(pk=settings_id).first()
        )
        if row is None:
            raise NotFound
        if not policies.may_govern_area(actor, row.area_path):
            raise NotAllowed
        reference, path = reference_of(row), row.area_path
        row.delete()
        ledger.record(actor, "proposal_settings_removed", reference, now=now, data={"area": path})


def _within(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        words = _("Between %(least)d and %(most)d.") % {"least": least, "most": most}
        raise Invalid(fields={field: [words]})
