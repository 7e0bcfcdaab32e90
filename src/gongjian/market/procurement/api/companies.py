"""The company registry by programme; who speaks for a company and owns it: company_ties."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.creations import creates
from gongjian.market.procurement.actions.debar_company import debar_company, lift_debarment
from gongjian.market.procurement.actions.register_company import confirm_company
from gongjian.market.procurement.api.outputs import companies_out, company_seen, debarment_out
from gongjian.market.procurement.api.schemas import (
    CallReasonIn,
    CallVersionIn,
    CompanyPage,
    CompanyQuery,
    CompanySeen,
    DebarmentIn,
    DebarmentOut,
)
from gongjian.market.procurement.selectors import companies
from gongjian.market.procurement.selectors.companies import CompanyFilters

router = Router()
ONE = "/companies/{uuid:company_id}"


@router.get("/companies", response=CompanyPage, operation_id="list_companies")
def list_many(request: HttpRequest, query: Query[CompanyQuery]) -> JsonResponse:
    """Confirmed companies by name; to staff and their members also the others."""
    filters = CompanyFilters(words=query.q, size=query.size_of_firm or "", sector=query.sector)
    page = companies.list_companies(
        actor=actor_of(request), filters=filters, cursor=query.cursor, size=query.size
    )
    items = companies_out(page.items, local_day(now()))
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(ONE, response=CompanySeen, operation_id="get_company")
def read_one(request: HttpRequest, company_id: UUID) -> JsonResponse:
    """A company, who owns it today, and every debarment."""
    actor = actor_of(request)
    company = companies.get_company(actor=actor, company_id=company_id)
    return JsonResponse(company_seen(actor, company, local_day(now())))


@router.post(f"{ONE}/confirm", response=CompanySeen, operation_id="confirm_company")
def confirm(request: HttpRequest, company_id: UUID, body: CallVersionIn) -> JsonResponse:
    """Say that number, name and size, as they are in a version, are those of the register."""
    confirm_company(actor=actor_of(request), company_id=company_id, version=body.version, now=now())
    return read_one(request, company_id)


def _made(request: HttpRequest, made: list) -> JsonResponse:
    company = companies.get_company(actor=actor_of(request), company_id=UUID(made[0]))
    found = next(one for one in companies.debarments_of(company) if str(one.pk) == made[1])
    return JsonResponse(debarment_out(found), status=201)


@router.post(f"{ONE}/debarments", response={201: DebarmentOut}, operation_id="debar_company")
@creates(_made)
def debar(request: HttpRequest, company_id: UUID, body: DebarmentIn) -> list:
    """Keep a company out of calls on some days, in a session; published with the reason."""
    made = debar_company(actor=actor_of(request), company_id=company_id, now=now(), **body.dict())
    return [str(company_id), str(made.pk)]


@router.post(
    f"{ONE}/debarments/{{uuid:debarment_id}}/lift",
    response=DebarmentOut,
    operation_id="lift_company_debarment",
)
def lift(
    request: HttpRequest, company_id: UUID, debarment_id: UUID, body: CallReasonIn
) -> JsonResponse:
    """End a debarment from today on, in a session."""
    actor = actor_of(request)
    lift_debarment(
        actor=actor, company_id=company_id, debarment_id=debarment_id, reason=body.reason,
        now=now(),
    )  # fmt: skip
    company = companies.get_company(actor=actor, company_id=company_id)
    found = next(one for one in companies.debarments_of(company) if one.pk == debarment_id)
    return JsonResponse(debarment_out(found))
