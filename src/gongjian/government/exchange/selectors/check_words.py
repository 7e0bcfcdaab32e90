"""The gateway's checks in words, for those who read a decision."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.government.exchange.models import DataQuery

WORDS: dict[str, str | Promise] = {
    "agreement": _("There is an agreement in force"),
    "parties": _("The department is a party to it"),
    "purpose": _("The purpose is the agreed one"),
    "provisions": _("The articles it stands on are in force today"),
    "fields_agreed": _("All fields were agreed on"),
    "fields_shared": _("The catalogue still shares all fields"),
    "official": _("The official works for that department"),
    "consent": _("The person agreed to it, and still does"),
    "case": _("There is an open case of that department"),
    "subject": _("The case is about this person"),
    "quota": _("The daily quota is not used up"),
    "node": _("The source has a node"),
    "seal": _("The person sees it, or keeping it back was agreed on"),
}


class ShownCheck(NamedTuple):
    name: str
    words: str
    passed: bool
    detail: str


def shown_checks(query: DataQuery) -> list[ShownCheck]:
    """Every check of a query in its order."""
    return [
        ShownCheck(one["name"], str(WORDS[one["name"]]), one["passed"], _detail(one))
        for one in query.checks
    ]


def _detail(check: dict[str, Any]) -> str:
    """What a failed check names, where that says more than its words."""
    facts = check["facts"]
    told = facts.get("lapsed") or facts.get("beyond")
    return "" if check["passed"] or not told else str(told)
