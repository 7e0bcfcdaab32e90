"""Becoming a participant: once an account, or once a visitor's token."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, Unauthenticated
from gongjian.public.deliberation.errors import NotEligible
from gongjian.public.deliberation.models.consultation_votes import Participant
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.policies import consultations as policies
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import Eligibility
from gongjian.public.deliberation.selectors.participants import find_participant, is_listed

LEAST_TOKEN = 20


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
        _check_eligible(actor, consultation, is_of_area=is_of_area)
        digest = ""
        if actor.user_id is None:
            if len(token) < LEAST_TOKEN:
                raise Invalid(_("This needs cookies or an account, so that it counts once."))
            digest = rules.token_digest(token, consultation.pk)
        draft = Participant(
            consultation=consultation, user_id=actor.user_id, token=digest,
            is_of_area=is_of_area, at=now,
        )  # fmt: skip
        # The database says which of two at once was first.
        Participant.objects.bulk_create([draft], ignore_conflicts=True)
        own = {"user": actor.user_id} if actor.user_id else {"token": digest}
        found = Participant.objects.get(consultation=consultation, **own)
    rows = Participant.objects.select_for_update(no_key=True)
    locked = rows.get(pk=found.pk)
    if locked.user_id is None and actor.user_id is not None:
        # They signed in since: from now on the account is this participant, wherever it is used.
        locked.user_id, locked.token = actor.user_id, ""
        locked.save(update_fields=["user", "token"])
    return locked


def _check_eligible(actor: Actor, consultation: Consultation, *, is_of_area: bool) -> None:
    if policies.needs_account(consultation) and not actor.is_signed_in:
        raise Unauthenticated
    if consultation.eligibility == Eligibility.AREA and not is_of_area:
        raise NotEligible(
            _("Only people who live or work in the area take part here. Say that you do.")
        )
    if consultation.eligibility == Eligibility.LIST and not is_listed(
        actor=actor, consultation=consultation
    ):
        raise NotEligible(_("Only invited people take part here, and your address is not one."))
