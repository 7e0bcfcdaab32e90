"""Rows as the API tells them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from gongjian.foundation.kernel.actor import Actor
from gongjian.market.procurement.models import Call, Company, LegalFinding
from gongjian.market.procurement.policies import companies as company_policies
from gongjian.market.procurement.selectors import call_parts, companies
from gongjian.market.procurement.selectors.legal_findings import findings_of

SAME = (
    "number", "title", "text", "language", "procedure_version", "state", "state_reason",
    "buyer_id", "area_id", "category_id", "initiative_ref", "estimate_minor", "ceiling_minor",
    "proof_minor", "supply", "currency", "largest_size", "direct_reason", "opened_at", "closes_at",
    "closed_at", "standstill_until", "trustee_threshold", "version",
)  # fmt: skip


def call_out(call: Call) -> dict[str, Any]:
    return {
        **{name: getattr(call, name) for name in SAME},
        "procedure": call.procedure_code,
        "stage": call.stage_number,
        "buyer": call.buyer.name,
    }


def call_seen(actor: Actor, call: Call) -> dict[str, Any]:
    """A call with all that belongs to it."""
    names, sees_all = call_parts.shows_askers(call), call_parts.sees_all(actor, call)
    return {
        **call_out(call),
        "criteria": [
            {
                "stage": one.stage_number,
                **_same(one, "place", "kind", "title", "text", "weight", "formula", "least"),
            }
            for one in call.criteria.all()
        ],
        "findings": [finding_out(one) for one in findings_of(call)],
        "trustees": [
            {
                **_same(one, "place", "body_id", "public_key"),
                "body": one.body.name,
                "holder": str(one.user) if sees_all and one.user else None,
            }
            for one in call_parts.trustees_of(call)
        ],
        "documents": [document_out(call, one) for one, _is_old in call_parts.documents_of(call)],
        "questions": [
            question_out(one, names_company=names) for one in call_parts.questions_of(call)
        ],
        "amendments": [amendment_out(one) for one in call_parts.amendments_of(call)],
        "events": [
            {
                "stage": one.stage_number,
                **_same(one, "name", "from_state", "to_state", "at", "text", "data"),
            }
            for one in call_parts.timeline(actor, call)
        ],
    }


def question_out(question: Any, *, names_company: bool) -> dict[str, Any]:
    return {
        **_same(question, "number", "text", "asked_at", "answer_by", "answer", "answered_at"),
        "company_id": question.company_id if names_company else None,
    }


def document_out(call: Call, document: Any) -> dict[str, Any]:
    return {
        **_same(document, "id", "title", "name", "media_type", "size", "sha256", "added_at"),
        "replaces": document.replaces_id,
        "url": reverse("call_document", args=[call.number, document.pk]),
    }


def amendment_out(amendment: Any) -> dict[str, Any]:
    names = ("number", "text", "changed", "closes_before", "closes_after", "made_at")
    return _same(amendment, *names)


def company_out(company: Company, *, is_debarred: bool) -> dict[str, Any]:
    return {
        **_same(company, "code", "name", "size", "text", "registered_at", "version"),
        "id": company.pk,
        "sectors": [one.code for one in company.sectors.all()],
        "is_confirmed": company.confirmed_at is not None,
        "is_debarred": is_debarred,
    }


def company_seen(actor: Actor, company: Company, on: date) -> dict[str, Any]:
    """A company with its owners of a day and every debarment."""
    sees = company_policies.may_see_people(actor, company)
    return {
        **company_out(company, is_debarred=companies.is_debarred(company.pk, on)),
        "owners": [owner_out(one, sees_people=sees) for one in companies.owners_of(company, on=on)],
        "debarments": [debarment_out(one) for one in companies.debarments_of(company)],
    }


def owner_out(owner: Any, *, sees_people: bool) -> dict[str, Any]:
    """A declared part of a company; the name of a natural person only to whoever may see people."""
    return {
        **_same(owner, "id", "is_person", "owner_company_id", "share_bp", "since", "until"),
        "name": owner.name if sees_people or not owner.is_person else None,
        "is_confirmed": owner.confirmed_at is not None,
    }


def debarment_out(debarment: Any) -> dict[str, Any]:
    names = ("id", "reason", "first_day", "last_day", "lifted_on", "lifted_reason")
    return {**_same(debarment, *names), "provision": debarment.provision.code}


def companies_out(found: Iterable[Company], on: date) -> list[dict[str, Any]]:
    rows = list(found)
    debarred = companies.debarred_ids([one.pk for one in rows], on)
    return [company_out(one, is_debarred=one.pk in debarred) for one in rows]


def finding_out(one: LegalFinding) -> dict[str, Any]:
    return {
        **_same(one, "rule", "parameter", "asked", "found", "is_met", "day"),
        "provision": one.provision.code if one.provision else None,
    }


def _same(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
