"""Erasing a person from cases: who it was is gone, what government did about it stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.cases import policies
from gongjian.government.cases.actions.attach_file import remove_files
from gongjian.government.cases.actions.masking import mask_for
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.draft_rules import DraftEnd
from gongjian.government.cases.models import Attachment, Case, CaseEvent, Support
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.models.draft_request import UNDER_WAY, DraftState
from gongjian.government.cases.models.handling import Against, Decision
from gongjian.government.cases.models.urgency import BY_HAND, KeptReason
from gongjian.government.cases.selectors import cases
from gongjian.government.triage import interface as triage

ERASED = _("Erased at the requester's wish.")
ERASED_ACTOR = "erased"
REQUESTER_ACTS = (
    "case_received",
    "question_replied",
    "case_rated",
    "case_reopened",
    "rejection_appealed",
    "visibility_changed",
    "hiding_appealed",
    "application_begun",
    "application_submitted",
    "application_withdrawn",
    "application_abandoned",
)
DRAFT_ACTS = ("draft_written",)
"""Their entries hold digests of what was sent to a machine and of what it wrote."""


def erase_person(*, actor: Actor, user_id: UUID, now: datetime) -> int:
    """Erase an account's holder from all their cases and supports; return how many cases.

    The account itself is erased by people.interface.erase_account, after this. All or nothing.

    Raises
    ------
    NotAllowed
        It is neither the person nor a job of the town's own.
    """
    people.require_may_erase(actor, user_id)
    with transaction.atomic():
        found = Case.objects.filter(requester_id=user_id).order_by("pk")
        case_ids = list(found.values_list("pk", flat=True))
        for case_id in case_ids:
            erase_requester(actor=actor, case_id=case_id, now=now)
        supports = Support.objects.filter(user_id=user_id)
        for case_id in supports.values_list("case", flat=True):
            ledger.forget(f"case:{case_id}", actor=f"user:{user_id}")
        supports.update(user=None, wants_notices=False)
    return len(case_ids)


def erase_requester(*, actor: Actor, case_id: UUID, now: datetime) -> Case:
    """Erase the requester from one case; also for whoever has only its number and secret.

    What is public stays, masked as the public has always seen it. What was private and theirs is
    replaced; what others wrote about it is masked. Files nobody but staff saw are deleted.

    Raises
    ------
    NotFound, NotAllowed
        As for every step.
    InPersonOnly
        A key acts, without the case's secret.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id)
        if not policies.may_erase(actor, case):
            raise NotAllowed
        if case.pk not in actor.case_ids:
            # Else a key could erase, case by case, what it may not erase at once.
            people.require_in_person(actor)
        eraser = Actor(ERASED_ACTOR) if policies.is_requester(actor, case) else actor
        requester = f"user:{case.requester_id}" if case.requester_id else ""
        _replace_words(case, requester)
        case.urgency_reasons = [
            KeptReason(reason=one["reason"], words=_kept_words(case, one))
            for one in case.urgency_reasons
        ]
        _erase_attachments(case, now)
        _erase_drafts(case, now)
        ledger.forget(f"case:{case.pk}", actions=(*REQUESTER_ACTS, *DRAFT_ACTS), actor=requester)
        triage.forget_examples(references=[f"case:{case.pk}"])
        by_requester = Visibility.PUBLIC if case.is_public else Visibility.REQUESTER
        with translation.override(case.language):
            erased = str(ERASED)
        if not case.is_public:
            case.public_title = case.public_text = case.public_address = ""
            triage.withdraw_case(case_id=case.pk, is_erased=True)
        # After its issue, in the order in which staff who tidy lock both.
        triage.forget_text(case_id=case.pk, keeps_words=case.is_public)
        case.guesses = []
        case.title = case.public_title or erased
        case.text = case.public_text or erased
        people.forget_address(email=case.contact_email, about=f"/{case.number}/")
        case.requester = None
        case.contact_name = case.contact_email = case.contact_phone = case.source_digest = ""
        if case.is_public:
            case.address = case.public_address
        else:
            case.address, case.longitude, case.latitude = "", None, None
            # Nothing is left that lifting it could show.
            case.hidden_at = None
        open_appeals = case.appeals.filter(against=Against.HIDING, decision=Decision.OPEN)
        open_appeals.update(decision=Decision.WITHDRAWN, decided_at=now)
        case.erased_at = now
        case.version += 1
        write_event(case, actor=eraser, name="requester_erased", now=now, visibility=by_requester)
    return case


def _replace_words(case: Case, requester: str) -> None:
    """Before contacts go, for names are masked by them."""
    events = list(case.events.all())
    for event in events:
        is_theirs = event.name in REQUESTER_ACTS
        if event.visibility == Visibility.PUBLIC and case.is_public:
            event.text = event.public_text
        elif is_theirs:
            event.text = event.public_text = ""
        else:
            event.text = mask_for(case, event.text)
        if is_theirs or event.actor == requester:
            event.actor = ERASED_ACTOR
        if event.name == "case_received":
            event.data = {}
        # Words of the text that led the model to its category.
        event.data.pop("words", None)
    CaseEvent.objects.bulk_update(events, ["text", "public_text", "actor", "data"])
    for answer in case.answers.all():
        answer.text = answer.public_text
        answer.save(update_fields=["text"])
    case.ratings.update(reason="")
    case.appeals.update(text="")
    for assistance in case.assistances.all():
        assistance.request = mask_for(case, assistance.request)
        assistance.reply = mask_for(case, assistance.reply)
        assistance.save(update_fields=["request", "reply"])
    for extension in case.extensions.all():
        extension.reason = mask_for(case, extension.reason)
        extension.decision_reason = mask_for(case, extension.decision_reason)
        extension.save(update_fields=["reason", "decision_reason"])


def _erase_drafts(case: Case, now: datetime) -> None:
    """What a machine wrote about it; that it was asked, when and which one, stays."""
    under_way = case.drafts.filter(state__in=UNDER_WAY)
    under_way.update(
        state=DraftState.FAILED, outcome=DraftEnd.ERASED, slot=None, next_try_at=None,
        finished_at=now,
    )  # fmt: skip
    case.drafts.update(text="", statements=[], prompt_sha256="")


def _kept_words(case: Case, one: KeptReason) -> list[str]:
    """The requester's words go; what somebody of staff wrote is masked."""
    return [mask_for(case, word) for word in one["words"]] if one["reason"] == BY_HAND else []


def _erase_attachments(case: Case, now: datetime) -> None:
    hidden: list[Attachment] = list(case.attachments.filter(is_public=False, erased_at=None))
    case.attachments.filter(pk__in=[a.pk for a in hidden]).update(erased_at=now)
    # A name may be one: "Wang Fang 138….jpg".
    case.attachments.update(name="")
    names = [name for attachment in hidden for name in (attachment.file, attachment.thumbnail)]
    # After the commit: a rolled-back erasure must leave the files. What a kill leaves is swept.
    transaction.on_commit(lambda: remove_files(names))
