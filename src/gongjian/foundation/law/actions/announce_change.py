"""Saying that the law changed, so that what rests on it is looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.law.events import LawChanged
from gongjian.foundation.law.models import LawChange, Parameter, Provision


def announce_change(
    *, actor: Actor, provisions: Iterable[str] = (), parameters: Iterable[str] = (), now: datetime
) -> LawChange | None:
    """Say which provisions and parameters somebody changed; None where it is none."""
    return _announce(actor, set(provisions), set(parameters), now, is_of_day=False)


def announce_day(*, now: datetime) -> LawChange | None:
    """Say which versions and values began or ended since the day last looked at, though nobody
    changed anything; the first time, all that ever did. Each day once, however many ask."""
    today = local_day(now)
    newest = LawChange.objects.filter(is_of_day=True).order_by("-day").first()
    if newest is not None and newest.day >= today:
        return None
    turning = _turning(newest.day if newest else date.min, today)
    with transaction.atomic():
        return _announce(
            Actor.system("law-of-the-day"),
            set(Provision.objects.filter(turning).values_list("code", flat=True)),
            set(Parameter.objects.filter(turning).values_list("code", flat=True)),
            now,
            is_of_day=True,
        )


def is_new_day(now: datetime) -> bool:
    """Whether the law was not looked at today."""
    return not LawChange.objects.filter(is_of_day=True, day__gte=local_day(now)).exists()


def _turning(last: date, today: date) -> Q:
    """Beginning after ``last`` up to today, or with their end on a day from ``last`` up to
    yesterday."""
    return Q(in_force_from__gt=last, in_force_from__lte=today) | Q(
        in_force_until__gte=last, in_force_until__lt=today
    )


def _announce(
    actor: Actor, provisions: set[str], parameters: set[str], now: datetime, *, is_of_day: bool
) -> LawChange | None:
    is_something = bool(provisions or parameters)
    if not (is_something or is_of_day):
        return None
    change = LawChange(
        made_at=now,
        day=local_day(now),
        actor=actor.reference,
        provisions=sorted(provisions),
        parameters=sorted(parameters),
        is_of_day=is_of_day,
        # A day on which nothing turns is only noted.
        checked_at=None if is_something else now,
    )
    # Of two who note a day at once, one does.
    LawChange.objects.bulk_create([change], ignore_conflicts=True)
    if not LawChange.objects.filter(pk=change.pk).exists():
        return None
    if is_something:
        outbox.add(LawChanged(change_id=change.pk))
    return change
