"""Background work of initiatives."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.market.initiatives.actions import tell_behind as telling
from gongjian.market.initiatives.actions.note_contract import note_contract_steps


@background_task(_("Tell people what became of initiatives"))
def tell_of_initiatives(ids: Sequence[str]) -> None:
    """Have everybody told whom these events concern, piece by piece."""
    found = telling.audiences_of(event_ids=[UUID(key) for key in ids], now=now())
    with transaction.atomic():
        for one in found:
            tell_audience.enqueue(event_id=str(one.event_id), of=one.of, after=one.after)


@background_task(_("Note what contracts come to"))
def note_contracts(ids: Sequence[str]) -> None:
    """Note these events of calls in the history of the initiatives that they carry out."""
    note_contract_steps(event_ids=[UUID(key) for key in ids], now=now())


@background_task(_("Tell some of those behind an initiative"))
def tell_audience(event_id: str, of: str, after: str) -> None:
    """Tell the next of them, and have those after them told: both or neither."""
    with transaction.atomic():
        following = telling.tell_audience(
            audience=telling.Audience(UUID(event_id), of, after), now=now()
        )
        if following is not None:
            tell_audience.enqueue(event_id=event_id, of=of, after=following.after)
