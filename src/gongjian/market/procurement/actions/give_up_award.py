"""An award that comes to no contract: the winner declines it, or does not sign. Its bid is
excluded, and what is left is ranked again: the next bidder, or nobody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.contract_events import write_contract_event
from gongjian.market.procurement.actions.exclude_bid import exclude_locked
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.actions.sign_contract import refuse_version
from gongjian.market.procurement.contract_errors import ContractSigned
from gongjian.market.procurement.models import Award, AwardState, Call, ExclusionState
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies.companies import member_ids
from gongjian.market.procurement.rules.contracts import ContractState, ContractStep
from gongjian.market.procurement.rules.evaluation import Ground
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import calls, contracts


def decline_award(*, actor: Actor, call_id: UUID, reason: str, now: datetime) -> Call:
    """Decline an award, for the company that won, in person, with a reason that is published.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    ContractSigned
        Both sides have signed already.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.DECLINE_AWARD, actor, call)
        award = _award_of(call)
        if award.company_id not in member_ids(actor) or actor.api_key_id is not None:
            raise NotAllowed
        _give_up(call, award, actor, CallStep.DECLINE_AWARD, reason_of(reason), now)
    return call


def give_up_award(*, actor: Actor, call_id: UUID, reason: str, now: datetime) -> Call:
    """Give up an award because its winner does not sign, in person, as another than who intended or
    made it; the company may complain about what is intended next.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid, HasInterest, ContractSigned
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.GIVE_UP_AWARD, actor, call)
        _give_up(call, _award_of(call), actor, CallStep.GIVE_UP_AWARD, reason_of(reason), now)
    return call


def _award_of(call: Call) -> Award:
    award = contracts.made_award_of(call)
    assert award is not None  # a call in its contract has one
    return award


def _give_up(
    call: Call, award: Award, actor: Actor, step: CallStep, reason: str, now: datetime
) -> None:
    contract = contracts.contract_of(call)
    if contract is not None and contract.is_public:
        raise ContractSigned
    award.state, award.withdrawn_reason = AwardState.WITHDRAWN.value, reason
    award.save(update_fields=["state", "withdrawn_reason"])
    call.standstill_until = None
    name = "award_declined" if step is CallStep.DECLINE_AWARD else "award_given_up"
    data = {"award": str(award.pk), "company": str(award.company_id)}
    if contract is None:
        write_event(call, actor=actor, name=name, now=now, step=step, text=reason, data=data)
    else:
        contract.call, contract.state_reason = call, reason
        version = contracts.proposed_version(contract)
        if version is not None:
            refuse_version(version, actor=actor, reason=reason, now=now)
        write_contract_event(
            contract, actor=actor, name=name, now=now, step=ContractStep.LAPSE,
            to=ContractState.LAPSED, call_step=step, text=reason, is_public=True, data=data,
        )  # fmt: skip
    assert call.state == CallState.PRICE_OPENING
    exclude_locked(
        call, actor=actor, company_id=award.company_id, ground=Ground.UNSIGNED, reason=reason,
        state=ExclusionState.IN_FORCE, now=now,
    )  # fmt: skip
