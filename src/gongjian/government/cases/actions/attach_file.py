"""Attaching photos and documents: cleaned, counted, and stored under names nobody can guess."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, Invalid, TooLarge
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.masking import mask_for
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Attachment, Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases
from gongjian.methods.uploads import Refusal, Upload, UploadRefused, clean_upload, shown_name

FOLDER = "attachments"
REFUSALS = {
    Refusal.EMPTY: _("This file is empty."),
    Refusal.UNKNOWN_TYPE: _(
        "This kind of file is not taken. Send a JPEG, PNG, WebP or GIF photo, or a PDF, DOCX, "
        "XLSX, ODT or plain text document."
    ),
    Refusal.BROKEN: _("This file is damaged or is not what it seems to be."),
    Refusal.TOO_MANY_PIXELS: _("This photo is too large: at most 25 megapixels."),
    Refusal.ACTIVE: _("This document holds macros or programmes. Send it without them."),
}


def attach_file(
    *,
    actor: Actor,
    case_id: UUID,
    name: str,
    content: bytes | IO[bytes] | Upload,
    now: datetime,
    is_internal: bool = False,
) -> Attachment:
    """Add a photo or document to a case; the same file twice is one attachment.

    Photos are public where the case is; documents never are. ``is_internal`` keeps what staff
    attach from the requester, too. An ``Upload`` was cleaned before, by a form.

    Raises
    ------
    NotFound, NotAllowed, TransitionNotAllowed
        As for every step.
    TooLarge
        Larger than the town allows.
    Conflict
        The case has as many files as the town allows.
    Invalid
        Not a kind of file that is taken, or broken.
    """
    # Asked before the work of cleaning, so that strangers cannot make us do it; and again locked.
    policies.require(rules.Step.ATTACH, actor, cases.get_visible(actor=actor, case_id=case_id))
    upload = content if isinstance(content, Upload) else _clean(content)
    file, thumbnail = _store(upload, now)
    is_kept = False
    try:
        with transaction.atomic():
            case = cases.get_locked(actor=actor, case_id=case_id)
            policies.require(rules.Step.ATTACH, actor, case)
            digest = hashlib.sha256(upload.content).hexdigest()
            known = case.attachments.filter(digest=digest).first()
            if known is not None:
                return known
            if case.attachments.filter(erased_at=None).count() >= settings.UPLOAD_LIMIT_COUNT:
                raise Conflict(_("This case has as many files as it may have."))
            is_public = case.is_public and upload.is_image and not is_internal
            attachment = Attachment(
                case=case,
                file=file,
                thumbnail=thumbnail,
                # Everybody reads the name of a public photo: "138 1234 5678.jpg".
                name=shown_name(mask_for(case, name) if is_public else name, upload.suffix),
                media_type=upload.media_type,
                size=len(upload.content),
                digest=digest,
                is_public=is_public,
                added_at=now,
            )
            _write(case, attachment, actor, is_internal and not policies.is_requester(actor, case))
        is_kept = True
        return attachment
    finally:
        if not is_kept:
            remove_files([file, thumbnail])


def remove_files(names: list[str]) -> None:
    """Delete stored files; one that is gone already is no error."""
    for name in filter(None, names):
        default_storage.delete(name)


def _write(case: Case, attachment: Attachment, actor: Actor, is_internal: bool) -> None:
    shown_to = Visibility.PUBLIC if attachment.is_public else Visibility.REQUESTER
    attachment.event = write_event(
        case,
        actor=actor,
        name="file_attached",
        step=rules.Step.ATTACH,
        now=attachment.added_at,
        visibility=Visibility.STAFF if is_internal else shown_to,
        department_id=policies.department_speaking(actor, case),
        data={"attachment": str(attachment.pk)},
    )
    attachment.save()


def _clean(content: bytes | IO[bytes]) -> Upload:
    limit = settings.UPLOAD_LIMIT_BYTES
    read = content if isinstance(content, bytes) else content.read(limit + 1)
    if len(read) > limit:
        megabytes = limit // 1_000_000
        message = _("This file is too large: at most %(megabytes)d MB.")
        raise TooLarge(message % {"megabytes": megabytes})
    try:
        return clean_upload(read)
    except UploadRefused as error:
        raise Invalid(fields={"file": [REFUSALS[error.refusal]]}) from error


def _store(upload: Upload, now: datetime) -> tuple[str, str]:
    """Write the files under a new name, before the row that names them: a killed process may leave
    a file without a row, which sweep_files removes, but never a row without its file."""
    stem = f"{FOLDER}/{timezone.localdate(now):%Y%m%d}/{secrets.token_hex(20)}"
    file = default_storage.save(stem + upload.suffix, ContentFile(upload.content))
    if upload.thumbnail is None:
        return file, ""
    return file, default_storage.save(f"{stem}.small.jpg", ContentFile(upload.thumbnail))
