"""Background work of consultations."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.actions.tell_statement_authors import (
    tell_statement_authors,
)
from gongjian.public.deliberation.selectors import due_results


@background_task(_("Make the results of consultations anew"), max_attempts=3)
def refresh_results() -> None:
    """Every second, where votes came: the results that have rested long enough."""
    for consultation_id in due_results.due_results(now()):
        compute_result(consultation_id=consultation_id, now=now())


def results_are_due() -> bool:
    return due_results.results_are_due(now())


@background_task(_("Tell people what became of their statements"))
def tell_of_statements(ids: Sequence[str]) -> None:
    """Tell who wrote the statements of these events."""
    tell_statement_authors(event_ids=[UUID(key) for key in ids], now=now())
