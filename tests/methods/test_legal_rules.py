"""Rules of law: what keeps them, what does not, and what only a person can say."""

import pytest

from gongjian.methods.legal_rules import (
    Case,
    Judgement,
    Limit,
    Outcome,
    Words,
    apply_rule,
    met,
    needs_person,
    rule,
    wrong_cases,
)

WORDS = Words("At most {most}; here {days}.", "至多 {most}，实际 {days}。")
SHORT = Case(Words("short", "短"), {"days": 3}, Outcome.PASSED)
LONG = Case(Words("long", "长"), {"days": 30}, Outcome.FAILED)


def days_rule(*cases, code="most-days", judge=None):
    decorate = rule(
        code, title=WORDS, asks=WORDS, facts={"days": int}, cases=cases,
        limits={"most": Limit("most-days", 15)},
    )  # fmt: skip
    return decorate(
        judge or (lambda facts, asked: met(facts["days"] <= asked["most"],
                                           WORDS.filled(**facts, **asked)))
    )  # fmt: skip


def by(outcome, reason="I looked."):
    return Judgement(outcome, reason, "user:1", "Ann {x}")


def test_a_rule_says_what_it_found_in_both_languages():
    verdict = apply_rule(days_rule(SHORT, LONG), {"days": 20}, {"most": 15})

    assert verdict.outcome is Outcome.FAILED
    assert verdict.words.of("en") == "At most 15; here 20."
    assert verdict.words.of("zh-hans") == "至多 15，实际 20。"


def test_its_cases_are_run_with_the_default_or_what_they_say():
    asked = Case(Words("strict", "严"), {"days": 3}, Outcome.FAILED, asked={"most": 2})
    wrong = Case(Words("wrong", "错"), {"days": 3}, Outcome.FAILED)

    assert wrong_cases(days_rule(SHORT, LONG, asked)) == []
    assert [case for case, _verdict in wrong_cases(days_rule(SHORT, LONG, wrong))] == [wrong]


@pytest.mark.parametrize(
    ("code", "cases"),
    [
        ("most-days", [SHORT]),
        ("most-days", [LONG]),
        ("most-days", []),
        ("Most days", [SHORT, LONG]),
    ],
)
def test_a_rule_without_both_cases_or_a_code_is_none(code, cases):
    with pytest.raises(ValueError, match=r"code|case"):
        days_rule(*cases, code=code)


def test_what_is_not_known_needs_a_person_and_a_wrong_kind_is_a_mistake():
    made = days_rule(SHORT, LONG)

    assert apply_rule(made, {}, {"most": 15}).outcome is Outcome.NEEDS_PERSON
    for wrong in ("3", True, 3.0, None):
        with pytest.raises(TypeError):
            apply_rule(made, {"days": wrong}, {"most": 15})


def test_a_person_settles_what_needs_one_and_overrules_nothing():
    open_question = days_rule(SHORT, LONG, judge=lambda facts, asked: needs_person(WORDS))
    told = days_rule(SHORT, LONG)

    settled = apply_rule(open_question, {"days": 1}, {}, by(Outcome.PASSED))
    overruled = apply_rule(told, {"days": 20}, {"most": 15}, by(Outcome.PASSED))

    assert (settled.outcome, overruled.outcome) == (Outcome.PASSED, Outcome.FAILED)
    assert settled.words.en == "Ann {x} holds that it is met: I looked."


@pytest.mark.parametrize(
    ("outcome", "reason"), [(Outcome.NEEDS_PERSON, "I looked."), (Outcome.PASSED, "  ")]
)
def test_a_judgement_decides_and_gives_a_reason(outcome, reason):
    with pytest.raises(ValueError, match="for a reason"):
        by(outcome, reason)
