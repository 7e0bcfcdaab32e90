"""Background work of budget rounds; config/wiring.py says what starts it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.public.budgeting.actions.count_round import count_round
from gongjian.public.budgeting.actions.mix_ballots import mix_ballots
from gongjian.public.budgeting.actions.tell_proposers import tell_checkers, tell_proposers
from gongjian.public.budgeting.selectors.boxes import rounds_to_mix


@background_task(_("Tell people what became of their budget projects"))
def tell_of_projects(ids: Sequence[str]) -> None:
    """Tell who submitted the projects of these events, and who checks them again."""
    tell_proposers(event_ids=[UUID(key) for key in ids], now=now())
    tell_checkers(event_ids=[UUID(key) for key in ids], now=now())


@background_task(_("Count a budget round"), max_attempts=3)
def count_rounds(ids: Sequence[str]) -> None:
    """Count these rounds; a second time, nothing happens."""
    for round_id in ids:
        count_round(round_id=UUID(round_id), now=now())


@background_task(_("Mix the ballots of budget rounds"), max_attempts=3)
def mix_boxes() -> None:
    """Tear apart which ballots came with which marks, where enough came to hide among."""
    for round_id in rounds_to_mix():
        mix_ballots(round_id=round_id, now=now())


def boxes_are_fresh() -> bool:
    return bool(rounds_to_mix())
