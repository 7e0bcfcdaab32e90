"""The front door: every channel's requests become cases here, one or many in a transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.errors import KeyReused
from gongjian.foundation.kernel.ids import new_id, new_number
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.cases.actions import checks
from gongjian.government.cases.actions.masking import mask
from gongjian.government.cases.actions.urgency import judge
from gongjian.government.cases.actions.write_event import ledger_data
from gongjian.government.cases.events import CaseReceived
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.rules import CaseKind
from gongjian.government.duties import interface as duties
from gongjian.methods.text_width import fitting_length

TITLE_WIDTH = 60
"""Of a title made from the text; a Chinese character is two wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """What somebody says, checked by the edge (lengths, types, that ids exist) but not yet a case.

    ``source`` and ``source_reference`` name the request outside (an idempotency key, an import's
    row); the same pair again is the same case.
    """

    title: str
    """Empty: the text's first sentence."""
    text: str
    kind: CaseKind = CaseKind.REPORT
    channel: Channel = Channel.WEB
    is_public: bool = False
    language: str = "en"
    category_id: UUID | None = None
    area_id: UUID | None = None
    area_path: str = ""
    address: str = ""
    longitude: float | None = None
    latitude: float | None = None
    requester_id: UUID | None = None
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    source: str = ""
    source_reference: str = ""
    support_count: int = 0
    dislike_count: int = 0
    """Of likes and dislikes where it was imported from."""
    received_at: datetime | None = None
    """Given by imports of older cases; else now."""
    data: dict[str, str] = field(default_factory=dict)
    """Kept with the first event: what a sensor measured, a row's other columns."""

    def digest(self) -> str:
        """SHA-256 of the content, to tell a repeated request from another one with its key."""
        content = repr(
            (
                self.title, self.text, self.kind.value, self.is_public, self.category_id,
                self.area_id, self.address, self.longitude, self.latitude, self.contact_name,
                self.contact_email, self.contact_phone,
            )
        )  # fmt: skip
        return hashlib.sha256(content.encode()).hexdigest()


def receive_case(*, actor: Actor, draft: CaseDraft, now: datetime) -> Case:
    """Make one request a case, or return the case that this very request made before.

    Raises
    ------
    KeyReused
        Its idempotency key was used with another content.
    Invalid
        Its category or area was deleted meanwhile.
    TooManyLetters
        Somebody without an account gave an address that was given too often lately.
    """
    if known := _known(draft):
        return _same(known, draft)
    if draft.contact_email and draft.requester_id is None:
        _count_letter(draft.contact_email, now)
    for _attempt in range(3):
        try:
            return receive_cases(actor=actor, drafts=[draft], now=now)[0]
        except IntegrityError:
            # Either the same request came twice at once, or two random numbers clashed.
            if known := _known(draft):
                return _same(known, draft)
            require_place(draft)
    raise RuntimeError("three random case numbers clashed")


def require_place(draft: CaseDraft) -> None:
    """Raise Invalid where category or area were deleted since somebody looked whether they are
    there."""
    if draft.category_id is not None:
        with checks.known("category_id"):
            duties.get_category(draft.category_id)
    if draft.area_id is not None:
        with checks.known("area_id"):
            duties.get_area(draft.area_id)


def _count_letter(email: str, now: datetime) -> None:
    try:
        people.count_letter(email=email, now=now)
    except people.TooManyLetters as error:
        # The case is not worth less than the letter: there is another way to send it.
        words = _("%(why)s Choose to be told nothing, or sign in.") % {"why": error.message}
        fields = {"contact_email": [words]}
        raise people.TooManyLetters(
            fields=fields, retry_after_seconds=error.retry_after_seconds
        ) from error


def receive_cases(*, actor: Actor, drafts: Sequence[CaseDraft], now: datetime) -> list[Case]:
    """Make many requests cases in one transaction, with five statements for all of them.

    Raises
    ------
    IntegrityError
        A draft's source reference or a number exists already; nothing was written.
    """
    with transaction.atomic():
        cases = [_new_case(actor, draft, now) for draft in drafts]
        insert_rows(cases)
        events = [
            CaseEvent(
                id=new_id(), case=case, name="case_received", to_state=case.state,
                at=case.received_at, actor=actor.reference, visibility=Visibility.PUBLIC,
                data=draft.data,
            )
            for case, draft in zip(cases, drafts, strict=True)
        ]  # fmt: skip
        insert_rows(events)
        ledger.record_many(
            actor,
            "case_received",
            [
                (f"case:{event.case_id}", {**ledger_data(event), "text_sha256": case.text_digest()})
                for case, event in zip(cases, events, strict=True)
            ],
            now=now,
        )
        outbox.add_many([CaseReceived(case_id=e.case_id, event_id=e.pk) for e in events])
    return cases


def first_sentence(text: str) -> str:
    """What a text without a title is called: its first sentence, cut where it is long."""
    # A full stop ends a sentence where a capital follows: "no. 14" goes on.
    first = re.split(r"[。！？!?\n]|\.(?=\s+[^\Wa-z\d_]|\s*$)", text.strip(), maxsplit=1)[0]
    first = first or text.strip()
    length = fitting_length(first, TITLE_WIDTH)
    if length == len(first):
        return first
    cut = first[: length - 1]
    gap = max(cut.rfind(mark) for mark in " ,;，、；")
    return (cut[:gap] if gap > length // 3 else cut).rstrip(" ,;:，、；：") + "…"


def _new_case(actor: Actor, draft: CaseDraft, now: datetime) -> Case:
    received_at = draft.received_at or now
    title = draft.title or first_sentence(draft.text)
    case = Case(
        number=new_number(), kind=draft.kind, title=title, text=draft.text,
        is_public=draft.is_public, language=draft.language, category_id=draft.category_id,
        area_id=draft.area_id, area_path=draft.area_path, address=draft.address,
        longitude=draft.longitude, latitude=draft.latitude, requester_id=draft.requester_id,
        contact_name=draft.contact_name, contact_email=draft.contact_email,
        contact_phone=draft.contact_phone, channel=draft.channel, source=draft.source,
        source_reference=draft.source_reference,
        source_digest=draft.digest() if draft.source_reference else "",
        received_at=received_at, updated_at=now, support_count=draft.support_count,
        dislike_count=draft.dislike_count,
    )  # fmt: skip
    judge(case)
    # Of a private case, too: made public one day, it is masked by the names of today.
    is_own = draft.requester_id is not None and draft.requester_id == actor.user_id
    names = [draft.contact_name, actor.name if is_own else ""]
    case.public_title = mask(title, names)
    case.public_text = mask(draft.text, names)
    case.public_address = mask(draft.address, names)[:200]
    return case


def _known(draft: CaseDraft) -> Case | None:
    if not draft.source_reference:
        return None
    found = Case.objects.filter(source=draft.source, source_reference=draft.source_reference)
    # Asked for whether there is one at first: nearly always there is none, and to ask for the
    # whole of a row costs three times as much.
    return found.first() if found.exists() else None


def _same(case: Case, draft: CaseDraft) -> Case:
    if case.source_digest != draft.digest():
        raise KeyReused
    return case
