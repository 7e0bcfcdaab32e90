"""The states of a contract and of its milestones, who answers for what, and what a contract needs
to be signed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongjian.market.procurement.contract_errors import ContractTransitionNotAllowed
from gongjian.methods.legal_rules import Limit

SIGNING_DAYS = Limit("contract-signing-days", 30)
"""Days from the award, the day itself not counted, until both sides have signed."""
MOST_GROWTH = Limit("contract-most-growth-percent", 10)
"""What changes together may add to the amount that was signed, in percent of it."""
MOST_DELIVERABLES = 30
MOST_MILESTONES = 30
MOST_STARS = 5
FORMAT = "gongjian-contract/1"


class ContractState(StrEnum):
    DRAFT = "draft"
    SIGNING = "signing"
    SIGNED = "signed"
    RUNNING = "running"
    DONE = "done"
    ENDED = "ended"
    LAPSED = "lapsed"


class ContractStep(StrEnum):
    """What somebody may do with a contract; policies.MAY says who, TRANSITIONS when."""

    EDIT = "edit"
    NAME_PEOPLE = "name_people"
    SIGN = "sign"
    TAKE_BACK = "take_back"
    BEGIN = "begin"
    REPORT = "report"
    ASK_TO_TRY = "ask_to_try"
    ACCEPT = "accept"
    PAY = "pay"
    PROPOSE_CHANGE = "propose_change"
    AGREE_CHANGE = "agree_change"
    APPROVE_CHANGE = "approve_change"
    REFUSE_CHANGE = "refuse_change"
    FINISH = "finish"
    END = "end"
    LAPSE = "lapse"
    RATE = "rate"
    REPLY = "reply"


LEAST_TOLD = 5
"""Answers of residents to a trial from which on everybody is told what they found."""
NOTE_LENGTH = 200
"""Of what is written beside a payment."""
S = ContractState
TO_SIGN_STATES = frozenset({S.DRAFT, S.SIGNING})
UNSIGNED_STATES = TO_SIGN_STATES | {S.LAPSED}
"""Nobody but the two sides and who watches them reads it."""
BINDING_STATES = frozenset({S.SIGNED, S.RUNNING})
OVER_STATES = frozenset({S.DONE, S.ENDED})

TRANSITIONS: dict[ContractStep, tuple[frozenset[ContractState], ContractState | None]] = {
    ContractStep.EDIT: (frozenset({S.DRAFT}), None),
    # Whoever leaves is replaced, until there is nothing left to accept.
    ContractStep.NAME_PEOPLE: (frozenset({S.DRAFT, S.SIGNING, S.SIGNED, S.RUNNING}), None),
    # The first signature freezes the words, the second binds: see sign_contract.
    ContractStep.SIGN: (frozenset({S.DRAFT, S.SIGNING}), None),
    ContractStep.TAKE_BACK: (frozenset({S.SIGNING}), S.DRAFT),
    ContractStep.BEGIN: (frozenset({S.SIGNED}), S.RUNNING),
    ContractStep.REPORT: (frozenset({S.RUNNING}), None),
    ContractStep.ASK_TO_TRY: (frozenset({S.RUNNING}), None),
    ContractStep.ACCEPT: (frozenset({S.RUNNING}), None),
    # What was accepted is owed, however the contract went on.
    ContractStep.PAY: (frozenset({S.RUNNING, S.DONE, S.ENDED}), None),
    ContractStep.PROPOSE_CHANGE: (BINDING_STATES, None),
    ContractStep.AGREE_CHANGE: (BINDING_STATES, None),
    ContractStep.APPROVE_CHANGE: (BINDING_STATES, None),
    ContractStep.REFUSE_CHANGE: (BINDING_STATES, None),
    ContractStep.FINISH: (frozenset({S.RUNNING}), S.DONE),
    ContractStep.END: (BINDING_STATES, S.ENDED),
    ContractStep.LAPSE: (frozenset({S.DRAFT, S.SIGNING}), S.LAPSED),
    ContractStep.RATE: (OVER_STATES, None),
    ContractStep.REPLY: (OVER_STATES, None),
}
"""The state machine: a step, the states it may start in, the state it ends in (None: the same)."""


def next_contract_state(step: ContractStep, state: ContractState) -> ContractState:
    """Return the state after a step.

    Raises
    ------
    ContractTransitionNotAllowed
        The step does not exist in this state.
    """
    allowed, target = TRANSITIONS[step]
    if state not in allowed:
        raise ContractTransitionNotAllowed(step=step.value, state=state.value)
    return target or state


def contract_steps_from(state: ContractState) -> list[ContractStep]:
    """The steps that exist in a state; who may take them is another question."""
    return [step for step, (allowed, _) in TRANSITIONS.items() if state in allowed]


class MilestoneState(StrEnum):
    OPEN = "open"
    REPORTED = "reported"
    ACCEPTED = "accepted"


class Side(StrEnum):
    BUYER = "buyer"
    COMPANY = "company"


class AcceptorRole(StrEnum):
    OWNER = "owner"
    INDEPENDENT = "independent"


class Duty(StrEnum):
    """What somebody answers for, of each deliverable."""

    PROVIDES = "provides"
    ACCEPTS = "accepts"
    OPERATES = "operates"
    OWNS_CODE = "owns_code"
    OWNS_DATA = "owns_data"
    BEARS_FAILURE = "bears_failure"


class Party(StrEnum):
    BUYER = "buyer"
    COMPANY = "company"
    THIRD = "third"
    SHARED = "shared"


NAMED_IN_WORDS = frozenset({Party.THIRD, Party.SHARED})
"""Of these it has to be said who, or how."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Who has one duty of one deliverable; ``party`` "" : nobody has said."""

    party: str = ""
    words: str = ""

    @property
    def is_filled(self) -> bool:
        return bool(self.party) and (self.party not in NAMED_IN_WORDS or bool(self.words.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverableTerms:
    """``milestone`` is the number, from 1, of the one that it belongs to; 0: of none yet."""

    title: str
    text: str = ""
    milestone: int = 0
    cells: Mapping[Duty, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneTerms:
    title: str
    due_on: date
    amount_minor: int
    criteria: str = ""
    """When it is accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTerms:
    """All that both sides sign."""

    text: str = ""
    starts_on: date
    amount_minor: int
    exit_text: str = ""
    source_text: str = ""
    data_text: str = ""
    deliverables: Sequence[DeliverableTerms] = ()
    milestones: Sequence[MilestoneTerms] = ()


class GapKind(StrEnum):
    """What is missing or does not fit; its words stand in contract_words.py."""

    TEXT = "text"
    EXIT = "exit_text"
    SOURCE = "source_text"
    DATA = "data_text"
    NO_DELIVERABLE = "no_deliverable"
    NO_MILESTONE = "no_milestone"
    CELL = "cell"
    NO_PLACE = "no_place"
    NOTHING_IN_IT = "nothing_in_it"
    NO_CRITERIA = "no_criteria"
    TOO_EARLY = "too_early"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Gap:
    kind: GapKind
    number: int = 0
    """Of the deliverable or milestone."""
    duty: str = ""


def gaps_of(terms: ContractTerms) -> list[Gap]:
    """Why a contract cannot be signed as it is; nothing: it can."""
    return [*_gaps_of_words(terms), *_gaps_of_deliverables(terms), *_gaps_of_milestones(terms)]


def _gaps_of_words(terms: ContractTerms) -> Iterator[Gap]:
    said = {
        GapKind.TEXT: terms.text,
        GapKind.EXIT: terms.exit_text,
        GapKind.SOURCE: terms.source_text,
        GapKind.DATA: terms.data_text,
    }
    for kind, text in said.items():
        if not text.strip():
            yield Gap(kind)


def _gaps_of_deliverables(terms: ContractTerms) -> Iterator[Gap]:
    if not terms.deliverables:
        yield Gap(GapKind.NO_DELIVERABLE)
    for number, one in enumerate(terms.deliverables, start=1):
        if not 1 <= one.milestone <= len(terms.milestones):
            yield Gap(GapKind.NO_PLACE, number)
        for duty in Duty:
            if not one.cells.get(duty, Cell()).is_filled:
                yield Gap(GapKind.CELL, number, duty.value)


def _gaps_of_milestones(terms: ContractTerms) -> Iterator[Gap]:
    if not terms.milestones:
        yield Gap(GapKind.NO_MILESTONE)
    used = {one.milestone for one in terms.deliverables}
    for number, one in enumerate(terms.milestones, start=1):
        if number not in used:
            yield Gap(GapKind.NOTHING_IN_IT, number)
        if not one.criteria.strip():
            yield Gap(GapKind.NO_CRITERIA, number)
        if one.due_on < terms.starts_on:
            yield Gap(GapKind.TOO_EARLY, number)
    if terms.milestones and sum(one.amount_minor for one in terms.milestones) != terms.amount_minor:
        yield Gap(GapKind.SUM)


def growth_percent(original_minor: int, increases_minor: int) -> int:
    """What changes have added, in percent of what was signed, rounded up: met by the rounded
    number where, and only where, the exact one is met. Of nothing, as of the smallest amount."""
    return -(-increases_minor * 100 // max(1, original_minor))


def terms_as_json(terms: ContractTerms) -> dict[str, object]:
    """The terms as they stand in the file that is signed."""
    return {
        "amount_minor": terms.amount_minor,
        "clauses": {
            "data_return": terms.data_text,
            "exit": terms.exit_text,
            "source_code": terms.source_text,
        },
        "deliverables": [
            {
                "milestone": one.milestone,
                "responsible": {
                    duty.value: {"party": cell.party, "words": cell.words}
                    for duty, cell in sorted(one.cells.items())
                },
                "text": one.text,
                "title": one.title,
            }
            for one in terms.deliverables
        ],
        "milestones": [
            {
                "amount_minor": one.amount_minor,
                "criteria": one.criteria,
                "due_on": one.due_on.isoformat(),
                "title": one.title,
            }
            for one in terms.milestones
        ],
        "starts_on": terms.starts_on.isoformat(),
        "text": terms.text,
    }


def terms_of_json(value: Mapping) -> ContractTerms:
    """The terms of a file that was signed, or is to be."""
    clauses = value["clauses"]
    return ContractTerms(
        text=value["text"],
        starts_on=date.fromisoformat(value["starts_on"]),
        amount_minor=value["amount_minor"],
        exit_text=clauses["exit"],
        source_text=clauses["source_code"],
        data_text=clauses["data_return"],
        deliverables=tuple(
            DeliverableTerms(
                title=one["title"], text=one["text"], milestone=one["milestone"],
                cells={
                    Duty(duty): Cell(cell["party"], cell["words"])
                    for duty, cell in one["responsible"].items()
                },
            )
            for one in value["deliverables"]
        ),
        milestones=tuple(
            MilestoneTerms(
                title=one["title"], due_on=date.fromisoformat(one["due_on"]),
                amount_minor=one["amount_minor"], criteria=one["criteria"],
            )
            for one in value["milestones"]
        ),
    )  # fmt: skip
