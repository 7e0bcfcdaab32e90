"""Writing a draft: begun in one transaction, masked and asked for outside of any, ended in
another."""

from __future__ import annotations

import hashlib
import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.chat_endpoint import (
    PASSING,
    ChatEndpoint,
    ChatError,
    ChatFault,
    Completion,
    complete,
)
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.cases import draft_rules, policies
from gongjian.government.cases.actions.checks import LONGEST_TEXT
from gongjian.government.cases.actions.draft_prompt import Prompt, prompt_of
from gongjian.government.cases.draft_rules import DraftEnd
from gongjian.government.cases.models import DraftRequest
from gongjian.government.cases.models.draft_request import UNDER_WAY, DraftState
from gongjian.government.cases.selectors import drafts
from gongjian.methods.machine_drafts import said_text, unfounded_statements

logger = logging.getLogger(__name__)

WRITER = Actor.system("drafting")
GRACE = timedelta(seconds=15)
"""Beyond the endpoint's timeout, until a draft whose writer says nothing is taken over."""


@dataclass(frozen=True, slots=True)
class _Begun:
    draft: DraftRequest
    endpoint: ChatEndpoint
    sent_before: str
    """The digest of what an earlier attempt sent; "" where none did."""


def write_draft(*, draft_id: UUID, now: datetime) -> None:
    """Write a draft that is due; for any other, and a second time, nothing is done.

    Killed in the middle it is begun again once its time is over, at most
    `draft_rules.MOST_DRAFT_ATTEMPTS` times; whoever was only thought dead writes nothing then.
    What fails stands in the row, in a word that pages put into a sentence.
    """
    begun = _begin(draft_id, now)
    if begun is None:
        return
    started = time.monotonic()
    # Masking a long case takes a while: not while its rows are locked.
    prompt = prompt_of(begun.draft)
    begun.draft.prompt_sha256 = prompt.sha256
    if not _note(begun.draft, prompt_sha256=prompt.sha256):
        return
    try:
        completion = complete(begun.endpoint, prompt.messages)
        text = said_text(completion.text)[:LONGEST_TEXT]
        if not text:
            raise ChatError(ChatFault.EMPTY, status=200)
    except ChatError as error:
        logger.warning("draft %s, attempt %d: %s", draft_id, begun.draft.attempts, error)
        _end_without(begun, error, started, now)
    else:
        _end_with(begun.draft, prompt, completion, text, started, now)


def _begin(draft_id: UUID, now: datetime) -> _Begun | None:
    """Take the draft and a place; None where it is not due, there is no place, or it ends here."""
    with transaction.atomic():
        draft = _locked_due(draft_id, now)
        if draft is None:
            return None
        endpoint = drafts.endpoint()
        why_not = _why_not(draft, endpoint)
        if endpoint is None or why_not is not None:
            _give_up(draft, why_not or DraftEnd.SWITCHED_OFF, now)
            return None
        draft.state = DraftState.WRITING
        draft.attempts += 1
        draft.host, draft.model = endpoint.host, endpoint.model
        draft.next_try_at = now + timedelta(seconds=endpoint.timeout_seconds) + GRACE
        begun = _Begun(draft, endpoint, draft.prompt_sha256)
        return begun if _save_with_slot(draft) else None


def _locked_due(draft_id: UUID, now: datetime) -> DraftRequest | None:
    due = DraftRequest.objects.filter(pk=draft_id, state__in=UNDER_WAY, next_try_at__lte=now)
    locked = due.select_for_update(of=("self",)).select_related(
        "case__category", "case__area", "case__lead_department", "case__duty__provision",
        "asked_by", "template",
    )  # fmt: skip
    return locked.first()


def _why_not(draft: DraftRequest, endpoint: ChatEndpoint | None) -> DraftEnd | None:
    if endpoint is None:
        return DraftEnd.SWITCHED_OFF
    if not _may_still(draft):
        return DraftEnd.NOT_ALLOWED
    return DraftEnd.LOST if draft.attempts >= draft_rules.MOST_DRAFT_ATTEMPTS else None


def _may_still(draft: DraftRequest) -> bool:
    """Whether whoever asked may: roles end, and cases move on."""
    if draft.asked_by is None or not draft.asked_by.is_active:
        return False
    try:
        actor = people.actor_of_user(draft.asked_by)
        policies.require_may_ask_draft(actor, draft.case, draft.kind)
    except GongjianError:
        return False
    return True


def _save_with_slot(draft: DraftRequest) -> bool:
    """Save with a place that is free; False where none is, or somebody was quicker."""
    if draft.slot is None:
        free = drafts.free_slots()
        if not free:
            return False
        draft.slot = free[0]
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        return False
    return True


def _give_up(draft: DraftRequest, why: DraftEnd, now: datetime) -> None:
    draft.state, draft.outcome = DraftState.FAILED, why.value
    draft.slot = draft.next_try_at = None
    draft.finished_at = now
    draft.save()
    _record(draft, "draft_failed", now, outcome=why.value)


def _end_without(begun: _Begun, error: ChatError, started: float, now: datetime) -> None:
    draft = begun.draft
    elapsed = time.monotonic() - started
    ended_at = now + timedelta(seconds=elapsed)
    wait = None
    if error.fault in PASSING:
        wait = draft_rules.draft_wait_seconds(draft.attempts, error.retry_after_seconds)
    columns: dict[str, object] = {
        "outcome": error.fault.value, "slot": None, "milliseconds": int(elapsed * 1000),
    }  # fmt: skip
    if not error.is_sent:
        columns["prompt_sha256"] = begun.sent_before
    if wait is not None:
        again_at = ended_at + timedelta(seconds=wait)
        _note(draft, state=DraftState.WAITING, next_try_at=again_at, **columns)
        return
    columns |= {"next_try_at": None, "finished_at": ended_at}
    with transaction.atomic():
        if _note(draft, state=DraftState.FAILED, **columns):
            _record(draft, "draft_failed", ended_at, outcome=error.fault.value)


def _end_with(
    draft: DraftRequest,
    prompt: Prompt,
    completion: Completion,
    text: str,
    started: float,
    now: datetime,
) -> None:
    elapsed = time.monotonic() - started
    ended_at = now + timedelta(seconds=elapsed)
    number = draft.case.shown_number
    text = text.replace("{number}", number)
    # Before the transaction: of a long draft it takes a while.
    statements = [
        [one.kind.value, one.text[:200]]
        for one in unfounded_statements(text, [*prompt.told, number])
    ]
    with transaction.atomic():
        is_ours = _note(
            draft,
            state=DraftState.WRITTEN,
            outcome="",
            slot=None,
            next_try_at=None,
            finished_at=ended_at,
            milliseconds=int(elapsed * 1000),
            model=completion.model[:120],
            prompt_tokens=completion.prompt_tokens,
            completion_tokens=completion.completion_tokens,
            text=text,
            is_cut=completion.is_cut,
            statements=statements,
        )
        if is_ours:
            _record(
                draft,
                "draft_written",
                ended_at,
                prompt_sha256=draft.prompt_sha256,
                text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            )


def _note(draft: DraftRequest, **columns: object) -> bool:
    """Write what became of the attempt; False where it is another's by now, or was erased."""
    own = DraftRequest.objects.filter(
        pk=draft.pk, state=DraftState.WRITING, attempts=draft.attempts
    )
    return bool(own.update(**columns))


def _record(draft: DraftRequest, action: str, now: datetime, **data: str) -> None:
    told = {"draft": str(draft.pk), "kind": draft.kind, "host": draft.host, "model": draft.model}
    ledger.record(WRITER, action, f"case:{draft.case_id}", now=now, data=told | data)
