"""Answering a request for data: approved it becomes an agreement to be signed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, StaleVersion, WrongState
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import interface as duties
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions.ask_for_data import LEAST_WORDS
from gongjian.government.exchange.events import AgreementChanged, DataRequestChanged
from gongjian.government.exchange.models import Agreement, DataRequest, Field
from gongjian.government.exchange.rules.agreements import UNDECIDED, RequestState, Terms
from gongjian.government.exchange.rules.sharing import OVERDUE_APPROVES
from gongjian.government.exchange.selectors.agreements import (
    get_request_locked,
    overdue_request_ids,
)
from gongjian.methods.canonical_json import write_canonical
from gongjian.methods.exchange_messages import digest_of


def approve_request(
    *, actor: Actor, request_id: UUID, reason: str = "", version: int | None = None, now: datetime
) -> Agreement:
    """Approve: the agreement is written, and waits for both signatures.

    Raises
    ------
    NotFound
        There is no such request, or the actor is no party to it.
    NotAllowed
        The actor does not supervise the owner.
    WrongState
        It is decided already, or the dataset is another department's now.
    """
    with transaction.atomic():
        row = _to_decide(actor, request_id, version)
        if not _is_owners(row):
            raise WrongState(_("The dataset has another owner now. Ask that department."))
        return _approve(actor, row, reason, now, is_by_silence=False)


def refuse_request(
    *,
    actor: Actor,
    request_id: UUID,
    reason: str,
    provision_id: UUID | None,
    version: int | None = None,
    now: datetime,
) -> DataRequest:
    """Refuse, with a reason and the provision that says so.

    Raises
    ------
    NotFound, NotAllowed, WrongState
        As for `approve_request`.
    Invalid
        The reason or a provision in force is missing.
    """
    with transaction.atomic():
        row = _to_decide(actor, request_id, version)
        wrong = {}
        if len(reason.strip()) < LEAST_WORDS:
            wrong["reason"] = [_("Say why.")]
        if provision_id is None or not law.is_in_force(provision_id, local_day(now)):
            wrong["provision"] = [_("Name the provision that says so, in force today.")]
        if wrong:
            raise Invalid(fields=wrong)
        row.decision_provision_id = provision_id
        _decide(actor, row, RequestState.REFUSED, reason, now)
    return row


def withdraw_request(*, actor: Actor, request_id: UUID, now: datetime) -> DataRequest:
    """Take a request back: the department that asked.

    Raises
    ------
    NotFound, NotAllowed, WrongState
        As for `approve_request`.
    """
    with transaction.atomic():
        row = get_request_locked(actor=actor, request_id=request_id)
        policies.require_can_ask_for(actor, row.consumer_id)
        _require_open(row)
        _decide(actor, row, RequestState.WITHDRAWN, "", now)
    return row


def settle_overdue(*, now: datetime) -> int:
    """What nobody answered in time: approved, or escalated, as the law parameter
    ``data-request-overdue-approves`` says on the last day of its time. How many were settled."""
    settled = 0
    for request_id in overdue_request_ids(now):
        with transaction.atomic():
            actor = Actor.system("exchange-deadlines")
            row = get_request_locked(actor=actor, request_id=request_id)
            if row.state != RequestState.ASKED or row.due_at > now:
                continue
            code = "data-request-overdue-approves"
            last_day = duties.last_day_of(row.due_at)
            if law.parameter(code, last_day, OVERDUE_APPROVES) and _is_owners(row):
                _approve(actor, row, "", now, is_by_silence=True)
            else:
                row.state = RequestState.ESCALATED.value
                row.version += 1
                row.save(update_fields=["state", "version"])
                ledger.record(actor, "data_request_escalated", reference_of(row), now=now)
                outbox.add(DataRequestChanged(request_id=row.pk))
            settled += 1
    return settled


def _to_decide(actor: Actor, request_id: UUID, version: int | None) -> DataRequest:
    row = get_request_locked(actor=actor, request_id=request_id)
    policies.require_can_answer_for(actor, row.provider_id)
    if actor.user_id is not None and actor.user_id == row.asked_by_id:
        # Somebody may work for two departments; nobody answers themselves.
        raise NotAllowed
    _require_open(row)
    if version is not None and version != row.version:
        raise StaleVersion
    return row


def _is_owners(row: DataRequest) -> bool:
    """Whether the department that is asked still has the dataset."""
    return row.dataset.owner_id == row.provider_id


def _require_open(row: DataRequest) -> None:
    if row.state not in UNDECIDED:
        raise WrongState


def _approve(
    actor: Actor, row: DataRequest, reason: str, now: datetime, *, is_by_silence: bool
) -> Agreement:
    row.is_by_silence = is_by_silence
    _decide(actor, row, RequestState.APPROVED, reason, now)
    provisions = list(row.provisions.order_by("code", "version"))
    agreement_id = new_id()
    terms = _terms(row, agreement_id, provisions)
    document = write_canonical(terms.document()).decode()
    agreement = Agreement.objects.create(
        id=agreement_id,
        request=row,
        dataset_id=row.dataset_id,
        consumer_id=row.consumer_id,
        provider_id=row.provider_id,
        document=document,
        digest=digest_of(document),
        expires_on=row.expires_on,
        quota_per_day=row.quota_per_day,
        made_at=now,
    )
    agreement.provisions.set(provisions)
    about = {"digest": agreement.digest, "by_silence": is_by_silence}
    ledger.record(actor, "agreement_written", reference_of(agreement), now=now, data=about)
    outbox.add(AgreementChanged(agreement_id=agreement.pk))
    return agreement


def _decide(
    actor: Actor, row: DataRequest, state: RequestState, reason: str, now: datetime
) -> None:
    row.state = state.value
    row.decided_at = now
    row.decided_by_id = actor.user_id
    row.decision_reason = reason
    row.version += 1
    row.save()
    about = {"state": state.value, "by_silence": row.is_by_silence}
    ledger.record(actor, "data_request_decided", reference_of(row), now=now, data=about)
    outbox.add(DataRequestChanged(request_id=row.pk))


def _terms(row: DataRequest, agreement_id: UUID, provisions: list[law.Provision]) -> Terms:
    fields = Field.objects.filter(dataset_id=row.dataset_id, name__in=row.field_names)
    dataset = row.dataset
    return Terms(
        agreement=str(agreement_id),
        dataset=dataset.code,
        schema_version=dataset.schema_version,
        consumer=row.consumer.code,
        provider=row.provider.code,
        purpose=row.purpose,
        provisions=[
            {"code": one.code, "version": one.version, "citation": one.citation}
            for one in provisions
        ],
        fields=[
            {"name": one.name, "kind": one.kind, "is_required": one.is_required}
            for one in fields.order_by("name")
        ],
        key_scheme=dataset.key_scheme,
        row_scope=row.row_scope,
        max_age_hours=row.max_age_hours,
        quota_per_day=row.quota_per_day,
        retention_days=row.retention_days,
        expires_on=row.expires_on,
        may_seal=row.may_seal,
    )
