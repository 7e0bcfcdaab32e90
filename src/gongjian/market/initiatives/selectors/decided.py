"""Which initiatives are decided, and which of them are done: for the public number."""

from __future__ import annotations

from gongjian.market.initiatives import rules
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.rules import InitiativeState

DECIDED_STATES = frozenset({InitiativeState.PLANNED, InitiativeState.UNDER_WAY, *rules.DONE_STATES})


def decided_references() -> tuple[list[str], list[str]]:
    """References of initiatives that are planned or further, and of those that are delivered or
    reviewed. One query."""
    rows = Initiative.objects.filter(state__in=[state.value for state in DECIDED_STATES])
    found = list(rows.order_by("id").values_list("pk", "state"))
    built = [f"initiative:{key}" for key, state in found if state in rules.DONE_STATES]
    return [f"initiative:{key}" for key, _state in found], built
