"""Drafts for tests: a town with a language model, and what it was asked."""

from __future__ import annotations

from datetime import datetime

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.write_draft import write_draft
from gongjian.government.cases.models import Case, DraftRequest
from gongjian.government.cases.models.draft_request import DraftKind, DraftState
from tests.chat_server import ANSWER, ChatServer
from tests.factories import NOW, Town


def switch_on(settings, server: ChatServer, **more: object) -> None:
    """Let the town of this test draft with that server."""
    settings.DRAFTING_URL, settings.DRAFTING_KEY = server.url, server.key
    settings.DRAFTING_MODEL = "small"
    for name, value in more.items():
        setattr(settings, f"DRAFTING_{name.upper()}", value)


def ask(
    town: Town,
    case: Case,
    kind: str = DraftKind.ANSWER,
    *,
    actor: Actor | None = None,
    now: datetime = NOW,
    **more,
) -> DraftRequest:
    asker = actor or town.handler
    return cases.ask_draft(actor=asker, case_id=case.pk, kind=kind, now=now, **more)


def write(draft: DraftRequest, *, now: datetime = NOW) -> DraftRequest:
    """As a worker does; the draft as it stands then."""
    write_draft(draft_id=draft.pk, now=now)
    return DraftRequest.objects.get(pk=draft.pk)


def make_written(
    town: Town, case: Case, kind: str = DraftKind.ANSWER, *, text: str = ANSWER, **fields
) -> DraftRequest:
    """One that a model wrote, without a model."""
    return DraftRequest.objects.create(
        case=case, kind=kind, asked_by_id=town.handler.user_id, asked_at=NOW,
        state=DraftState.WRITTEN, finished_at=NOW, host="models.example", model="small-2026",
        prompt_sha256="0" * 64, prompt_tokens=321, completion_tokens=45, milliseconds=900,
        attempts=1, text=text, **fields,
    )  # fmt: skip
