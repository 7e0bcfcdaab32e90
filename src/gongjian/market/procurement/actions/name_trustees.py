"""Who holds the parts of the keys to bids: people of different bodies, named before opening."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.models import Call, CallTrustee
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.findings import LEAST_THRESHOLD, MOST_TRUSTEES
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls

TrusteeDraft = tuple[UUID, str]
"""A public body, and the e-mail address of an account."""


def name_trustees(
    *,
    actor: Actor,
    call_id: UUID,
    trustees: Sequence[TrusteeDraft],
    threshold: int,
    now: datetime,
) -> Call:
    """Name all trustees of a call in their order; who stays keeps the key they gave.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    Invalid
        Two of one body or one person twice, an address without an account, or a threshold that
        nobody or anybody alone could reach.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.NAME_TRUSTEE, actor, call)
        _require_sound(trustees, threshold)
        users = _users(trustees)
        known = {(one.body_id, one.user_id): one for one in call.trustees.all()}
        rows = []
        for place, (body_id, email) in enumerate(trustees, start=1):
            people.get_public_body(body_id)
            user = users[email.strip().lower()]
            kept = known.get((body_id, user.pk))
            rows.append(
                CallTrustee(
                    call=call, body_id=body_id, user=user, place=place,
                    public_key=kept.public_key if kept else "",
                    key_given_at=kept.key_given_at if kept else None,
                )
            )  # fmt: skip
        call.trustees.all().delete()
        CallTrustee.objects.bulk_create(rows)
        call.trustee_threshold = threshold
        write_event(
            call, actor=actor, name="call_trustees_named", now=now, step=CallStep.NAME_TRUSTEE,
            is_public=False,
            data={"threshold": threshold, "bodies": [str(body_id) for body_id, _who in trustees]},
        )  # fmt: skip
    return call


def _require_sound(trustees: Sequence[TrusteeDraft], threshold: int) -> None:
    bodies = [body_id for body_id, _email in trustees]
    emails = [email.strip().lower() for _body, email in trustees]
    if len(set(bodies)) != len(bodies) or len(set(emails)) != len(emails):
        raise Invalid(fields={"trustees": [_("Each body and each person once.")]})
    if len(trustees) > MOST_TRUSTEES:
        raise Invalid(fields={"trustees": [_("These are too many trustees: at most 7.")]})
    if not LEAST_THRESHOLD <= threshold <= len(trustees):
        words = _("At least two trustees work together, and at most as many as there are.")
        raise Invalid(fields={"threshold": [words]})


def _users(trustees: Sequence[TrusteeDraft]) -> dict[str, people.User]:
    emails = [email.strip().lower() for _body, email in trustees]
    found = {
        user.email: user for user in people.User.objects.filter(email__in=emails, is_active=True)
    }
    missing = [email for email in emails if email not in found]
    if missing:
        words = _("No account has this address: %(emails)s") % {"emails": ", ".join(missing)}
        raise Invalid(fields={"trustees": [words]})
    return found
