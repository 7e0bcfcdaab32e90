"""What holds for proposals in an area."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models.functions import Length

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.law.interface import Provision
from gongjian.public.deliberation.models import ProposalSettings
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules import proposals as rules


@dataclass(frozen=True, slots=True)
class SettingsInForce:
    support_threshold: int = rules.DEFAULT_THRESHOLD
    answer_working_days: int = rules.DEFAULT_ANSWER_WORKING_DAYS
    moderation: rules.Moderation = rules.Moderation.AFTER
    account_age_hours: int = rules.DEFAULT_ACCOUNT_AGE_HOURS
    provision: Provision | None = None
    area_name: str = ""
    """Of which area they are; "" where it is the whole town or the default."""


def settings_of(area_path: str) -> SettingsInForce:
    """The settings of the nearest area on the way up that has any. One query."""
    codes = [code for code in area_path.split("/") if code]
    paths = ["", *("/".join(codes[: depth + 1]) + "/" for depth in range(len(codes)))]
    rows = ProposalSettings.objects.filter(area_path__in=paths)
    found = rows.select_related("area", "provision").order_by(Length("area_path").desc()).first()
    if found is None:
        return SettingsInForce()
    return SettingsInForce(
        support_threshold=found.support_threshold,
        answer_working_days=found.answer_working_days,
        moderation=rules.Moderation(found.moderation),
        account_age_hours=found.account_age_hours,
        provision=found.provision,
        area_name=found.area.name if found.area else "",
    )


def every_settings(*, actor: Actor) -> list[ProposalSettings]:
    """All rows that this actor may change, the whole town first."""
    rows = ProposalSettings.objects.select_related("area", "provision").order_by("area_path")
    return [row for row in rows if policies.may_govern_area(actor, row.area_path)]
