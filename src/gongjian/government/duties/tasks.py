"""Background work of the duty register; config/wiring.py says what starts it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.government.duties.actions import notify_people


@background_task(_("Tell who decides on a proposed change of the duty register"))
def tell_proposed(ids: Sequence[str]) -> None:
    """Tell who decides these proposals."""
    notify_people.tell_proposed(proposal_ids=[UUID(key) for key in ids], now=now())


@background_task(_("Tell who proposed a change of the duty register what was decided"))
def tell_decided(ids: Sequence[str]) -> None:
    """Tell who made these proposals what became of them."""
    notify_people.tell_decided(proposal_ids=[UUID(key) for key in ids], now=now())
