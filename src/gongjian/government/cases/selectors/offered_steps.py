"""The steps that somebody is offered: those they may take, less those whose time has ended."""

from __future__ import annotations

from collections.abc import Iterable

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import policies
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.handling import Against
from gongjian.government.cases.rules import ClockName, Step
from gongjian.government.cases.selectors.clocks import Clock

LIMITED = {Step.REOPEN: ClockName.REOPEN, Step.APPEAL: ClockName.APPEAL}
"""Steps that last as long as a clock runs."""


def offered_steps(*, actor: Actor, case: Case, clocks: Iterable[Clock]) -> list[Step]:
    """The steps this actor may take now and that their actions would not refuse as too late, or as
    done before.

    Parameters
    ----------
    clocks : iterable of Clock
        Those that run for the case, as `clocks_of` gives them.
    """
    gone = _gone(case, {clock.name for clock in clocks})
    return [step for step in policies.steps_of(actor, case) if step not in gone]


def _gone(case: Case, running: set[ClockName]) -> set[Step]:
    """What the state allows, but not the time, or not once more."""
    gone = {step for step, clock in LIMITED.items() if clock not in running}
    if case.rated_at and case.answered_at and case.rated_at >= case.answered_at:
        gone.add(Step.RATE)
    if case.hidden_at:
        # Once each time it is hidden.
        made = case.appeals.filter(against=Against.HIDING, made_at__gte=case.hidden_at)
        if made.exists():
            gone.add(Step.APPEAL_HIDING)
    return gone
