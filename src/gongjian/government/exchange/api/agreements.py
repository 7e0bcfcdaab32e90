"""Asking for data, answering, signing and ending, by programme."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_who
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions import ask_for_data as asking
from gongjian.government.exchange.actions import decide_request as deciding
from gongjian.government.exchange.actions import sign_agreement as signing
from gongjian.government.exchange.api.exchange_schemas import (
    DataAgreementOut,
    DataAgreementPage,
    DataApprovalIn,
    DataRefusalIn,
    DataRequestOut,
    DataRequestPage,
    EndAgreementIn,
    ExchangeListQuery,
    SignatureIn,
    WishIn,
    agreement_out,
    request_out,
)
from gongjian.government.exchange.selectors import agreements
from gongjian.government.exchange.selectors.datasets import get_dataset

router = Router()


def _shown(request: HttpRequest, made: str) -> JsonResponse:
    actor = actor_who(policies.can_see_exchange, request)
    found = agreements.get_request(actor=actor, request_id=UUID(made))
    return JsonResponse(request_out(found), status=201)


@router.get("/data-requests", response=DataRequestPage, operation_id="list_data_requests")
def list_requests(request: HttpRequest, query: Query[ExchangeListQuery]) -> JsonResponse:
    """Requests for data that your departments asked or are asked, the newest first."""
    actor = actor_who(policies.can_see_exchange, request)
    page = agreements.list_requests(
        actor=actor, is_open=query.is_open, cursor=query.cursor, size=query.size
    )
    items = [request_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post("/data-requests", response={201: DataRequestOut}, operation_id="ask_for_data")
@creates(_shown)
def ask_for_data(request: HttpRequest, body: WishIn) -> str:
    """Ask the owner of a dataset for fields, in the name of your department."""
    actor = actor_who(policies.can_ask, request)
    made = asking.ask_for_data(
        actor=actor,
        dataset_id=get_dataset(body.dataset_code).pk,
        consumer_id=body.consumer_id,
        wish=body.wish(),
        now=now(),
    )
    return str(made.pk)


@router.get(
    "/data-requests/{uuid:request_id}", response=DataRequestOut, operation_id="get_data_request"
)
def read_request(request: HttpRequest, request_id: UUID) -> JsonResponse:
    """One request for data."""
    actor = actor_who(policies.can_see_exchange, request)
    return JsonResponse(request_out(agreements.get_request(actor=actor, request_id=request_id)))


@router.post(
    "/data-requests/{uuid:request_id}/approve",
    response=DataAgreementOut,
    operation_id="approve_data_request",
)
def approve(request: HttpRequest, request_id: UUID, body: DataApprovalIn) -> JsonResponse:
    """Approve for the owner: the agreement is written and waits for both signatures."""
    actor = actor_who(policies.can_answer, request)
    made = deciding.approve_request(
        actor=actor, request_id=request_id, reason=body.reason, version=body.version, now=now()
    )
    return _agreement(request, made.pk)


@router.post(
    "/data-requests/{uuid:request_id}/refuse",
    response=DataRequestOut,
    operation_id="refuse_data_request",
)
def refuse(request: HttpRequest, request_id: UUID, body: DataRefusalIn) -> JsonResponse:
    """Refuse for the owner, with a reason and the provision that says so."""
    actor = actor_who(policies.can_answer, request)
    deciding.refuse_request(
        actor=actor,
        request_id=request_id,
        reason=body.reason,
        provision_id=body.provision_id,
        version=body.version,
        now=now(),
    )
    return JsonResponse(request_out(agreements.get_request(actor=actor, request_id=request_id)))


@router.post(
    "/data-requests/{uuid:request_id}/withdraw",
    response=DataRequestOut,
    operation_id="withdraw_data_request",
)
def withdraw(request: HttpRequest, request_id: UUID) -> JsonResponse:
    """Take a request of your department back."""
    actor = actor_who(policies.can_ask, request)
    deciding.withdraw_request(actor=actor, request_id=request_id, now=now())
    return JsonResponse(request_out(agreements.get_request(actor=actor, request_id=request_id)))


@router.get("/data-agreements", response=DataAgreementPage, operation_id="list_data_agreements")
def list_many(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Agreements that your departments are a party to, the newest first."""
    actor = actor_who(policies.can_see_exchange, request)
    page = agreements.list_agreements(actor=actor, cursor=query.cursor, size=query.size)
    items = [agreement_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/data-agreements/{uuid:agreement_id}",
    response=DataAgreementOut,
    operation_id="get_data_agreement",
)
def read_agreement(request: HttpRequest, agreement_id: UUID) -> JsonResponse:
    """One agreement with its document and its signatures."""
    return _agreement(request, agreement_id)


@router.post(
    "/data-agreements/{uuid:agreement_id}/sign",
    response=DataAgreementOut,
    operation_id="sign_data_agreement",
)
def sign(request: HttpRequest, agreement_id: UUID, body: SignatureIn) -> JsonResponse:
    """Sign for one side; with both signatures it is in force. In person: with an API key the answer
    is `in_person_only`."""
    actor = actor_who(policies.can_answer, request)
    signing.sign_agreement(
        actor=actor,
        agreement_id=agreement_id,
        side=body.side,
        signature=body.signature,
        now=now(),
    )
    return _agreement(request, agreement_id)


@router.post(
    "/data-agreements/{uuid:agreement_id}/end",
    response=DataAgreementOut,
    operation_id="end_data_agreement",
)
def end(request: HttpRequest, agreement_id: UUID, body: EndAgreementIn) -> JsonResponse:
    """End an agreement at once, for either side."""
    actor = actor_who(policies.can_answer, request)
    signing.end_agreement(actor=actor, agreement_id=agreement_id, reason=body.reason, now=now())
    return _agreement(request, agreement_id)


def _agreement(request: HttpRequest, agreement_id: UUID) -> JsonResponse:
    actor = actor_who(policies.can_see_exchange, request)
    found = agreements.get_agreement(actor=actor, agreement_id=agreement_id)
    return JsonResponse(agreement_out(found))
