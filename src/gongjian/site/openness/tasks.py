"""Background work of what is published."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.site.openness.actions import count_decided as counting
from gongjian.site.openness.actions import tell_upstream as telling
from gongjian.site.openness.actions.tell_upstream import Mover


@background_task(_("Tell people upstream of proposals"))
def tell_upstream_of_proposals(ids: Sequence[str]) -> None:
    """Have everybody told who is behind what led to these proposals."""
    _have_told(Mover.PROPOSAL, ids)


@background_task(_("Tell people upstream of initiatives"))
def tell_upstream_of_initiatives(ids: Sequence[str]) -> None:
    """Have everybody told who is behind what led to these initiatives."""
    _have_told(Mover.INITIATIVE, ids)


@background_task(_("Tell people upstream of calls"))
def tell_upstream_of_calls(ids: Sequence[str]) -> None:
    """Have everybody told who is behind what led to these calls."""
    _have_told(Mover.CALL, ids)


@background_task(_("Count what was decided and built"))
def count_decided(ids: Sequence[str] = ()) -> int:
    """Count all of it anew; ``ids`` only say that something changed."""
    return counting.count_decided(now=now())


@background_task(_("Tell some of those upstream"))
def tell_upstream(mover: str, event_id: str, source: str, after: str) -> None:
    """Tell the next of them, and have those after them told: both or neither."""
    with transaction.atomic():
        following = telling.tell_upstream(
            upstream=telling.Upstream(Mover(mover), UUID(event_id), source, after), now=now()
        )
        if following is not None:
            tell_upstream.enqueue(
                mover=mover, event_id=event_id, source=source, after=following.after
            )


def _have_told(mover: Mover, ids: Sequence[str]) -> None:
    found = telling.upstream_of(mover=mover, event_ids=[UUID(key) for key in ids], now=now())
    later = tell_upstream.using(run_after=now() + telling.FIRST_THE_OTHERS)
    with transaction.atomic():
        for one in found:
            later.enqueue(
                mover=one.mover.value, event_id=str(one.event_id), source=one.source, after=""
            )
