"""Rounds by programme: read, set up, lead from phase to phase, bring from elsewhere; results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from ninja import File, Form, Query, Router, UploadedFile
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import PageQuery, StrictSchema, Text
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import IdempotencyKey, creates, made_once, replayed
from gongjian.foundation.kernel.texts import text_of
from gongjian.methods.budget_count import Rule
from gongjian.methods.equal_shares import Completion, Utility
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions import save_round as saving
from gongjian.public.budgeting.actions.count_round import ask_count
from gongjian.public.budgeting.actions.import_round import import_round
from gongjian.public.budgeting.api.schemas import (
    BudgetRoundChangeIn,
    BudgetRoundIn,
    BudgetRoundOut,
    BudgetRoundPage,
    PartResultOut,
    result_out,
    round_out,
)
from gongjian.public.budgeting.models import BudgetRound
from gongjian.public.budgeting.rules.counting import chosen_rule
from gongjian.public.budgeting.selectors import results, rounds

router = Router()


def _shown(round_: BudgetRound, status: int = 200) -> JsonResponse:
    return JsonResponse(round_out(round_, rounds.parts_of(round_), now()), status=status)


def _made(request: HttpRequest, made: str) -> JsonResponse:
    return _shown(rounds.get_round(actor=actor_of(request), number=made, now=now()), 201)


def _changed(
    request: HttpRequest, number: str, act: Callable[..., BudgetRound], **said: object
) -> JsonResponse:
    actor, moment = actor_of(request), now()
    round_ = rounds.get_round(actor=actor, number=number, now=moment)
    return _shown(act(actor=actor, round_id=round_.pk, now=moment, **said))


@router.get("/budget-rounds", response=BudgetRoundPage, operation_id="list_budget_rounds")
def list_many(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Rounds, the latest first; to those who manage them also what is not published."""
    moment = now()
    page = rounds.list_rounds(
        actor=actor_of(request), now=moment, cursor=query.cursor, size=query.size
    )
    items = [round_out(one, list(one.parts.all()), moment) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post("/budget-rounds", response={201: BudgetRoundOut}, operation_id="create_budget_round")
@creates(_made)
def create(request: HttpRequest, body: BudgetRoundIn) -> str:
    """Set a round up, which its managers see; publishing shows it to everybody."""
    return saving.create_round(actor=actor_of(request), draft=body.draft(), now=now()).number


class BudgetImportIn(StrictSchema):
    title: Annotated[Text, Field(max_length=120)] = Field(
        default="", description='"": as the file says'
    )
    rule: Rule = "equal-shares"
    utility: Utility = "cost"
    completion: Completion = "add1u-greedy"


@router.post(
    "/budget-rounds/import", response={201: BudgetRoundOut}, operation_id="import_budget_round"
)
@takes_files(each=lambda: settings.UPLOAD_LIMIT_BYTES)
def import_one(
    request: HttpRequest,
    file: File[UploadedFile],
    options: Form[BudgetImportIn],
    idempotency_key: IdempotencyKey = "",
) -> HttpResponse:
    """Bring a round that was voted elsewhere, from its Pabulib file; it is counted at once."""
    actor = actor_of(request)
    policies.require_may_manage(actor, "")
    names = ("rule", "utility", "completion")
    rule = chosen_rule(**{name: getattr(options, name) for name in names})

    def bring() -> str:
        text = text_of(file.read())
        return import_round(
            actor=actor, text=text, rule=rule, title=options.title, now=now()
        ).number

    made, is_new = made_once(request, idempotency_key, {"file": file, "options": options}, bring)
    return replayed(_made(request, made), is_new)


@router.get(
    "/budget-rounds/{round_number}", response=BudgetRoundOut, operation_id="get_budget_round"
)
def read_one(request: HttpRequest, round_number: str) -> JsonResponse:
    """What it is about, when, with how much money and by which rules."""
    return _shown(rounds.get_round(actor=actor_of(request), number=round_number, now=now()))


@router.put(
    "/budget-rounds/{round_number}", response=BudgetRoundOut, operation_id="change_budget_round"
)
def change_one(request: HttpRequest, round_number: str, body: BudgetRoundChangeIn) -> JsonResponse:
    """Change a round; once its rules are locked, its words and when the vote ends only."""
    return _changed(
        request, round_number, saving.change_round, draft=body.draft(), version=body.version
    )


@router.post(
    "/budget-rounds/{round_number}/publish",
    response=BudgetRoundOut,
    operation_id="publish_budget_round",
)
def publish_one(request: HttpRequest, round_number: str) -> JsonResponse:
    """Show a round to everybody from its first phase on."""
    return _changed(request, round_number, saving.publish_round)


@router.post(
    "/budget-rounds/{round_number}/lock",
    response=BudgetRoundOut,
    operation_id="lock_budget_rules",
)
def lock_one(request: HttpRequest, round_number: str) -> JsonResponse:
    """Lock the rules before the first ballot does."""
    return _changed(request, round_number, saving.lock_rules)


@router.post(
    "/budget-rounds/{round_number}/count",
    response=BudgetRoundOut,
    operation_id="count_budget_round",
)
def count_one(request: HttpRequest, round_number: str) -> JsonResponse:
    """Have a round counted whose vote is over; a worker does it."""
    return _changed(request, round_number, ask_count)


@router.get(
    "/budget-rounds/{round_number}/result",
    response=list[PartResultOut],
    operation_id="get_budget_result",
)
def read_result(request: HttpRequest, round_number: str) -> JsonResponse:
    """Of each part what is funded and why, by its own rule and by others; 404 until it is
    counted."""
    round_ = rounds.get_round(actor=actor_of(request), number=round_number, now=now())
    told = []
    for part, result, counts in results.results_of(rounds.parts_of(round_)):
        file = reverse("budget_file", args=[round_.number, part.pk])
        told.append(result_out(part, result, counts, file))
    return JsonResponse(told, safe=False)
