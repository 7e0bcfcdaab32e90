"""Background work of procurement; config/wiring.py says what starts it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.market.procurement.actions.close_call import close_due_calls
from gongjian.market.procurement.actions.end_contract import lapse_due_contracts
from gongjian.market.procurement.actions.open_parts import open_parts
from gongjian.market.procurement.actions.remind_of_contracts import remind_of_contracts
from gongjian.market.procurement.actions.sign_contract import begin_due_contracts
from gongjian.market.procurement.actions.tell_bidders import tell_bidders
from gongjian.market.procurement.actions.tell_of_calls import tell_of_calls
from gongjian.market.procurement.actions.tell_of_contracts import tell_of_contracts
from gongjian.market.procurement.selectors.calls import is_any_due
from gongjian.market.procurement.selectors.database_clock import database_now


@background_task(_("Tell people what happened to calls"))
def tell_of_changed_calls(ids: Sequence[str]) -> None:
    """Write the notices of these events."""
    tell_of_calls(event_ids=[UUID(key) for key in ids], now=now())


@background_task(_("Tell bidders and evaluators what there is for them"))
def tell_of_awards(ids: Sequence[str]) -> None:
    """Write the notices of these events; the standstill runs from then on."""
    tell_bidders(event_ids=[UUID(key) for key in ids], now=now())


@background_task(_("Tell both sides and acceptors what happened to contracts"))
def tell_of_changed_contracts(ids: Sequence[str]) -> None:
    """Write the notices of these events."""
    tell_of_contracts(event_ids=[UUID(key) for key in ids], now=now())


@background_task(_("Close calls at their time"), max_attempts=3)
def close_calls() -> None:
    """Close what is due; what another worker has closed meanwhile stays as it is."""
    close_due_calls()


@background_task(_("Remind of contracts to be signed and milestones to be delivered"))
def remind_of_due_contracts() -> None:
    """Remind of what is due within a week; who was reminded is not told again."""
    remind_of_contracts(now=now())


def closings_are_due() -> bool:
    return is_any_due(now=database_now())


@background_task(_("Begin contracts on their day, and let awards lapse"), max_attempts=3)
def move_contracts() -> None:
    """Begin signed contracts whose first day has come; end calls whose contract nobody signed."""
    moment = now()
    begin_due_contracts(now=moment)
    lapse_due_contracts(now=moment)


@background_task(_("Open bids"))
def open_bids(ids: Sequence[str]) -> None:
    """Open what these trustees' shares, with those of others, make open."""
    for release_id in ids:
        open_parts(release_id=UUID(release_id), now=now())
