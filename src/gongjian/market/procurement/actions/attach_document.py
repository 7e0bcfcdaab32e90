"""Files that belong to the conditions of a call."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.actions.amend_call import record_amendment
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.errors import CallClosed
from gongjian.market.procurement.models import CallDocument, DocumentContent
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.methods.uploads import shown_name

MOST_DOCUMENTS = 40
TITLE_LENGTH = 120


def attach_document(
    *,
    actor: Actor,
    call_id: UUID,
    title: str,
    name: str,
    content: bytes | IO[bytes],
    now: datetime,
    replaces_id: UUID | None = None,
) -> CallDocument:
    """Add a document to a call; one that replaces another leaves it to be read.

    On an open call it is an amendment: the deadline moves as the law asks after a change.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid, TooLarge
    Conflict
        The very file is there, or there are too many.
    """
    found = calls.get_visible(actor=actor, call_id=call_id)
    policies.require(CallStep.ATTACH, actor, found)
    if not 0 < len(title.strip()) <= TITLE_LENGTH:
        raise Invalid(fields={"title": [_("The title is missing or longer than 120 characters.")]})
    upload = cases.clean_file(content, name, field="file")
    digest = hashlib.sha256(upload.content).hexdigest()
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.ATTACH, actor, call)
        if call.state == CallState.OPEN and not call.is_open(now):
            raise CallClosed
        if call.documents.filter(sha256=digest).exists():
            raise Conflict(_("This file is there already."))
        if call.documents.count() >= MOST_DOCUMENTS:
            raise Conflict(_("These are too many documents: at most 40."))
        if replaces_id and not call.documents.filter(pk=replaces_id, replaced_by=None).exists():
            raise NotFound
        document = CallDocument.objects.create(
            call=call, title=title.strip(), name=shown_name(name, upload.suffix),
            media_type=upload.media_type, size=len(upload.content), sha256=digest,
            added_at=now, replaces_id=replaces_id,
        )  # fmt: skip
        DocumentContent.objects.create(document=document, content=upload.content)
        if call.state == CallState.OPEN:
            words = _("A document was added: %(title)s") % {"title": document.title}
            record_amendment(call, actor=actor, reason=words, changed={}, wanted=None, now=now)
        write_event(
            call, actor=actor, name="call_document_attached", now=now, step=CallStep.ATTACH,
            is_public=call.is_published,
            data={"document": str(document.pk), "sha256": digest, "size": document.size},
        )  # fmt: skip
    return document
