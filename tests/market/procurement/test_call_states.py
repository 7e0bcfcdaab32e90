"""The table of steps: every state can be left or is an end, and every step does what it says."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.market.procurement import actions
from gongjian.market.procurement.call_words import TITLES
from gongjian.market.procurement.errors import CallTransitionNotAllowed
from gongjian.market.procurement.rules.procedures import (
    PROCEDURES,
    ProcedureCode,
    current_procedures,
    procedure_of,
)
from gongjian.market.procurement.rules.states import (
    COMPETING_STATES,
    FINAL_STATES,
    TRANSITIONS,
    CallState,
    CallStep,
    next_state,
    steps_from,
)

S = CallState
ROAD = [
    (CallStep.APPROVE, S.APPROVED),
    (CallStep.OPEN, S.OPEN),
    (CallStep.CLOSE, S.CLOSED),
    (CallStep.OPEN_TECHNICAL, S.TECHNICAL_OPENING),
    (CallStep.EVALUATE, S.EVALUATION),
    (CallStep.OPEN_PRICES, S.PRICE_OPENING),
    (CallStep.INTEND, S.INTENT),
    (CallStep.STAND_STILL, S.STANDSTILL),
    (CallStep.AWARD, S.CONTRACT),
    (CallStep.DELIVER, S.DELIVERY),
    (CallStep.FINISH, S.DONE),
]


def test_the_way_of_a_call_from_draft_to_done():
    state = S.DRAFT
    for step, after in ROAD:
        state = next_state(step, state)
        assert state is after


def test_a_second_stage_opens_out_of_the_evaluation():
    assert next_state(CallStep.NEXT_STAGE, S.EVALUATION) is S.OPEN


def test_nothing_leads_out_of_an_end():
    """What is owed for a proof of concept is paid there, too, and moves nothing."""
    stays = {step for step, (_allowed, target) in TRANSITIONS.items() if target is None}
    owed = {CallStep.DECIDE_PROOF, CallStep.PAY_PROOF}
    ends = {state for state in S if set(steps_from(state)) <= owed}
    assert ends == FINAL_STATES
    assert owed <= stays


@pytest.mark.parametrize("step", CallStep)
@pytest.mark.parametrize("state", S)
def test_a_step_exists_where_the_table_says_so(step, state):
    allowed, target = TRANSITIONS[step]
    exists = state in allowed

    try:
        after = next_state(step, state, suspended_from=S.OPEN)
    except CallTransitionNotAllowed:
        assert not exists
    else:
        assert exists
        assert after is (S.OPEN if step is CallStep.RESUME else target or state)


@given(st.sampled_from(sorted(COMPETING_STATES)))
def test_resuming_leads_back_to_where_it_was_suspended(state):
    suspended = next_state(CallStep.SUSPEND, state)

    assert suspended is S.SUSPENDED
    assert next_state(CallStep.RESUME, suspended, suspended_from=state) is state


def test_what_was_never_suspended_cannot_be_resumed():
    with pytest.raises(CallTransitionNotAllowed):
        next_state(CallStep.RESUME, S.SUSPENDED)


def test_every_procedure_is_kept_in_all_its_versions_and_offered_in_its_newest():
    assert {one.code for one in current_procedures()} == set(ProcedureCode)
    for (code, version), one in PROCEDURES.items():
        assert procedure_of(code.value, version) is one
        assert one.stages[-1].has_price
        assert not any(stage.has_price for stage in one.stages[:-1])
        assert one.is_last(len(one.stages))


def test_whatever_an_action_writes_into_the_history_has_words():
    texts = [file.read_text() for file in Path(actions.__path__[0]).glob("*.py")]
    written = {name for text in texts for name in re.findall(r'\bname="([a-z_]+)"', text)}

    assert "trustee_key_given" in written
    assert written <= TITLES.keys()
