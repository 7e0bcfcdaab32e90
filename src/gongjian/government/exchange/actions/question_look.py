"""Whoever was looked at asks the department that looked: a case, with the clocks of cases."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound, Unauthenticated
from gongjian.foundation.kernel.locked_rows import lock_row
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases import interface as cases
from gongjian.government.exchange.actions.ask_for_data import LEAST_WORDS
from gongjian.government.exchange.events import LookQuestioned
from gongjian.government.exchange.models import DataQuery, LookQuestion
from gongjian.government.exchange.selectors.own_looks import get_own_query

MOST_OPEN = 20
"""Of one person at a time."""
MOST_TEXT = 4_000
SOURCE = "data-look"
GATEWAY = Actor.system("exchange-questions")


def question_look(
    *, actor: Actor, query_id: UUID, text: str, language: str, now: datetime
) -> LookQuestion:
    """Ask the department that looked why it did. Of one look one question at a time is open: asked
    again meanwhile, it is the same one.

    Parameters
    ----------
    language : str
        Of what the person reads, and presumably writes.

    Raises
    ------
    Unauthenticated
        Nobody in particular asks.
    NotFound
        The look is not about the actor, or is kept from them.
    Invalid
        Too little or too much is said.
    Conflict
        The actor waits for answers to many already.
    """
    if actor.user_id is None:
        raise Unauthenticated
    look = get_own_query(actor=actor, query_id=query_id)
    said = text.strip()
    if len(said) < LEAST_WORDS or len(said) > MOST_TEXT or "\x00" in said:
        raise Invalid(fields={"text": [gettext_lazy("Say in a sentence what you ask.")]})
    with transaction.atomic():
        # Whoever asks about one look at once waits here, and finds the question of the other.
        if lock_row(DataQuery, look.pk) is None:
            raise NotFound
        asked = LookQuestion.objects.filter(query=look)
        mine = asked.filter(case__requester=actor.user_id, case__is_open=True)
        if open_one := mine.select_related("case").first():
            return open_one
        waiting = LookQuestion.objects.filter(case__requester=actor.user_id, case__is_open=True)
        if waiting.count() >= MOST_OPEN:
            raise Conflict(
                gettext_lazy("You have asked much already. Wait for some answers, please.")
            )
        with override(language):
            draft = _draft(look, actor.user_id, said, language, asked.count())
        case = cases.receive_case(actor=actor, draft=draft, now=now)
        cases.dispatch_case(
            actor=GATEWAY,
            case_id=case.pk,
            department_id=look.consumer_id,
            reason=_("It looked at the data, so it says why."),
            now=now,
        )
        case.refresh_from_db()
        made = LookQuestion.objects.create(query=look, case=case, asked_at=now)
        source, target = reference_of(look), reference_of(case)
        trail.add_link(actor, source, trail.Relation.LED_TO, target, now=now)
        ledger.record(actor, "look_questioned", source, now=now, data={"case": target})
        outbox.add(LookQuestioned(query_id=look.pk))
    return made


def _draft(
    look: DataQuery, user_id: UUID, said: str, language: str, number: int
) -> cases.CaseDraft:
    at = formats.date_format(timezone.localtime(look.asked_at), "DATETIME_FORMAT")
    dataset = look.dataset.title if look.dataset else ""
    about = _("It is about the look of %(at)s, for: %(purpose)s. Its number: %(look)s")
    title = _("Why did you look at my data? %(dataset)s") % {"dataset": dataset}
    facts = {"at": at, "purpose": look.purpose, "look": look.pk}
    return cases.CaseDraft(
        title=title.strip()[:200],
        text=f"{said}\n\n{about % facts}",
        kind=cases.CaseKind.QUESTION,
        language=language,
        requester_id=user_id,
        source=SOURCE,
        source_reference=f"{look.pk}:{number}",
    )
