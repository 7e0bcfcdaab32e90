"""Who may see and do what with a call. Predicates of (actor, call); all fail closed."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed, Unauthenticated
from gongjian.market.procurement.contract_errors import AnotherPersonPays
from gongjian.market.procurement.errors import (
    AnotherPersonApproves,
    CallTransitionNotAllowed,
    HasInterest,
)
from gongjian.market.procurement.models import Call, CallTrustee
from gongjian.market.procurement.policies.interests import has_interest
from gongjian.market.procurement.rules.evaluation import IN_OFFICE, Ground
from gongjian.market.procurement.rules.states import CallState, CallStep, next_state, steps_from

Predicate = Callable[[Actor, Call], bool]
BUYING = (Role.PRODUCT_MANAGER, Role.ADMINISTRATOR)
SEEING = (*BUYING, Role.AUDITOR)
WRITTEN = ("call_drafted", "call_edited", "call_trustees_named")
"""The events that make somebody an author: of its words, or of who holds its keys."""


def buys_in(actor: Actor, area_path: str) -> bool:
    """Whether somebody runs calls of an area ("" : of the whole town)."""
    return actor.reaches(area_path, *BUYING)


def is_buyer(actor: Actor, call: Call) -> bool:
    """Who runs the calls of its area."""
    return buys_in(actor, call.area_path)


def is_author(actor: Actor, call: Call) -> bool:
    """Whoever wrote it, or any of it, whatever others changed since."""
    return call.events.filter(name__in=WRITTEN, actor=actor.reference).exists()


def is_approver(actor: Actor, call: Call) -> bool:
    """In person: who runs the calls of its area, or a supervisor of the body that buys."""
    if actor.user_id is None or actor.api_key_id is not None:
        return False
    return is_buyer(actor, call) or actor.has_role(
        Role.SUPERVISOR, organisation_id=call.buyer_id, area_path=call.area_path
    )


def is_other_approver(actor: Actor, call: Call) -> bool:
    return is_approver(actor, call) and not is_author(actor, call)


def is_trustee(actor: Actor, call: Call) -> bool:
    """In person: a key that a programme gives would be nobody's."""
    is_person = actor.user_id is not None and actor.api_key_id is None
    return is_person and call.trustees.filter(user=actor.user_id).exists()


def is_evaluator(actor: Actor, call: Call) -> bool:
    """In person, as long as they are in office for the present stage."""
    if actor.user_id is None or actor.api_key_id is not None:
        return False
    return call.evaluators.filter(
        user=actor.user_id, stage_number=call.stage_number, state__in=IN_OFFICE
    ).exists()


def is_judge(actor: Actor, call: Call) -> bool:
    """Who may decide on a complaint: an approver who neither evaluated, nor intended the award, nor
    excluded a bid, save by deciding on another complaint."""
    if not is_approver(actor, call):
        return False
    own = Q(by=actor.reference) | Q(decided_by=actor.reference)
    return not (
        call.evaluators.filter(user=actor.user_id).exists()
        or call.exclusions.filter(own).exclude(ground=Ground.UPHELD).exists()
        or call.awards.filter(intended_by=actor.reference).exists()
    )


def is_company(actor: Actor, call: Call) -> bool:
    """A member of any company, on a call that everybody sees; which company may, the action asks
    (selectors/companies.py)."""
    return call.is_published and actor.holds(Role.COMPANY_MEMBER)


def is_other_awarder(actor: Actor, call: Call) -> bool:
    """An approver who neither intended nor made an award of it."""
    if not is_approver(actor, call):
        return False
    own = Q(intended_by=actor.reference) | Q(made_by=actor.reference)
    return not call.awards.filter(own).exists()


def accepts_proofs(actor: Actor, call: Call) -> bool:
    """In person: who runs the calls of its area."""
    is_person = actor.user_id is not None and actor.api_key_id is None
    return is_person and is_buyer(actor, call)


def pays_proofs(actor: Actor, call: Call) -> bool:
    """Who may approve the call, and decided on none of its proofs of concept."""
    return is_approver(actor, call) and not call.proofs.filter(decided_by=actor.reference).exists()


def is_system(actor: Actor, call: Call) -> bool:
    return actor.is_system


def any_of(*predicates: Predicate) -> Predicate:
    return lambda actor, call: any(holds(actor, call) for holds in predicates)


is_buyer_or_system = any_of(is_buyer, is_system)

MAY: dict[CallStep, Predicate] = {
    CallStep.EDIT: is_buyer,
    CallStep.APPROVE: is_other_approver,
    CallStep.RETURN: is_approver,
    CallStep.NAME_TRUSTEE: is_buyer,
    CallStep.GIVE_KEY: is_trustee,
    CallStep.OPEN: is_buyer,
    CallStep.ATTACH: is_buyer,
    CallStep.ASK: is_company,
    CallStep.ANSWER: is_buyer,
    CallStep.AMEND: is_buyer,
    CallStep.BID: is_company,
    # Its time closes it: nobody may do so earlier or later.
    CallStep.CLOSE: is_system,
    CallStep.OPEN_TECHNICAL: is_buyer_or_system,
    CallStep.APPOINT_EVALUATOR: is_buyer,
    CallStep.DECLARE_INTEREST: is_evaluator,
    CallStep.EVALUATE: is_buyer_or_system,
    CallStep.SCORE: is_evaluator,
    CallStep.NEXT_STAGE: is_buyer,
    CallStep.OPEN_PRICES: is_buyer_or_system,
    CallStep.EXCLUDE_BID: is_buyer,
    # Another one than who excluded: the action asks.
    CallStep.DECIDE_EXCLUSION: is_approver,
    CallStep.LIFT_EXCLUSION: is_approver,
    CallStep.ASK_EXPLANATION: is_buyer,
    CallStep.EXPLAIN: is_company,
    CallStep.INTEND: is_buyer,
    CallStep.STAND_STILL: is_buyer_or_system,
    CallStep.RANK_AGAIN: is_buyer,
    CallStep.COMPLAIN: is_company,
    CallStep.DECIDE_COMPLAINT: is_judge,
    CallStep.AWARD: is_buyer,
    # Which company won, the action asks.
    CallStep.DECLINE_AWARD: is_company,
    CallStep.GIVE_UP_AWARD: is_other_awarder,
    CallStep.DECIDE_PROOF: accepts_proofs,
    CallStep.PAY_PROOF: pays_proofs,
    # The contract leads on from here: policies/contracts.py says who may.
    CallStep.DELIVER: is_system,
    CallStep.FINISH: is_system,
    CallStep.END_CONTRACT: is_system,
    CallStep.LAPSE: is_system,
    # A complaint suspends by itself.
    CallStep.SUSPEND: is_buyer_or_system,
    CallStep.RESUME: is_buyer_or_system,
    CallStep.CANCEL: is_buyer,
    CallStep.DECLARE_UNSUCCESSFUL: is_buyer,
}
"""Who may take a step, in the states in which it exists (rules/states.py)."""


def may_see(actor: Actor, call: Call) -> bool:
    """Everybody, once it is published; before, who has to do with it."""
    if call.is_published or actor.is_system:
        return True
    is_trusted = actor.user_id is not None and call.trustees.filter(user=actor.user_id).exists()
    return actor.reaches(call.area_path, *SEEING) or is_approver(actor, call) or is_trusted


def visible_to(actor: Actor) -> Q:
    """The same as a condition."""
    if actor.is_system:
        return Q(pk__isnull=False)
    seen = Q(opened_at__isnull=False)
    if actor.user_id is not None:
        seen |= Q(pk__in=CallTrustee.objects.filter(user=actor.user_id).values("call"))
    for grant in actor.grants_of(*SEEING):
        seen |= Q(area_path__startswith=grant.area_path)
    if actor.user_id is not None and actor.api_key_id is None:
        for grant in actor.grants_of(Role.SUPERVISOR):
            of_body = Q(buyer=grant.organisation_id) if grant.organisation_id else Q()
            seen |= of_body & Q(area_path__startswith=grant.area_path)
    return seen


OF_COMPANIES = frozenset(
    {CallStep.ASK, CallStep.BID, CallStep.COMPLAIN, CallStep.EXPLAIN, CallStep.DECLINE_AWARD}
)
OF_EVALUATORS = frozenset({CallStep.DECLARE_INTEREST, CallStep.SCORE})
"""They declare, and leave by that; actions/declare_interest.py and score_bid.py look."""
OF_PAID_STAGES = frozenset({CallStep.DECIDE_PROOF, CallStep.PAY_PROOF})
IMPARTIAL = frozenset(CallStep) - OF_COMPANIES - OF_EVALUATORS
"""The steps that nobody takes who has to do with a company that bids."""


def require(step: CallStep, actor: Actor, call: Call) -> None:
    """Let through who may take a step that exists now; seeing the call was checked before.

    Raises
    ------
    Unauthenticated, NotAllowed
        This actor may not take it, now or later.
    CallTransitionNotAllowed
        They might, in another state.
    HasInterest
        Somebody else might: they have to do with a company that bids or is invited.
    """
    if not MAY[step](actor, call):
        if step is CallStep.APPROVE and is_approver(actor, call):
            raise AnotherPersonApproves
        if step is CallStep.PAY_PROOF and is_approver(actor, call):
            raise AnotherPersonPays
        raise NotAllowed if actor.is_signed_in else Unauthenticated
    from_ = CallState(call.suspended_from) if call.suspended_from else None
    next_state(step, CallState(call.state), suspended_from=from_)
    if not _is_in_stage(step, call):
        raise CallTransitionNotAllowed(step=step.value, state=call.state)
    if step in IMPARTIAL:
        require_impartial(actor, call)


def _is_in_stage(step: CallStep, call: Call) -> bool:
    """Whether a step exists in the call's present stage, as it does in its state."""
    return call.stage.is_paid or step not in OF_PAID_STAGES


def require_impartial(actor: Actor, call: Call) -> None:
    """Raise HasInterest where somebody has to do with a company that bids or is invited."""
    if has_interest(actor, call):
        raise HasInterest


def steps_of(actor: Actor, call: Call) -> list[CallStep]:
    """The steps this actor may take now: what a page offers and an action would accept."""
    here = [step for step in steps_from(CallState(call.state)) if _is_in_stage(step, call)]
    steps = [step for step in here if MAY[step](actor, call)]
    if IMPARTIAL.isdisjoint(steps) or not has_interest(actor, call):
        return steps
    return [step for step in steps if step not in IMPARTIAL]


def runs_calls(actor: Actor) -> bool:
    """Whether somebody runs calls anywhere."""
    return actor.holds(*BUYING)


def works_on_calls(actor: Actor) -> bool:
    """Whether somebody has the pages of those who work on calls."""
    return actor.holds(*SEEING, Role.SUPERVISOR)
