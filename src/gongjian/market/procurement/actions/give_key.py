"""A trustee gives the public key under which bids of one call are sealed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.bid_errors import BadTrusteeKey, TrusteeKeyTaken
from gongjian.market.procurement.models import CallTrustee
from gongjian.market.procurement.policies import bids as bid_policies
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.methods.bid_keys import BadKey, TrusteeKey, read_trustee_key
from gongjian.methods.canonical_json import read_base64


def give_key(*, actor: Actor, call_id: UUID, public_key: str, now: datetime) -> CallTrustee:
    """Keep a trustee's public key; a later one takes its place until the call opens.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
        The call is hidden; the actor is no trustee of it; it has opened.
    BadTrusteeKey
    TrusteeKeyTaken
        It was given before, by another trustee or for another call, or half of it is half of
        another's in this call.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.GIVE_KEY, actor, call)
        trustee = bid_policies.trustee_of(actor, call)
        if trustee is None:
            raise NotAllowed
        text = public_key.strip()
        try:
            key = read_trustee_key(text)
        except BadKey as error:
            raise BadTrusteeKey from error
        if trustee.public_key == text:
            return trustee
        if CallTrustee.objects.filter(public_key=text).exists() or _is_shared(key, trustee):
            raise TrusteeKeyTaken
        trustee.public_key, trustee.key_given_at = text, now
        trustee.save(update_fields=["public_key", "key_given_at"])
        write_event(
            call,
            actor=actor,
            name="trustee_key_given",
            now=now,
            step=CallStep.GIVE_KEY,
            is_public=False,
            data={"trustee": trustee.place, "public_key": text},
        )
    return trustee


def _is_shared(key: TrusteeKey, trustee: CallTrustee) -> bool:
    """Whether half of a key is half of another trustee's: no bid could be sealed for both."""
    others = CallTrustee.objects.filter(call=trustee.call_id).exclude(pk=trustee.pk)
    given = others.exclude(public_key="").values_list("public_key", flat=True)
    both = [read_base64(text, 64) for text in given]
    halves = {half for one in both for half in (one[:32], one[32:])}
    return key.box == key.sign or key.box in halves or key.sign in halves
