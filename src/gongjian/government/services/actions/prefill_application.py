"""Fetching what an applicant agreed to have fetched.

No transaction is open while a source is called. What is fetched is claimed before and written
after; killed in between, nothing is lost but what the source said, and it is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gongjian.foundation.kernel import clock
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound, TooMany, WrongState
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.government.exchange import interface as exchange
from gongjian.government.services.errors import NotBeingFilledIn
from gongjian.government.services.models import Answer, Application
from gongjian.government.services.rules.forms import fits
from gongjian.government.services.rules.states import (
    ASKED_A_DAY,
    CLAIM_LIFE,
    MAY_BE_ASKED_AGAIN,
    AnswerState,
    ApplicationState,
    Reason,
)
from gongjian.government.services.selectors.applications import (
    get_own_locked,
    grown_old,
    with_answers,
)

WRITTEN = ("state", "reason", "value", "query", "as_of", "changed_at")


def prefill_application(
    *, actor: Actor, application_id: UUID, now: datetime, send: exchange.Send | None = None
) -> Application:
    """Ask every source that was agreed to and has not answered yet; collect from slow ones.

    Called again, it asks again what was down or slow, and of what has come only what has grown too
    old by now. A source that does
    not answer leaves its questions to be told by hand, with the reason.

    Parameters
    ----------
    send : callable, optional
        Another way to the sources than the network, by which all of it happens at ``now``: for a
        past that is told.

    Raises
    ------
    NotFound
        The actor has no such application.
    NotBeingFilledIn
        It is handed in or withdrawn.
    TooMany
        Many sources were asked for the actor today.
    """

    def moment() -> datetime:
        return now if send else clock.now()

    for consent_id in _claimable(actor, application_id, moment()):
        waiting = _claim(actor, application_id, consent_id, moment())
        if waiting is None:
            continue
        outcome = _outcome(actor, consent_id, waiting, moment(), send)
        _write(actor, application_id, consent_id, outcome, moment())
    return with_answers().get(pk=application_id)


class _Outcome:
    """What came of asking one source: records, or why there are none."""

    def __init__(
        self,
        reason: Reason | None = None,
        query: Any = None,
        records: Sequence[dict[str, Any]] = (),
        is_waiting: bool = False,
    ) -> None:
        self.reason = reason
        self.query = query
        self.records = records
        self.is_waiting = is_waiting


def _claimable(actor: Actor, application_id: UUID, now: datetime) -> list[UUID]:
    with transaction.atomic():
        application = get_own_locked(actor=actor, application_id=application_id)
        if application.state != ApplicationState.BEGUN:
            raise NotBeingFilledIn
        answers = _due(application.answers.filter(consent__withdrawn_at=None), now)
    return list(dict.fromkeys(one.consent_id for one in answers if one.consent_id))


def _claim(
    actor: Actor, application_id: UUID, consent_id: UUID, now: datetime
) -> Sequence[Answer] | None:
    """Mark the answers of a consent as being asked for; None where somebody else is at it, or
    nothing is left. Those of a slow source are given as they wait."""
    with transaction.atomic():
        application = get_own_locked(actor=actor, application_id=application_id)
        if application.state != ApplicationState.BEGUN:
            return None
        rows = application.answers.filter(consent=consent_id)
        due = _due(rows.select_related("query"), now)
        if not due:
            return None
        waiting = [one for one in due if one.state == AnswerState.WAITING]
        bucket = f"sources-asked:{actor.user_id}"
        count_hit(bucket, limit=ASKED_A_DAY, period_seconds=86_400, now=now)
        keys = [one.pk for one in due]
        Answer.objects.filter(pk__in=keys).update(state=AnswerState.ASKING, changed_at=now)
    return waiting


def _due(rows: QuerySet[Answer], now: datetime) -> list[Answer]:
    answers = list(rows.select_related("consent__agreement"))
    old = grown_old(answers, now)
    return [one for one in answers if one.pk in old or _may_be_asked(one, now)]


def _may_be_asked(answer: Answer, now: datetime) -> bool:
    if answer.state in (AnswerState.OPEN, AnswerState.WAITING):
        return True
    if answer.state == AnswerState.ASKING:
        return answer.changed_at < now - CLAIM_LIFE
    return answer.state == AnswerState.BY_HAND and answer.reason in MAY_BE_ASKED_AGAIN


def _outcome(
    actor: Actor,
    consent_id: UUID,
    waiting: Sequence[Answer],
    now: datetime,
    send: exchange.Send | None,
) -> _Outcome:
    query = waiting[0].query if waiting else None
    if query is not None:
        collected = _tried(
            lambda: exchange.collect_query(query_id=query.pk, consumer_id=query.consumer_id)
        )
        if collected.reason is not Reason.SLOW:
            return collected
    return _tried(
        lambda: exchange.ask_with_consent(actor=actor, consent_id=consent_id, now=now, send=send)
    )


def _tried(ask: Callable[[], exchange.Result]) -> _Outcome:
    try:
        result = ask()
    except (exchange.QueryRefused, exchange.SourceFailed) as failed:
        return _Outcome(Reason(failed.query.outcome), failed.query)
    except exchange.NoNumber:
        return _Outcome(Reason.NO_NUMBER)
    except (exchange.NoKey, exchange.KeyElsewhere):
        return _Outcome(Reason.NO_KEY)
    except TooMany:
        return _Outcome(Reason.REFUSED)
    except (NotFound, WrongState):
        # Withdrawn meanwhile; or what a slow source had found is over.
        return _Outcome(Reason.SLOW)
    if result.is_waiting:
        return _Outcome(query=result.query, is_waiting=True)
    if not result.records:
        return _Outcome(Reason.NO_RECORD, result.query)
    if len(result.records) > 1:
        return _Outcome(Reason.SEVERAL, result.query)
    return _Outcome(None, result.query, result.records)


def _write(
    actor: Actor, application_id: UUID, consent_id: UUID, outcome: _Outcome, now: datetime
) -> None:
    """Keep what came; an answer that was told by hand meanwhile, or whose form was handed in, stays
    as it is."""
    with transaction.atomic():
        application = get_own_locked(actor=actor, application_id=application_id)
        if application.state != ApplicationState.BEGUN:
            return
        properties = application.service_version.form["properties"]
        answers = list(application.answers.filter(consent=consent_id, state=AnswerState.ASKING))
        for answer in answers:
            _fill(answer, outcome, properties[answer.name])
            answer.query = outcome.query or answer.query
            answer.changed_at = now
        Answer.objects.bulk_update(answers, WRITTEN)


def _fill(answer: Answer, outcome: _Outcome, schema: dict[str, Any]) -> None:
    if outcome.is_waiting:
        answer.state, answer.reason = AnswerState.WAITING.value, ""
        return
    if outcome.reason is not None:
        answer.state, answer.reason = AnswerState.BY_HAND.value, outcome.reason.value
        return
    value = outcome.records[0].get(answer.field_name)
    if value is None:
        answer.state, answer.reason = AnswerState.BY_HAND.value, Reason.NO_RECORD.value
    elif not fits(schema, value):
        answer.state, answer.reason = AnswerState.BY_HAND.value, Reason.UNFIT.value
    else:
        answer.state, answer.reason, answer.value = AnswerState.FILLED.value, "", value
        answer.as_of = outcome.query.as_of
