"""Provisions without their text, kept for whoever cites many: which version is in force when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.cache import caches
from django.db import transaction

from gongjian.foundation.law.models import Provision
from gongjian.foundation.law.models.provision import citation_of
from gongjian.foundation.law.rules.periods import Period
from gongjian.foundation.law.selectors.parameters import KEPT_SECONDS


@dataclass(frozen=True, slots=True)
class Cited:
    """One version of a provision, as a finding names it."""

    id: UUID
    code: str
    version: int
    title: str
    article: str
    text_sha256: str
    period: Period

    @property
    def citation(self) -> str:
        """In the language of the page, as `Provision.citation`."""
        return citation_of(self.title, self.article)


def articles(codes: Iterable[str]) -> dict[str, tuple[Cited, ...]]:
    """All versions of provisions by their codes, the oldest first; a code without any is left out.

    At most one query; each process keeps what it found for `KEPT_SECONDS`.
    """
    wanted = {code: f"law:article:{code}" for code in set(codes)}
    kept = caches["process"].get_many(wanted.values())
    found = {code: kept[key] for code, key in wanted.items() if key in kept}
    missing = wanted.keys() - found.keys()
    if missing:
        read: dict[str, tuple[Cited, ...]] = dict.fromkeys(missing, ())
        rows = Provision.objects.filter(code__in=missing).order_by("in_force_from", "version")
        for row in rows.defer("text"):
            read[row.code] = (*read[row.code], _cited(row))
        caches["process"].set_many({wanted[code]: read[code] for code in read}, KEPT_SECONDS)
        found |= read
    return {code: versions for code, versions in found.items() if versions}


def article_on(versions: tuple[Cited, ...], day: date) -> Cited | None:
    """Of the versions of one provision that in force on a day."""
    return next((one for one in reversed(versions) if one.period.holds(day)), None)


def forget_articles(codes: Iterable[str]) -> None:
    """Make this process read provisions again, now and when the transaction is done."""
    keys = [f"law:article:{code}" for code in codes]
    caches["process"].delete_many(keys)
    transaction.on_commit(lambda: caches["process"].delete_many(keys))


def _cited(row: Provision) -> Cited:
    return Cited(
        id=row.pk,
        code=row.code,
        version=row.version,
        title=row.title,
        article=row.article,
        text_sha256=row.text_sha256,
        period=Period(row.in_force_from, row.in_force_until),
    )
