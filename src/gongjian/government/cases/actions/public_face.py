"""A case's public face: its words, masked; read by the public while the case is public.

It is made as the case comes in and kept while nobody may read it: it was masked by names that may
be others by the time the case is shown.

The case is locked by the caller, who writes the event that saves it.
"""

from __future__ import annotations

from pathlib import PurePath

from django.db.models import Q

from gongjian.government.cases.actions.masking import mask_for
from gongjian.government.cases.models import Attachment, Case, CaseEvent
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.triage import interface as triage
from gongjian.methods.uploads import shown_name


def show_to_public(case: Case) -> None:
    """Make a case public: its words, what was publicly done about it, the requester's photos.

    What was masked before stays so, even where the name it was masked by has changed since.
    """
    case.is_public, case.hidden_at = True, None
    case.public_title = mask_for(case, case.public_title or case.title)[:200]
    case.public_text = mask_for(case, case.public_text or case.text)
    case.public_address = mask_for(case, case.public_address or case.address)[:200]
    events = list(case.events.filter(visibility=Visibility.PUBLIC).exclude(text=""))
    for event in events:
        event.public_text = mask_for(case, event.public_text or event.text)
    CaseEvent.objects.bulk_update(events, ["public_text"])
    for answer in case.answers.all():
        answer.public_text = mask_for(case, answer.public_text or answer.text)
        answer.save(update_fields=["public_text"])
    _show_photos(case)


def hide_from_public(case: Case) -> None:
    """Make a case private: nobody reads its public face, which stays for when it is shown again."""
    case.is_public = False
    triage.withdraw_case(case_id=case.pk)
    case.attachments.update(is_public=False)


def _show_photos(case: Case) -> None:
    """Photos are public where the case is: the requester's, and what staff showed to everybody.
    What staff showed to the requester alone, while the case was private, stays between them."""
    of_requester = Q(event__visibility=Visibility.REQUESTER, event__data__by_requester=True)
    found = case.attachments.filter(
        Q(event__visibility=Visibility.PUBLIC) | of_requester,
        erased_at=None,
        media_type__startswith="image/",
    )
    photos = list(found)
    for photo in photos:
        photo.is_public = True
        # Everybody reads the name of a public photo.
        photo.name = shown_name(mask_for(case, photo.name), PurePath(photo.file).suffix)
    Attachment.objects.bulk_update(photos, ["is_public", "name"])
    CaseEvent.objects.filter(attachments__in=photos).update(visibility=Visibility.PUBLIC)
