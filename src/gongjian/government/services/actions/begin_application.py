"""Beginning to apply: the case is there, what may be fetched is agreed to, nothing is asked yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import KeyReused, Unauthenticated
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.government.cases import interface as cases
from gongjian.government.exchange import interface as exchange
from gongjian.government.services.errors import TooManyApplications
from gongjian.government.services.models import Answer, Application, Service
from gongjian.government.services.rules.sources import Way
from gongjian.government.services.rules.states import (
    BEGUN_A_DAY,
    MOST_OPEN,
    AnswerState,
    ApplicationState,
    Reason,
)
from gongjian.government.services.selectors.services import get_offered, term_of_offer
from gongjian.government.services.selectors.sources import Source, sources_of_offer

ASKED_BECAUSE = {
    Way.NOBODY: Reason.NOBODY,
    Way.KEPT: Reason.KEPT,
    # Published before the catalogue or an agreement changed.
    Way.MISSING: Reason.NO_AGREEMENT,
    Way.UNFIT: Reason.UNFIT,
    Way.HIDDEN: Reason.NOBODY,
}


def begin_application(
    *,
    actor: Actor,
    service_code: str,
    accepted: Collection[str],
    key: str = "",
    language: str = "en",
    channel: cases.Channel = cases.Channel.WEB,
    now: datetime,
) -> Application:
    """Open the case of an application and record what its applicant agrees to have fetched.

    Parameters
    ----------
    accepted : collection of str
        Names of questions whose answers may be fetched; what is not among them is asked. Names of
        questions that no source answers are nothing.
    key : str, optional
        The same key again is the same application.

    Raises
    ------
    Unauthenticated
        Nobody in particular applies.
    NotFound
        No such service is offered.
    KeyReused
        The key began an application for another service.
    TooManyApplications
        The actor fills in many forms already.
    TooMany
        The actor began many today.
    """
    if actor.user_id is None:
        raise Unauthenticated
    service = get_offered(service_code)
    if known := _known(actor, key):
        return _same(known, service)
    bucket = f"applications:{actor.user_id}"
    count_hit(bucket, limit=BEGUN_A_DAY, period_seconds=86_400, now=now)
    try:
        with transaction.atomic():
            return _begin(actor, service, set(accepted), key, language, channel, now)
    except IntegrityError:
        # Sent twice at once: the database let one of them be it.
        if known := _known(actor, key):
            return _same(known, service)
        raise


def _begin(
    actor: Actor,
    service: Service,
    accepted: set[str],
    key: str,
    language: str,
    channel: cases.Channel,
    now: datetime,
) -> Application:
    offer = service.current
    assert offer is not None
    begun = Application.objects.filter(applicant_id=actor.user_id, state=ApplicationState.BEGUN)
    if begun.count() >= MOST_OPEN:
        raise TooManyApplications
    today = local_day(now)
    term = term_of_offer(offer, today)
    application_id = new_id()
    case = cases.open_application(
        actor=actor,
        draft=cases.ApplicationDraft(
            reference=str(application_id),
            title=offer.name,
            text=str(format_lazy(_("Application: {service}"), service=offer.name)),
            language=language,
            department_id=service.department_id,
            category_id=service.category_id,
            working_days=term.working_days,
            provision_id=term.provision.pk,
            channel=channel,
        ),
        now=now,
    )
    application = Application.objects.create(
        id=application_id, case_id=case.pk, service_version=offer,
        applicant_id=actor.user_id, key=key, begun_at=now,
    )  # fmt: skip
    sources = sources_of_offer(offer, department_id=service.department_id, on=today)
    answers = [_answer(application, place, one, now) for place, one in enumerate(sources)]
    _agree(actor, case.number, sources, answers, accepted, now)
    Answer.objects.bulk_create(answers)
    return application


def _answer(application: Application, place: int, source: Source, now: datetime) -> Answer:
    held = source.held if source.way is not Way.HIDDEN else None
    if source.way is Way.SOURCE:
        state, reason = AnswerState.BY_HAND, Reason.DECLINED
    elif source.way is Way.OWN:
        state, reason = AnswerState.HELD, None
    else:
        state, reason = AnswerState.BY_HAND, ASKED_BECAUSE[source.way]
    return Answer(
        application=application,
        position=place,
        name=source.question.name,
        state=state.value,
        reason=reason.value if reason else "",
        dataset=held.dataset if held else None,
        field_name=held.name if held else "",
        changed_at=now,
    )


def _agree(
    actor: Actor,
    case_number: str,
    sources: Sequence[Source],
    answers: Sequence[Answer],
    accepted: set[str],
    now: datetime,
) -> None:
    """One consent an agreement, for the fields that were accepted."""
    wanted: dict[UUID, list[Answer]] = {}
    for source, answer in zip(sources, answers, strict=True):
        if source.agreement is not None and answer.name in accepted:
            wanted.setdefault(source.agreement.pk, []).append(answer)
    for agreement_id, group in wanted.items():
        try:
            consent = exchange.give_consent(
                actor=actor,
                agreement_id=agreement_id,
                case_number=case_number,
                field_names=[one.field_name for one in group],
                now=now,
            )
        except exchange.NoNumber:
            for one in group:
                one.reason = Reason.NO_NUMBER.value
            continue
        for one in group:
            one.consent, one.state, one.reason = consent, AnswerState.OPEN.value, ""


def _known(actor: Actor, key: str) -> Application | None:
    if not key:
        return None
    rows = Application.objects.select_related("service_version")
    return rows.filter(applicant_id=actor.user_id, key=key).first()


def _same(known: Application, service: Service) -> Application:
    if known.service_version.service_id != service.pk:
        raise KeyReused
    return known
