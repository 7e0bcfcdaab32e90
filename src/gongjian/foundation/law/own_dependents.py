"""What rests on the law within the law: numbers on their provisions, rules on their articles."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.law.dependents import Dependent, DependentKind, Subject, Touched
from gongjian.foundation.law.models import Parameter
from gongjian.foundation.law.rules.registry import all_rules
from gongjian.foundation.law.selectors.articles import article_on, articles
from gongjian.foundation.law.selectors.in_force import in_force_on


def _parameters(touched: Touched) -> Iterator[Dependent]:
    rows = Parameter.objects.filter(in_force_on(touched.day), provision__in=touched.provisions)
    for row in rows.order_by("code", "id"):
        assert row.provision_id is not None  # by the filter
        yield Dependent(
            Subject(
                f"parameter:{row.pk}", row.code, kind="parameter", is_public=True,
                path=reverse("parameter", args=[row.code]),
            ),
            cites=(row.provision_id,),
        )  # fmt: skip


def _rules(touched: Touched) -> Iterator[Dependent]:
    """A rule follows its article from version to version; it lapses where no version is left."""
    found = articles({rule.article for rule in all_rules() if rule.article})
    for rule in all_rules():
        versions = found.get(rule.article, ())
        if not versions or versions[-1].id not in touched.provisions:
            continue
        present = article_on(versions, touched.day)
        yield Dependent(
            Subject(
                f"rule:{rule.code}", rule.title.en, kind="rule", is_public=True,
                path=reverse("law_rule", args=[rule.code]),
            ),
            cites=((present or versions[-1]).id,),
        )  # fmt: skip


DEPENDENTS = [
    DependentKind("parameter", _("Number of the law"), _parameters),
    DependentKind("rule", _("Rule"), _rules),
]
