"""Whose number is whose, and how often departments look, by programme."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_who
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.ids import read_number
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions import know_subjects
from gongjian.government.exchange.api.look_schemas import (
    DataCountsOut,
    DataCountsQuery,
    NamedSubjectIn,
    VerifiedSubjectIn,
)
from gongjian.government.exchange.selectors import look_counts

router = Router()


@router.post("/data-subjects/verify", response={204: None}, operation_id="verify_data_subject")
def verify(request: HttpRequest, body: VerifiedSubjectIn) -> HttpResponse:
    """Note which number whoever asked an open case of your department has, once you saw it on a
    document. Said again, it is the same; a number that is known is never written over."""
    actor = actor_who(policies.can_ask, request)
    know_subjects.verify_requester(
        actor=actor,
        case_number=_number(body.case_number),
        scheme=body.scheme,
        number=body.number,
        how=body.how,
        now=now(),
    )
    return HttpResponse(status=204)


@router.post("/data-subjects/name", response={204: None}, operation_id="name_data_subject")
def name(request: HttpRequest, body: NamedSubjectIn) -> HttpResponse:
    """Say that an open case of your department is about another person, too, and why."""
    actor = actor_who(policies.can_ask, request)
    know_subjects.name_subject(
        actor=actor,
        case_number=_number(body.case_number),
        scheme=body.scheme,
        number=body.number,
        reason=body.reason,
        now=now(),
    )
    return HttpResponse(status=204)


@router.get("/data-counts", response=DataCountsOut, operation_id="get_data_counts")
def counts(request: HttpRequest, query: Query[DataCountsQuery]) -> JsonResponse:
    """How often departments look at data of people, by months that are over: for everybody. Few
    are null."""
    today = local_day(now())
    months = look_counts.month_counts(today)
    month = (query.month or (months[0].month if months else today)).replace(day=1)
    said = {
        "until": look_counts.shown_before(today) - timedelta(days=1) if months else None,
        "months": [one._asdict() for one in months],
        "month": month,
        "cells": [one._asdict() for one in look_counts.month_table(month, today)],
        "releases": [one._asdict() for one in look_counts.coming_releases(today)],
    }
    return JsonResponse(said)


def _number(text: str) -> str:
    number = read_number(text)
    if number is None:
        raise Invalid(fields={"case_number": [_("This is no number of a case.")]})
    return number
