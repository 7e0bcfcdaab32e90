"""Asking a language model for a draft: a worker writes it, a person decides what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound, TooMany
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.government.cases import policies
from gongjian.government.cases.actions.checks import known
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import DraftingOff, DraftsUsedUp
from gongjian.government.cases.events import DraftAsked
from gongjian.government.cases.models import Case, DraftRequest
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.models.draft_request import UNDER_WAY, DraftKind
from gongjian.government.cases.selectors import cases, drafts
from gongjian.government.cases.selectors.answer_templates import ready_answers

HOUR = 3600
DAY = 24 * HOUR


def ask_draft(
    *,
    actor: Actor,
    case_id: UUID,
    kind: str,
    now: datetime,
    template_id: UUID | None = None,
) -> DraftRequest:
    """Have a draft written; while one of its kind is being written, it is that one.

    Parameters
    ----------
    kind : str
        Of DraftKind.
    template_id : UUID, optional
        A ready-made answer for the case that a draft of an answer shall follow.

    Raises
    ------
    NotFound, NotAllowed, TransitionNotAllowed
        As for every step; who may is in policies.require_may_ask_draft.
    DraftingOff
        The town has no language model.
    Invalid
        There is no such kind, or no such ready-made answer for this case.
    DraftsUsedUp
        The person's drafts of this hour, or the town's of this day, are used up.
    """
    if kind not in DraftKind.values:
        raise Invalid(fields={"kind": [_("There is no such draft.")]})
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id)
        policies.require_may_ask_draft(actor, case, kind)
        target = drafts.endpoint()
        if target is None:
            raise DraftingOff
        under_way = case.drafts.filter(kind=kind, state__in=UNDER_WAY).first()
        if under_way is not None:
            return under_way
        template_id = _template_of(case, kind, template_id)
        _count(actor, now)
        draft = DraftRequest.objects.create(
            case=case,
            kind=kind,
            asked_by_id=actor.user_id,
            asked_at=now,
            next_try_at=now,
            template_id=template_id,
            host=target.host,
            model=target.model,
        )
        write_event(
            case,
            actor=actor,
            name="draft_asked",
            now=now,
            visibility=Visibility.STAFF,
            data={"draft": str(draft.pk), "draft_kind": kind, "draft_model": target.model},
        )
        outbox.add(DraftAsked(draft_id=draft.pk))
    return draft


def _template_of(case: Case, kind: str, template_id: UUID | None) -> UUID | None:
    if template_id is None or kind != DraftKind.ANSWER:
        return None
    if template_id not in {ready.template_id for ready in ready_answers(case)}:
        with known("template_id"):
            raise NotFound
    return template_id


def _count(actor: Actor, now: datetime) -> None:
    """Count one for the person and one for the town; what is refused below counts nowhere."""
    # The window of a day begins at midnight in the town, not in Greenwich.
    here = timezone.localtime(now, timezone.get_default_timezone())
    local = now + (here.utcoffset() or timedelta())
    try:
        count_hit(
            f"drafts:{actor.user_id}",
            limit=settings.DRAFTING_PER_PERSON_HOUR,
            period_seconds=HOUR,
            now=now,
        )
    except TooMany as error:
        raise DraftsUsedUp(
            _("You have asked for as many drafts as one person may in an hour. Try again later."),
            retry_after_seconds=error.retry_after_seconds,
        ) from error
    try:
        count_hit("drafts", limit=settings.DRAFTING_PER_DAY, period_seconds=DAY, now=local)
    except TooMany as error:
        raise DraftsUsedUp(
            _("The town’s drafts for today are used up. There are new ones tomorrow."),
            retry_after_seconds=error.retry_after_seconds,
        ) from error
