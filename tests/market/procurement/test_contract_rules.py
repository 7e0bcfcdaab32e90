"""The table of steps of a contract, what is missing of one, and its file."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.market.procurement.contract_errors import ContractTransitionNotAllowed
from gongjian.market.procurement.contract_words import gap_words
from gongjian.market.procurement.rules.contracts import (
    OVER_STATES,
    TRANSITIONS,
    Cell,
    ContractState,
    ContractStep,
    Duty,
    Gap,
    GapKind,
    Party,
    contract_steps_from,
    gaps_of,
    growth_percent,
    next_contract_state,
    terms_as_json,
    terms_of_json,
)
from gongjian.methods.canonical_json import read_canonical, write_canonical
from tests.market.procurement.contracts import CELLS, TERMS

S = ContractState


def test_the_way_of_a_contract_from_its_beginning_to_its_end():
    state = S.SIGNED
    for step, after in ((ContractStep.BEGIN, S.RUNNING), (ContractStep.FINISH, S.DONE)):
        state = next_contract_state(step, state)
        assert state is after


def test_nothing_changes_a_contract_that_is_over_save_payments_and_ratings():
    late = {ContractStep.PAY, ContractStep.RATE, ContractStep.REPLY}

    assert {state: set(contract_steps_from(state)) for state in OVER_STATES} == dict.fromkeys(
        OVER_STATES, late
    )
    assert contract_steps_from(S.LAPSED) == []


@pytest.mark.parametrize("step", ContractStep)
@pytest.mark.parametrize("state", S)
def test_a_step_exists_where_the_table_says_so(step, state):
    allowed, target = TRANSITIONS[step]

    try:
        after = next_contract_state(step, state)
    except ContractTransitionNotAllowed:
        assert state not in allowed
    else:
        assert state in allowed
        assert after is (target or state)


def test_nothing_is_missing_of_a_contract_that_says_all():
    assert gaps_of(TERMS) == []


SOUTH, NORTH = TERMS.deliverables
FIRST, SECOND = TERMS.milestones
GAPS = {
    "what is built": ({"text": " "}, Gap(GapKind.TEXT)),
    "exit": ({"exit_text": ""}, Gap(GapKind.EXIT)),
    "source code": ({"source_text": ""}, Gap(GapKind.SOURCE)),
    "return of data": ({"data_text": "\n"}, Gap(GapKind.DATA)),
    "deliverable of no milestone": (
        {"deliverables": (SOUTH, NORTH, replace(NORTH, milestone=0))},
        Gap(GapKind.NO_PLACE, 3),
    ),
    "milestone with nothing in it": (
        {"deliverables": (SOUTH, replace(NORTH, milestone=1))},
        Gap(GapKind.NOTHING_IN_IT, 2),
    ),
    "criteria": (
        {"milestones": (FIRST, replace(SECOND, criteria=""))},
        Gap(GapKind.NO_CRITERIA, 2),
    ),
    "due too early": (
        {"milestones": (replace(FIRST, due_on=date(2027, 1, 24)), SECOND)},
        Gap(GapKind.TOO_EARLY, 1),
    ),
    "sum": ({"amount_minor": 400_000_01}, Gap(GapKind.SUM)),
}  # fmt: skip


@pytest.mark.parametrize("name", GAPS)
def test_what_is_missing_is_said(name):
    changed, gap = GAPS[name]
    terms = replace(TERMS, **changed)

    assert gaps_of(terms) == [gap]
    assert gap_words(gap, terms)


@pytest.mark.parametrize("duty", Duty)
@pytest.mark.parametrize(
    "cell", [Cell(), Cell(Party.THIRD), Cell(Party.SHARED, " ")], ids=["none", "third", "shared"]
)
def test_no_cell_of_the_matrix_may_be_empty(duty, cell):
    terms = replace(TERMS, deliverables=(SOUTH, replace(NORTH, cells={**CELLS, duty: cell})))

    assert gaps_of(terms) == [Gap(GapKind.CELL, 2, duty.value)]
    assert "2" in gap_words(gaps_of(terms)[0], terms)


def test_the_file_holds_the_terms_in_one_spelling():
    data = write_canonical(terms_as_json(TERMS))

    assert terms_of_json(read_canonical(data, max_bytes=len(data))) == TERMS


@given(
    st.integers(min_value=0, max_value=10**15),
    st.integers(min_value=0, max_value=10**15),
    st.integers(min_value=0, max_value=100),
)
def test_growth_rounded_up_is_within_a_limit_where_the_exact_one_is(original, added, limit):
    exact = Fraction(added * 100, original or 1)

    assert (growth_percent(original, added) <= limit) == (exact <= limit)
