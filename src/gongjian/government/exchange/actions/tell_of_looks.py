"""Telling people that their data were looked at, and what was kept from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import format_lazy

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.people import interface as people
from gongjian.government.exchange import notice_texts as texts
from gongjian.government.exchange.models import DataQuery, LookMark, SubjectIdentity
from gongjian.government.exchange.rules.queries import OUTCOMES_OF, OutcomeGroup

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

AT_ONCE = 500
NAMED = 5
"""Departments that a notice names."""
DAY = timedelta(days=1)


def tell_of_day(*, now: datetime) -> bool:
    """Tell everybody whose data were looked at on the next day that is over, in one notice each;
    whether there was such a day.

    What they asked for themselves, they know. Told again, after a run that was killed, nobody is
    told twice.
    """
    day = _untold_day(now)
    if day is None:
        return False
    if now - _midnight(day + DAY) < people.STALE_AFTER:
        rows = _looks_of(day)
        refused = Count("pk", filter=Q(outcome__in=OUTCOMES_OF[OutcomeGroup.REFUSED]))
        counted = rows.order_by().values_list("subject").annotate(Count("pk"), refused=refused)
        found = counted.iterator(chunk_size=AT_ONCE)
        while part := list(islice(found, AT_ONCE)):
            people.notify(drafts=_of_day(part, rows, day), now=now)
    with transaction.atomic():
        LookMark.objects.select_for_update().filter(pk=1).update(told_until=day)
    return True


def tell_of_released(*, now: datetime) -> int:
    """Tell people of looks that are kept from them no longer; how many there were."""
    with transaction.atomic():
        due = DataQuery.objects.filter(sealed_until__lte=local_day(now), is_release_told=False)
        keys = list(
            due.select_for_update().order_by("sealed_until", "id").values_list("pk")[:AT_ONCE]
        )
        rows = DataQuery.objects.filter(pk__in=[key for (key,) in keys])
        told = rows.select_related("consumer", "subject").filter(subject__isnull=False)
        people.notify(drafts=[_released(row) for row in told], now=now)
        return rows.update(is_release_told=True)


def tell_of_questions(*, query_ids: Sequence[UUID], now: datetime) -> None:
    """Tell the source whose data are asked about; who looked has the case."""
    rows = DataQuery.objects.select_related("consumer", "provider", "dataset")
    found = rows.filter(pk__in=query_ids, provider__isnull=False)
    people.notify(drafts=[_questioned(row) for row in found], now=now)


def tell_of_numbers(*, identity_ids: Sequence[UUID], now: datetime) -> None:
    """Tell people that a number was noted as theirs."""
    rows = SubjectIdentity.objects.select_related("user").defer("sealed_number")
    found = rows.filter(pk__in=identity_ids, user__isnull=False)
    people.notify(drafts=[_verified(row) for row in found], now=now)


def is_day_untold(now: datetime) -> bool:
    return _untold_day(now) is not None


def is_release_due(now: datetime) -> bool:
    due = DataQuery.objects.filter(sealed_until__lte=local_day(now), is_release_told=False)
    return due.exists()


def _untold_day(now: datetime) -> date | None:
    """The next day all of whose looks are counted, and so settled; the first time yesterday."""
    mark = LookMark.objects.filter(pk=1).first()
    if mark is None or mark.counted_until is None:
        return None
    day = mark.told_until + DAY if mark.told_until else local_day(now) - DAY
    return day if _midnight(day + DAY) <= mark.counted_until else None


def _looks_of(day: date) -> QuerySet[DataQuery]:
    """Without those that were kept from anybody: of each `tell_of_released` tells."""
    return DataQuery.objects.filter(
        sealed_until=None,
        asked_at__gte=_midnight(day),
        asked_at__lt=_midnight(day + DAY),
        subject__isnull=False,
        consent=None,
    )


def _of_day(
    part: Iterable[tuple[Any, ...]], rows: QuerySet[DataQuery], day: date
) -> list[people.NoticeDraft]:
    counts = {user_id: (count, refused) for user_id, count, refused in part}
    users = people.User.objects.in_bulk(counts)
    names: dict[UUID, list[str]] = defaultdict(list)
    named = rows.filter(subject__in=counts).values_list("subject", "consumer__name").distinct()
    for user_id, name in named.order_by("consumer__name"):
        assert user_id is not None
        names[user_id].append(name)
    path = f"{reverse('my_data')}?begins={day}&ends={day}"
    shown_day = formats.date_format(day, "DATE_FORMAT")
    drafts = []
    for user_id, (count, refused) in counts.items():
        more = "…" if len(names[user_id]) > NAMED else ""
        facts = {
            "count": count,
            "refused": refused,
            "day": shown_day,
            "names": "; ".join(names[user_id][:NAMED]) + more,
        }
        drafts.append(
            _draft(
                f"looks:{user_id}:{day}",
                texts.LOOKED_SUBJECT,
                texts.LOOKED_BODY,
                facts,
                path,
                [users[user_id]] if user_id in users else [],
            )
        )
    return drafts


def _released(row: DataQuery) -> people.NoticeDraft:
    assert row.subject is not None
    day = formats.date_format(timezone.localtime(row.asked_at), "DATE_FORMAT")
    facts = {"consumer": row.consumer.name, "day": day}
    path = reverse("my_look", args=[row.pk])
    return _draft(
        f"lookreleased:{row.pk}",
        texts.RELEASED_SUBJECT,
        texts.RELEASED_BODY,
        facts,
        path,
        [row.subject],
    )


def _verified(row: SubjectIdentity) -> people.NoticeDraft:
    assert row.user is not None
    facts = {"scheme": row.scheme, "how": row.verified_how}
    return _draft(
        f"numberverified:{row.pk}",
        texts.VERIFIED_SUBJECT,
        texts.VERIFIED_BODY,
        facts,
        reverse("my_data"),
        [row.user],
    )


def _questioned(row: DataQuery) -> people.NoticeDraft:
    assert row.provider is not None
    facts = {
        "consumer": row.consumer.name,
        "dataset": row.dataset.title if row.dataset else "",
    }
    return people.NoticeDraft(
        event=f"lookquestioned:{row.pk}",
        topic=texts.REQUESTS.code,
        reason=format_lazy(texts.YOU_SUPERVISE, department=row.provider.name),
        subject=format_lazy(texts.QUESTIONED_SUBJECT, **facts),
        body=format_lazy(texts.QUESTIONED_BODY, **facts),
        path=reverse("data_query", args=[row.pk]),
        users=people.users_with_role(Role.SUPERVISOR, organisation_id=row.provider.pk),
    )


def _draft(
    event: str,
    subject: _StrPromise,
    body: _StrPromise,
    facts: dict[str, Any],
    path: str,
    users: Sequence[people.User],
) -> people.NoticeDraft:
    return people.NoticeDraft(
        event=event,
        topic=texts.LOOKS.code,
        reason=texts.YOURS,
        subject=format_lazy(subject, **facts),
        body=format_lazy(body, **facts),
        path=path,
        users=users,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())
