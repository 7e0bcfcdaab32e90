"""The time that applications have by the provision of their service."""

from __future__ import annotations

from gongjian.foundation.law import interface as law
from gongjian.government.cases.models import Case, CaseTerm
from gongjian.government.cases.rules import APPLICATION_SOURCE


def term_of(case: Case) -> CaseTerm | None:
    """What a service gives for the answer; None for cases that are no applications: these cost no
    query."""
    if case.source != APPLICATION_SOURCE:
        return None
    return CaseTerm.objects.select_related("provision").filter(case=case).first()


def provision_of_deadline(case: Case) -> law.Provision | None:
    """Which provision sets the time for the answer, where a service or a duty names one."""
    term = term_of(case)
    if term is not None:
        return term.provision
    return case.duty.provision if case.duty else None
