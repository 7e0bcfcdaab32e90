"""For whoever lost phone and recovery codes: take the second factor off, to be set up anew."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import policies
from gongjian.foundation.people.actions.close_account import locked_account
from gongjian.foundation.people.actions.tell_account import tell_account


def reset_second_factor(*, actor: Actor, user_id: UUID, now: datetime) -> None:
    """Remove somebody's authenticator app and recovery codes, and tell them.

    Raises
    ------
    NotAllowed
        The actor does not administer all areas the account has roles in.
    InPersonOnly
        A programme asks: no key goes around the second factor.
    NotFound
        There is no such account.
    """
    with transaction.atomic():
        policies.require_in_person(actor)
        user = locked_account(actor, user_id)
        Authenticator.objects.filter(user_id=user.pk).delete()
        ledger.record(actor, "second_factor_reset", reference_of(user), now=now)
        tell_account(
            user,
            event=f"user:{user.pk}:second_factor_reset:{now:%Y%m%d%H%M%S}",
            subject=_("Your second sign-in step was taken off"),
            body=_(
                "An administrator took your authenticator app and recovery codes off your account. "
                "If you did not ask for this, tell them at once."
            ),
            now=now,
        )
