"""Every rule of the house keeps the cases it ships."""

import re

import pytest

from gongjian.foundation.law.rules.general import GENERAL, necessary
from gongjian.foundation.law.rules.registry import all_rules, connect_rules
from gongjian.methods.legal_rules import Words, wrong_cases


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_the_cases_of_a_rule_come_out_as_it_says(rule):
    assert wrong_cases(rule) == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_and_its_cases_are_told_in_both_languages(rule):
    assert {*rule.facts, *rule.limits} == set(rule.names)
    told = [rule.title, rule.asks, *(case.title for case in rule.cases), *rule.names.values()]

    assert all(isinstance(words, Words) and words.en and words.zh for words in told)
    assert not [words.en for words in told if re.search("[一-鿿]", words.en)]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_names_the_article_and_the_version_that_it_is_made_after(rule):
    assert rule.follows is not None
    assert rule.follows.law.en
    assert re.search("[一-鿿]", rule.follows.law.zh)
    assert rule.follows.article.isdigit()
    assert rule.follows.in_force_from.year > 1949


def test_two_rules_of_one_code_are_refused_and_nothing_changes():
    before = all_rules()
    other = type(necessary)(**{
        name: getattr(necessary, name) for name in necessary.__dataclass_fields__
    })  # fmt: skip
    object.__setattr__(other, "article", "another-1")

    with pytest.raises(ValueError, match="necessary"):
        connect_rules([*GENERAL, other])
    assert all_rules() == before
