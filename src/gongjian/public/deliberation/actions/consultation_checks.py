"""What several actions on consultations check and write alike."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.methods.personal_data import mask_personal_data
from gongjian.public.deliberation.errors import ConsultationNotOpen
from gongjian.public.deliberation.models.consultation_votes import ConsultationPulse
from gongjian.public.deliberation.models.consultations import (
    Consultation,
    ConsultationEvent,
    Statement,
)
from gongjian.public.deliberation.rules import consultations as rules


def write_consultation_event(
    consultation: Consultation,
    *,
    actor: Actor,
    name: str,
    now: datetime,
    text: str = "",
    data: Mapping[str, object] | None = None,
) -> ConsultationEvent:
    """Save a locked consultation as changed, and say so: version, history and ledger together."""
    consultation.version += 1
    consultation.save()
    return note_event(consultation, actor=actor, name=name, now=now, text=text, data=data)


def note_event(
    consultation: Consultation,
    *,
    actor: Actor,
    name: str,
    now: datetime,
    text: str = "",
    data: Mapping[str, object] | None = None,
    statement: Statement | None = None,
) -> ConsultationEvent:
    """Write history and ledger of a consultation whose own row stays as it is."""
    event = ConsultationEvent.objects.create(
        consultation=consultation, name=name, at=now, actor=actor.reference, text=text,
        statement=statement,
    )  # fmt: skip
    told = {"event": str(event.pk), **(data or {})}
    ledger.record(actor, name, reference_of(consultation), now=now, data=told)
    return event


def beat(consultation_id: UUID) -> None:
    """Say that the result of a consultation is out of date."""
    _pulse(consultation_id, 0).update(beats=F("beats") + 1)


def beat_for_vote(consultation_id: UUID, participant_id: int) -> None:
    """The same for a vote, in the row of its participant; the last thing a vote does.

    Raises
    ------
    ConsultationNotOpen
        The final result was made while this vote was on its way.
    """
    rows = _pulse(consultation_id, participant_id % rules.PULSE_SHARDS).filter(is_closed=False)
    if not rows.update(beats=F("beats") + 1):
        raise ConsultationNotOpen


def _pulse(consultation_id: UUID, shard: int) -> QuerySet[ConsultationPulse]:
    return ConsultationPulse.objects.filter(consultation=consultation_id, shard=shard)


def make_pulse(consultation_id: UUID) -> None:
    ConsultationPulse.objects.bulk_create(
        ConsultationPulse(consultation_id=consultation_id, shard=shard)
        for shard in range(rules.PULSE_SHARDS)
    )


def clean_text(field: str, text: str, longest: int) -> str:
    """A text without what no text needs.

    Raises
    ------
    Invalid
        It is empty, or too long.
    """
    text = text.replace("\x00", "").strip()
    if not text:
        raise Invalid(fields={field: [_("This is empty.")]})
    if len(text) > longest:
        words = _("At most %(longest)s characters; these are %(length)s.")
        raise Invalid(fields={field: [words % {"longest": longest, "length": len(text)}]})
    return text


def check_language(language: str) -> None:
    """Refuse a language that the town does not have: texts are marked with it for readers aloud."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid(fields={"language": [_("Choose one of the languages of the town.")]})


def statement_digest(text: str) -> str:
    """Of its words alone: the same in other letters, spaces and full stops is the same."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(letter for letter in plain if letter.isalnum()) or plain
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def masked(text: str) -> str:
    """What everybody reads of a statement."""
    return mask_personal_data(text, [settings.PHONE_REGION], people.is_public_number)
