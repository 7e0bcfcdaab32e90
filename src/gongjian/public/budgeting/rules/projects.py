"""States of a project and the steps between them. Pure."""

from __future__ import annotations

from enum import StrEnum

from gongjian.public.budgeting.rules.phases import Phase


class ProjectState(StrEnum):
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    """Feasible and with a cost: on the ballot."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    FUNDED = "funded"
    UNFUNDED = "unfunded"
    BUILDING = "building"
    BUILT = "built"
    GIVEN_UP = "given_up"


class ProjectStep(StrEnum):
    CHECK = "check"
    EDIT = "edit"
    """Give it other words."""
    WITHDRAW = "withdraw"
    REPORT = "report"
    """Say how building goes."""
    RATE = "rate"


STEPS: dict[ProjectStep, tuple[frozenset[Phase], frozenset[ProjectState]]] = {
    ProjectStep.CHECK: (
        frozenset({Phase.COLLECT, Phase.CHECK}),
        frozenset({ProjectState.SUBMITTED, ProjectState.ACCEPTED, ProjectState.REFUSED}),
    ),
    ProjectStep.EDIT: (
        frozenset({Phase.COLLECT}),
        frozenset({ProjectState.SUBMITTED, ProjectState.ACCEPTED, ProjectState.REFUSED}),
    ),
    ProjectStep.WITHDRAW: (
        frozenset({Phase.COLLECT, Phase.CHECK, Phase.VOTE, Phase.COUNT}),
        frozenset({ProjectState.SUBMITTED, ProjectState.ACCEPTED}),
    ),
    ProjectStep.REPORT: (
        frozenset({Phase.BUILD, Phase.RATE}),
        frozenset({ProjectState.FUNDED, ProjectState.BUILDING, ProjectState.GIVEN_UP}),
    ),
    ProjectStep.RATE: (frozenset({Phase.BUILD, Phase.RATE}), frozenset({ProjectState.BUILT})),
}
"""In which phases of the round and states of the project a step exists; policies.py: who may."""

ON_BALLOT = frozenset(
    {
        ProjectState.ACCEPTED,
        ProjectState.FUNDED,
        ProjectState.UNFUNDED,
        ProjectState.BUILDING,
        ProjectState.BUILT,
        ProjectState.GIVEN_UP,
    }
)
FUNDED = ON_BALLOT - {ProjectState.ACCEPTED, ProjectState.UNFUNDED}
OPEN_BUILDING = frozenset({ProjectState.FUNDED, ProjectState.BUILDING})
REPORTED = frozenset({ProjectState.BUILDING, ProjectState.BUILT, ProjectState.GIVEN_UP})
TITLE_LENGTH = 120
TEXT_LENGTH = 6_000
REASON_LENGTH = 2_000


def is_step_open(step: ProjectStep, phase: Phase, state: ProjectState) -> bool:
    phases, states = STEPS[step]
    return phase in phases and state in states


def is_voted_on(state: ProjectState, *, is_locked: bool, has_cost: bool) -> bool:
    """Whether ballots could name a project; ``is_locked``: somebody has voted in its round."""
    return state in ON_BALLOT or (is_locked and has_cost and state == ProjectState.WITHDRAWN)
