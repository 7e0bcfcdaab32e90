"""Who may see and do what with a contract. Predicates of (actor, contract); all fail closed.

Whoever belongs to the company never acts for the government, nor does who has to do with it, since
the call is there (policies/interests.py).
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import NotAllowed, Unauthenticated
from gongjian.market.procurement.contract_errors import AnotherPersonPays
from gongjian.market.procurement.errors import HasInterest
from gongjian.market.procurement.models import Contract
from gongjian.market.procurement.policies import calls as call_policies
from gongjian.market.procurement.policies.companies import member_ids
from gongjian.market.procurement.policies.interests import is_tied
from gongjian.market.procurement.rules.contracts import (
    ContractState,
    ContractStep,
    Side,
    contract_steps_from,
    next_contract_state,
)

Predicate = Callable[[Actor, Contract], bool]


def is_in_person(actor: Actor) -> bool:
    return actor.user_id is not None and actor.api_key_id is None


def is_company(actor: Actor, contract: Contract) -> bool:
    """A member of the company, in person or by a programme with their key."""
    return contract.company_id in member_ids(actor)


def is_buyer(actor: Actor, contract: Contract) -> bool:
    """Who runs the calls of its area."""
    return call_policies.is_buyer(actor, contract.call) and not is_company(actor, contract)


def is_approver(actor: Actor, contract: Contract) -> bool:
    """In person: who runs the calls of its area, or a supervisor of the body that buys."""
    return call_policies.is_approver(actor, contract.call) and not is_company(actor, contract)


def is_company_in_person(actor: Actor, contract: Contract) -> bool:
    return is_company(actor, contract) and is_in_person(actor)


def is_owner(actor: Actor, contract: Contract) -> bool:
    return is_in_person(actor) and actor.user_id == contract.owner_id


def is_acceptor(actor: Actor, contract: Contract) -> bool:
    return is_in_person(actor) and actor.user_id == contract.acceptor_id


def accepts(actor: Actor, contract: Contract) -> bool:
    is_either = is_owner(actor, contract) or is_acceptor(actor, contract)
    return is_either and not is_company(actor, contract)


def pays(actor: Actor, contract: Contract) -> bool:
    """Who may sign for the buyer and accepts nothing of this contract."""
    return is_approver(actor, contract) and not accepts(actor, contract)


def signs(actor: Actor, contract: Contract) -> bool:
    return is_approver(actor, contract) or is_company_in_person(actor, contract)


def is_side(actor: Actor, contract: Contract) -> bool:
    return is_buyer(actor, contract) or is_company(actor, contract)


def is_system(actor: Actor, contract: Contract) -> bool:
    return actor.is_system


MAY: dict[ContractStep, Predicate] = {
    ContractStep.EDIT: is_buyer,
    ContractStep.NAME_PEOPLE: is_buyer,
    ContractStep.SIGN: signs,
    ContractStep.TAKE_BACK: signs,
    # Its day begins it, its last acceptance finishes it, its time lapses it.
    ContractStep.BEGIN: is_system,
    ContractStep.REPORT: is_company,
    ContractStep.ASK_TO_TRY: accepts,
    ContractStep.ACCEPT: accepts,
    ContractStep.PAY: pays,
    ContractStep.PROPOSE_CHANGE: is_side,
    ContractStep.AGREE_CHANGE: is_company_in_person,
    ContractStep.APPROVE_CHANGE: is_approver,
    ContractStep.REFUSE_CHANGE: signs,
    ContractStep.FINISH: is_system,
    ContractStep.END: is_approver,
    ContractStep.LAPSE: is_system,
    ContractStep.RATE: signs,
    ContractStep.REPLY: signs,
}
"""Who may take a step, in the states in which it exists (rules/contracts.py)."""


def side_of(actor: Actor, contract: Contract) -> Side:
    """For which side somebody acts who may act for one."""
    return Side.COMPANY if is_company(actor, contract) else Side.BUYER


def works_on(actor: Actor, contract: Contract) -> bool:
    """Whether somebody has to do with it: of a side, accepting, or watching."""
    return (
        actor.is_system
        or is_company(actor, contract)
        or is_owner(actor, contract)
        or is_acceptor(actor, contract)
        or actor.reaches(contract.call.area_path, *call_policies.SEEING)
        or is_approver(actor, contract)
    )


def may_see(actor: Actor, contract: Contract) -> bool:
    """Everybody, once both sides have signed; before, who has to do with it."""
    return contract.is_public or works_on(actor, contract)


def visible_to(actor: Actor) -> Q:
    """The same as a condition."""
    if actor.is_system:
        return Q(pk__isnull=False)
    seen = Q(signed_at__isnull=False)
    seen |= Q(company__in=member_ids(actor))
    if is_in_person(actor):
        seen |= Q(owner=actor.user_id) | Q(acceptor=actor.user_id)
        for grant in actor.grants_of(Role.SUPERVISOR):
            of_body = Q(call__buyer=grant.organisation_id) if grant.organisation_id else Q()
            seen |= of_body & Q(call__area_path__startswith=grant.area_path)
    for grant in actor.grants_of(*call_policies.SEEING):
        seen |= Q(call__area_path__startswith=grant.area_path)
    return seen


def require(step: ContractStep, actor: Actor, contract: Contract) -> None:
    """Let through who may take a step that exists now; seeing the contract was checked before.

    Raises
    ------
    Unauthenticated, NotAllowed
        This actor may not take it, now or later.
    ContractTransitionNotAllowed
        They might, in another state.
    HasInterest
        Somebody else might: they act for the buyer, and have to do with the company.
    """
    if not MAY[step](actor, contract):
        if step is ContractStep.PAY and is_approver(actor, contract):
            raise AnotherPersonPays
        raise NotAllowed if actor.is_signed_in else Unauthenticated
    next_contract_state(step, ContractState(contract.state))
    require_impartial(actor, contract)


def require_impartial(actor: Actor, contract: Contract) -> None:
    """Raise HasInterest where somebody acts for the buyer who has to do with the company."""
    if _is_partial(actor, contract):
        raise HasInterest


def _is_partial(actor: Actor, contract: Contract) -> bool:
    is_of_buyer = actor.user_id is not None and not is_company(actor, contract)
    since = local_day(contract.call.created_at)
    return is_of_buyer and is_tied(actor, contract.company_id, since)


def steps_of(actor: Actor, contract: Contract) -> list[ContractStep]:
    """The steps this actor may take now: what a page offers and an action would accept."""
    steps = contract_steps_from(ContractState(contract.state))
    steps = [step for step in steps if MAY[step](actor, contract)]
    return [] if steps and _is_partial(actor, contract) else steps
