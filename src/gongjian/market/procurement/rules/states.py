"""The states of a call, and the one table of the steps that lead through them. Pure.

Every procedure (rules/procedures.py) is a way through this one machine.
"""

from __future__ import annotations

from enum import StrEnum

from gongjian.market.procurement.errors import CallTransitionNotAllowed


class CallState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    OPEN = "open"
    CLOSED = "closed"
    TECHNICAL_OPENING = "technical_opening"
    EVALUATION = "evaluation"
    PRICE_OPENING = "price_opening"
    INTENT = "intent"
    STANDSTILL = "standstill"
    CONTRACT = "contract"
    DELIVERY = "delivery"
    DONE = "done"
    CANCELLED = "cancelled"
    UNSUCCESSFUL = "unsuccessful"
    SUSPENDED = "suspended"


class CallStep(StrEnum):
    """What somebody may do with a call; policies.MAY says who, TRANSITIONS when."""

    EDIT = "edit"
    APPROVE = "approve"
    RETURN = "return"
    NAME_TRUSTEE = "name_trustee"
    GIVE_KEY = "give_key"
    OPEN = "open"
    ATTACH = "attach"
    ASK = "ask"
    ANSWER = "answer"
    AMEND = "amend"
    BID = "bid"
    CLOSE = "close"
    OPEN_TECHNICAL = "open_technical"
    APPOINT_EVALUATOR = "appoint_evaluator"
    DECLARE_INTEREST = "declare_interest"
    EVALUATE = "evaluate"
    SCORE = "score"
    NEXT_STAGE = "next_stage"
    OPEN_PRICES = "open_prices"
    EXCLUDE_BID = "exclude_bid"
    DECIDE_EXCLUSION = "decide_exclusion"
    LIFT_EXCLUSION = "lift_exclusion"
    ASK_EXPLANATION = "ask_explanation"
    EXPLAIN = "explain"
    INTEND = "intend"
    STAND_STILL = "stand_still"
    RANK_AGAIN = "rank_again"
    COMPLAIN = "complain"
    DECIDE_COMPLAINT = "decide_complaint"
    AWARD = "award"
    DECLINE_AWARD = "decline_award"
    GIVE_UP_AWARD = "give_up_award"
    DECIDE_PROOF = "decide_proof"
    PAY_PROOF = "pay_proof"
    DELIVER = "deliver"
    FINISH = "finish"
    END_CONTRACT = "end_contract"
    LAPSE = "lapse"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    DECLARE_UNSUCCESSFUL = "declare_unsuccessful"


S = CallState
FINAL_STATES = frozenset({S.DONE, S.CANCELLED, S.UNSUCCESSFUL})
COMPETING_STATES = frozenset(
    {
        S.OPEN, S.CLOSED, S.TECHNICAL_OPENING, S.EVALUATION, S.PRICE_OPENING, S.INTENT,
        S.STANDSTILL,
    }
)  # fmt: skip
"""Published, and nobody has won it for good."""
DECIDED_STATES = FINAL_STATES | {S.CONTRACT, S.DELIVERY}
UNPUBLISHED_STATES = frozenset({S.DRAFT, S.APPROVED})
OWED_STATES = DECIDED_STATES | {S.EVALUATION, S.PRICE_OPENING, S.INTENT, S.STANDSTILL}
"""Those who judge have the proofs of concept, or the call went on or ended without: what was
delivered is owed, however it goes on."""

QUIET_STEPS = frozenset({CallStep.ASK, CallStep.BID})
"""What companies do, which makes nobody's open form stale."""

TRANSITIONS: dict[CallStep, tuple[frozenset[CallState], CallState | None]] = {
    CallStep.EDIT: (frozenset({S.DRAFT}), None),
    CallStep.APPROVE: (frozenset({S.DRAFT}), S.APPROVED),
    CallStep.RETURN: (frozenset({S.APPROVED}), S.DRAFT),
    # Whoever approves a call approves who holds its keys: afterwards nobody else comes in.
    CallStep.NAME_TRUSTEE: (frozenset({S.DRAFT}), None),
    CallStep.GIVE_KEY: (UNPUBLISHED_STATES, None),
    CallStep.OPEN: (frozenset({S.APPROVED}), S.OPEN),
    CallStep.ATTACH: (frozenset({S.DRAFT, S.OPEN}), None),
    CallStep.ASK: (frozenset({S.OPEN}), None),
    # Late answers are still owed, and still shown to all.
    CallStep.ANSWER: (frozenset({S.OPEN, S.CLOSED}), None),
    CallStep.AMEND: (frozenset({S.OPEN}), None),
    CallStep.BID: (frozenset({S.OPEN}), None),
    CallStep.CLOSE: (frozenset({S.OPEN}), S.CLOSED),
    CallStep.OPEN_TECHNICAL: (frozenset({S.CLOSED}), S.TECHNICAL_OPENING),
    # Not before the deadline: who bids is nobody's business until then.
    CallStep.APPOINT_EVALUATOR: (
        frozenset({S.CLOSED, S.TECHNICAL_OPENING, S.EVALUATION}),
        None,
    ),
    CallStep.DECLARE_INTEREST: (
        frozenset({S.CLOSED, S.TECHNICAL_OPENING, S.EVALUATION}),
        None,
    ),
    CallStep.EVALUATE: (frozenset({S.TECHNICAL_OPENING}), S.EVALUATION),
    CallStep.SCORE: (frozenset({S.EVALUATION}), None),
    # The criteria of every stage were fixed when the first was opened; this opens the next.
    CallStep.NEXT_STAGE: (frozenset({S.EVALUATION}), S.OPEN),
    CallStep.OPEN_PRICES: (frozenset({S.EVALUATION}), S.PRICE_OPENING),
    CallStep.EXCLUDE_BID: (frozenset({S.EVALUATION, S.PRICE_OPENING}), None),
    CallStep.DECIDE_EXCLUSION: (frozenset({S.PRICE_OPENING}), None),
    CallStep.LIFT_EXCLUSION: (frozenset({S.EVALUATION, S.PRICE_OPENING}), None),
    CallStep.ASK_EXPLANATION: (frozenset({S.PRICE_OPENING}), None),
    CallStep.EXPLAIN: (frozenset({S.PRICE_OPENING}), None),
    CallStep.INTEND: (frozenset({S.PRICE_OPENING}), S.INTENT),
    CallStep.STAND_STILL: (frozenset({S.INTENT}), S.STANDSTILL),
    # Scores stay locked: what is decided again is who is excluded, and so who wins.
    CallStep.RANK_AGAIN: (frozenset({S.INTENT, S.STANDSTILL}), S.PRICE_OPENING),
    # Several may complain; the first one suspends.
    CallStep.COMPLAIN: (frozenset({S.STANDSTILL, S.SUSPENDED}), None),
    CallStep.DECIDE_COMPLAINT: (frozenset({S.SUSPENDED}), None),
    CallStep.AWARD: (frozenset({S.STANDSTILL}), S.CONTRACT),
    # The winner does not want it, or does not sign: its bid is out, and the others are ranked.
    CallStep.DECLINE_AWARD: (frozenset({S.CONTRACT}), S.PRICE_OPENING),
    CallStep.GIVE_UP_AWARD: (frozenset({S.CONTRACT}), S.PRICE_OPENING),
    CallStep.DECIDE_PROOF: (OWED_STATES, None),
    CallStep.PAY_PROOF: (OWED_STATES, None),
    CallStep.DELIVER: (frozenset({S.CONTRACT}), S.DELIVERY),
    CallStep.FINISH: (frozenset({S.DELIVERY}), S.DONE),
    # Its contract ended before all was delivered; nobody signed one in time.
    CallStep.END_CONTRACT: (frozenset({S.CONTRACT, S.DELIVERY}), S.CANCELLED),
    CallStep.LAPSE: (frozenset({S.CONTRACT}), S.UNSUCCESSFUL),
    CallStep.SUSPEND: (COMPETING_STATES, S.SUSPENDED),
    # To where it was suspended from: see next_state.
    CallStep.RESUME: (frozenset({S.SUSPENDED}), None),
    CallStep.CANCEL: (UNPUBLISHED_STATES | COMPETING_STATES | {S.SUSPENDED}, S.CANCELLED),
    CallStep.DECLARE_UNSUCCESSFUL: (
        frozenset({S.CLOSED, S.TECHNICAL_OPENING, S.EVALUATION, S.PRICE_OPENING}),
        S.UNSUCCESSFUL,
    ),
}
"""The state machine: a step, the states it may start in, the state it ends in (None: the same)."""


def next_state(
    step: CallStep, state: CallState, *, suspended_from: CallState | None = None
) -> CallState:
    """Return the state after a step; resuming leads back to ``suspended_from``.

    Raises
    ------
    CallTransitionNotAllowed
        The step does not exist in this state.
    """
    allowed, target = TRANSITIONS[step]
    if state not in allowed:
        raise CallTransitionNotAllowed(step=step.value, state=state.value)
    if step == CallStep.RESUME:
        if suspended_from is None:
            raise CallTransitionNotAllowed(step=step.value, state=state.value)
        return suspended_from
    return target or state


def steps_from(state: CallState) -> list[CallStep]:
    """The steps that exist in a state; who may take them is another question."""
    return [step for step, (allowed, _) in TRANSITIONS.items() if state in allowed]
