"""Ballots by programme: cast and given on paper in person, changed by whoever holds the secret.

What was chosen is never kept with an ``Idempotency-Key``, which is somebody's: the secret of a
ballot says that it is the same.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.public.budgeting.actions import cast_ballot as casting
from gongjian.public.budgeting.actions import enter_paper as papers
from gongjian.public.budgeting.actions.cast_ballot import BallotDraft
from gongjian.public.budgeting.models import Ballot, BudgetRound
from gongjian.public.budgeting.rules.ballots import PAPER_NUMBER
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.ballots import find_ballot, receipt_file, receipt_of
from gongjian.public.budgeting.selectors.projects import MOST_ON_BALLOT

router = Router()
BOX = "/budget-rounds/{round_number}"
Secret = Annotated[
    Text,
    Field(
        min_length=20,
        max_length=40,
        description="20 characters of 0-9 and A-Z without I, L, O, U, of the voter's making; with "
        "hyphens or without. Whoever has it may change the ballot; the town does not keep it.",
    ),
]


class ChoiceIO(StrictSchema):
    project: Annotated[int, Field(ge=1, le=2**31 - 1)]
    value: Annotated[int, Field(ge=1, le=2**31 - 1)] = Field(
        default=1, description="1 for an approval; points; or the rank, from 1"
    )


class BallotIn(StrictSchema):
    choices: list[ChoiceIO] = Field(max_length=MOST_ON_BALLOT)
    district_id: UUID | None = Field(
        default=None, description="part of a district to vote in, too; null: for all only"
    )

    def draft(self) -> BallotDraft:
        choices = tuple((one.project, one.value) for one in self.choices)
        return BallotDraft(choices, self.district_id)


class SecretBallotIn(BallotIn):
    secret: Secret


class SecretIn(StrictSchema):
    secret: Secret


class BallotOut(Schema):
    choices: list[ChoiceIO]
    district_id: UUID | None
    version: int = Field(description="1: as it was cast")
    commitment: str = Field(description="its receipt is to be had by this number")


class PaperIn(BallotIn):
    paper: Annotated[Text, Field(pattern=PAPER_NUMBER, max_length=20)] = Field(
        description="the number printed on it"
    )


class PaperOut(Schema):
    paper: str
    is_counted: bool = Field(description="two people have read the same")


class PaperVoterIn(StrictSchema):
    voter: Annotated[Text, Field(min_length=3, max_length=120)] = Field(
        description="e-mail address of their account, or the number of a document: only a keyed "
        "digest is kept"
    )


class ReceiptOut(Schema):
    """How to check it stands in docs/reference/budget-rounds.md."""

    ballot: str
    entry: str = Field(description="of the ledger, as text")
    salt: str
    commitment: str = Field(description="SHA-256 of salt and entry, hex")
    leaf_index: int | None = Field(description="null, as what follows, until it is sealed")
    leaf_hash: str | None
    path: list[str]
    tree_size: int | None
    root: str | None = Field(description="Base64")
    checkpoint: str | None = Field(description="signed")
    is_replaced: bool = Field(
        description="another choice took its place by its secret: it counts no more"
    )
    receipt: str | None = Field(description="all of it in one file: C2SP tlog-proof")


def _round(request: HttpRequest, number: str) -> BudgetRound:
    return rounds.get_round(actor=actor_of(request), number=number, now=now())


def _shown(ballot: Ballot, status: int = 200) -> JsonResponse:
    told = {
        "choices": [{"project": number, "value": value} for number, value in ballot.choices],
        "district_id": ballot.district_id,
        "version": ballot.version,
        "commitment": ballot.commitment,
    }
    answer = JsonResponse(told, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


@router.post(f"{BOX}/ballots", response={201: BallotOut}, operation_id="cast_ballot")
def cast(request: HttpRequest, round_number: str, body: SecretBallotIn) -> JsonResponse:
    """Vote, once a person. With a session only: `may_not_vote` to keys, whose programme would know
    the choice. The same again with the same secret is answered as the first time."""
    ballot = casting.cast_ballot(
        actor=actor_of(request), number=round_number, draft=body.draft(), secret=body.secret,
        now=now(),
    )  # fmt: skip
    return _shown(ballot, 201)


@router.post(f"{BOX}/ballots/show", response=BallotOut, operation_id="show_ballot")
def show(request: HttpRequest, round_number: str, body: SecretIn) -> JsonResponse:
    """The ballot that has this secret, for whoever holds it."""
    return _shown(find_ballot(_round(request, round_number), body.secret))


@router.put(f"{BOX}/ballots", response=BallotOut, operation_id="change_ballot")
def change(request: HttpRequest, round_number: str, body: SecretBallotIn) -> JsonResponse:
    """Put another choice in the place of the ballot that has this secret, until the vote ends."""
    ballot = casting.change_ballot(
        actor=actor_of(request), number=round_number, draft=body.draft(), secret=body.secret,
        now=now(),
    )  # fmt: skip
    return _shown(ballot)


@router.get(
    f"{BOX}/receipts/{{commitment}}", response=ReceiptOut, operation_id="get_ballot_receipt"
)
def receipt(request: HttpRequest, round_number: str, commitment: str) -> JsonResponse:
    """That a ballot is in the ledger, without what was chosen: all it takes to check it offline."""
    _round(request, round_number)
    told = receipt_of(commitment).told()
    is_sealed = told["leaf_index"] is not None
    return JsonResponse({**told, "receipt": receipt_file(commitment) if is_sealed else None})


@router.post(f"{BOX}/paper-voters", response={204: None}, operation_id="give_paper_ballot")
def give_paper(request: HttpRequest, round_number: str, body: PaperVoterIn) -> HttpResponse:
    """Note that somebody was given a paper ballot: they do not vote otherwise. With a session
    only."""
    papers.give_paper(actor=actor_of(request), number=round_number, voter=body.voter, now=now())
    return HttpResponse(status=204)


@router.post(f"{BOX}/paper-ballots", response=PaperOut, operation_id="enter_paper_ballot")
def enter_paper(request: HttpRequest, round_number: str, body: PaperIn) -> JsonResponse:
    """What one read on a paper ballot; without choices where it is empty or breaks the rules. It is
    counted when another person reads the same. With a session only."""
    entry = papers.enter_paper(
        actor=actor_of(request), number=round_number, paper=body.paper, draft=body.draft(),
        now=now(),
    )  # fmt: skip
    return JsonResponse({"paper": entry.paper, "is_counted": entry.is_counted})
