"""Whose number is whose, and whom a case is about."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.government.exchange.actions.ask_for_data import LEAST_WORDS
from gongjian.government.exchange.events import SubjectVerified
from gongjian.government.exchange.models import (
    CaseSubject,
    Consent,
    Correction,
    DataQuery,
    SubjectIdentity,
)
from gongjian.government.exchange.subjects import (
    is_number,
    open_number,
    seal_number,
    subject_digest,
)

MOST = 80
VERIFIED_A_DAY = 60
"""Numbers that one official notes in a day, tries that are refused among them."""


def verify_subject(
    *,
    actor: Actor,
    user_id: UUID,
    scheme: str,
    number: str,
    how: str,
    case_number: str = "",
    now: datetime,
) -> SubjectIdentity:
    """Record that a number is an account's: an official saw the document of whoever asked an open
    case of theirs, or a job of the town's own was told by a sign-in service.

    Raises
    ------
    NotFound
        The actor is neither: there is no such open case of their department, or another asked it.
    Invalid
        The number, or how it is known, is missing.
    Conflict
        The number is another account's, or the account has another number already: that is never
        written over. Who tried it stands in the ledger.
    TooMany
        The official noted many numbers today.
    """
    if actor.user_id == user_id:
        # Nobody vouches for themselves.
        raise NotFound
    if not actor.is_system:
        _require_asked_by(actor, case_number, user_id)
    _require_number(scheme, number)
    if len(how.strip()) < LEAST_WORDS:
        raise Invalid(fields={"how": [_("Say how you know.")]})
    if not actor.is_system:
        bucket = f"numbers-noted:{actor.user_id}"
        count_hit(bucket, limit=VERIFIED_A_DAY, period_seconds=86_400, now=now)
    said = {
        "digest": subject_digest(scheme, number),
        "sealed_number": seal_number(scheme, number),
        "verified_at": now,
        "verified_how": how[:200],
    }
    about = {"scheme": scheme}
    with transaction.atomic():
        try:
            with transaction.atomic():
                row, is_new = SubjectIdentity.objects.get_or_create(
                    user_id=user_id, scheme=scheme, defaults=said
                )
        except IntegrityError:
            row, is_new = None, False
        if row is not None and is_new:
            ledger.record(actor, "subject_verified", f"user:{user_id}", now=now, data=about)
            outbox.add(SubjectVerified(identity_id=row.pk))
        elif row is None or row.digest != said["digest"]:
            # It tells whoever tries that somebody has that number: not without a trace.
            ledger.record(actor, "subject_refused", f"user:{user_id}", now=now, data=about)
    if row is None:
        raise Conflict(_("This number is another account's."))
    if row.digest != said["digest"]:
        raise Conflict(_("Another number is known to be this account's."))
    return row


def verify_requester(
    *, actor: Actor, case_number: str, scheme: str, number: str, how: str, now: datetime
) -> SubjectIdentity:
    """Record that a number is that of whoever asked an open case; for the rest as `verify_subject`.

    Raises
    ------
    NotFound
        There is no such open case of a department that the actor works for.
    Conflict
        Nobody with an account asked it; or as for `verify_subject`.
    """
    case = _own_open_case(actor, case_number)
    if case.requester_id is None:
        raise Conflict(_("Nobody with an account asked this case."))
    return verify_subject(
        actor=actor,
        user_id=case.requester_id,
        scheme=scheme,
        number=number,
        how=how,
        case_number=case_number,
        now=now,
    )


def name_subject(
    *, actor: Actor, case_number: str, scheme: str, number: str, reason: str, now: datetime
) -> None:
    """Record that an open case is about somebody besides whoever asked it.

    Raises
    ------
    NotFound
        There is no such open case of a department that the actor works for.
    Invalid
        The reason or the number is missing.
    """
    case = _own_open_case(actor, case_number)
    _require_number(scheme, number)
    if len(reason.strip()) < LEAST_WORDS:
        raise Invalid(fields={"reason": [_("Say why the case is about them.")]})
    digest = subject_digest(scheme, number)
    with transaction.atomic():
        _row, is_new = CaseSubject.objects.get_or_create(
            case_id=case.id,
            digest=digest,
            defaults={
                "named_by_id": actor.user_id,
                "named_at": now,
                "reason": reason.strip()[:300],
            },
        )
        if is_new:
            ledger.record(actor, "subject_named", f"case:{case.id}", now=now)


def number_of(*, user_id: UUID, scheme: str) -> str:
    """The number that is known to be an account's; "" where none is. For services that ask in the
    person's own name."""
    row = SubjectIdentity.objects.filter(user_id=user_id, scheme=scheme).first()
    return open_number(bytes(row.sealed_number)) if row else ""


def erase_person(*, actor: Actor, user_id: UUID, now: datetime) -> None:
    """Of an account that is erased: its numbers, that queries are about it, and its own words.

    What was asked, by whom and on which law stays; nothing leads from there to the person any more
    but the number itself, which only its owner and the registers know.

    Raises
    ------
    NotAllowed
        The actor is neither the person nor a job of the town's own.
    """
    people.require_may_erase(actor, user_id)
    with transaction.atomic():
        SubjectIdentity.objects.filter(user_id=user_id).delete()
        DataQuery.objects.filter(subject_id=user_id).update(subject=None)
        consents = Consent.objects.filter(user_id=user_id)
        for key in consents.values_list("pk", flat=True):
            ledger.forget(f"consent:{key}", actor=f"user:{user_id}")
        consents.update(user=None)
        Correction.objects.filter(raised_by_id=user_id).update(raised_by=None, text="", answer="")


def _require_number(scheme: str, number: str) -> None:
    if not 0 < len(number.strip()) <= MOST or not scheme:
        raise Invalid(fields={"number": [_("A number is needed.")]})
    if not is_number(scheme, number):
        raise Invalid(fields={"number": [_("This is no such number: please look at it again.")]})


def _require_asked_by(actor: Actor, case_number: str, user_id: UUID) -> None:
    if _own_open_case(actor, case_number).requester_id != user_id:
        raise NotFound


def _own_open_case(actor: Actor, case_number: str) -> cases.CaseBasis:
    case = cases.case_basis(case_number)
    own = [key for key in _departments(actor) if case and case.is_of(key)]
    if case is None or not case.is_open or not own:
        raise NotFound
    return case


def _departments(actor: Actor) -> set[UUID]:
    return actor.organisation_ids(Role.HANDLER, Role.SUPERVISOR)
