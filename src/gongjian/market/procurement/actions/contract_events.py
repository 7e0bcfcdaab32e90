"""The one way a contract changes: a step of its state machine and a row of its call's history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from gongjian.foundation.kernel.actor import Actor
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.models import CallEvent, Contract
from gongjian.market.procurement.rules.contracts import (
    OVER_STATES,
    ContractState,
    ContractStep,
    next_contract_state,
)
from gongjian.market.procurement.rules.states import CallStep


def write_contract_event(
    contract: Contract,
    *,
    actor: Actor,
    name: str,
    now: datetime,
    step: ContractStep | None = None,
    to: ContractState | None = None,
    call_step: CallStep | None = None,
    text: str = "",
    is_public: bool | None = None,
    data: Mapping[str, object] | None = None,
) -> CallEvent:
    """Take a step, save the locked contract, and write what happened into its call's history,
    ledger and outbox.

    Parameters
    ----------
    contract : Contract
        Locked by ``contracts.get_locked``, or new, with any other columns already set.
    to : ContractState, optional
        The state it ends in, where the step alone does not say.
    call_step : CallStep, optional
        What it means for the call.
    is_public : bool, optional
        By default, whether both sides have signed.

    Raises
    ------
    ContractTransitionNotAllowed
        The step does not exist in the contract's state.
    """
    before = ContractState(contract.state)
    after = next_contract_state(step, before) if step is not None else before
    after = to or after
    contract.state = after.value
    if after in OVER_STATES and contract.over_at is None:
        contract.over_at = now
    contract.version += 1
    contract.save()
    said = {"contract": contract.number, "contract_state": after.value, **(data or {})}
    return write_event(
        contract.call, actor=actor, name=name, now=now, step=call_step, text=text,
        is_public=contract.is_public if is_public is None else is_public, data=said,
    )  # fmt: skip
