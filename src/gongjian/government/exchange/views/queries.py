"""Asking a source, and what was asked. What a source answers is shown once, and kept nowhere."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, public, requires
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import (
    Conflict,
    GongjianError,
    Invalid,
    NotFound,
)
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.kernel.ids import read_number
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions.ask_source import ask_source as ask
from gongjian.government.exchange.actions.conclude_query import Result, collect_query
from gongjian.government.exchange.actions.know_subjects import name_subject
from gongjian.government.exchange.errors import QueryRefused, SourceFailed
from gongjian.government.exchange.exchange_forms import AskSourceForm
from gongjian.government.exchange.models import DataQuery, Field
from gongjian.government.exchange.selectors import own_queries
from gongjian.government.exchange.selectors.agreements import get_agreement, terms_of
from gongjian.government.exchange.selectors.check_words import shown_checks
from gongjian.government.exchange.selectors.datasets import get_dataset
from gongjian.government.exchange.selectors.keys import key_document


@requires(policies.can_ask)
def ask_source(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    agreement = get_agreement(actor=actor, agreement_id=agreement_id)
    policies.require_can_ask_for(actor, agreement.consumer_id)
    terms = terms_of(agreement)
    titles = _titles(agreement.dataset.code)
    fields = [(one["name"], titles.get(one["name"], one["name"])) for one in terms["fields"]]
    initial = {
        "case": request.GET.get("case", "")[:20],
        "field_names": [name for name, _title in fields],
    }
    form = AskSourceForm(
        posted(request), fields=fields, may_seal=terms["may_seal"], initial=initial
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            result = _ask(actor, agreement_id, terms, form.cleaned_data)
        except (QueryRefused, SourceFailed) as error:
            return _answer_page(request, Result(error.query), titles, status=error.status)
        except (Invalid, Conflict, NotFound, GongjianError) as error:
            show_errors(form, error)
        else:
            return _answer_page(request, result, titles)
    if form.is_bound:
        status = 422
    shown = {"form": form, "agreement": agreement, "terms": terms}
    return render(request, "exchange/ask_source.html", shown, status=status)


@requires(policies.can_see_exchange)
@require_safe
def data_queries(request: HttpRequest) -> HttpResponse:
    page = own_queries.list_queries(actor=actor_of(request), cursor=request.GET.get("cursor", ""))
    return render(request, "exchange/data_queries.html", {"page": page})


@requires(policies.can_see_exchange)
@require_safe
def data_query(request: HttpRequest, query_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = own_queries.get_query(actor=actor, query_id=query_id)
    return _answer_page(request, Result(found), {})


@require_POST
@requires(policies.can_ask)
def collect_data(request: HttpRequest, query_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = own_queries.get_query(actor=actor, query_id=query_id)
    policies.require_can_ask_for(actor, found.consumer_id)
    titles = _titles(found.dataset.code) if found.dataset else {}
    try:
        result = collect_query(
            query_id=query_id, consumer_id=found.consumer_id, collector_id=actor.user_id
        )
    except (QueryRefused, SourceFailed) as error:
        return _answer_page(request, Result(error.query), titles, status=error.status)
    return _answer_page(request, result, titles)


@public
@require_safe
def exchange_key_document(request: HttpRequest) -> JsonResponse:
    """The public keys of the gateway and of all departments."""
    return JsonResponse(key_document())


def _ask(actor: Actor, agreement_id: UUID, terms: dict[str, Any], said: dict[str, Any]) -> Result:
    number = read_number(said["case"])
    if number is None:
        raise Invalid(fields={"case": [_("This is no number of a case.")]})
    if said["about"].strip():
        name_subject(
            actor=actor,
            case_number=number,
            scheme=terms["key_scheme"],
            number=said["number"],
            reason=said["about"],
            now=now(),
        )
    return ask(
        actor=actor,
        agreement_id=agreement_id,
        case_number=number,
        number=said["number"],
        field_names=said["field_names"],
        sealed_until=said.get("sealed_until"),
        seal_reason=said.get("seal_reason") or "",
        now=now(),
    )


def _answer_page(
    request: HttpRequest, result: Result, titles: dict[str, str], status: int = 200
) -> HttpResponse:
    query: DataQuery = result.query
    records = [
        [(titles.get(name, name), value) for name, value in record.items()]
        for record in result.records
    ]
    shown = {
        "query": query,
        "records": records,
        "checks": shown_checks(query),
        "questions": own_queries.questions_about(query),
        "can_collect": query.state == "waiting"
        and query.official_id == actor_of(request).user_id
        and policies.can_ask_for(actor_of(request), query.consumer_id),
    }
    response = render(request, "exchange/data_query.html", shown, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _titles(code: str) -> dict[str, str]:
    fields: list[Field] = list(get_dataset(code).fields.all())
    return {one.name: one.title for one in fields}
