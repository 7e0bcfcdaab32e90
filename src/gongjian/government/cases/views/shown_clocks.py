"""A case's clocks in words."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import ClockName
from gongjian.government.cases.selectors.clocks import Clock, clocks_of

RUNS_FOR = {
    ClockName.ACCEPT: _("To be accepted until"),
    ClockName.ANSWER: _("To be answered until"),
    ClockName.CLOSE: _("Closes by itself on"),
    ClockName.REOPEN: _("Can be opened again until"),
    ClockName.APPEAL: _("Can be appealed against until"),
}


def shown_clocks(case: Case, now: datetime) -> list[tuple[str, Clock]]:
    """The clocks of a case, as cases/clocks.html draws them: what each runs for, and the clock."""
    return [(str(RUNS_FOR[clock.name]), clock) for clock in clocks_of(case=case, now=now)]
