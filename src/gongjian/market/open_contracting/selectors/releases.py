"""Processes and their releases, for pages, feeds and files. All of it is public."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.ids import first_id_at
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.market.open_contracting.addresses import record_url
from gongjian.market.open_contracting.models import ContractingProcess, Release

LAG = timedelta(minutes=1)
"""A feed leaves out what is younger: a transaction that began earlier may still be under way, and
its releases would come to stand before a cursor that has passed them."""
AT_ONCE = 200


def related_process(subject: str, relationship: str, title: str) -> dict[str, Any] | None:
    """An entry of ``relatedProcesses``; None where that subject has no releases."""
    process = ContractingProcess.objects.filter(subject=subject, releases__gt=0).first()
    if process is None:
        return None
    return {
        "id": relationship,
        "identifier": process.ocid,
        "relationship": [relationship],
        "scheme": "ocid",
        "title": title,
        "uri": record_url(process.ocid),
    }


def is_begun(subject: str) -> bool:
    """Whether a subject has a release already."""
    return ContractingProcess.objects.filter(subject=subject, releases__gt=0).exists()


def get_process(ocid: str) -> ContractingProcess:
    """
    Raises
    ------
    NotFound
    """
    process = ContractingProcess.objects.filter(ocid=ocid[:60], releases__gt=0).first()
    if process is None:
        raise NotFound
    return process


def releases_of(process: ContractingProcess) -> list[Release]:
    """All of a process, the oldest first."""
    return list(Release.objects.filter(process=process).order_by("number"))


def get_release(ocid: str, number: int) -> Release:
    """
    Raises
    ------
    NotFound
    """
    release = Release.objects.filter(process=ocid[:60], number=number).first()
    if release is None:
        raise NotFound
    return release


def release_page(*, cursor: str, size: int, now: datetime) -> Page[Release]:
    """Releases of all processes, the oldest first: a reader that keeps the last cursor misses none.

    One query along the primary key, whatever the cursor.
    """
    rows = Release.objects.filter(pk__lt=first_id_at(now - LAG))
    return keyset_page(rows, order=["id"], cursor=cursor, size=size)


def newest_releases(size: int) -> list[Release]:
    return list(Release.objects.order_by("-id")[:size])


def process_page(*, cursor: str, size: int) -> Page[ContractingProcess]:
    """Processes, the one that changed last first."""
    rows = ContractingProcess.objects.filter(last_release__isnull=False)
    return keyset_page(rows, order=["-last_release"], cursor=cursor, size=size)


def all_releases(horizon: UUID) -> Iterator[Release]:
    """Every release before a key, those of a process together and in their order; a few at a time,
    so that a million need no more memory than two hundred, and no transaction stays open."""
    order = ("process", "number")
    rows = list(Release.objects.order_by(*order)[:AT_ONCE])
    while rows:
        yield from (row for row in rows if row.pk < horizon)
        ocid, number = rows[-1].process_id, rows[-1].number
        # "a <= x and (a < x or b < y)": the first part lets the index begin at x.
        behind = Q(process__gte=ocid) & (Q(process__gt=ocid) | Q(number__gt=number))
        rows = list(Release.objects.filter(behind).order_by(*order)[:AT_ONCE])


def body_of(release: Release) -> dict[str, Any]:
    return json.loads(release.body)
