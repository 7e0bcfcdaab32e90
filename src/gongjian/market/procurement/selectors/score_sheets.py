"""What an evaluator may read of the bids that they judge."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.market.procurement.models import Call, Evaluator
from gongjian.market.procurement.policies.calls import require_impartial
from gongjian.market.procurement.rules.evaluation import EvaluatorState
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.judged_bids import JudgedBid, judged_bids

BEFORE = frozenset(
    {CallState.OPEN, CallState.CLOSED, CallState.TECHNICAL_OPENING, CallState.SUSPENDED}
)
"""States in which nothing is judged yet, or for now."""


def bids_to_judge(actor: Actor, call: Call, evaluator: Evaluator) -> list[JudgedBid]:
    """Bids that an evaluator may read, by code and without their parts: after declaring, once the
    evaluation has begun, and as long as they have nothing to do with a bidder.

    Raises
    ------
    NotFound
        It is not time.
    HasInterest
    """
    if evaluator.state == EvaluatorState.APPOINTED or call.state in BEFORE:
        raise NotFound
    require_impartial(actor, call)
    return [bid for bid in judged_bids(call, parts=()) if not bid.fault]


def bid_to_judge(actor: Actor, call: Call, evaluator: Evaluator, bid_code: str) -> JudgedBid:
    """One of them, with all that is open of it.

    Raises
    ------
    NotFound
        It is not time, or there is no such bid.
    HasInterest
    """
    for bid in bids_to_judge(actor, call, evaluator):
        if bid.code == bid_code:
            (whole,) = judged_bids(call, company_ids=[bid.company_id])
            return whole
    raise NotFound
