"""Rules of law as small pure functions: facts and numbers in, a verdict in words out.

A rule says which article it rests on, which facts it needs and which numbers of the law it compares
them with, and it brings cases that a lawyer can read and a test runs: some that keep it, some that
do not. What is "necessary" or "proportionate" no formula says: such a rule needs a person, and only
a person's reason settles it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

Value = int | str | bool | date | tuple[str, ...]
"""What facts and parameters are: whole numbers, words, yes or no, days, lists of words."""
V = TypeVar("V", int, str, bool)
CODE: Final = re.compile(r"[a-z][a-z0-9_-]{1,79}")


class Outcome(StrEnum):
    PASSED = "pass"
    FAILED = "fail"
    NEEDS_PERSON = "needs_person"


@dataclass(frozen=True, slots=True)
class Words:
    """The same in English and Chinese; ``{names}`` in it are filled by `filled`."""

    en: str
    zh: str

    def of(self, language: str) -> str:
        """In Chinese for ``"zh-hans"`` and its like, else in English."""
        return self.zh if language.lower().startswith("zh") else self.en

    def filled(self, **values: object) -> Words:
        """With values in their places; one that is `Words` is said in each language."""
        return Words(self.en.format(**_said(values, "en")), self.zh.format(**_said(values, "zh")))


@dataclass(frozen=True, slots=True)
class Limit(Generic[V]):
    """A parameter of the law, and what holds where no provision sets it."""

    parameter: str
    default: V


@dataclass(frozen=True, slots=True)
class Origin:
    """The article of a country's law that a rule of the house follows, in one version. What counts
    in a town are the provisions of its own that set the numbers or that its things cite.

    Attributes
    ----------
    law : Words
    article : str
    in_force_from : date
        Of the version that was read.
    """

    law: Words
    article: str
    in_force_from: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says, and why in plain text."""

    outcome: Outcome
    words: Words


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a named person decided where a rule needs one.

    Attributes
    ----------
    outcome : Outcome
        PASSED or FAILED.
    by : str
        Reference of the person, as the ledger has it.
    name : str
        What the person is called on pages.
    """

    outcome: Outcome
    reason: str
    by: str
    name: str

    def __post_init__(self) -> None:
        if self.outcome is Outcome.NEEDS_PERSON or not (self.reason.strip() and self.by):
            raise ValueError("a judgement passes or fails, by somebody, for a reason")


Facts = Mapping[str, Any]
"""Values by name, each of the kind that the rule says; `apply_rule` makes sure."""
Asked = Mapping[str, Any]
"""The numbers of the law on a day, by the rule's own names for them."""


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a rule: what is there, what the law asks, what comes out.

    ``asked`` empty: the defaults of the rule's limits. ``judged``: what a person decided.
    """

    title: Words
    facts: Facts
    outcome: Outcome
    asked: Asked = field(default_factory=dict)
    judged: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law.

    Attributes
    ----------
    code : str
        Lower case letters, digits, - and _; one in the house.
    title, asks : Words
        What it is called, and what it asks in a sentence.
    article : str
        Code of the provision it rests on; "": those that set its parameters, or that its subject
        cites.
    facts : mapping of str to type
        What it needs to know.
    limits : mapping of str to Limit
        The parameters it reads, by its own names for them; a check may put others in their place.
    judge : callable (facts, asked) -> Verdict
        Pure.
    also : tuple of str
        Codes of parameters that checks put in the place of its own.
    names : mapping of str to Words
        What its facts and limits are called on pages.
    follows : Origin, optional
        Which article of the country's law it is made after.
    """

    code: str
    title: Words
    asks: Words
    article: str
    facts: Mapping[str, type]
    limits: Mapping[str, Limit[Any]]
    cases: tuple[Case, ...]
    judge: Callable[[Facts, Asked], Verdict]
    also: tuple[str, ...] = ()
    names: Mapping[str, Words] = field(default_factory=dict)
    follows: Origin | None = None

    @property
    def parameters(self) -> frozenset[str]:
        """Codes of all parameters that it may be held against."""
        return frozenset({*self.also, *(limit.parameter for limit in self.limits.values())})

    def defaults(self) -> dict[str, Value]:
        """What it asks where no provision sets anything."""
        return {name: limit.default for name, limit in self.limits.items()}


@dataclass(frozen=True, slots=True)
class Check:
    """A rule to be applied to certain facts.

    Attributes
    ----------
    limits : mapping of str to Limit
        In place of the rule's own, by its names for them.
    cites : tuple of str
        Codes of provisions that the subject itself rests on, beside the rule's article.
    """

    rule: str
    facts: Facts
    limits: Mapping[str, Limit[Any]] = field(default_factory=dict)
    cites: tuple[str, ...] = ()


NOT_KNOWN = Words(
    "Not known: {facts}. Somebody has to find out.", "尚不清楚：{facts}，需要人工查明。"
)
JUDGED_PASS = Words("{name} holds that it is met: {reason}", "{name}认定符合：{reason}")
JUDGED_FAIL = Words("{name} holds that it is not met: {reason}", "{name}认定不符合：{reason}")


def passes(words: Words) -> Verdict:
    return Verdict(Outcome.PASSED, words)


def fails(words: Words) -> Verdict:
    return Verdict(Outcome.FAILED, words)


def needs_person(words: Words) -> Verdict:
    return Verdict(Outcome.NEEDS_PERSON, words)


def met(is_met: bool, words: Words) -> Verdict:
    """Pass or fail, with the same words: what is asked and what is there."""
    return Verdict(Outcome.PASSED if is_met else Outcome.FAILED, words)


def rule(
    code: str,
    *,
    title: Words,
    asks: Words,
    facts: Mapping[str, type],
    cases: Iterable[Case],
    article: str = "",
    limits: Mapping[str, Limit[Any]] | None = None,
    also: Iterable[str] = (),
    names: Mapping[str, Words] | None = None,
    follows: Origin | None = None,
) -> Callable[[Callable[[Facts, Asked], Verdict]], Rule]:
    """Make a rule of a function; see `Rule`.

    Raises
    ------
    ValueError
        The code is none, or its cases do not show what keeps it and what does not.
    """

    def decorate(judge: Callable[[Facts, Asked], Verdict]) -> Rule:
        made = Rule(
            code, title, asks, article, facts, limits or {}, tuple(cases), judge, tuple(also),
            names or {}, follows,
        )  # fmt: skip
        if not CODE.fullmatch(code):
            raise ValueError(f"not a code: {code!r}")
        if not {Outcome.PASSED, Outcome.FAILED} <= {case.outcome for case in made.cases}:
            raise ValueError(f"{code} shows no case that keeps it, or none that does not")
        return made

    return decorate


def apply_rule(
    rule: Rule, facts: Facts, asked: Asked, judgement: Judgement | None = None
) -> Verdict:
    """What a rule says of facts.

    Parameters
    ----------
    facts : mapping
        One that the rule needs and that is left out is not known: it needs a person.
    asked : mapping
        Of each of the rule's limits a value.
    judgement : Judgement, optional
        Taken where the rule needs a person, and only there.

    Raises
    ------
    TypeError
        A fact is of another kind than the rule says.
    """
    for name, kind in rule.facts.items():
        if name in facts and type(facts[name]) is not kind:
            raise TypeError(f"{rule.code}: {name} is {kind.__name__}, got {facts[name]!r}")
    unknown = [name for name in rule.facts if name not in facts]
    if unknown:
        told = ", ".join(unknown)
        verdict = needs_person(NOT_KNOWN.filled(facts=told))
    else:
        verdict = rule.judge(facts, asked)
    return settled(verdict, judgement)


def settled(verdict: Verdict, judgement: Judgement | None) -> Verdict:
    """With a person's word where it is needed; nobody overrules what a rule can tell itself."""
    if judgement is None or verdict.outcome is not Outcome.NEEDS_PERSON:
        return verdict
    words = JUDGED_PASS if judgement.outcome is Outcome.PASSED else JUDGED_FAIL
    return Verdict(judgement.outcome, words.filled(name=judgement.name, reason=judgement.reason))


def wrong_cases(rule: Rule) -> list[tuple[Case, Verdict]]:
    """The cases of a rule that do not come out as it says, with what came out."""
    found = []
    for case in rule.cases:
        judgement = case.judged and Judgement(case.judged, "…", "user:", "…")
        verdict = apply_rule(rule, case.facts, {**rule.defaults(), **case.asked}, judgement or None)
        if verdict.outcome is not case.outcome:
            found.append((case, verdict))
    return found


def _said(values: Mapping[str, object], language: str) -> dict[str, object]:
    return {
        name: value.of(language) if isinstance(value, Words) else value
        for name, value in values.items()
    }
