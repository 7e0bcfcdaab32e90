"""How sure triage has to be, and whether it may dispatch by itself at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, StaleVersion
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.triage import policies
from gongjian.government.triage.models import TriageSettings

PRECISION_PERMILLE = (500, 999)
CHECKED_PERMILLE = (0, 200)


def set_triage(
    *,
    actor: Actor,
    is_automatic: bool,
    precision_permille: int,
    checked_permille: int,
    version: int,
    now: datetime,
) -> TriageSettings:
    """Set them; every process goes by them with the next case.

    Parameters
    ----------
    precision_permille : int
        How many of a thousand cases dispatched without a person are to be right, 500 to 999.
    checked_permille : int
        How many of a thousand of these a person is asked about all the same, 0 to 200.
    version : int
        Of the settings that the form was made from.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    Invalid
        A number is out of its range.
    StaleVersion
        Somebody else set them meanwhile.
    """
    policies.require_can_govern_models(actor)
    _check("precision_permille", precision_permille, PRECISION_PERMILLE)
    _check("checked_permille", checked_permille, CHECKED_PERMILLE)
    with transaction.atomic():
        TriageSettings.objects.bulk_create([TriageSettings()], ignore_conflicts=True)
        found = TriageSettings.objects.select_for_update().get()
        if found.version != version:
            raise StaleVersion
        before = _shown(found)
        found.is_automatic = is_automatic
        found.precision_permille = precision_permille
        found.checked_permille = checked_permille
        if _shown(found) == before:
            return found
        found.version += 1
        found.save()
        data = {"from": before, "to": _shown(found)}
        ledger.record(actor, "triage_set", "triagesettings", now=now, data=data)
    return found


def _check(field: str, value: int, bounds: tuple[int, int]) -> None:
    low, high = bounds
    if not low <= value <= high:
        words = _("Between %(low)s and %(high)s.") % {"low": low, "high": high}
        raise Invalid(fields={field: [words]})


def _shown(found: TriageSettings) -> dict[str, int | bool]:
    return {
        "is_automatic": found.is_automatic,
        "precision_permille": found.precision_permille,
        "checked_permille": found.checked_permille,
    }
