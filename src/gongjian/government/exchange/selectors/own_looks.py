"""Who looked at my data: every look at the numbers that are known to be an account's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, merged_page
from gongjian.government.exchange.models import DataQuery, Dataset, LookQuestion, SubjectIdentity
from gongjian.government.exchange.rules.queries import (
    OUTCOMES_OF,
    OutcomeGroup,
    is_shown_to_subject,
)
from gongjian.government.exchange.selectors.datasets import DatasetFilters, list_datasets

ORDER = ("-asked_at", "-id")
EARLIEST, LATEST = date(1970, 1, 1), date(9000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookFilters:
    """Which looks; everything empty: all of them."""

    consumer_id: UUID | None = None
    dataset_code: str = ""
    outcome: OutcomeGroup | None = None
    begins: date | None = None
    ends: date | None = None
    """The last day."""

    def condition(self) -> Q:
        wanted = Q()
        if self.consumer_id:
            wanted &= Q(consumer_id=self.consumer_id)
        if self.dataset_code:
            wanted &= Q(dataset__code=self.dataset_code)
        if self.outcome:
            wanted &= Q(outcome__in=OUTCOMES_OF[self.outcome])
        if self.begins:
            wanted &= Q(asked_at__gte=_midnight(self.begins))
        if self.ends:
            wanted &= Q(asked_at__lt=_midnight(min(self.ends, LATEST) + timedelta(days=1)))
        return wanted


ALL = LookFilters()


class DatasetLooks(NamedTuple):
    """A dataset of the catalogue, and how often somebody's data were looked at in it."""

    dataset: Dataset
    looks: int
    last_at: datetime | None


def own_queries(
    *, actor: Actor, on: date, filters: LookFilters = ALL, cursor: str = "", size: int = 25
) -> Page[DataQuery]:
    """Every look at an actor's data, the newest first, refusals too; what is sealed only from its
    release date on.

    By the digests of the numbers that are known to be theirs, so that looks from before their
    account was known are among them. Filters walk that person's looks alone.
    """
    rows = looks_with_all().filter(_shown(on), filters.condition())
    parts = [rows.filter(subject_digest=digest) for digest in _digests(actor)]
    if not parts:
        return Page([], "")
    return merged_page(parts, order=ORDER, cursor=cursor, size=size)


def get_own_query(*, actor: Actor, query_id: UUID) -> DataQuery:
    """One look at an actor's data; NotFound where it is about another, or still sealed."""
    found = looks_with_all().filter(pk=query_id).first()
    if found is None or found.subject_digest not in _digests(actor):
        raise NotFound
    if not is_shown_to_subject(found.sealed_until, local_day(now())):
        raise NotFound
    return found


def own_datasets(
    *, actor: Actor, on: date, words: str = "", cursor: str = "", size: int = 25
) -> tuple[list[DatasetLooks], str]:
    """Datasets of the catalogue by title, each with how often it was looked into about the actor;
    and the cursor of the next page. Four queries."""
    page = list_datasets(DatasetFilters(words=words), cursor=cursor, size=size)
    rows = DataQuery.objects.filter(
        _shown(on), subject_digest__in=_digests(actor), dataset__in=[one.pk for one in page.items]
    )
    counted = {
        key: (count, last)
        for key, count, last in rows.values_list("dataset")
        .annotate(Count("pk"), Max("asked_at"))
        .order_by()
    }
    looks = [DatasetLooks(one, *counted.get(one.pk, (0, None))) for one in page.items]
    return looks, page.next_cursor


def own_rows(actor: Actor, on: date) -> QuerySet[DataQuery]:
    """Every look at an actor's data that they are shown on a day, in no order."""
    return looks_with_all().filter(_shown(on), subject_digest__in=_digests(actor))


def questions_of(actor: Actor, row: DataQuery) -> list[LookQuestion]:
    """What an actor asked about a look, the latest first, its case and answers with it."""
    if actor.user_id is None:
        return []
    rows = LookQuestion.objects.filter(query=row, case__requester=actor.user_id)
    return list(
        rows.select_related("case").prefetch_related("case__answers").order_by("-asked_at", "-id")
    )


def known_numbers(actor: Actor) -> list[SubjectIdentity]:
    """The numbers that are known to be an actor's, without the numbers themselves."""
    if actor.user_id is None:
        return []
    rows = SubjectIdentity.objects.filter(user_id=actor.user_id)
    return list(rows.defer("sealed_number").order_by("scheme"))


def consumers_of(actor: Actor, on: date) -> list[tuple[UUID, str]]:
    """Departments that looked at an actor's data, by name."""
    rows = DataQuery.objects.filter(_shown(on), subject_digest__in=_digests(actor))
    names = rows.values_list("consumer_id", "consumer__name").distinct()
    return sorted(names.order_by(), key=lambda one: one[1])


def datasets_of(actor: Actor, on: date) -> list[tuple[str, str]]:
    """Datasets in which an actor's data were looked at: code and title, by title."""
    rows = DataQuery.objects.filter(_shown(on), subject_digest__in=_digests(actor))
    named = rows.filter(dataset__isnull=False).values_list("dataset__code", "dataset__title")
    return sorted(named.distinct().order_by(), key=lambda one: one[1])


def looks_with_all() -> QuerySet[DataQuery]:
    return DataQuery.objects.select_related("agreement", "dataset", "consumer", "provider", "case")


def _digests(actor: Actor) -> list[str]:
    if actor.user_id is None:
        return []
    rows = SubjectIdentity.objects.filter(user_id=actor.user_id)
    return list(rows.order_by("scheme").values_list("digest", flat=True))


def _shown(on: date) -> Q:
    return Q(sealed_until=None) | Q(sealed_until__lte=on)


def _midnight(day: date) -> datetime:
    # Where a day has no moment in UTC, no look is as early or as late.
    day = min(max(day, EARLIEST), LATEST)
    return datetime.combine(day, time.min, timezone.get_default_timezone())
