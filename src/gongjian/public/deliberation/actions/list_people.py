"""The list of those who may take part in a consultation: digests of their addresses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.emails import is_email
from gongjian.foundation.kernel.errors import Invalid
from gongjian.public.deliberation.actions.consultation_checks import note_event
from gongjian.public.deliberation.errors import RulesLocked
from gongjian.public.deliberation.models.consultations import ListedPerson
from gongjian.public.deliberation.policies import consultations as policies
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import ConsultationPhase
from gongjian.public.deliberation.selectors import consultations

TOGETHER = 2_000


def list_people(
    *, actor: Actor, consultation_id: UUID, addresses: Iterable[str], now: datetime
) -> int:
    """Put addresses on the list, until it opens; return how many are on it.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated
        It is missing or hidden; the actor does not hold it.
    RulesLocked
        It has opened.
    Invalid
        One is no address, or there are too many.
    """
    wanted = list(dict.fromkeys(text.strip().lower() for text in addresses if text.strip()))
    wrong = next((text for text in wanted if not is_email(text)), None)
    if wrong is not None:
        words = _("“%(text)s” is no e-mail address.") % {"text": wrong[:60]}
        raise Invalid(fields={"addresses": [words]})
    with transaction.atomic():
        found = consultations.get_locked(actor=actor, consultation_id=consultation_id)
        policies.require_may_hold(actor, found.area_path)
        if found.phase(now) not in (ConsultationPhase.DRAFT, ConsultationPhase.UPCOMING):
            raise RulesLocked
        rows = [
            ListedPerson(consultation=found, digest=rules.address_digest(text, found.pk))
            for text in wanted
        ]
        ListedPerson.objects.bulk_create(rows, ignore_conflicts=True, batch_size=TOGETHER)
        listed = ListedPerson.objects.filter(consultation=found).count()
        if listed > rules.MOST_LISTED:
            words = _("A list has at most %(most)s addresses.") % {"most": rules.MOST_LISTED}
            raise Invalid(fields={"addresses": [words]})
        note_event(
            found, actor=actor, name="consultation_list_changed", now=now, data={"listed": listed}
        )
    return listed
