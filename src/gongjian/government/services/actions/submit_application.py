"""Filling in and handing in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, Text
from gongjian.government.cases import interface as cases
from gongjian.government.services.errors import GrownOld, NotBeingFilledIn
from gongjian.government.services.models import Answer, Application, ServiceCount
from gongjian.government.services.rules.forms import Question, is_plain, read_form, wrong_answers
from gongjian.government.services.rules.sources import documents_not_asked
from gongjian.government.services.rules.states import (
    NOT_ASKED,
    AnswerState,
    ApplicationState,
)
from gongjian.government.services.selectors.applications import (
    get_own_locked,
    grown_old,
    with_answers,
)
from gongjian.government.services.selectors.services import term_of_offer

WRONG: Mapping[str, Text] = {
    "required": _("This is needed."),
    "unknown": _("This is not asked."),
    "enum": _("Choose one of these."),
    "format": _("This is no date."),
    "maxLength": _("This is too long."),
    "minLength": _("This is too short."),
    "minimum": _("This number is too small."),
    "maximum": _("This number is too large."),
}
NOT_FITTING = _("This does not fit the question.")
FROM_SOURCE = _("This came from its source. If it is wrong, say so there; nobody writes over it.")
MAY_BE_TOLD = frozenset(
    {
        AnswerState.BY_HAND, AnswerState.TOLD, AnswerState.WAITING, AnswerState.OPEN,
        AnswerState.ASKING,
    }
)  # fmt: skip


def save_answers(
    *, actor: Actor, application_id: UUID, answers: Mapping[str, Any], now: datetime
) -> Application:
    """Keep what is told so far; what is not told any more is taken out. Nothing is handed in.

    Parameters
    ----------
    answers : mapping of str to value
        By the names of questions; None and blanks are none.

    Raises
    ------
    NotFound
        The actor has no such application.
    NotBeingFilledIn
        It is handed in or withdrawn.
    Invalid
        A value does not fit, or is of what came from a source.
    """
    with transaction.atomic():
        application = get_own_locked(actor=actor, application_id=application_id)
        if application.state != ApplicationState.BEGUN:
            raise NotBeingFilledIn
        rows = list(application.answers.all())
        _tell(application, rows, answers, now, is_whole=False)
    return with_answers().get(pk=application_id)


def submit_application(
    *,
    actor: Actor,
    application_id: UUID,
    answers: Mapping[str, Any],
    now: datetime,
) -> Application:
    """Hand it in: from now on the department's clocks run. Handed in again, nothing happens.

    Parameters
    ----------
    answers : mapping of str to value
        What is told by hand, all of it; what the sources gave stands beside it.

    Raises
    ------
    NotFound
        The actor has no such application.
    NotBeingFilledIn
        It was withdrawn.
    GrownOld
        It was begun long ago; `prefill_application` fetches again what is too old by now.
    Invalid
        Something is missing or does not fit; the fields are those of the form.
    """
    with transaction.atomic():
        application = get_own_locked(actor=actor, application_id=application_id)
        if application.state == ApplicationState.SUBMITTED:
            return with_answers().get(pk=application_id)
        if application.state != ApplicationState.BEGUN:
            raise NotBeingFilledIn
        rows = list(application.answers.select_related("consent__agreement"))
        if grown_old(rows, now):
            raise GrownOld
        _tell(application, rows, answers, now, is_whole=True)
        questions = read_form(application.service_version.form)
        _count(application, rows, questions, now)
        term = term_of_offer(application.service_version, local_day(now))
        today = cases.CaseTerm(working_days=term.working_days, provision=term.provision)
        cases.send_application(actor=actor, case_id=application.case_id, term=today, now=now)
    return with_answers().get(pk=application_id)


def _tell(
    application: Application,
    rows: Sequence[Answer],
    told: Mapping[str, Any],
    now: datetime,
    *,
    is_whole: bool,
) -> None:
    by_name = {row.name: row for row in rows}
    told = {name: value for name, value in told.items() if not _is_blank(value)}
    wrong: dict[str, list[Text]] = {
        name: [FROM_SOURCE]
        for name in told
        if name in by_name and by_name[name].state not in MAY_BE_TOLD
    }
    whole = {row.name: row.value for row in rows if row.state == AnswerState.FILLED} | dict(told)
    wrong |= {name: [NOT_FITTING] for name, value in told.items() if not is_plain(value)}
    for name, keyword in wrong_answers(application.service_version.form, whole).items():
        is_held = name in by_name and by_name[name].state == AnswerState.HELD
        if keyword == "required" and (is_held or not is_whole):
            continue
        wrong.setdefault(name, [WRONG.get(keyword, NOT_FITTING)])
    if wrong:
        raise Invalid(fields=wrong)
    changed = []
    for row in rows:
        if row.state not in MAY_BE_TOLD:
            continue
        state, value = AnswerState(row.state), told.get(row.name)
        if value is not None:
            state = AnswerState.TOLD
        elif state is AnswerState.TOLD:
            state = AnswerState.BY_HAND
        if is_whole and state is not AnswerState.TOLD:
            state = AnswerState.BY_HAND
        if (row.state, row.value) != (state.value, value):
            row.state, row.value, row.changed_at = state.value, value, now
            changed.append(row)
    Answer.objects.bulk_update(changed, ["state", "value", "changed_at"])


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _count(
    application: Application, rows: Sequence[Answer], questions: Sequence[Question], now: datetime
) -> None:
    asked = {row.name: row.state not in NOT_ASKED for row in rows}
    application.fields_not_asked = sum(not one for one in asked.values())
    application.documents_not_asked = documents_not_asked(
        (one.document, asked[one.name]) for one in questions
    )
    application.state = ApplicationState.SUBMITTED.value
    application.submitted_at = now
    application.version += 1
    application.save()
    month = local_day(now).replace(day=1)
    service_id = application.service_version.service_id
    ServiceCount.objects.bulk_create(
        [ServiceCount(service_id=service_id, month=month)], ignore_conflicts=True
    )
    ServiceCount.objects.filter(service=service_id, month=month).update(
        applications=F("applications") + 1,
        fields_not_asked=F("fields_not_asked") + application.fields_not_asked,
        documents_not_asked=F("documents_not_asked") + application.documents_not_asked,
    )
