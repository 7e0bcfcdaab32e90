"""A sensor's report: the first makes a case, repeats join it while it is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Unauthenticated
from gongjian.foundation.kernel.idempotency import fingerprint_of, once
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_cases
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.models.case_event import Visibility

REPEAT_NOTED_EVERY = timedelta(hours=1)
"""A sensor that reports every second must not fill a case's history."""


def receive_reading(
    *,
    actor: Actor,
    sensor: str,
    draft: CaseDraft,
    now: datetime,
    idempotency_key: str = "",
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
        The case, and whether this report made it; the same again where it is repeated.

    Raises
    ------
    Unauthenticated
        The actor is no programme with a key.
    KeyReused
        The idempotency key came before with another content.
    """
    if actor.api_key_id is None:
        raise Unauthenticated
    source = f"sensor:{actor.api_key_id}"

    def make() -> tuple[str, bool]:
        case, is_new = _join_or_make(actor, source, sensor, draft, now)
        return str(case.pk), is_new

    if not idempotency_key:
        with transaction.atomic():
            case_id, is_new = make()
    else:
        (case_id, is_new), _ = once(
            scope=source, key=idempotency_key, fingerprint=fingerprint_of([sensor, draft.digest()]),
            make=make,
        )  # fmt: skip
    return Case.objects.get(pk=case_id), is_new


def _join_or_make(
    actor: Actor, source: str, sensor: str, draft: CaseDraft, now: datetime
) -> tuple[Case, bool]:
    if case := _open_case(source, sensor):
        _join(case, actor, draft, now)
        return case, False
    number = Case.objects.filter(source=source, source_reference__startswith=f"{sensor}#").count()
    fresh = replace(draft, source=source, source_reference=f"{sensor}#{number + 1}")
    try:
        with transaction.atomic():
            return receive_cases(actor=actor, drafts=[fresh], now=now)[0], True
    except IntegrityError:
        # The same sensor reported twice at once, and the other report was first.
        case = _open_case(source, sensor)
        if case is None:
            raise
        _join(case, actor, draft, now)
        return case, False


def _open_case(source: str, sensor: str) -> Case | None:
    return (
        Case.objects.select_for_update(no_key=True)
        .filter(source=source, source_reference__startswith=f"{sensor}#", is_open=True)
        .order_by("-received_at")
        .first()
    )


def _join(case: Case, actor: Actor, draft: CaseDraft, now: datetime) -> None:
    last = CaseEvent.objects.filter(case=case, name="sensor_repeated").order_by("-id").first()
    if last is None or now - last.at >= REPEAT_NOTED_EVERY:
        write_event(
            case, actor=actor, name="sensor_repeated", now=now, visibility=Visibility.STAFF,
            text=draft.text, data=draft.data,
        )  # fmt: skip
