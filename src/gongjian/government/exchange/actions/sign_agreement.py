"""Signing an agreement, each side with the key of its department; and ending it."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, WrongState
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions.ask_for_data import LEAST_WORDS
from gongjian.government.exchange.errors import KeyElsewhere, NoKey, WrongSignature
from gongjian.government.exchange.events import AgreementChanged
from gongjian.government.exchange.models import Agreement
from gongjian.government.exchange.rules.agreements import AgreementState, Side
from gongjian.government.exchange.selectors.agreements import (
    get_agreement_locked,
    lapsed_provisions,
)
from gongjian.government.exchange.selectors.keys import (
    current_key,
    forget_keys,
    hosted_folder,
    signing_key,
)
from gongjian.methods import exchange_messages as messages


def sign_agreement(
    *, actor: Actor, agreement_id: UUID, side: Side, signature: str = "", now: datetime
) -> Agreement:
    """Sign for one side; with both signatures it is in force.

    Parameters
    ----------
    signature : str, optional
        A JWS of the document, made by a node that keeps the department's key itself. Without it the
        town signs with the key it keeps.

    Raises
    ------
    NotFound
        There is no such agreement, or the actor is no party to it.
    NotAllowed
        The actor does not supervise this side, signed for the other, or acts by an API key.
    WrongState
        It is signed by this side already, has ended, or a provision it stands on has lapsed.
    NoKey, KeyElsewhere
        The town cannot sign for this department.
    WrongSignature
        The signature is not by the department's key in use, or of another document.
    """
    people.require_in_person(actor)
    with transaction.atomic():
        agreement = get_agreement_locked(actor=actor, agreement_id=agreement_id)
        department_id = agreement.consumer_id if side is Side.CONSUMER else agreement.provider_id
        policies.require_can_answer_for(actor, department_id)
        other = Side.PROVIDER if side is Side.CONSUMER else Side.CONSUMER
        policies.require_other(actor, getattr(agreement, f"{other.value}_signer_id"))
        today = local_day(now)
        if agreement.state != AgreementState.SIGNING or agreement.expires_on < today:
            raise WrongState
        if getattr(agreement, f"{side.value}_signature"):
            raise WrongState
        if lapsed := lapsed_provisions(agreement, today):
            words = _("It stands on %(provision)s, which is not in force.")
            raise WrongState(words % {"provision": lapsed[0].citation})
        token = signature or _hosted_signature(department_id, agreement)
        _check(department_id, agreement, token, now)
        setattr(agreement, f"{side.value}_signature", token)
        setattr(agreement, f"{side.value}_signer_id", actor.user_id)
        setattr(agreement, f"{side.value}_signed_at", now)
        if agreement.consumer_signature and agreement.provider_signature:
            agreement.state = AgreementState.IN_FORCE.value
        agreement.version += 1
        agreement.save()
        about = {"side": side.value, "digest": agreement.digest, "state": agreement.state}
        ledger.record(actor, "agreement_signed", reference_of(agreement), now=now, data=about)
        outbox.add(AgreementChanged(agreement_id=agreement.pk))
    return agreement


def end_agreement(*, actor: Actor, agreement_id: UUID, reason: str, now: datetime) -> Agreement:
    """End an agreement: either side, at once; from this moment no query passes.

    Raises
    ------
    NotFound, NotAllowed
        As for `sign_agreement`.
    WrongState
        It has ended.
    Invalid
        The reason is missing.
    """
    with transaction.atomic():
        agreement = get_agreement_locked(actor=actor, agreement_id=agreement_id)
        if not policies.can_answer_for(actor, agreement.consumer_id):
            policies.require_can_answer_for(actor, agreement.provider_id)
        if agreement.state == AgreementState.ENDED:
            raise WrongState
        if len(reason.strip()) < LEAST_WORDS:
            raise Invalid(fields={"reason": [_("Say why.")]})
        agreement.state = AgreementState.ENDED.value
        agreement.ended_at = now
        agreement.end_reason = reason
        agreement.version += 1
        agreement.save()
        ledger.record(actor, "agreement_ended", reference_of(agreement), now=now)
        outbox.add(AgreementChanged(agreement_id=agreement.pk))
    return agreement


def _hosted_signature(department_id: UUID, agreement: Agreement) -> str:
    forget_keys()
    known = current_key(department_id)
    if known is None:
        raise NoKey
    key = hosted_folder(department_id).find(known.kid) if known.is_hosted else None
    if key is None:
        raise KeyElsewhere
    return messages.sign(json.loads(agreement.document), key, messages.AGREEMENT)


def _check(department_id: UUID, agreement: Agreement, token: str, now: datetime) -> None:
    forget_keys()
    try:
        claims = messages.read(
            token, messages.AGREEMENT, lambda kid: signing_key(department_id, kid, now)
        )
    except messages.WrongMessage as error:
        raise WrongSignature from error
    if claims != json.loads(agreement.document):
        raise WrongSignature(_("This signs another document than this agreement."))
