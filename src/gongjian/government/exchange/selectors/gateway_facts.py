"""What the gateway looks up to check a query; each by a key, none by a walk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
)
from django.db.models.functions import Coalesce

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


def _agreements(key: Any, day: Any) -> QuerySet[Agreement]:
    used = QuotaDay.objects.filter(agreement=key, day=day).values("used")
    in_force = (
        law.provisions_in_force(on=day)
        .filter(pk__in=_NAMED_BY.filter(agreement=key).values("provision"))
        .order_by()
        .annotate(one=Value(1))
        .values("one")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rows = Agreement.objects.select_related("dataset").filter(pk=key)
    return rows.annotate(
        used_that_day=Coalesce(Subquery(used), 0), holding=Coalesce(Subquery(in_force), 0)
    )


def _persons(body: Any, official: Any, digest: Any, case: Any) -> QuerySet[Any]:
    grants = people.RoleGrant.objects.filter(
        user=official,
        organisation=body,
        user__is_active=True,
        role__in=[Role.HANDLER.value, Role.SUPERVISOR.value],
    )
    whose = SubjectIdentity.objects.filter(digest=digest).values("user_id")
    named = CaseSubject.objects.filter(case=case, digest=digest)
    # Of a row that is there whoever asks, so that the three are one query.
    rows = people.Organisation.objects.filter(pk=body)
    return rows.values_list(
        Exists(grants), Subquery(whose, output_field=UUIDField()), Exists(named)
    )


_NAMED_BY = Agreement.provisions.through.objects
_AGREEMENT: Prepared[Agreement] = Prepared(_agreements, UUIDField(), DateField())
_PROVISIONS: Prepared[law.Provision] = Prepared(
    lambda key: law.Provision.objects.filter(
        pk__in=_NAMED_BY.filter(agreement=key).values("provision")
    ).order_by("code", "version"),
    UUIDField(),
)
_FIELDS: Prepared[Field] = Prepared(
    lambda key: Field.objects.select_related("dataset").filter(dataset=key, is_active=True),
    UUIDField(),
)
_CONSENT: Prepared[Consent] = Prepared(
    lambda key: Consent.objects.filter(pk=key, withdrawn_at=None), UUIDField()
)
_PERSON: Prepared[tuple[bool, UUID | None, bool]] = Prepared(
    _persons, UUIDField(), UUIDField(), CharField(), UUIDField()
)
NOBODY = UUID(int=0)
KEPT = 2_000
"""Agreements and datasets of which a process remembers what does not change of them."""


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
    """Look up all that the checks of a query need: three queries by keys, and one more where the
    department does not lead the case or a provision lapsed, or the first time."""
    today = local_day(now)
    agreement = _AGREEMENT.first(UUID(claims["agreement"]), today)
    terms = terms_of(agreement) if agreement else {}
    case = cases.case_basis(claims["case"])
    if case is not None and not case.is_of(key.department_id):
        # Of others' cases nobody learns anything, not even whether there is one.
        case = None
    digest = subject_digest(claims["subject"]["scheme"], claims["subject"]["number"])
    official_id = UUID(claims["official"]) if "official" in claims else None
    is_official, subject_id, is_named = _person(key.department_id, official_id, digest, case)
    is_by_consent = "consent" in claims
    consent = _CONSENT.first(UUID(claims["consent"])) if is_by_consent else None
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
        is_by_consent=is_by_consent,
        is_consented=_is_consented(consent, agreement, case, subject_id, claims["fields"]),
        is_case_open=_is_case_open(case, is_by_consent),
        is_case_of_consumer=case is not None,
        is_subject_tied=claims["subject"]["scheme"] == terms.get("key_scheme")
        and _is_tied(case, subject_id, is_named),
        quota_used=agreement.used_that_day if agreement else 0,  # type: ignore[attr-defined]  # annotated by the prepared query
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
    agreement = _AGREEMENT.first(query.agreement_id, today) if query.agreement_id else None
    terms = terms_of(agreement) if agreement else {}
    case = cases.case_basis(query.case.number) if query.case else None
    is_own = case is not None and case.is_of(query.consumer_id)
    digest = query.subject_digest
    is_official, subject_id, is_named = _person(query.consumer_id, query.official_id, digest, case)
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
        is_official=is_official,
        is_by_consent=query.consent_id is not None,
        is_consented=_is_consented(consent, agreement, case, subject_id, query.field_names),
        is_case_open=_is_case_open(case, query.consent_id is not None),
        is_case_of_consumer=is_own,
        is_subject_tied=_is_tied(case, subject_id, is_named),
        # It was counted when it was asked, and so was its seal looked at.
        quota_used=0,
        quota=1,
        has_node=True,
        sealed_until=None,
        may_seal=False,
        has_seal_reason=False,
    )
    return [one.name for one in check_all(facts) if not one.passed]


def _is_case_open(case: cases.CaseBasis | None, is_by_consent: bool) -> bool:
    """Of a form that nobody has handed in yet, whoever fills it in decides what is asked."""
    return case is not None and case.is_open and (is_by_consent or not case.is_draft)


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
    cited = _cited(agreement.pk)
    if agreement.holding == len(cited):  # type: ignore[attr-defined]  # annotated by the prepared query
        return list(cited)
    return [
        Basis(one.code, one.version, one.citation, _holds(one, today))
        for one in _PROVISIONS.rows(agreement.pk)
    ]


@lru_cache(maxsize=KEPT)
def _cited(agreement_id: UUID) -> tuple[Basis, ...]:
    """What an agreement stands on, if all of it is in force: which articles, never changes."""
    rows = _PROVISIONS.rows(agreement_id)
    return tuple(Basis(one.code, one.version, one.citation, True) for one in rows)


def _holds(provision: law.Provision, today: date) -> bool:
    return law.Period(provision.in_force_from, provision.in_force_until).holds(today)


def _shared(agreement: Agreement | None) -> tuple[str, ...]:
    if agreement is None or not agreement.dataset.is_active:
        return ()
    return _shared_of(agreement.dataset_id, agreement.dataset.version)


@lru_cache(maxsize=KEPT)
def _shared_of(dataset_id: UUID, version: int) -> tuple[str, ...]:
    """Fields that a dataset shares; each change of it or of one of them counts its version on."""
    fields = _FIELDS.rows(dataset_id)
    return tuple(one.name for one in fields if one.effective_sharing is not Sharing.NONE)


def _person(
    department_id: UUID, official_id: UUID | None, digest: str, case: cases.CaseBasis | None
) -> tuple[bool, UUID | None, bool]:
    """Whether the official works there, whose number it is, and whether the case names it."""
    case_id = case.id if case else NOBODY
    official_id = official_id or NOBODY
    return _PERSON.first(department_id, official_id, digest, case_id) or (False, None, False)


def _is_tied(case: cases.CaseBasis | None, subject_id: UUID | None, is_named: bool) -> bool:
    """Whoever asked the case, by a number known to be theirs; or whom an official named in it."""
    if case is None:
        return False
    return is_named or (subject_id is not None and subject_id == case.requester_id)
