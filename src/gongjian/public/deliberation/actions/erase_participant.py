"""What becomes of the votes and statements of somebody who is erased."""

from __future__ import annotations

from django.db.models import Q
from django.utils import translation

from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.public.deliberation.actions.erase_proposals import ERASED
from gongjian.public.deliberation.models import (
    Consultation,
    ConsultationEvent,
    ListedPerson,
    Participant,
    Statement,
)
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import Eligibility, StatementState

TOGETHER = 200


def erase_participant(user: people.User) -> None:
    """Votes stay counted as somebody's; in the caller's transaction."""
    parts = Participant.objects.filter(user=user)
    own = Statement.objects.filter(author__in=parts).select_for_update(no_key=True)
    for statement in own.order_by("id"):
        _erase_statement(statement, user)
    parts.update(user=None, token="")
    _unlist(user)


def _erase_statement(statement: Statement, user: people.User) -> None:
    """What others voted on keeps its words: without them their votes would mean nothing."""
    before = statement.text
    if statement.state == StatementState.ACCEPTED:
        statement.text = statement.public_text = cases.mask(statement.public_text, [user.name])
    else:
        with translation.override(statement.language):
            statement.text = statement.public_text = str(ERASED)
        if statement.state == StatementState.WAITING:
            statement.state, statement.reason = StatementState.TAKEN_OUT.value, str(ERASED)
        statement.reason = cases.mask(statement.reason, [user.name])
    # Of what is shown, too: it may have been taken out before.
    told = ConsultationEvent.objects.filter(consultation=statement.consultation_id)
    for event in told.filter(statement=statement).exclude(text=""):
        event.text = cases.mask(event.text, [user.name])
        event.save(update_fields=["text"])
    if statement.text != before:
        # Of the words that are gone; short ones could be tried.
        statement.digest = f"erased:{statement.pk}"
    statement.save(update_fields=["text", "public_text", "state", "reason", "digest"])


def _unlist(user: people.User) -> None:
    """Off the lists of invited addresses, which are digests of each."""
    by_list = Consultation.objects.filter(eligibility=Eligibility.LIST)
    keys = list(by_list.values_list("pk", flat=True))
    for begin in range(0, len(keys), TOGETHER):
        wanted = Q()
        for key in keys[begin : begin + TOGETHER]:
            wanted |= Q(consultation=key, digest=rules.address_digest(user.email, key))
        ListedPerson.objects.filter(wanted).delete()
