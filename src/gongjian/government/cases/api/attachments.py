"""Photos and documents of a case."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from ninja import File, Form, Router, UploadedFile

from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import IdempotencyKey, made_once, replayed
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.government.cases import policies
from gongjian.government.cases.actions.attach_file import UPLOADS_AN_HOUR, attach_file, clean_file
from gongjian.government.cases.api.callers import caller_of
from gongjian.government.cases.api.schemas import AttachmentOut, attachment_out
from gongjian.government.cases.models import Attachment
from gongjian.government.cases.rules import Step
from gongjian.government.cases.selectors.attachments import get_attachment, list_attachments
from gongjian.government.cases.views.public_files import serve

router = Router()
_BYTES = {"schema": {"type": "string", "format": "binary"}}
A_FILE = {"responses": {200: {"content": {"*/*": _BYTES}}}}
A_JPEG = {"responses": {200: {"content": {"image/jpeg": _BYTES}}}}


@router.post("/{number}/attachments", response={201: AttachmentOut}, operation_id="attach_file")
@takes_files(each=lambda: settings.UPLOAD_LIMIT_BYTES)
def attach(
    request: HttpRequest,
    number: str,
    file: File[UploadedFile],
    is_internal: Annotated[bool, Form(description="of staff, and for staff only")] = False,
    idempotency_key: IdempotencyKey = "",
) -> HttpResponse:
    """Add a photo or document; photos lose what they say of their maker and place. A file that the
    case has already is answered with the one it has."""
    actor, case = caller_of(request, number)
    policies.require(Step.ATTACH, actor, case)
    limit_hour(request, "upload", UPLOADS_AN_HOUR, now())
    # Opening a photo takes long: not in the transaction of the key.
    upload = clean_file(file, file.name or "", field="file")
    made, is_new = made_once(
        request,
        idempotency_key,
        {"file": file, "is_internal": is_internal},
        lambda: str(
            attach_file(
                actor=actor, case_id=case.pk, name=file.name or "", content=upload, now=now(),
                is_internal=is_internal,
            ).pk
        ),
    )  # fmt: skip
    attachment = get_attachment(actor=actor, attachment_id=UUID(made))
    return replayed(JsonResponse(attachment_out(attachment), status=201), is_new)


@router.get("/{number}/attachments", response=list[AttachmentOut], operation_id="list_attachments")
def list_files(request: HttpRequest, number: str) -> JsonResponse:
    """The files of a case that this caller may open."""
    actor, case = caller_of(request, number)
    found = list_attachments(actor=actor, case=case)
    return JsonResponse([attachment_out(attachment) for attachment in found], safe=False)


@router.get(
    "/{number}/attachments/{uuid:attachment_id}",
    response={200: None},
    operation_id="get_attachment",
    openapi_extra=A_FILE,
)
def read_file(request: HttpRequest, number: str, attachment_id: UUID) -> FileResponse:
    """A file's content, served so that nothing in it runs."""
    return serve(_file(request, number, attachment_id))


@router.get(
    "/{number}/attachments/{uuid:attachment_id}/small",
    response={200: None},
    operation_id="get_attachment_thumbnail",
    openapi_extra=A_JPEG,
)
def read_small_file(request: HttpRequest, number: str, attachment_id: UUID) -> FileResponse:
    """A photo as a small picture."""
    return serve(_file(request, number, attachment_id), small=True)


def _file(request: HttpRequest, number: str, attachment_id: UUID) -> Attachment:
    actor, case = caller_of(request, number)
    attachment = get_attachment(actor=actor, attachment_id=attachment_id)
    if attachment.case_id != case.pk:
        raise NotFound
    return attachment
