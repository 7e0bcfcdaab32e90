"""A sensor's report: the first makes a case, repeats join it while it is open."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import check_references
from gongjian.foundation.kernel.errors import Unauthenticated
from gongjian.government.cases.actions import checks
from gongjian.government.cases.actions.receive_case import (
    CaseDraft,
    receive_cases,
    require_place,
)
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.duties import interface as duties

REPEAT_NOTED_EVERY = timedelta(hours=1)
"""A sensor that reports every second must not fill a case's history."""


def receive_reading(
    *, actor: Actor, sensor: str, draft: CaseDraft, now: datetime
) -> tuple[Case, bool]:
    """Make a sensor's report a case, or join it to the open case of that sensor.

    Parameters
    ----------
    sensor : str
        The sensor's own name, unique for the actor's API key; at most 80 characters.
    draft : CaseDraft
        What to write where there is no open case; ``data`` is what was measured.

    Returns
    -------
    case, is_new
        The case, and whether this report made it.

    Raises
    ------
    Unauthenticated
        The actor is no programme with a key.
    Invalid
        There is no open case, and category or area are out of use or were deleted meanwhile.
    """
    if actor.api_key_id is None:
        raise Unauthenticated
    name = hashlib.sha256(sensor.encode()).hexdigest()[:32]
    with transaction.atomic():
        return _join_or_make(actor, f"sensor:{actor.api_key_id}:{name}", sensor, draft, now)


def _join_or_make(
    actor: Actor, source: str, sensor: str, draft: CaseDraft, now: datetime
) -> tuple[Case, bool]:
    for _attempt in range(3):
        if case := _open_case(source):
            _join(case, actor, draft, now)
            return case, False
        _require_in_use(draft)
        number = _cases_of(source).count() + 1
        # The sensor's name is there to be read; who it is, the source says.
        fresh = replace(draft, source=source, source_reference=f"{sensor}#{number}")
        try:
            with transaction.atomic():
                made = receive_cases(actor=actor, drafts=[fresh], now=now)
                # At the end of the transaction nobody could say any more what was wrong.
                check_references()
                return made[0], True
        except IntegrityError:
            # The same sensor reported twice at once, and the other report was first; or somebody
            # deleted its place.
            require_place(fresh)
    raise RuntimeError("three reports of one sensor were overtaken")


def _require_in_use(draft: CaseDraft) -> None:
    if draft.category_id is not None:
        with checks.known("category_id"):
            duties.get_category(draft.category_id)
    if draft.area_id is not None:
        with checks.known("area_id"):
            duties.get_area_in_use(draft.area_id)


def _cases_of(source: str) -> QuerySet[Case]:
    # The second condition is that of the index.
    return Case.objects.filter(source=source).exclude(source_reference="")


def _open_case(source: str) -> Case | None:
    rows = _cases_of(source).select_for_update(no_key=True).filter(is_open=True)
    return rows.order_by("-received_at").first()


def _join(case: Case, actor: Actor, draft: CaseDraft, now: datetime) -> None:
    last = CaseEvent.objects.filter(case=case, name="sensor_repeated").order_by("-id").first()
    if last is None or now - last.at >= REPEAT_NOTED_EVERY:
        write_event(
            case, actor=actor, name="sensor_repeated", now=now, visibility=Visibility.STAFF,
            text=draft.text, data=draft.data,
        )  # fmt: skip
