"""What several actions on consultations check and write alike."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.methods.personal_data import mask_personal_data
from gongjian.public.deliberation.models.consultation_votes import ConsultationPulse
from gongjian.public.deliberation.models.consultations import Consultation, ConsultationEvent
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
) -> ConsultationEvent:
    """Write history and ledger of a consultation whose own row stays as it is."""
    event = ConsultationEvent.objects.create(
        consultation=consultation, name=name, at=now, actor=actor.reference, text=text
    )
    told = {"event": str(event.pk), **(data or {})}
    ledger.record(actor, name, reference_of(consultation), now=now, data=told)
    return event


def beat(consultation_id: UUID, key: int = 0) -> None:
    """Say that the result of a consultation is out of date; votes of one participant always beat
    in the same row."""
    ConsultationPulse.objects.filter(
        consultation=consultation_id, shard=key % rules.PULSE_SHARDS
    ).update(beats=F("beats") + 1)


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


def statement_digest(text: str) -> str:
    """Of its words alone: the same in other letters, spaces and full stops is the same."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(letter for letter in plain if letter.isalnum()) or plain
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def masked(text: str) -> str:
    """What everybody reads of a statement."""
    return mask_personal_data(text, [settings.PHONE_REGION], people.is_public_number)
