"""The state machine, the clocks' arithmetic and the rates' formulas, without a database."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.rules import (
    DEPARTMENT_STATES,
    DISPATCHER_STATES,
    FINAL_STATES,
    OPEN_STATES,
    TRANSITIONS,
    WORK_STATES,
    CaseState,
    Counts,
    Step,
    fill_template,
    is_in_time,
    next_state,
    steps_from,
)

RECEIVED = datetime(2026, 11, 2, tzinfo=UTC)
DUE = datetime(2026, 11, 12, tzinfo=UTC)
counts = st.builds(Counts, **{f.name: st.integers(0, 10**9) for f in fields(Counts)})


def test_every_step_and_every_state_has_its_place():
    reached = {target for _, target in TRANSITIONS.values() if target}

    assert set(TRANSITIONS) == set(Step)
    assert reached | {CaseState.RECEIVED} == set(CaseState)


def test_states_are_open_or_answered_or_at_an_end():
    assert OPEN_STATES | FINAL_STATES | {CaseState.ANSWERED} == set(CaseState)
    assert not OPEN_STATES & FINAL_STATES
    assert OPEN_STATES == DISPATCHER_STATES | DEPARTMENT_STATES
    assert WORK_STATES < DEPARTMENT_STATES


@pytest.mark.parametrize("step", Step)
def test_a_step_is_taken_exactly_where_it_exists(step):
    allowed, target = TRANSITIONS[step]
    outcomes = {state: next_state(step, state) for state in allowed}
    refused = set(CaseState) - allowed

    assert set(outcomes.values()) <= {target} | (allowed if target is None else set())
    assert {state for state in refused if step not in steps_from(state)} == refused
    for state in refused:
        with pytest.raises(TransitionNotAllowed):
            next_state(step, state)


def test_a_merged_case_has_no_step_that_moves_it():
    moving = [step for step in steps_from(CaseState.MERGED) if TRANSITIONS[step][1]]

    assert moving == []


@pytest.mark.parametrize(
    ("answered_at", "kept"),
    [
        (DUE - timedelta(microseconds=1), True),
        (DUE, False),
        (DUE + timedelta(days=1), False),
    ],
)
def test_a_deadline_is_the_first_moment_that_is_too_late(answered_at, kept):
    assert is_in_time(answered_at, DUE) is kept


def test_without_a_deadline_nothing_is_late():
    assert is_in_time(DUE, None)


def test_a_template_is_filled_where_it_says_so_and_nowhere_else():
    filled = fill_template(
        "On {title} ({number}): {department} {other} {number.__class__} {0}",
        number="7K3M9-Q2XAB",
        department="Water",
        title="a {number} leak",
    )

    assert filled == "On a {number} leak (7K3M9-Q2XAB): Water {other} {number.__class__} {0}"


def test_rates_of_nothing_are_unknown():
    nothing = Counts()

    assert nothing.response_rate() is None
    assert nothing.solution_rate() is None
    assert nothing.satisfaction_rate() is None
    assert nothing.first_response_hours() is None


def test_rates_are_exact_shares():
    of = Counts(
        due=3, answered_in_time=2, rated=7, solved=5, satisfied=4,
        first_responses=2, first_response_seconds=5400,
    )  # fmt: skip

    assert of.response_rate() == Fraction(2, 3)
    assert of.solution_rate() == Fraction(5, 7)
    assert of.satisfaction_rate() == Fraction(4, 7)
    assert of.first_response_hours() == Fraction(3, 4)


@given(counts, counts)
def test_sums_of_parts_are_the_sum_of_the_whole(one, other):
    both = one + other

    assert both == other + one
    assert both + Counts() == both
    assert both.received == one.received + other.received
    assert both.first_response_seconds == one.first_response_seconds + other.first_response_seconds
