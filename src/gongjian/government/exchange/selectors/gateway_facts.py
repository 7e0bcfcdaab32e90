"""What the gateway looks up to check a query; each by a key, none by a walk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, UUIDField

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.government.exchange.models import (
    Agreement,
    CaseSubject,
    Consent,
    DataQuery,
    Field,
    QuotaDay,
    SubjectIdentity,
)
from gongjian.government.exchange.rules.gateway import Basis, Facts, check_all
from gongjian.government.exchange.rules.sharing import Sharing
from gongjian.government.exchange.selectors.agreements import terms_of
from gongjian.government.exchange.selectors.keys import KnownKey, node_url
from gongjian.government.exchange.subjects import subject_digest

_AGREEMENT: Prepared[Agreement] = Prepared(
    lambda key: Agreement.objects.select_related("consumer", "provider", "dataset").filter(pk=key),
    UUIDField(),
)
_PROVISIONS: Prepared[law.Provision] = Prepared(
    lambda key: law.Provision.objects.filter(
        pk__in=Agreement.provisions.through.objects.filter(agreement=key).values("provision")
    ).order_by("code", "version"),
    UUIDField(),
)
_FIELDS: Prepared[Field] = Prepared(
    lambda key: Field.objects.select_related("dataset").filter(dataset=key, is_active=True),
    UUIDField(),
)
_GRANTS: Prepared[tuple] = Prepared(
    lambda user, body: people.RoleGrant.objects.filter(
        user=user,
        organisation=body,
        user__is_active=True,
        role__in=[Role.HANDLER.value, Role.SUPERVISOR.value],
    ).values_list("id")[:1],
    UUIDField(),
    UUIDField(),
)
_IDENTITY: Prepared[tuple] = Prepared(
    lambda digest: SubjectIdentity.objects.filter(digest=digest).values_list("user_id"),
    CharField(),
)
_NAMED: Prepared[tuple] = Prepared(
    lambda case, digest: CaseSubject.objects.filter(case=case, digest=digest).values_list("id"),
    UUIDField(),
    CharField(),
)
_CONSENT: Prepared[Consent] = Prepared(
    lambda key: Consent.objects.filter(pk=key, withdrawn_at=None), UUIDField()
)
_USED: Prepared[tuple] = Prepared(
    lambda key, day: QuotaDay.objects.filter(agreement=key, day=day).values_list("used"),
    UUIDField(),
    DateField(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found for a query: what is checked, and the rows it is about."""

    facts: Facts
    agreement: Agreement | None
    terms: dict[str, Any]
    case: cases.CaseBasis | None
    official_id: UUID | None
    consent_id: UUID | None
    subject_id: UUID | None
    subject_digest: str
    node_url: str


def look_up(claims: dict[str, Any], key: KnownKey, now: datetime) -> Looked:
    """Look up all that the checks of a query need: about ten queries by primary keys."""
    today = local_day(now)
    agreement = _AGREEMENT.first(UUID(claims["agreement"]))
    terms = terms_of(agreement) if agreement else {}
    case = cases.case_basis(claims["case"])
    if case is not None and not case.is_of(key.department_id):
        # Of others' cases nobody learns anything, not even whether there is one.
        case = None
    digest = subject_digest(claims["subject"]["scheme"], claims["subject"]["number"])
    subject_id = _subject_id(digest)
    official_id = UUID(claims["official"]) if "official" in claims else None
    is_official = _is_official(official_id, key.department_id)
    consent = _CONSENT.first(UUID(claims["consent"])) if "consent" in claims else None
    url = node_url(agreement.provider_id) if agreement else ""
    sealed = claims.get("seal")
    facts = Facts(
        today=today,
        consumer=key.code,
        purpose=claims["purpose"],
        fields=claims["fields"],
        agreement_state=agreement.state if agreement else "",
        agreement_consumer=terms.get("consumer", ""),
        agreed_purpose=terms.get("purpose", ""),
        agreed_fields=[one["name"] for one in terms.get("fields", ())],
        expires_on=agreement.expires_on if agreement else None,
        provisions=_bases(agreement, today),
        shared_fields=_shared(agreement),
        is_source_owner=_is_source_owner(agreement),
        scope_fields=list(terms.get("row_scope", ())),
        is_official=is_official,
        is_by_consent="consent" in claims,
        is_consented=_is_consented(consent, agreement, case, subject_id, claims["fields"]),
        case_number=claims["case"],
        is_case_open=bool(case and case.is_open),
        is_case_of_consumer=case is not None,
        is_subject_tied=claims["subject"]["scheme"] == terms.get("key_scheme")
        and _is_tied(case, digest, subject_id),
        quota_used=_used(agreement, today),
        quota=agreement.quota_per_day if agreement else 0,
        has_node=bool(url),
        sealed_until=date.fromisoformat(sealed["until"]) if sealed else None,
        may_seal=bool(terms.get("may_seal")),
        has_seal_reason=bool(sealed and sealed["reason"].strip()),
    )
    return Looked(
        facts=facts,
        agreement=agreement,
        terms=terms,
        case=case,
        official_id=official_id if is_official else None,
        consent_id=consent.pk if consent else None,
        subject_id=subject_id,
        subject_digest=digest,
        node_url=url,
    )


def failed_since(query: DataQuery, now: datetime) -> list[str]:
    """Checks that a query passed when it was asked, and would not pass now: by name."""
    today = local_day(now)
    agreement = _AGREEMENT.first(query.agreement_id) if query.agreement_id else None
    terms = terms_of(agreement) if agreement else {}
    case = cases.case_basis(query.case.number) if query.case else None
    is_own = case is not None and case.is_of(query.consumer_id)
    subject_id = _subject_id(query.subject_digest)
    consent = _CONSENT.first(query.consent_id) if query.consent_id else None
    facts = Facts(
        today=today,
        consumer=query.consumer.code,
        purpose=query.purpose,
        fields=query.field_names,
        agreement_state=agreement.state if agreement else "",
        agreement_consumer=terms.get("consumer", ""),
        agreed_purpose=terms.get("purpose", ""),
        agreed_fields=[one["name"] for one in terms.get("fields", ())],
        expires_on=agreement.expires_on if agreement else None,
        provisions=_bases(agreement, today),
        shared_fields=_shared(agreement),
        is_source_owner=_is_source_owner(agreement),
        scope_fields=list(terms.get("row_scope", ())),
        is_official=_is_official(query.official_id, query.consumer_id),
        is_by_consent=query.consent_id is not None,
        is_consented=_is_consented(consent, agreement, case, subject_id, query.field_names),
        case_number=case.number if case else "",
        is_case_open=bool(case and case.is_open),
        is_case_of_consumer=is_own,
        is_subject_tied=_is_tied(case, query.subject_digest, subject_id),
        # It was counted when it was asked, and so was its seal looked at.
        quota_used=0,
        quota=1,
        has_node=True,
        sealed_until=None,
        may_seal=False,
        has_seal_reason=False,
    )
    return [one.name for one in check_all(facts) if not one.passed]


def _is_official(official_id: UUID | None, department_id: UUID) -> bool:
    return official_id is not None and _GRANTS.first(official_id, department_id) is not None


def _is_consented(
    consent: Consent | None,
    agreement: Agreement | None,
    case: cases.CaseBasis | None,
    subject_id: UUID | None,
    fields: list[str],
) -> bool:
    """Given by the very person asked about, who asked the case; for these fields and no more."""
    if consent is None or agreement is None or case is None or subject_id is None:
        return False
    return (
        consent.user_id == subject_id == case.requester_id
        and (consent.agreement_id, consent.case_id) == (agreement.pk, case.id)
        and set(fields) <= set(consent.field_names)
    )


def _is_source_owner(agreement: Agreement | None) -> bool:
    return agreement is not None and agreement.dataset.owner_id == agreement.provider_id


def _bases(agreement: Agreement | None, today: date) -> list[Basis]:
    if agreement is None:
        return []
    return [
        Basis(one.code, one.version, one.citation, _holds(one, today))
        for one in _PROVISIONS.rows(agreement.pk)
    ]


def _holds(provision: law.Provision, today: date) -> bool:
    return law.Period(provision.in_force_from, provision.in_force_until).holds(today)


def _shared(agreement: Agreement | None) -> list[str]:
    if agreement is None or not agreement.dataset.is_active:
        return []
    return [
        one.name
        for one in _FIELDS.rows(agreement.dataset_id)
        if one.effective_sharing is not Sharing.NONE
    ]


def _is_tied(
    case: cases.CaseBasis | None,
    digest: str,
    subject_id: UUID | None,
) -> bool:
    """Whoever asked the case, by a number known to be theirs; or whom an official named in it."""
    if case is None:
        return False
    if subject_id is not None and subject_id == case.requester_id:
        return True
    return _NAMED.first(case.id, digest) is not None


def _subject_id(digest: str) -> UUID | None:
    found = _IDENTITY.first(digest)
    return found[0] if found else None


def _used(agreement: Agreement | None, today: date) -> int:
    if agreement is None:
        return 0
    row = _USED.first(agreement.pk, today)
    return row[0] if row else 0
