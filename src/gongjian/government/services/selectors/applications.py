"""Applications: whoever applies sees theirs, staff those whose case they see in full."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.locked_rows import lock_row
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.exchange import interface as exchange
from gongjian.government.services.models import Answer, Application
from gongjian.government.services.rules.states import AnswerState, ApplicationState


def get_own_application(*, actor: Actor, number: str) -> Application:
    """The actor's own, by the number of its case; NotFound for whoever else."""
    found = with_answers().filter(case__number=read_number(number) or "").first()
    if found is None or actor.user_id is None or found.applicant_id != actor.user_id:
        raise NotFound
    return found


def get_own_locked(*, actor: Actor, application_id: UUID) -> Application:
    """The row, locked; NotFound for whoever does not apply."""
    found = lock_row(Application, application_id)
    if found is None or actor.user_id is None or found.applicant_id != actor.user_id:
        raise NotFound
    return found


def application_of_case(case_id: UUID) -> Application | None:
    """For whoever was let see that case in full."""
    return with_answers().filter(case=case_id).first()


def grown_old(answers: Iterable[Answer], now: datetime) -> set[UUID]:
    """Keys of answers that were fetched longer ago than their agreement lets data be old.

    By when they came, not by their own age: what a source gave a moment ago, it gives again.
    """
    found: set[UUID] = set()
    most: dict[UUID, int] = {}
    for one in answers:
        if one.state != AnswerState.FILLED or one.consent is None:
            continue
        agreement = one.consent.agreement
        if agreement.pk not in most:
            most[agreement.pk] = exchange.terms_of(agreement)["max_age_hours"]
        if exchange.is_stale(now - one.changed_at, most[agreement.pk]):
            found.add(one.pk)
    return found


def own_applications(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[Application]:
    """The actor's with their answers, the latest first. Two queries."""
    if actor.user_id is None:
        return Page([], "")
    rows = with_answers().filter(applicant_id=actor.user_id)
    return keyset_page(rows, order=("-begun_at", "-id"), cursor=cursor, size=size)


def forgotten_ids(before: datetime) -> list[UUID]:
    """Forms that nobody handed in since, the oldest first."""
    rows = Application.objects.filter(state=ApplicationState.BEGUN, begun_at__lt=before)
    return list(rows.order_by("begun_at", "id").values_list("pk", flat=True)[:500])


def with_answers() -> QuerySet[Application]:
    answers = Answer.objects.select_related("dataset__owner", "consent", "query")
    return _rows().prefetch_related(Prefetch("answers", queryset=answers.order_by("position")))


def _rows() -> QuerySet[Application]:
    return Application.objects.select_related(
        "case__lead_department", "service_version__service__department"
    )
