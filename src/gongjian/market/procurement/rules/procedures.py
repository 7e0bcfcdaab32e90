"""Procedures: versioned data over the one machine of rules/states.py. Pure.

A call keeps the version it was drafted by, so that a new version changes no call that runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gongjian.methods.legal_rules import Limit


class ProcedureCode(StrEnum):
    OPEN_CALL = "open_call"
    QUOTATION = "quotation"
    RESTRICTED = "restricted"
    CHALLENGE = "challenge"
    DIRECT = "direct"


class StageCode(StrEnum):
    OFFERS = "offers"
    APPLICATIONS = "applications"
    PITCHES = "pitches"
    PROOFS = "proofs"


@dataclass(frozen=True, slots=True)
class Stage:
    """One round of bids: opened, closed, opened technically, evaluated.

    is_invited: only invited companies may bid.
    has_price: bids have a price, and this stage goes on to the opening of prices; the others go on
    to the next stage instead.
    is_paid: the town pays those it invited for taking part (a proof of concept).
    """

    code: StageCode
    is_invited: bool = False
    has_price: bool = True
    is_paid: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """What a procedure asks; values in the town's currency are whole units (yuan), not fen.

    most_value: the estimate may not be above it. None: any value.
    days_open: whole working days between opening and the deadline, of each stage at least.
    standstill: working days between the intent and the award at least.
    """

    code: ProcedureCode
    version: int
    stages: tuple[Stage, ...]
    days_open: Limit[int]
    standstill: Limit[int]
    most_value: Limit[int] | None = None
    needs_reason: bool = False

    def stage(self, number: int) -> Stage:
        """A stage by its number from 1."""
        return self.stages[number - 1]

    def is_last(self, number: int) -> bool:
        return number == len(self.stages)


PROCEDURES: dict[tuple[ProcedureCode, int], Procedure] = {
    (one.code, one.version): one
    for one in (
        Procedure(
            ProcedureCode.OPEN_CALL, 1, (Stage(StageCode.OFFERS),),
            days_open=Limit("call-open-working-days", 14),
            standstill=Limit("call-standstill-working-days", 7),
        ),
        Procedure(
            ProcedureCode.QUOTATION, 1, (Stage(StageCode.OFFERS),),
            days_open=Limit("quotation-open-working-days", 3),
            standstill=Limit("quotation-standstill-working-days", 3),
            most_value=Limit("quotation-most-value", 1_000_000),
        ),
        Procedure(
            ProcedureCode.RESTRICTED, 1,
            (
                Stage(StageCode.APPLICATIONS, has_price=False),
                Stage(StageCode.OFFERS, is_invited=True),
            ),
            days_open=Limit("restricted-open-working-days", 7),
            standstill=Limit("call-standstill-working-days", 7),
        ),
        Procedure(
            ProcedureCode.CHALLENGE, 1,
            (
                Stage(StageCode.PITCHES, has_price=False),
                Stage(StageCode.PROOFS, is_invited=True, is_paid=True),
            ),
            days_open=Limit("challenge-open-working-days", 10),
            standstill=Limit("call-standstill-working-days", 7),
            most_value=Limit("challenge-most-value", 10_000_000),
        ),
        Procedure(
            ProcedureCode.DIRECT, 1, (Stage(StageCode.OFFERS, is_invited=True),),
            days_open=Limit("direct-open-working-days", 1),
            standstill=Limit("direct-standstill-working-days", 5),
            most_value=Limit("direct-most-value", 300_000),
            needs_reason=True,
        ),
    )
}  # fmt: skip


def procedure_of(code: str, version: int) -> Procedure:
    """The procedure in that version.

    Raises
    ------
    KeyError
        There was never one.
    """
    return PROCEDURES[ProcedureCode(code), version]


def current_procedures() -> list[Procedure]:
    """The newest version of each, in the order they are offered."""
    newest = {one.code: one for one in sorted(PROCEDURES.values(), key=lambda one: one.version)}
    return [newest[code] for code in ProcedureCode]
