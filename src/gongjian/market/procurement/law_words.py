"""Findings of the law in words, for pages and refusals."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongjian.foundation.kernel.money import shown
from gongjian.market.procurement.models import LegalFinding
from gongjian.market.procurement.rules.findings import OF_MONEY, LegalRule


def asked_words(finding: LegalFinding) -> str:
    """What the law asks: "a value of at most ¥1,000,000"."""
    rule, count = LegalRule(finding.rule), finding.asked
    if rule is LegalRule.MOST_VALUE:
        money = _money(finding, count)
        return _("This procedure is for values of at most %(money)s.") % {"money": money}
    if rule is LegalRule.MOST_RESERVED:
        money = _money(finding, count)
        return _("Calls of at most %(money)s may be reserved for smaller firms.") % {"money": money}
    if rule is LegalRule.MOST_GROWTH:
        return _("Changes of a contract together add at most %(count)s%% to its amount.") % {
            "count": count
        }
    if rule is LegalRule.DAYS_OPEN:
        return ngettext(
            "Companies have at least %(count)s whole working day.",
            "Companies have at least %(count)s whole working days.",
            count,
        ) % {"count": count}
    if rule is LegalRule.DAYS_LEFT:
        return ngettext(
            "After a change, companies have at least %(count)s whole working day.",
            "After a change, companies have at least %(count)s whole working days.",
            count,
        ) % {"count": count}
    return ngettext(
        "At least %(count)s trustee has given a key.",
        "At least %(count)s trustees of different bodies have given keys.",
        count,
    ) % {"count": count}


def found_words(finding: LegalFinding) -> str:
    """What was there: an amount or a count."""
    if LegalRule(finding.rule) in OF_MONEY:
        return _money(finding, finding.found)
    if LegalRule(finding.rule) is LegalRule.MOST_GROWTH:
        return f"{finding.found}%"
    return str(finding.found)


def refusal_words(found: Sequence[LegalFinding]) -> list[str]:
    """Why the law does not allow it, rule by rule."""
    return [
        _("%(asked)s Here: %(found)s. (%(provision)s)")
        % {
            "asked": asked_words(one),
            "found": found_words(one),
            "provision": provision_words(one),
        }
        for one in found
        if not one.is_met
    ]


def provision_words(finding: LegalFinding) -> str:
    if finding.provision is None:
        return _("no provision sets it; the default holds")
    return finding.provision.citation


def _money(finding: LegalFinding, amount_minor: int) -> str:
    return shown(amount_minor, finding.call.currency)
