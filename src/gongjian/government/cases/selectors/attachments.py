"""A case's photos and documents, as far as this actor may open them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.cases import policies
from gongjian.government.cases.models import Attachment, Case
from gongjian.government.cases.selectors.timelines import shown_to


def get_attachment(*, actor: Actor, attachment_id: UUID) -> Attachment:
    """One attachment; the public opens public photos of public cases only.

    Raises
    ------
    NotFound
        No such file, erased, or hidden from this actor.
    """
    found = Attachment.objects.filter(pk=attachment_id, erased_at=None)
    attachment = found.select_related("case", "event").first()
    if attachment is None or not policies.may_see(actor, attachment.case):
        raise NotFound
    if attachment.is_public and attachment.case.is_public:
        return attachment
    is_in_full = policies.sees_in_full(actor, attachment.case)
    event = attachment.event
    if not is_in_full or (event and event.visibility not in shown_to(actor, attachment.case)):
        raise NotFound
    return attachment


def list_attachments(*, actor: Actor, case: Case) -> list[Attachment]:
    """A case's files that this actor may open, the oldest first; the case was fetched for them."""
    found = Attachment.objects.filter(case=case, erased_at=None)
    seen = Q(is_public=True) if case.is_public else Q(pk__in=[])
    if policies.sees_in_full(actor, case):
        seen |= Q(event=None) | Q(event__visibility__in=shown_to(actor, case))
    return list(found.filter(seen).order_by("id"))
