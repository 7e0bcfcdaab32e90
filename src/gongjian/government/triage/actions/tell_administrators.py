"""Telling administrators what changed about the model that sorts cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people import interface as people
from gongjian.government.triage import notice_texts as texts
from gongjian.government.triage.models import ModelState, TrainedModel


def tell_of_drift(*, model: TrainedModel, monday: date, now: datetime) -> None:
    """Tell of a threshold that was raised; once a week at most."""
    _tell(f"drift:{model.pk}:{monday}", texts.DRIFT_SUBJECT, texts.DRIFT_BODY, now, is_urgent=True)


def tell_of_change(*, change_ids: Sequence[UUID], now: datetime) -> None:
    """Tell of another model in use; a second time, nobody is told."""
    has_model = TrainedModel.objects.filter(state=ModelState.CHAMPION).exists()
    body = texts.CHANGED_BODY if has_model else texts.RETIRED_BODY
    for change_id in change_ids:
        _tell(f"modelchange:{change_id}", texts.CHANGED_SUBJECT, body, now)


def _tell(
    event: str,
    subject: str | Promise,
    body: str | Promise,
    now: datetime,
    *,
    is_urgent: bool = False,
) -> None:
    draft = people.NoticeDraft(
        event=event,
        topic=texts.MODELS.code,
        reason=texts.YOU_ADMINISTER,
        subject=subject,
        body=body,
        path=reverse("models"),
        users=people.users_with_role(Role.ADMINISTRATOR, in_any_organisation=True),
        is_urgent=is_urgent,
    )
    people.notify(drafts=[draft], now=now)
