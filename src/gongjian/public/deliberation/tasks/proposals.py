"""Background work of proposals."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.public.deliberation.actions import tell_of_proposals as telling
from gongjian.public.deliberation.actions.remind_answer import remind_answer
from gongjian.public.deliberation.selectors import due_answers

MOST_A_RUN = 5_000


@background_task(_("Tell people what became of proposals"))
def tell_of_proposals(ids: Sequence[str]) -> None:
    """Tell whom these events concern."""
    telling.tell_of_proposals(event_ids=[UUID(key) for key in ids], now=now())


@background_task(_("Tell people of comments and replies"))
def tell_of_comments(ids: Sequence[str]) -> None:
    """Tell whose proposals and threads these comments stand in."""
    telling.tell_of_comments(comment_ids=[UUID(key) for key in ids], now=now())


@background_task(_("Remind of answers to proposals"), max_attempts=3)
def remind_of_answers() -> None:
    """Write the reminders that are due, and which answers are late."""
    at = now()
    for proposal_id in due_answers.answers_to_remind(at, limit=MOST_A_RUN):
        remind_answer(proposal_id=proposal_id, now=at)


def answers_are_due() -> bool:
    return bool(due_answers.answers_to_remind(now(), limit=1))
