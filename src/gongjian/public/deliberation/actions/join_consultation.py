"""Becoming a participant: once an account, or once a visitor's token."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, Unauthenticated
from gongjian.public.deliberation.errors import NotEligible
from gongjian.public.deliberation.models.consultation_votes import Participant
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import Hurdle
from gongjian.public.deliberation.selectors.participants import find_participant, hurdle_of

LEAST_TOKEN = 20
REFUSALS = {
    Hurdle.AREA: _("Only people who live or work in the area take part here. Say that you do."),
    Hurdle.LIST: _("Only invited people take part here, and your address is not one."),
}


def join_consultation(
    *,
    actor: Actor,
    consultation: Consultation,
    now: datetime,
    token: str = "",
    is_of_area: bool = False,
) -> Participant:
    """The participant of an actor, made where there is none yet; in the caller's transaction.

    Its row is locked until that ends, so that of two votes at once one waits for the other.

    Parameters
    ----------
    token : str
        The random token of a visitor who is not signed in.
    is_of_area : bool
        They say to live or work in the area.

    Raises
    ------
    Unauthenticated, NotEligible
        Whoever may take part, this is not among them.
    Invalid
        Neither an account nor a token.
    """
    found = find_participant(actor=actor, consultation=consultation, token=token)
    if found is None:
        found = _join(actor, consultation, token=token, is_of_area=is_of_area, now=now)
    locked = Participant.objects.select_for_update(no_key=True).get(pk=found.pk)
    if actor.user_id is None or locked.user_id == actor.user_id:
        return locked
    if locked.user_id is None and _become(locked, actor):
        return locked
    # Somebody else signed in in this browser meanwhile, or the same person elsewhere.
    own = _join(actor, consultation, token="", is_of_area=locked.is_of_area, now=now)
    return Participant.objects.select_for_update(no_key=True).get(pk=own.pk)


def _join(
    actor: Actor, consultation: Consultation, *, token: str, is_of_area: bool, now: datetime
) -> Participant:
    hurdle = hurdle_of(
        actor=actor, consultation=consultation, participant=None, is_of_area=is_of_area
    )
    if hurdle == Hurdle.ACCOUNT:
        raise Unauthenticated
    if hurdle is not None:
        raise NotEligible(REFUSALS[hurdle])
    digest = ""
    if actor.user_id is None:
        if len(token) < LEAST_TOKEN:
            raise Invalid(_("This needs cookies or an account, so that it counts once."))
        digest = rules.token_digest(token, consultation.pk)
    draft = Participant(
        consultation=consultation, user_id=actor.user_id, token=digest, is_of_area=is_of_area,
        at=now,
    )  # fmt: skip
    # The database says which of two at once was first.
    Participant.objects.bulk_create([draft], ignore_conflicts=True)
    own = {"user": actor.user_id} if actor.user_id else {"token": digest}
    return Participant.objects.get(consultation=consultation, **own)


def _become(visitor: Participant, actor: Actor) -> bool:
    """They signed in since: from now on the account is this participant, wherever it is used.

    False where the account became another one at the same moment: then it is that one.
    """
    try:
        with transaction.atomic():
            visitor.user_id, visitor.token = actor.user_id, ""
            visitor.save(update_fields=["user", "token"])
    except IntegrityError:
        return False
    return True
