"""One look at somebody's data, in the words in which they read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.law import interface as law
from gongjian.government.exchange.models import DataQuery, Field
from gongjian.government.exchange.rules.queries import (
    Outcome,
    OutcomeGroup,
    QueryState,
    group_of,
)
from gongjian.government.exchange.selectors.check_words import WORDS, ShownCheck, shown_checks

GROUP_WORDS: dict[OutcomeGroup, str | Promise] = {
    OutcomeGroup.GIVEN: _("data were given"),
    OutcomeGroup.NO_RECORD: _("there was nothing about you"),
    OutcomeGroup.REFUSED: _("refused: nothing was given"),
    OutcomeGroup.FAILED: _("it failed: nothing was given"),
    OutcomeGroup.OPEN: _("not finished yet"),
}


class ShownLook(NamedTuple):
    row: DataQuery
    group: str
    outcome: str
    fields: list[str]
    """Titles of what was asked."""
    given: list[str]
    surplus: list[str]
    is_own_case: bool
    """Whether the case it was for is the person's, so that they may be told which."""
    is_by_consent: bool
    """The person asked for it themselves, in an application."""
    failed: list[ShownCheck]
    """Checks that it failed when it was asked; then it was refused."""
    failed_later: list[str]
    """Checks that it failed when a slow answer was collected, in words."""


class ShownArticle(NamedTuple):
    """An article as it was when the look happened."""

    code: str
    version: int
    citation: str
    text: str
    """Of that version; "" where the register of law no longer has it."""
    is_changed: bool
    """Whether another version is in force meanwhile, or none."""


def shown_looks(rows: Sequence[DataQuery], actor: Actor) -> list[ShownLook]:
    """Looks in words; one query for the titles of all their fields."""
    titles = _titles({row.dataset_id for row in rows if row.dataset_id})
    return [_shown(row, actor, titles) for row in rows]


def articles_then(row: DataQuery) -> list[ShownArticle]:
    """The articles a look stood on, in the version of then; one query."""
    codes = [one["code"] for one in row.provisions]
    versions = law.Provision.objects.filter(code__in=codes)
    texts = {(one.code, one.version): one for one in versions}
    latest = {code: max(v for c, v in texts if c == code) for code in {c for c, _v in texts}}
    shown = []
    for one in row.provisions:
        then = texts.get((one["code"], one["version"]))
        shown.append(
            ShownArticle(
                one["code"],
                one["version"],
                one["citation"],
                then.text if then else "",
                latest.get(one["code"]) != one["version"],
            )
        )
    return shown


def _shown(row: DataQuery, actor: Actor, titles: dict[tuple[UUID, str], str]) -> ShownLook:
    def named(names: Sequence[str]) -> list[str]:
        key = row.dataset_id
        return [titles.get((key, name), name) if key else name for name in names]

    group = group_of(row.outcome)
    checks = shown_checks(row)
    return ShownLook(
        row,
        group.value,
        str(GROUP_WORDS[group]),
        named(row.field_names),
        named(row.given_fields),
        named(row.surplus_fields),
        row.case is not None
        and row.case.requester_id is not None
        and row.case.requester_id == actor.user_id,
        any(one.name == "consent" for one in checks),
        [one for one in checks if not one.passed],
        _failed_later(row),
    )


def _failed_later(row: DataQuery) -> list[str]:
    if row.outcome != Outcome.REFUSED or row.state != QueryState.REFUSED:
        return []
    return [str(WORDS[name]) for name in row.outcome_detail.split(", ") if name in WORDS]


def _titles(dataset_ids: set[UUID]) -> dict[tuple[UUID, str], str]:
    rows = Field.objects.filter(dataset__in=dataset_ids)
    return {(key, name): title for key, name, title in rows.values_list("dataset", "name", "title")}
