"""Telling whom the exchange concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import formats
from django.utils.text import format_lazy

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.government.exchange import notice_texts as texts
from gongjian.government.exchange.models import Agreement, Correction, DataQuery, DataRequest
from gongjian.methods.personal_data import mask_personal_data

_REQUEST_TEXTS = {
    "asked": (texts.ASKED_SUBJECT, texts.ASKED_BODY),
    "escalated": (texts.ESCALATED_SUBJECT, texts.ESCALATED_BODY),
}


def tell_of_requests(*, request_ids: Sequence[UUID], now: datetime) -> None:
    """Tell the owner that it is asked, or overdue; administrators of the town too, that it is
    overdue; tell who asked what was decided."""
    rows = DataRequest.objects.select_related("dataset", "consumer", "provider", "asked_by")
    found = list(rows.filter(pk__in=request_ids))
    drafts = [_request(row) for row in found]
    drafts += [_escalated(row) for row in found if row.state == "escalated"]
    people.notify(drafts=drafts, now=now)


def tell_of_agreements(*, agreement_ids: Sequence[UUID], now: datetime) -> None:
    """Tell each side that its signature is waited for."""
    rows = Agreement.objects.select_related("dataset", "consumer", "provider", "request")
    waiting = rows.filter(pk__in=agreement_ids, state="signing")
    drafts = [
        _to_sign(row, side)
        for row in waiting
        for side in ("consumer", "provider")
        if not getattr(row, f"{side}_signature")
    ]
    people.notify(drafts=drafts, now=now)


def tell_of_surplus(*, query_ids: Sequence[UUID], now: datetime) -> None:
    """Tell a source, once a day, that it sends what nobody asked for."""
    rows = DataQuery.objects.select_related("dataset", "provider").filter(pk__in=query_ids)
    people.notify(drafts=[_surplus(row) for row in rows if row.dataset], now=now)


def tell_of_corrections(*, correction_ids: Sequence[UUID], now: datetime) -> None:
    """Tell the source of a doubt, and who raised it of the answer."""
    rows = Correction.objects.select_related("dataset", "department", "raised_by")
    people.notify(drafts=[_correction(row) for row in rows.filter(pk__in=correction_ids)], now=now)


def _request(row: DataRequest) -> people.NoticeDraft:
    facts = {
        "consumer": row.consumer.name,
        "dataset": row.dataset.title,
        "purpose": row.purpose,
        "day": _day(row.due_at),
        "state": row.get_state_display(),
        "reason": row.decision_reason,
    }
    known = _REQUEST_TEXTS.get(row.state)
    subject, body = known or (texts.DECIDED_SUBJECT, texts.DECIDED_BODY)
    users = _supervisors(row.provider_id)
    if known is None:
        users = [row.asked_by] if row.asked_by and row.asked_by.is_active else []
    department = row.provider if known else row.consumer
    return people.NoticeDraft(
        event=f"datarequest:{row.pk}:{row.state}",
        topic=texts.REQUESTS.code,
        reason=format_lazy(texts.YOU_SUPERVISE, department=department.name),
        subject=format_lazy(subject, **facts),
        body=format_lazy(body, **facts),
        path=reverse("data_request", args=[row.pk]),
        users=users,
    )


def _escalated(row: DataRequest) -> people.NoticeDraft:
    return replace(
        _request(row),
        event=f"datarequest:{row.pk}:{row.state}:town",
        reason=texts.YOU_ADMINISTER,
        users=people.users_with_role(Role.ADMINISTRATOR, in_any_organisation=True),
    )


def _to_sign(row: Agreement, side: str) -> people.NoticeDraft:
    department = getattr(row, side)
    facts = {
        "consumer": row.consumer.name,
        "provider": row.provider.name,
        "dataset": row.dataset.title,
        "purpose": row.request.purpose,
    }
    return people.NoticeDraft(
        event=f"agreement:{row.pk}:sign:{side}",
        topic=texts.REQUESTS.code,
        reason=format_lazy(texts.YOU_SUPERVISE, department=department.name),
        subject=format_lazy(texts.SIGN_SUBJECT, **facts),
        body=format_lazy(texts.SIGN_BODY, **facts),
        path=reverse("agreement", args=[row.pk]),
        users=_supervisors(department.pk),
    )


def _surplus(row: DataQuery) -> people.NoticeDraft:
    assert row.dataset is not None
    assert row.provider is not None
    facts = {"dataset": row.dataset.title, "fields": ", ".join(row.surplus_fields)}
    return people.NoticeDraft(
        event=f"surplus:{row.dataset_id}:{row.asked_at.date().isoformat()}",
        topic=texts.REQUESTS.code,
        reason=format_lazy(texts.YOU_SUPERVISE, department=row.provider.name),
        subject=format_lazy(texts.SURPLUS_SUBJECT, **facts),
        body=format_lazy(texts.SURPLUS_BODY, **facts),
        path=reverse("data_query", args=[row.pk]),
        users=_supervisors(row.provider.pk),
    )


def _correction(row: Correction) -> people.NoticeDraft:
    is_open = row.state == "open"
    facts = {
        "dataset": row.dataset.title,
        "day": _day(row.due_at),
        "state": row.get_state_display(),
        # Letters leave the house: what people wrote is masked.
        "text": mask_personal_data(row.text if is_open else row.answer),
    }
    subject, body = texts.ANSWERED_SUBJECT, texts.ANSWERED_BODY
    if is_open:
        subject = texts.LATE_SUBJECT if row.is_reminded else texts.DOUBT_SUBJECT
        body = texts.DOUBT_BODY
    raised = [row.raised_by] if row.raised_by and row.raised_by.is_active else []
    return people.NoticeDraft(
        event=f"correction:{row.pk}:{row.state}:{row.is_reminded and is_open}",
        topic=(texts.REQUESTS if is_open else texts.CORRECTIONS).code,
        reason=format_lazy(texts.YOU_SUPERVISE, department=row.department.name)
        if is_open
        else texts.YOU_RAISED,
        subject=format_lazy(subject, **facts),
        body=format_lazy(body, **facts),
        path=reverse("correction", args=[row.number]),
        users=_supervisors(row.department_id) if is_open else raised,
    )


def _supervisors(department_id: UUID) -> list[people.User]:
    return people.users_with_role(Role.SUPERVISOR, organisation_id=department_id)


def _day(due_at: datetime) -> str:
    return formats.date_format(duties.last_day_of(due_at), "DATE_FORMAT")
