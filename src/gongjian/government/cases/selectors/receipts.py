"""The receipt of a case: that its town recorded when it came, and what its words were."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import policies
from gongjian.government.cases.models import Case


def receipt_of(*, actor: Actor, case: Case) -> str:
    """The receipt of a case's arrival (C2SP tlog-proof), for whoever sees it in full.

    Raises
    ------
    NotFound
        It is not theirs.
    NotSealedYet
        The case has only just come.
    """
    if not policies.sees_in_full(actor, case):
        raise NotFound
    arrival = "application_submitted" if policies.is_application(case) else "case_received"
    return ledger.receipt_text(subject=f"case:{case.pk}", action=arrival)
