"""Findings, rules and their words in templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.template.defaultfilters import date as formatted
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongjian.foundation.law.dependents import dependent_kinds
from gongjian.foundation.law.models import LawFinding
from gongjian.foundation.law.rules.registry import rule_named
from gongjian.methods.legal_rules import Outcome, Rule, Words

register = template.Library()
TONES = {
    Outcome.PASSED: ("done", "check_circle"),
    Outcome.FAILED: ("alert", "error"),
    Outcome.NEEDS_PERSON: ("waiting", "person"),
}


@register.filter
def said(words: Words | LawFinding) -> str:
    """In the language of the page."""
    language = get_language() or "en"
    return words.of(language) if isinstance(words, Words) else words.words(language)


@register.filter
def outcome_words(outcome: str) -> str:
    return {
        Outcome.PASSED: _("kept"),
        Outcome.FAILED: _("not kept"),
        Outcome.NEEDS_PERSON: _("needs a person"),
    }[Outcome(outcome)]


@register.filter
def outcome_tone(outcome: str) -> str:
    return TONES[Outcome(outcome)][0]


@register.filter
def outcome_icon(outcome: str) -> str:
    return TONES[Outcome(outcome)][1]


@register.filter
def rule_title(code: str) -> str:
    """What a rule is called; its code where it is gone."""
    rule = rule_named(code)
    return said(rule.title) if rule else code


@register.filter
def kind_words(code: str) -> str:
    return next((str(kind.name) for kind in dependent_kinds() if kind.code == code), code)


@register.filter
def finding_title(finding: LawFinding) -> str:
    """What it is about: rules and numbers are named in the language of the page."""
    if finding.kind == "rule":
        return rule_title(finding.subject.partition(":")[2])
    return finding.title


@register.filter
def pairs(facts: Mapping[str, Any], rule: Rule | None = None) -> list[tuple[str, str]]:
    """Facts by what the rule calls them, as a lawyer reads them."""
    names = rule.names if rule else {}
    return [
        (said(names[name]) if name in names else name.replace("_", " "), _shown(value))
        for name, value in facts.items()
    ]


def _shown(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        value = date.fromisoformat(value)
    if value == date.max:
        return _("without end")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return formatted(value, "DATE_FORMAT")
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)
