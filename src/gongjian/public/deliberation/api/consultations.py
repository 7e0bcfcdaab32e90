"""Consultations by programme: read, take part, hold."""

from __future__ import annotations

import secrets
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Header, Query, Router

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import PRINTABLE, creates
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import keyset_page
from gongjian.public.deliberation.actions.add_statement import add_seeds
from gongjian.public.deliberation.actions.add_statement import add_statement as add
from gongjian.public.deliberation.actions.announce_consultation import (
    announce_consultation as announce,
)
from gongjian.public.deliberation.actions.announce_consultation import change_closing as change
from gongjian.public.deliberation.actions.cast_vote import cast_vote as cast
from gongjian.public.deliberation.actions.list_people import list_people as put_on_list
from gongjian.public.deliberation.actions.moderate_statement import (
    moderate_statement as moderate,
)
from gongjian.public.deliberation.actions.save_consultation import save_consultation as save
from gongjian.public.deliberation.api.consultation_schemas import (
    CardOut,
    ClosingIn,
    ConsultationChangeIn,
    ConsultationIn,
    ConsultationOut,
    ConsultationPage,
    ConsultationQuery,
    ConsultationStatementIn,
    ConsultationStatementOut,
    ConsultationStatementPage,
    ListedOut,
    ListIn,
    ModerationIn,
    OwnVoteOut,
    ResultOut,
    SeedsIn,
    VoteIn,
    consultation_out,
    statement_out,
)
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.participant_limits import limit_statements, limit_votes
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import ConsultationPhase
from gongjian.public.deliberation.selectors import consultations, participants

router = Router()
Token = Annotated[
    str,
    Header(
        "",
        alias="X-Participant-Token",
        description="Of your making, random, 20 characters or more: who has no account is one "
        "participant by it.",
        max_length=64,
        pattern=PRINTABLE,
    ),
]
MOST = 2**31 - 1


def _found(request: HttpRequest, number: str) -> Consultation:
    return consultations.get_consultation(actor=actor_of(request), number=number)


@router.get("/consultations", response=ConsultationPage, operation_id="list_consultations")
def list_many(request: HttpRequest, query: Query[ConsultationQuery]) -> JsonResponse:
    """Announced consultations, the latest first."""
    phase = ConsultationPhase(query.phase) if query.phase else None
    page = consultations.public_consultations(
        now=now(), phase=phase, cursor=query.cursor, size=query.size
    )
    items = [consultation_out(one, now()) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


def _shown(request: HttpRequest, made: str) -> JsonResponse:
    found = consultations.get_visible(actor=actor_of(request), consultation_id=UUID(made))
    return JsonResponse(consultation_out(found, now()), status=201)


@router.post("/consultations", response={201: ConsultationOut}, operation_id="create_consultation")
@creates(_shown)
def create(request: HttpRequest, body: ConsultationIn) -> str:
    """Make a draft; for those who hold consultations."""
    return str(save(actor=actor_of(request), draft=body.draft(), now=now()).pk)


@router.get(
    "/consultations/{consultation_number}",
    response=ConsultationOut,
    operation_id="get_consultation",
)
def read_one(request: HttpRequest, consultation_number: str) -> JsonResponse:
    """What it is about, until when, by which rules."""
    return JsonResponse(consultation_out(_found(request, consultation_number), now()))


@router.put(
    "/consultations/{consultation_number}",
    response=ConsultationOut,
    operation_id="change_consultation",
)
def change_one(
    request: HttpRequest, consultation_number: str, body: ConsultationChangeIn
) -> JsonResponse:
    """Change one that has not opened; then its rules are locked."""
    found = _found(request, consultation_number)
    made = save(
        actor=actor_of(request), draft=body.draft(), consultation_id=found.pk,
        version=body.version, now=now(),
    )  # fmt: skip
    return JsonResponse(consultation_out(made, now()))


@router.post(
    "/consultations/{consultation_number}/announce",
    response=ConsultationOut,
    operation_id="announce_consultation",
)
def announce_one(request: HttpRequest, consultation_number: str) -> JsonResponse:
    """Make a draft public."""
    found = _found(request, consultation_number)
    made = announce(actor=actor_of(request), consultation_id=found.pk, now=now())
    return JsonResponse(consultation_out(made, now()))


@router.post(
    "/consultations/{consultation_number}/closing",
    response=ConsultationOut,
    operation_id="change_consultation_closing",
)
def change_closing(request: HttpRequest, consultation_number: str, body: ClosingIn) -> JsonResponse:
    """Close it on another day, or now; everybody reads why."""
    found = _found(request, consultation_number)
    made = change(actor=actor_of(request), consultation_id=found.pk, now=now(), **body.dict())
    return JsonResponse(consultation_out(made, now()))


@router.post(
    "/consultations/{consultation_number}/list",
    response=ListedOut,
    operation_id="list_consultation_people",
)
def list_people(request: HttpRequest, consultation_number: str, body: ListIn) -> JsonResponse:
    """Put e-mail addresses on the list of those who may take part."""
    found = _found(request, consultation_number)
    listed = put_on_list(
        actor=actor_of(request), consultation_id=found.pk, addresses=body.addresses, now=now()
    )
    return JsonResponse({"listed": listed})


@router.get(
    "/consultations/{consultation_number}/statements",
    response=ConsultationStatementPage,
    operation_id="list_statements",
)
def list_statements(
    request: HttpRequest, consultation_number: str, query: Query[PageQuery]
) -> JsonResponse:
    """Those that people vote on, in the order of their numbers."""
    found = _found(request, consultation_number)
    rows = consultations.shown_statements(found)
    page = keyset_page(rows, order=("number",), cursor=query.cursor, size=query.size)
    items = [statement_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


def _shown_statement(request: HttpRequest, made: int) -> JsonResponse:
    return JsonResponse(statement_out(consultations.get_statement(made), is_own=True), status=201)


@router.post(
    "/consultations/{consultation_number}/statements",
    response={201: ConsultationStatementOut},
    operation_id="add_statement",
)
@creates(_shown_statement)
def add_statement(
    request: HttpRequest, consultation_number: str, body: ConsultationStatementIn, token: Token
) -> int:
    """Add a statement as a participant."""
    limit_statements(request, now())
    found = _found(request, consultation_number)
    made = add(
        actor=actor_of(request), consultation_id=found.pk, now=now(), token=token, **body.dict()
    )
    return made.pk


@router.post(
    "/consultations/{consultation_number}/seeds",
    response=list[ConsultationStatementOut],
    operation_id="add_seed_statements",
)
def add_seed_statements(
    request: HttpRequest, consultation_number: str, body: SeedsIn
) -> JsonResponse:
    """Add statements of those who hold it; what is there already is left out."""
    found = _found(request, consultation_number)
    made = add_seeds(actor=actor_of(request), consultation_id=found.pk, now=now(), **body.dict())
    return JsonResponse([statement_out(one) for one in made], safe=False)


@router.post(
    "/consultations/{consultation_number}/statements/{int:statement_number}/moderation",
    response=ConsultationStatementOut,
    operation_id="moderate_statement",
)
def moderate_statement(
    request: HttpRequest, consultation_number: str, statement_number: int, body: ModerationIn
) -> JsonResponse:
    """Show a statement, or take it out with a reason."""
    found = _found(request, consultation_number)
    if statement_number > MOST:
        raise NotFound
    row = moderate(
        actor=actor_of(request), consultation_id=found.pk, statement=statement_number, now=now(),
        **body.dict(),
    )  # fmt: skip
    return JsonResponse(statement_out(row))


@router.get(
    "/consultations/{consultation_number}/next-card",
    response=CardOut,
    operation_id="get_next_card",
)
def next_card(request: HttpRequest, consultation_number: str, token: Token) -> JsonResponse:
    """A statement that this participant has not seen, drawn in proportion to its priority."""
    found = _found(request, consultation_number)
    participant = participants.find_participant(
        actor=actor_of(request), consultation=found, token=token
    )
    draw = secrets.randbelow(1 << 32) / (1 << 32)
    card = participants.next_card(consultation=found, participant=participant, draw=draw)
    statement = statement_out(card.statement) if card.statement else None
    return JsonResponse({"statement": statement, "seen": card.seen, "shown": card.shown})


@router.get(
    "/consultations/{consultation_number}/votes",
    response=list[OwnVoteOut],
    operation_id="list_own_votes",
)
def list_own_votes(request: HttpRequest, consultation_number: str, token: Token) -> JsonResponse:
    """What this participant voted; nobody else's votes are told here."""
    found = _found(request, consultation_number)
    participant = participants.find_participant(
        actor=actor_of(request), consultation=found, token=token
    )
    votes = participants.own_votes(consultation=found, participant=participant)
    names = rules.ANSWER_NAMES
    told = [{"statement": one.number, "answer": names[answer]} for one, answer in votes]
    return JsonResponse(told, safe=False)


@router.put(
    "/consultations/{consultation_number}/votes/{int:statement_number}",
    response=OwnVoteOut,
    operation_id="cast_vote",
)
def cast_vote(
    request: HttpRequest,
    consultation_number: str,
    statement_number: int,
    body: VoteIn,
    token: Token,
) -> JsonResponse:
    """Vote on a statement; the last vote counts."""
    moment, actor = now(), actor_of(request)
    found = _found(request, consultation_number)
    if statement_number > MOST:
        raise NotFound
    limit_votes(request, found, token=token, now=moment)
    cast(
        actor=actor, consultation_id=found.pk, statement=statement_number,
        answer=rules.ANSWERS[body.answer], now=moment, token=token, is_of_area=body.is_of_area,
    )  # fmt: skip
    return JsonResponse({"statement": statement_number, "answer": body.answer})


@router.get(
    "/consultations/{consultation_number}/result",
    response=ResultOut,
    operation_id="get_consultation_result",
)
def read_result(request: HttpRequest, consultation_number: str) -> JsonResponse:
    """The latest result; 404 while there is none."""
    result = consultations.latest_result(_found(request, consultation_number))
    if result is None:
        raise NotFound
    names = (
        "version", "at", "method", "seed", "people", "votes", "statements", "silhouette", "values",
    )  # fmt: skip
    return JsonResponse({name: getattr(result, name) for name in names})
