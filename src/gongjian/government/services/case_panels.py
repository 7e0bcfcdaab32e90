"""What the page of an application's case shows of it."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import interface as cases
from gongjian.government.services.rules.states import ApplicationState, Reason
from gongjian.government.services.selectors.applications import application_of_case
from gongjian.government.services.shown_answers import shown_answers


def application_panel(actor: Actor, case: cases.Case) -> cases.Panel | None:
    """The answers with their sources, for whoever applies and for the staff of the case; of a form
    that is being filled in, staff see that it is, and no answers."""
    if case.kind != cases.CaseKind.APPLICATION:
        return None
    found = application_of_case(case.pk)
    if found is None:
        return None
    is_own = actor.user_id is not None and found.applicant_id == actor.user_id
    is_begun = found.state == ApplicationState.BEGUN
    is_erased = found.applicant_id is None
    rows = [] if is_erased or (is_begun and not is_own) else shown_answers(found)
    shown = {
        "application": found,
        "rows": rows,
        "is_own": is_own,
        "is_begun": is_begun,
        "is_erased": is_erased,
        "may_verify": not is_own
        and case.is_open
        and any(one.reason == Reason.NO_NUMBER for one in found.answers.all()),
    }
    return cases.Panel("services/application_panel.html", shown)
