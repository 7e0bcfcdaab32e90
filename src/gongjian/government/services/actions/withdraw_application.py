"""Taking an application back, and what nobody handed in; forgetting what was told in it."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import NotFound, WrongState
from gongjian.foundation.kernel.locked_rows import lock_row
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.government.exchange import interface as exchange
from gongjian.government.services.errors import NotBeingFilledIn
from gongjian.government.services.models import Answer, Application
from gongjian.government.services.rules.states import DRAFT_DAYS, AnswerState, ApplicationState
from gongjian.government.services.selectors.applications import forgotten_ids, get_own_locked

logger = logging.getLogger(__name__)
SYSTEM = Actor.system("applications")


def withdraw_application(*, actor: Actor, application_id: UUID, now: datetime) -> Application:
    """Take it back, as long as nobody answered: its consents with it, and what was told in a form
    that was never handed in. Withdrawn again, nothing happens.

    Raises
    ------
    NotFound
        The actor has no such application.
    TransitionNotAllowed
        The department has answered.
    """
    with transaction.atomic():
        application = get_own_locked(actor=actor, application_id=application_id)
        if application.state in (ApplicationState.WITHDRAWN, ApplicationState.ABANDONED):
            return application
        _withdraw_consents(actor, application, now)
        is_draft = application.state == ApplicationState.BEGUN
        state = ApplicationState.ABANDONED if is_draft else ApplicationState.WITHDRAWN
        _end(actor, application, state, now)
    return application


def withdraw_consent(
    *, actor: Actor, application_id: UUID, consent_id: UUID, now: datetime
) -> None:
    """Have no more fetched by one consent. What came already stays until it is handed in, or is
    taken out here: the questions are to be told by hand.

    Raises
    ------
    NotFound
        There is no such application or consent of the actor's.
    NotBeingFilledIn
        It is handed in: what was fetched was used.
    """
    with transaction.atomic():
        application = get_own_locked(actor=actor, application_id=application_id)
        if application.state != ApplicationState.BEGUN:
            raise NotBeingFilledIn
        rows = application.answers.filter(consent=consent_id)
        if not rows.exists():
            raise NotFound
        exchange.withdraw_consent(actor=actor, consent_id=consent_id, now=now)
        rows.exclude(state=AnswerState.TOLD).update(
            state=AnswerState.BY_HAND, reason="declined", value=None, as_of=None, changed_at=now
        )


def give_up_forgotten(*, now: datetime) -> int:
    """Take back what nobody handed in within the days of the law; how many."""
    days = law.parameter("application-draft-days", local_day(now), DRAFT_DAYS)
    given_up = 0
    for key in forgotten_ids(now - timedelta(days=days)):
        try:
            with transaction.atomic():
                application = lock_row(Application, key)
                if application is None or application.state != ApplicationState.BEGUN:
                    continue
                _end(SYSTEM, application, ApplicationState.ABANDONED, now)
                given_up += 1
        except WrongState:
            # Of this one only: those behind it are given up all the same.
            logger.exception("application %s cannot be given up", key)
    return given_up


def erase_person(*, actor: Actor, user_id: UUID, now: datetime) -> None:
    """Of an account that is erased: its answers, and that the applications are its.

    Raises
    ------
    NotAllowed
        The actor is neither the person nor a job of the town's own.
    """
    people.require_may_erase(actor, user_id)
    with transaction.atomic():
        _forget_all(list(Application.objects.filter(applicant_id=user_id)), now)


def forget_erased(*, case_ids: Collection[UUID], now: datetime) -> None:
    """Of cases whose requester had their data erased: the answers, and whose they are."""
    with transaction.atomic():
        rows = Application.objects.filter(case__in=case_ids, case__erased_at__isnull=False)
        _forget_all(list(rows.exclude(applicant=None)), now)


def _forget_all(rows: Collection[Application], now: datetime) -> None:
    for one in sorted(rows, key=lambda row: row.pk):
        application = lock_row(Application, one.pk)
        if application is not None and application.state == ApplicationState.BEGUN:
            _end(SYSTEM, application, ApplicationState.ABANDONED, now)
    keys = [one.pk for one in rows]
    _forget(keys)
    Application.objects.filter(pk__in=keys).update(applicant=None, key="")


def _forget(application_ids: Collection[UUID]) -> None:
    Answer.objects.filter(application__in=application_ids).update(value=None)


def _end(actor: Actor, application: Application, state: ApplicationState, now: datetime) -> None:
    cases.take_back_application(actor=actor, case_id=application.case_id, now=now)
    if state is ApplicationState.ABANDONED:
        # Nobody decides on it: nobody needs what was told.
        _forget([application.pk])
    application.state = state.value
    application.ended_at = now
    application.version += 1
    application.save(update_fields=["state", "ended_at", "version"])


def _withdraw_consents(actor: Actor, application: Application, now: datetime) -> None:
    found = application.answers.filter(consent__isnull=False).values_list("consent", flat=True)
    for consent_id in sorted(set(found)):
        exchange.withdraw_consent(actor=actor, consent_id=consent_id, now=now)
