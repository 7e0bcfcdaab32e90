"""Phases of a budget round. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Phase(StrEnum):
    DRAFT = "draft"
    COLLECT = "collect"
    """Anybody with an account submits projects."""
    CHECK = "check"
    """Departments say what can be built, and for how much."""
    VOTE = "vote"
    COUNT = "count"
    """The vote is over: paper is entered, then it is counted."""
    BUILD = "build"
    RATE = "rate"
    """Everything that was funded is built or was given up."""


PHASES = tuple(phase for phase in Phase if phase != Phase.DRAFT)


@dataclass(frozen=True, slots=True)
class Times:
    """When the phases of a round begin; None: not yet known."""

    published_at: datetime | None
    collects_at: datetime
    checks_at: datetime
    votes_at: datetime
    closes_at: datetime
    counted_at: datetime | None = None
    finished_at: datetime | None = None

    def are_in_order(self) -> bool:
        return self.collects_at < self.checks_at < self.votes_at < self.closes_at


def phase_at(times: Times, now: datetime) -> Phase:
    """The phase of a round: by the clock until the vote ends, then by what was done."""
    if times.published_at is None or now < times.collects_at:
        return Phase.DRAFT
    if times.finished_at is not None:
        return Phase.RATE
    if times.counted_at is not None:
        return Phase.BUILD
    ends = (
        (times.checks_at, Phase.COLLECT),
        (times.votes_at, Phase.CHECK),
        (times.closes_at, Phase.VOTE),
    )
    return next((phase for end, phase in ends if now < end), Phase.COUNT)
