"""Holding facts against the law of a day: every rule is applied, and says what it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from gongjian.foundation.law.rules.registry import rule_named
from gongjian.foundation.law.selectors.articles import Cited, article_on, articles
from gongjian.foundation.law.selectors.parameters import parameter_on
from gongjian.methods.legal_rules import (
    Asked,
    Check,
    Facts,
    Judgement,
    Limit,
    Outcome,
    Rule,
    Value,
    Verdict,
    Words,
    apply_rule,
    needs_person,
    settled,
)


class Basis(StrEnum):
    IN_FORCE = "in_force"
    LAPSED = "lapsed"
    """What it rests on, or what sets its number, is not in force on that day."""
    NONE = "none"
    """No provision says it; what the house asks by default holds."""


LAPSED_WORDS = Words(
    "{article} is not in force on {day}, so that this rule decides nothing; somebody has to. It "
    "would have said: {words}",
    "{article} 在 {day} 不是有效条文，本规则不能据以判定，须由人工决定。按该规则的结论为：{words}",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of facts on a day.

    Attributes
    ----------
    asked : mapping of str to value
        What the law asked, by the rule's names.
    parameters : mapping of str to str
        Code of the parameter behind each of them.
    provisions : tuple of Cited
        The versions it rests on: the rule's article, what the subject cites, what sets the numbers.
    """

    rule: Rule
    facts: Facts
    asked: Asked
    parameters: Mapping[str, str]
    provisions: tuple[Cited, ...]
    basis: Basis
    day: date
    verdict: Verdict
    judgement: Judgement | None = None

    @property
    def outcome(self) -> Outcome:
        return self.verdict.outcome

    @property
    def provision(self) -> Cited | None:
        """The first of those it rests on."""
        return self.provisions[0] if self.provisions else None

    def words(self, language: str) -> str:
        """Why, in plain text."""
        return self.verdict.words.of(language)

    def as_json(self) -> dict[str, Any]:
        """For ledger and history: no texts, for they may name people."""
        return {
            "rule": self.rule.code,
            "outcome": self.outcome.value,
            "basis": self.basis.value,
            "day": self.day.isoformat(),
            "facts": plain(self.facts),
            "asked": {self.parameters[name]: plain_value(self.asked[name]) for name in self.asked},
            "provisions": [[one.code, one.version, one.text_sha256] for one in self.provisions],
            "judged_by": self.judgement.by if self.judgement else "",
        }

    def fingerprint(self) -> str:
        """The same where the same rule was applied to the same facts with the same numbers by the
        same versions, whatever the day."""
        facts = {name: value for name, value in self.as_json().items() if name in _KEPT}
        facts["facts"] = {k: v for k, v in facts["facts"].items() if k != "day"}
        return sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


_KEPT = ("rule", "facts", "asked", "provisions")


def evaluate(
    checks: Iterable[Check], *, on: date, judgements: Mapping[str, Judgement] | None = None
) -> list[Finding]:
    """Apply rules to facts by the law of a day: all of them, whatever the first says.

    Parameters
    ----------
    checks : iterable of Check
    judgements : mapping of str to Judgement, optional
        What people decided, by the rule's code; taken where a rule needs a person, only there.

    Returns
    -------
    list of Finding
        One of each check, in their order.

    Raises
    ------
    KeyError
        No rule has this code: config/wiring.py does not connect it.
    TypeError
        A fact is of another kind than the rule says.

    Notes
    -----
    At most two queries, and mostly none: parameters and versions are kept for half a minute.
    """
    pairs = [(check, _known(check.rule)) for check in checks]
    numbers = [_numbers(check, rule, on) for check, rule in pairs]
    codes = {code for check, rule in pairs for code in (rule.article, *check.cites) if code}
    codes |= {number.code for found in numbers for number in found.values()}
    versions = articles(codes - {""})
    given = judgements or {}
    return [
        _finding(check, rule, found, versions, on, given.get(rule.code))
        for (check, rule), found in zip(pairs, numbers, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Number:
    value: Value
    parameter: str
    code: str
    """Of the provision that sets it."""


def _known(code: str) -> Rule:
    rule = rule_named(code)
    if rule is None:
        raise KeyError(code)
    return rule


def _numbers(check: Check, rule: Rule, on: date) -> dict[str, _Number]:
    limits: dict[str, Limit[Any]] = {**rule.limits, **check.limits}
    found = {}
    for name, limit in limits.items():
        row = parameter_on(limit.parameter, on)
        is_set = row is not None and type(row.value) is type(limit.default)
        found[name] = _Number(
            row.value if row is not None and is_set else limit.default,
            limit.parameter,
            row.provision_code if row is not None and is_set else "",
        )
    return found


def _finding(
    check: Check,
    rule: Rule,
    numbers: Mapping[str, _Number],
    versions: Mapping[str, tuple[Cited, ...]],
    on: date,
    judgement: Judgement | None,
) -> Finding:
    asked = {name: number.value for name, number in numbers.items()}
    verdict = apply_rule(rule, check.facts, asked)
    own = [code for code in (rule.article,) if code in versions]
    # A rule of the house may rest on an article that this town never loaded; what a subject itself
    # cites has to be there.
    lapsed = [
        code for code in (*own, *check.cites) if article_on(versions.get(code, ()), on) is None
    ]
    if lapsed:
        told = {"article": ", ".join(lapsed), "day": on, "words": verdict.words}
        verdict = needs_person(LAPSED_WORDS.filled(**told))
    rests_on = [*own, *check.cites, *(number.code for number in numbers.values())]
    cited = {code: _version(versions[code], on) for code in rests_on if code in versions}
    is_lapsed = lapsed or any(not one.period.holds(on) for one in cited.values())
    return Finding(
        rule=rule,
        facts=check.facts,
        asked=asked,
        parameters={name: number.parameter for name, number in numbers.items()},
        provisions=tuple(cited.values()),
        basis=Basis.LAPSED if is_lapsed else Basis.IN_FORCE if cited else Basis.NONE,
        day=on,
        verdict=settled(verdict, judgement),
        judgement=judgement if verdict.outcome is Outcome.NEEDS_PERSON else None,
    )


def _version(versions: tuple[Cited, ...], on: date) -> Cited:
    return article_on(versions, on) or versions[-1]


def plain(facts: Facts) -> dict[str, Any]:
    """Facts as JSON has them."""
    return {name: plain_value(value) for name, value in facts.items()}


def plain_value(value: Value) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
