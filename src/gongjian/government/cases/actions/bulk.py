"""The same step on many cases of a queue: each stands or falls for itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import GongjianError, TooLarge
from gongjian.government.cases.actions.accept_case import accept_case
from gongjian.government.cases.actions.assign_handler import assign_handler
from gongjian.government.cases.models import Case

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case: the case, or why not."""

    case_id: UUID
    case: Case | None = None
    error: GongjianError | None = None

    @property
    def is_done(self) -> bool:
        return self.error is None


def accept_cases(*, actor: Actor, case_ids: Sequence[UUID], now: datetime) -> list[Outcome]:
    """Accept several cases, each in its own transaction."""
    return _each(case_ids, lambda case_id: accept_case(actor=actor, case_id=case_id, now=now))


def assign_handlers(
    *, actor: Actor, case_ids: Sequence[UUID], user_id: UUID, now: datetime
) -> list[Outcome]:
    """Assign several cases to one handler, each in its own transaction."""
    return _each(
        case_ids,
        lambda case_id: assign_handler(actor=actor, case_id=case_id, user_id=user_id, now=now),
    )


def _each(case_ids: Sequence[UUID], act: Callable[[UUID], Case]) -> list[Outcome]:
    if len(case_ids) > MOST_AT_ONCE:
        raise TooLarge
    outcomes = []
    for case_id in dict.fromkeys(case_ids):
        try:
            outcomes.append(Outcome(case_id, case=act(case_id)))
        except GongjianError as error:
            outcomes.append(Outcome(case_id, error=error))
    return outcomes
