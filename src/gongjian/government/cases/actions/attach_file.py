"""Attaching photos and documents: cleaned, counted, and stored under names nobody can guess."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Conflict, GongjianError, Invalid, Text, TooLarge
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.masking import mask_for
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Attachment, Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases
from gongjian.methods.uploads import Refusal, Upload, UploadRefused, clean_upload, shown_name

FOLDER = "attachments"
FIELD = "files"
UPLOADS_AN_HOUR = 60
"""Of one sender, each with as many files as a case may have; the edges count them, before anything
is opened."""
Content = bytes | IO[bytes] | Upload
TAKES_FILES = takes_files(
    each=lambda: settings.UPLOAD_LIMIT_BYTES, count=lambda: settings.UPLOAD_LIMIT_COUNT
)
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
    content: Content,
    now: datetime,
    is_internal: bool = False,
) -> Attachment:
    """Add one photo or document: as `attach_files`, but what is wrong with it stands at "file"."""
    try:
        (attachment,) = attach_files(
            actor=actor, case_id=case_id, files=[(name, content)], now=now, is_internal=is_internal
        )
    except GongjianError as error:
        if FIELD in error.fields:
            error.fields = {"file": error.fields[FIELD]}
        raise
    return attachment


def attach_files(
    *,
    actor: Actor,
    case_id: UUID,
    files: Sequence[tuple[str, Content]],
    now: datetime,
    is_internal: bool = False,
) -> list[Attachment]:
    """Add photos and documents (name, content) to a case as one act: all of them or none.

    The same file twice is one attachment. Photos are public where the case is; documents never
    are. ``is_internal`` keeps what staff attach from the requester, too. An ``Upload`` was cleaned
    before, by a form. Returns one attachment for each of ``files``.

    Raises
    ------
    NotFound, NotAllowed, TransitionNotAllowed
        As for every step.
    TooLarge
        One is larger than the town allows.
    Conflict
        The case would have more files than the town allows, or one was erased from it.
    Invalid
        One is not a kind of file that is taken, or broken.
    """
    # Asked before the work of cleaning, so that strangers cannot make us do it; and again locked.
    policies.require(rules.Step.ATTACH, actor, cases.get_visible(actor=actor, case_id=case_id))
    digests: list[str] = []
    given: dict[str, tuple[str, Upload]] = {}
    for name, content in files:
        upload = clean_file(content, name)
        digests.append(hashlib.sha256(upload.content).hexdigest())
        given.setdefault(digests[-1], (name, upload))
    stored: dict[str, tuple[str, str]] = {}
    kept: set[str] = set()
    try:
        for digest, (_name, upload) in given.items():
            stored[digest] = _store(upload, now)
        with transaction.atomic():
            case = cases.get_locked(actor=actor, case_id=case_id)
            policies.require(rules.Step.ATTACH, actor, case)
            known = {one.digest: one for one in case.attachments.all()}
            fresh = [digest for digest in given if digest not in known]
            _require_room(known, digests, len(fresh))
            for digest in fresh:
                name, upload = given[digest]
                one = _row(case, name, upload, stored[digest], is_public=not is_internal)
                one.digest, one.added_at = digest, now
                known[digest] = one
            if fresh:
                _write(case, [known[digest] for digest in fresh], actor, is_internal)
        kept = set(fresh)
    finally:
        remove_files([name for key, pair in stored.items() if key not in kept for name in pair])
    return [known[digest] for digest in digests]


def clean_file(content: Content, name: str = "", *, field: str = FIELD) -> Upload:
    """What is stored of a file; for whoever cleans it before a transaction begins.

    Raises
    ------
    TooLarge, Invalid
        As for attach_files, at the field.
    """
    if isinstance(content, Upload):
        return content
    limit = settings.UPLOAD_LIMIT_BYTES
    read = content if isinstance(content, bytes) else content.read(limit + 1)
    if len(read) > limit:
        megabytes = limit // 1_000_000
        message = _("This file is too large: at most %(megabytes)d MB.")
        words = message % {"megabytes": megabytes}
        raise TooLarge(words, fields={field: [words]})
    try:
        return clean_upload(read, name)
    except UploadRefused as error:
        raise Invalid(fields={field: [REFUSALS[error.refusal]]}) from error


def remove_files(names: list[str]) -> None:
    """Delete stored files; one that is gone already is no error."""
    for name in filter(None, names):
        default_storage.delete(name)


def _require_room(known: Mapping[str, Attachment], digests: Sequence[str], fresh: int) -> None:
    words: Text
    there = [one for one in known.values() if one.erased_at is None]
    if any(digest in known and known[digest].erased_at for digest in digests):
        words = _("This file was erased from the case at the requester's wish.")
    elif len(there) + fresh > settings.UPLOAD_LIMIT_COUNT:
        words = _("A case may have at most %(limit)s files; this one has %(count)s already.") % {
            "limit": settings.UPLOAD_LIMIT_COUNT,
            "count": len(there),
        }
    else:
        return
    raise Conflict(words, fields={FIELD: [words]})


def _row(
    case: Case, name: str, upload: Upload, stored: tuple[str, str], *, is_public: bool
) -> Attachment:
    may_be_public = is_public and upload.is_image
    return Attachment(
        case=case,
        file=stored[0],
        thumbnail=stored[1],
        # Everybody reads the name of a public photo, or of one that will be: "138 1234 5678.jpg".
        name=shown_name(mask_for(case, name) if may_be_public else name, upload.suffix),
        media_type=upload.media_type,
        size=len(upload.content),
        is_public=may_be_public and case.is_public,
    )


def _write(case: Case, fresh: Sequence[Attachment], actor: Actor, is_internal: bool) -> None:
    is_hidden = is_internal and not policies.is_requester(actor, case)
    # One event for all; which of its files the public sees, each says itself.
    is_public = any(one.is_public for one in fresh)
    shown_to = Visibility.PUBLIC if is_public else Visibility.REQUESTER
    event = write_event(
        case,
        actor=actor,
        name="file_attached",
        step=rules.Step.ATTACH,
        now=fresh[0].added_at,
        visibility=Visibility.STAFF if is_hidden else shown_to,
        department_id=policies.department_speaking(actor, case),
        data={
            "attachments": [str(one.pk) for one in fresh],
            # Asked now: later nobody could tell a visitor with the secret from one of the staff.
            "by_requester": policies.acts_as_requester(actor, case),
        },
    )
    for one in fresh:
        one.event = event
    Attachment.objects.bulk_create(fresh)


def _store(upload: Upload, now: datetime) -> tuple[str, str]:
    """Write the files under a new name, before the row that names them: a killed process may leave
    a file without a row, which sweep_files removes, but never a row without its file."""
    stem = f"{FOLDER}/{local_day(now):%Y%m%d}/{secrets.token_hex(20)}"
    file = default_storage.save(stem + upload.suffix, ContentFile(upload.content))
    if upload.thumbnail is None:
        return file, ""
    return file, default_storage.save(f"{stem}.small.jpg", ContentFile(upload.thumbnail))
