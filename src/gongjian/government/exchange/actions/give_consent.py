"""A person agrees that a department fetches data about them for a case of theirs; or no longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound, Unauthenticated
from gongjian.foundation.kernel.locked_rows import lock_row
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import interface as cases
from gongjian.government.exchange.actions.know_subjects import number_of
from gongjian.government.exchange.errors import NoNumber
from gongjian.government.exchange.models import Agreement, Consent
from gongjian.government.exchange.rules.agreements import AgreementState
from gongjian.government.exchange.selectors.agreements import terms_of


def give_consent(
    *,
    actor: Actor,
    agreement_id: UUID,
    case_number: str,
    field_names: Sequence[str],
    now: datetime,
) -> Consent:
    """Agree that these fields are fetched for a case of one's own. Given again, it is the same one.

    Raises
    ------
    Unauthenticated
        Nobody in particular agrees.
    NotFound
        The actor has no such open case, or its department has no such agreement in force.
    Invalid
        No fields, or such as are not agreed on between the departments.
    NoNumber
        No number by which the source finds the actor is known to be theirs.
    Conflict
        They agreed to other fields, and have to withdraw that first.
    """
    if actor.user_id is None:
        raise Unauthenticated
    case = cases.case_basis(case_number)
    agreement = Agreement.objects.filter(pk=agreement_id).first()
    if case is None or not case.is_open or case.requester_id != actor.user_id or agreement is None:
        raise NotFound
    is_in_force = agreement.state == AgreementState.IN_FORCE
    if not (is_in_force and agreement.expires_on >= local_day(now)):
        raise NotFound
    if not case.is_of(agreement.consumer_id):
        raise NotFound
    terms = terms_of(agreement)
    names = sorted(set(field_names))
    if not names or not set(names) <= {one["name"] for one in terms["fields"]}:
        raise Invalid
    if not number_of(user_id=actor.user_id, scheme=terms["key_scheme"]):
        raise NoNumber
    with transaction.atomic():
        try:
            with transaction.atomic():
                row, is_new = Consent.objects.get_or_create(
                    case_id=case.id,
                    agreement=agreement,
                    withdrawn_at=None,
                    defaults={"user_id": actor.user_id, "field_names": names, "given_at": now},
                )
        except IntegrityError as error:
            raise Conflict from error
        if is_new:
            about = {"agreement": str(agreement.pk), "case": str(case.id), "fields": names}
            ledger.record(actor, "consent_given", reference_of(row), now=now, data=about)
        elif row.field_names != names:
            raise Conflict
    return row


def withdraw_consent(*, actor: Actor, consent_id: UUID, now: datetime) -> Consent:
    """From now on nothing is asked by it, and what a slow source finds is not collected. Withdrawn
    again, nothing happens.

    Raises
    ------
    NotFound
        The actor gave no such consent.
    """
    with transaction.atomic():
        row = lock_row(Consent, consent_id)
        if row is None or actor.user_id is None or row.user_id != actor.user_id:
            raise NotFound
        if row.withdrawn_at is None:
            row.withdrawn_at = now
            row.save(update_fields=["withdrawn_at"])
            ledger.record(actor, "consent_withdrawn", reference_of(row), now=now)
    return row
