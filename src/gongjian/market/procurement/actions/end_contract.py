"""Contracts that end early, and awards of which no contract comes in time."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongjian.foundation.kernel.actor import Actor
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.contract_events import write_contract_event
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.actions.sign_contract import refuse_version
from gongjian.market.procurement.models import AwardState, Call, Contract
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import ContractState, ContractStep
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import calls, contracts
from gongjian.market.procurement.selectors.signing import awards_without_contract, sign_until

log = logging.getLogger(__name__)
JOB = Actor.system("contract-lapse")


def end_contract(*, actor: Actor, contract_id: UUID, reason: str, now: datetime) -> Contract:
    """End a contract before all of it is delivered, in person, with a reason that is published.
    What was accepted is still paid; the call ends with it.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed, Invalid, HasInterest
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.END, actor, contract)
        contract.state_reason = contract.call.state_reason = reason_of(reason)
        version = contracts.proposed_version(contract)
        if version is not None:
            refuse_version(version, actor=actor, reason=contract.state_reason, now=now)
        write_contract_event(
            contract, actor=actor, name="contract_ended", now=now, step=ContractStep.END,
            call_step=CallStep.END_CONTRACT, text=contract.state_reason,
        )  # fmt: skip
    return contract


def lapse_due_contracts(*, now: datetime) -> int:
    """Declare unsuccessful what was awarded and not signed in time; one that fails keeps no other
    from its turn, and is raised when all have had theirs."""
    ended, fault = 0, None
    due = [*contracts.due_call_ids(now=now), *awards_without_contract(now=now)]
    for call_id in due:
        try:
            ended += _lapse(call_id, now)
        except Exception as error:
            log.exception("the award of call %s could not lapse", call_id)
            fault = error
    if fault is not None:
        raise fault
    return ended


def _lapse(call_id: UUID, now: datetime) -> bool:
    with transaction.atomic():
        call = calls.get_locked(actor=JOB, call_id=call_id)
        award = contracts.made_award_of(call)
        if call.state != CallState.CONTRACT or award is None or now < sign_until(award):
            return False
        contract = contracts.contract_of(call)
        if contract is not None and contract.is_public:
            return False
        reason = _reason(call)
        award.state, award.withdrawn_reason = AwardState.WITHDRAWN.value, reason
        award.save(update_fields=["state", "withdrawn_reason"])
        call.state_reason = reason
        if contract is None:
            write_event(
                call, actor=JOB, name="contract_lapsed", now=now, step=CallStep.LAPSE,
                text=reason, data={"award": str(award.pk)},
            )  # fmt: skip
            return True
        contract.call, contract.state_reason = call, reason
        version = contracts.proposed_version(contract)
        if version is not None:
            refuse_version(version, actor=JOB, reason=reason, now=now)
        write_contract_event(
            contract, actor=JOB, name="contract_lapsed", now=now, step=ContractStep.LAPSE,
            to=ContractState.LAPSED, call_step=CallStep.LAPSE, text=reason, is_public=True,
            data={"award": str(award.pk)},
        )  # fmt: skip
    return True


def _reason(call: Call) -> str:
    """In the language of the call, as everything that is said of it."""
    with override(call.language):
        return _("Nobody signed a contract in time.")
