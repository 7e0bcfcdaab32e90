"""A department asks the owner of a dataset for fields, for a purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Conflict, Invalid, Text
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.government.exchange import policies
from gongjian.government.exchange.events import DataRequestChanged
from gongjian.government.exchange.models import DataRequest, Dataset, Field
from gongjian.government.exchange.rules import agreements as rules
from gongjian.government.exchange.rules.sharing import (
    CONDITIONAL_WORKING_DAYS,
    UNCONDITIONAL_WORKING_DAYS,
    Sharing,
)
from gongjian.government.exchange.selectors.datasets import get_dataset_locked, sources_of

LEAST_WORDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for."""

    purpose: str
    necessity: str
    field_names: Sequence[str]
    provision_ids: Sequence[UUID]
    max_age_hours: int
    quota_per_day: int
    retention_days: int
    expires_on: date
    row_scope: Mapping[str, str] = field(default_factory=dict)
    may_seal: bool = False


def ask_for_data(
    *, actor: Actor, dataset_id: UUID, consumer_id: UUID, wish: Wish, now: datetime
) -> DataRequest:
    """Ask; the owner has the statutory working days to answer.

    Raises
    ------
    NotFound
        There is no such dataset.
    NotAllowed
        The actor does not work for the department in whose name they ask.
    Conflict
        The dataset is that department's own, or a request for the same waits.
    Invalid
        Fields are not shared or not the source, provisions are not in force, words are missing.
    """
    policies.require_can_ask_for(actor, consumer_id)
    today = local_day(now)
    with transaction.atomic():
        dataset = get_dataset_locked(dataset_id)
        if dataset.owner_id == consumer_id:
            raise Conflict(_("This is your own dataset."))
        people.get_public_body(consumer_id)
        fields = _check(dataset, wish, today)
        same = DataRequest.objects.filter(
            dataset=dataset, consumer_id=consumer_id, purpose=wish.purpose, state="asked"
        )
        if same.exists():
            raise Conflict(_("You have asked for this already, and wait for the answer."))
        row = DataRequest.objects.create(
            dataset=dataset,
            consumer_id=consumer_id,
            provider_id=dataset.owner_id,
            purpose=wish.purpose,
            necessity=wish.necessity,
            field_names=sorted(set(wish.field_names)),
            row_scope=dict(wish.row_scope),
            max_age_hours=wish.max_age_hours,
            quota_per_day=wish.quota_per_day,
            retention_days=wish.retention_days,
            expires_on=wish.expires_on,
            may_seal=wish.may_seal,
            asked_by_id=actor.user_id,
            asked_at=now,
            due_at=duties.deadline_at(None, now, _working_days(dataset, fields, today)),
        )
        row.provisions.set(wish.provision_ids)
        ledger.record(actor, "data_requested", reference_of(row), now=now, data=_about(row))
        outbox.add(DataRequestChanged(request_id=row.pk))
    return row


def _working_days(dataset: Dataset, fields: Sequence[Field], today: date) -> int:
    classes = {one.effective_sharing for one in fields}
    if classes == {Sharing.UNCONDITIONAL}:
        code = "data-request-unconditional-working-days"
        return law.parameter(code, today, UNCONDITIONAL_WORKING_DAYS)
    return law.parameter("data-request-working-days", today, CONDITIONAL_WORKING_DAYS)


def _check(dataset: Dataset, wish: Wish, today: date) -> list[Field]:
    wrong: dict[str, list[Text]] = {}
    known = {
        one.name: one
        for one in Field.objects.filter(dataset=dataset, is_active=True).select_related("dataset")
    }
    fields = [known[name] for name in wish.field_names if name in known]
    if not fields or len(fields) != len(wish.field_names) or not dataset.is_active:
        wrong["field_names"] = [_("Choose fields that this dataset has.")]
    else:
        copies = {one.concept for one in fields if not one.is_authoritative}
        sources = sources_of(copies)
        wrong["field_names"] = [
            *(
                _("“%(field)s” is not shared.") % {"field": one.title}
                for one in fields
                if one.effective_sharing is Sharing.NONE
            ),
            *(
                _("Of “%(field)s” the source is %(source)s. Ask there.")
                % {"field": one.title, "source": sources[one.concept].dataset.title}
                for one in fields
                if one.concept in sources and not one.is_authoritative
            ),
        ]
    wrong["row_scope"] = _scope_errors(wish, known)
    limits = [known[name] for name in wish.row_scope if name in known]
    if len(wish.purpose.strip()) < LEAST_WORDS:
        wrong["purpose"] = [_("Say what for, in a sentence.")]
    if len(wish.necessity.strip()) < LEAST_WORDS:
        wrong["necessity"] = [_("Say why these fields are needed and no fewer would do.")]
    lapsed = [key for key in wish.provision_ids if not law.is_in_force(key, today)]
    if lapsed or not wish.provision_ids:
        wrong["provisions"] = [_("Name provisions that are in force today.")]
    last = today + timedelta(days=365 * rules.LONGEST_YEARS + 2)
    if not today < wish.expires_on <= last:
        words = _("A day after today, at most %(years)s years from now.")
        wrong["expires_on"] = [words % {"years": rules.LONGEST_YEARS}]
    if wrong := {name: texts for name, texts in wrong.items() if texts}:
        raise Invalid(fields=wrong)
    return [*fields, *limits]


def _scope_errors(wish: Wish, known: Mapping[str, Field]) -> list[Text]:
    """What limits records is asked for as what is given: who knows which records there are knows
    its values."""
    unknown = _("There is no field “%(field)s”.")
    kept = _("“%(field)s” is not shared.")
    names = sorted(wish.row_scope)
    found: list[Text] = [
        *(unknown % {"field": name[:60]} for name in names if name not in known),
        *(
            kept % {"field": known[name].title}
            for name in names
            if name in known and known[name].effective_sharing is Sharing.NONE
        ),
    ]
    return found[:5]


def _about(row: DataRequest) -> dict[str, object]:
    return {
        "dataset": str(row.dataset_id),
        "consumer": str(row.consumer_id),
        "fields": row.field_names,
        "due_at": row.due_at.isoformat(),
    }
