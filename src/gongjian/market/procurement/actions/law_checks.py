"""Keeping what the law was found to ask, and refusing what it does not allow."""

from __future__ import annotations

from collections.abc import Sequence

from gongjian.market.procurement.errors import LawNotMet
from gongjian.market.procurement.law_words import refusal_words
from gongjian.market.procurement.models import CallEvent, LegalFinding
from gongjian.market.procurement.selectors.legal_findings import unmet


def require_met(found: Sequence[LegalFinding], *, field: str = "") -> None:
    """Raise LawNotMet, with each rule that is not kept."""
    if unmet(found):
        words = refusal_words(found)
        raise LawNotMet(" ".join(words), fields={field: words} if field else None)


def keep_findings(event: CallEvent, found: Sequence[LegalFinding]) -> None:
    """Write the findings of a step with its event."""
    for one in found:
        one.event = event
    LegalFinding.objects.bulk_create(found)


def said(found: Sequence[LegalFinding]) -> list[dict[str, object]]:
    """The same for history and ledger."""
    return [
        {
            "rule": one.rule,
            "parameter": one.parameter,
            "asked": one.asked,
            "found": one.found,
            "is_met": one.is_met,
            "provision": str(one.provision_id or ""),
        }
        for one in found
    ]
