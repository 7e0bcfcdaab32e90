"""Who holds the parts of the keys to bids: people of different bodies, named before approval."""

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
from gongjian.market.procurement.actions.trustee_checks import require_trustees
from gongjian.market.procurement.models import Call, CallTrustee
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.findings import MOST_TRUSTEES
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
    """Name all trustees of a draft in their order; who stays keeps the key they gave.

    Who names them does not approve the call; one of an approved call is replaced by making it a
    draft again, to be approved anew.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    Invalid
        Two of one body or one person twice, an address without an account, somebody who does not
        work for their body, too many on the buyer's side, or a threshold that nobody or anybody
        alone could reach.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.NAME_TRUSTEE, actor, call)
        if len(trustees) > MOST_TRUSTEES:
            raise Invalid(fields={"trustees": [_("These are too many trustees: at most 7.")]})
        users = _users(trustees)
        known = {(one.body_id, one.user_id): one for one in call.trustees.all()}
        rows = []
        for place, (body_id, email) in enumerate(trustees, start=1):
            body = people.get_public_body(body_id)
            user = users[email.strip().lower()]
            kept = known.get((body_id, user.pk))
            rows.append(
                CallTrustee(
                    call=call, body=body, user=user, place=place,
                    public_key=kept.public_key if kept else "",
                    key_given_at=kept.key_given_at if kept else None,
                )
            )  # fmt: skip
        require_trustees(call, rows, threshold)
        call.trustees.all().delete()
        CallTrustee.objects.bulk_create(rows)
        call.trustee_threshold = threshold
        write_event(
            call, actor=actor, name="call_trustees_named", now=now, step=CallStep.NAME_TRUSTEE,
            is_public=False,
            data={"threshold": threshold, "bodies": [str(body_id) for body_id, _who in trustees]},
        )  # fmt: skip
    return call


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
