"""Background work of consultations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.selectors import due_results


@background_task(_("Make the results of consultations anew"), max_attempts=3)
def refresh_results() -> None:
    """Every two seconds, where votes came: the results that have rested long enough."""
    for consultation_id in due_results.due_results(now()):
        compute_result(consultation_id=consultation_id, now=now())


def results_are_due() -> bool:
    return due_results.results_are_due(now())
