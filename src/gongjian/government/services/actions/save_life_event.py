"""The life events by which services are found."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.services import policies
from gongjian.government.services.models import LifeEvent


def save_life_event(
    *,
    actor: Actor,
    code: str,
    name: str,
    words: str = "",
    position: int = 0,
    is_active: bool = True,
    now: datetime,
) -> LifeEvent:
    """Add a life event, or change the one with that code.

    Raises
    ------
    NotAllowed
        The actor is no administrator of the town.
    Invalid
        The code or the name is missing or too long.
    """
    policies.require_administrator(actor)
    if not (0 < len(code) <= 60 and 0 < len(name.strip()) <= 120 and len(words) <= 300):
        raise Invalid(fields={"name": [_("A code and a name are needed.")]})
    said = {"name": name.strip(), "words": words, "position": position, "is_active": is_active}
    with transaction.atomic():
        row, _is_new = LifeEvent.objects.update_or_create(code=code, defaults=said)
        about = {"code": code}
        ledger.record(actor, "life_event_saved", reference_of(row), now=now, data=about)
    return row
