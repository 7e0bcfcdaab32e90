"""States of a proposal, the steps between them, and its formulas. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import IntEnum, StrEnum


class ProposalState(StrEnum):
    UNDER_REVIEW = "under_review"
    """Waits for a moderator, where the area's rule is to moderate before publication."""
    REFUSED = "refused"
    """A moderator did not publish it; its author may change it or appeal."""
    COLLECTING = "collecting"
    AWAITING_ANSWER = "awaiting_answer"
    """Enough people support it: an official answer is due."""
    ADOPTED = "adopted"
    IN_PLAN = "in_plan"
    """What it asks for is in another plan already."""
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class ProposalStep(StrEnum):
    PUBLISH = "publish"
    REFUSE = "refuse"
    EDIT = "edit"
    SUPPORT = "support"
    UNSUPPORT = "unsupport"
    FOLLOW = "follow"
    COMMENT = "comment"
    FLAG = "flag"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    HIDE = "hide"
    SHOW = "show"
    APPEAL = "appeal"


class Outcome(StrEnum):
    """What an official answer says. The values are those of the states that follow."""

    ADOPTED = ProposalState.ADOPTED.value
    IN_PLAN = ProposalState.IN_PLAN.value
    REJECTED = ProposalState.REJECTED.value


class Side(IntEnum):
    """Where a comment stands."""

    AGAINST = -1
    NEUTRAL = 0
    FOR = 1


class Moderation(StrEnum):
    BEFORE = "before"
    """Nothing is public before a moderator has published it."""
    AFTER = "after"
    """All is public at once; moderators look at what somebody flagged."""


OPEN_STATES = frozenset({ProposalState.COLLECTING, ProposalState.AWAITING_ANSWER})
ANSWERED_STATES = frozenset(ProposalState(outcome.value) for outcome in Outcome)
UNPUBLISHED_STATES = frozenset({ProposalState.UNDER_REVIEW, ProposalState.REFUSED})
DISCUSSED_STATES = OPEN_STATES | ANSWERED_STATES
PUBLISHED_STATES = DISCUSSED_STATES | {ProposalState.WITHDRAWN, ProposalState.MERGED}
"""A proposal withdrawn before it was published is none of these to the public: it has no
``published_at``."""

STEPS: dict[ProposalStep, frozenset[ProposalState]] = {
    ProposalStep.PUBLISH: frozenset({ProposalState.UNDER_REVIEW, ProposalState.REFUSED}),
    ProposalStep.REFUSE: frozenset({ProposalState.UNDER_REVIEW}),
    ProposalStep.EDIT: UNPUBLISHED_STATES | {ProposalState.COLLECTING},
    ProposalStep.SUPPORT: OPEN_STATES,
    ProposalStep.UNSUPPORT: OPEN_STATES,
    ProposalStep.FOLLOW: DISCUSSED_STATES,
    ProposalStep.COMMENT: DISCUSSED_STATES,
    ProposalStep.FLAG: PUBLISHED_STATES,
    ProposalStep.ANSWER: DISCUSSED_STATES,
    # Neither once the threshold is reached: those who support it are owed an answer, which as part
    # of another one it would lose.
    ProposalStep.WITHDRAW: UNPUBLISHED_STATES | {ProposalState.COLLECTING},
    ProposalStep.MERGE: frozenset({ProposalState.COLLECTING}),
    ProposalStep.HIDE: PUBLISHED_STATES,
    ProposalStep.SHOW: PUBLISHED_STATES,
    ProposalStep.APPEAL: frozenset(ProposalState),
}
"""The states in which a step exists; who may take it is policies/proposals.py."""

DEFAULT_THRESHOLD = 50
DEFAULT_ANSWER_WORKING_DAYS = 30
DEFAULT_ACCOUNT_AGE_HOURS = 1
"""Where no area on the way up sets others."""
MOST_THRESHOLD = 10_000_000
MOST_WORKING_DAYS = 365
MOST_ACCOUNT_AGE_HOURS = 24 * 90

TITLE_LENGTH = 120
TEXT_LENGTH = 10_000
COMMENT_LENGTH = 4_000
REASON_LENGTH = 2_000
APPEAL_DAYS = 30

WRITTEN_AN_HOUR = 10
LOOKUPS_AN_HOUR = 1200
SUPPORTS_AN_HOUR = 120
COMMENTS_AN_HOUR = 40
FLAGS_AN_HOUR = 30
"""Of one sender, on pages and by programme together."""


def is_step_open(step: ProposalStep, state: ProposalState) -> bool:
    return state in STEPS[step]


def is_reached(support_count: int, threshold: int) -> bool:
    return support_count >= threshold


def progress_percent(support_count: int, threshold: int) -> int:
    """Supports on the way to the threshold, 0 to 100, rounded down: 100 is reached."""
    return min(100, support_count * 100 // max(threshold, 1))


def is_old_enough(joined_at: datetime, least_hours: int, now: datetime) -> bool:
    """Whether an account is as old as an area asks for; 0: it asks for nothing."""
    return least_hours == 0 or now - joined_at >= timedelta(hours=least_hours)


def may_still_appeal(decided_at: datetime, now: datetime) -> bool:
    return now < decided_at + timedelta(days=APPEAL_DAYS)


def is_late(due_at: datetime | None, answered_at: datetime | None, now: datetime) -> bool:
    """Whether the first answer came, or is still to come, after the deadline."""
    return due_at is not None and (answered_at or now) >= due_at


def days_before_reminder(working_days: int) -> int:
    """After how many of the working days for an answer whoever owes it is reminded: four fifths,
    rounded down; 0: not before the deadline."""
    return working_days * 4 // 5


def is_relied_on(support_count: int, state: ProposalState) -> bool:
    """Whether others signed its words, or the government answered them: then they outlast their
    author's account."""
    return support_count > 0 or state in ANSWERED_STATES | {ProposalState.AWAITING_ANSWER}
