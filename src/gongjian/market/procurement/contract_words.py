"""Contracts in words: what is missing, how states look, what happened."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.money import shown
from gongjian.market.procurement.models import DutyName
from gongjian.market.procurement.rules.contracts import (
    ContractState,
    ContractTerms,
    Gap,
    GapKind,
    MilestoneState,
)

CONTRACT_LOOKS: dict[str, tuple[str, str]] = {
    ContractState.DRAFT: ("plain", "edit"),
    ContractState.SIGNING: ("waiting", "edit"),
    ContractState.SIGNED: ("done", "verified"),
    ContractState.RUNNING: ("working", "construction"),
    ContractState.DONE: ("done", "check_circle"),
    ContractState.ENDED: ("stopped", "cancel"),
    ContractState.LAPSED: ("stopped", "do_not_disturb"),
}
MILESTONE_LOOKS: dict[str, tuple[str, str]] = {
    MilestoneState.OPEN: ("plain", "hourglass_empty"),
    MilestoneState.REPORTED: ("waiting", "people"),
    MilestoneState.ACCEPTED: ("done", "check_circle"),
}
PARTY_ICONS = {"buyer": "account_balance", "company": "work", "third": "person", "shared": "people"}
_GAPS: dict[GapKind, Promise] = {
    GapKind.TEXT: _("Say what is built."),
    GapKind.EXIT: _("The exit clause is missing: how either side leaves, and what it hands over."),
    GapKind.SOURCE: _(
        "The clause on source code is missing: where it is, and what anybody may do with it."
    ),
    GapKind.DATA: _("The clause on the return of data is missing: when, and in which form."),
    GapKind.NO_DELIVERABLE: _("There is no deliverable yet."),
    GapKind.NO_MILESTONE: _("There is no milestone yet."),
    GapKind.NO_PLACE: _("Deliverable %(number)s belongs to no milestone."),
    GapKind.NOTHING_IN_IT: _("Nothing is delivered with milestone %(number)s."),
    GapKind.NO_CRITERIA: _("Say when milestone %(number)s is accepted."),
    GapKind.TOO_EARLY: _("Milestone %(number)s is due before the contract begins."),
    GapKind.CELL: _("Deliverable %(number)s: say who %(duty)s."),
}
NO_ACCEPTORS = _("Name the product owner and the independent acceptor.")


def gap_words(gap: Gap | None, terms: ContractTerms, currency: str = "CNY") -> str:
    """Why a contract cannot be signed yet; None: nobody is named to accept."""
    if gap is None:
        return str(NO_ACCEPTORS)
    if gap.kind is GapKind.SUM:
        total = sum(one.amount_minor for one in terms.milestones)
        return gettext("The milestones add up to %(total)s, not to %(amount)s.") % {
            "total": shown(total, currency),
            "amount": shown(terms.amount_minor, currency),
        }
    duty = DutyName(gap.duty).label if gap.duty else ""
    return str(_GAPS[gap.kind]) % {"number": gap.number, "duty": duty}
