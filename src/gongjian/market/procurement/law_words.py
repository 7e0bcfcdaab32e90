"""Findings of the law in words, for pages and refusals."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.money import CURRENCIES
from gongjian.market.procurement.models import LegalFinding
from gongjian.market.procurement.rules.findings import OF_MONEY, LegalRule, code_of
from gongjian.market.procurement.rules.legal_rules import BY_CODE
from gongjian.methods.legal_rules import apply_rule


def finding_words(finding: LegalFinding) -> str:
    """What the law asks and what was there, as the rule says it of the facts that were kept."""
    kind = LegalRule(finding.rule)
    facts: dict[str, object] = {"found": finding.found}
    asked = finding.asked
    if kind in OF_MONEY:
        facts["currency"] = finding.call.currency
        asked //= 10 ** CURRENCIES[finding.call.currency][1]
    verdict = apply_rule(BY_CODE[code_of(kind)], facts, {"limit": asked})
    return verdict.words.of(get_language() or "en")


def refusal_words(found: Sequence[LegalFinding]) -> list[str]:
    """Why the law does not allow it, rule by rule."""
    told = _("%(finding)s (%(provision)s)")
    return [
        told % {"finding": finding_words(one), "provision": provision_words(one)}
        for one in found
        if not one.is_met
    ]


def provision_words(finding: LegalFinding) -> str:
    if finding.provision is None:
        return _("no provision sets it; the default holds")
    return finding.provision.citation
