"""The rules of the house, with the cases that keep and break them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.law.rules.registry import all_rules, rule_named
from gongjian.foundation.law.selectors.articles import article_on, articles
from gongjian.foundation.law.selectors.parameters import parameters_named


@public
@require_safe
def law_rules(request: HttpRequest) -> HttpResponse:
    return render(request, "law/rule_list.html", {"rules": all_rules()})


@public
@require_safe
def law_rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule: what it asks, by which article and numbers, and its cases."""
    rule = rule_named(code)
    if rule is None:
        raise NotFound
    today = local_day(now())
    versions = articles([rule.article]).get(rule.article, ())
    shown = {
        "rule": rule,
        "article": article_on(versions, today) or (versions[-1] if versions else None),
        "numbers": parameters_named(rule.parameters, today),
        "defaults": rule.limits.values(),
    }
    return render(request, "law/rule.html", shown)
