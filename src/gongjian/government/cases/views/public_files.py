"""Files of cases, served so that nothing in them runs."""

from __future__ import annotations

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.cases.models import Attachment
from gongjian.government.cases.selectors.attachments import get_attachment


@public
@require_safe
def attachment(request: HttpRequest, attachment_id: UUID) -> FileResponse:
    return serve(get_attachment(actor=actor_of(request), attachment_id=attachment_id))


@public
@require_safe
def attachment_thumbnail(request: HttpRequest, attachment_id: UUID) -> FileResponse:
    return serve(get_attachment(actor=actor_of(request), attachment_id=attachment_id), small=True)


def serve(found: Attachment, *, small: bool = False) -> FileResponse:
    """The file, or its small picture; NotFound where there is none."""
    file, media_type, name = found.file, found.media_type, found.name
    if small:
        file, media_type, name = found.thumbnail, "image/jpeg", f"{found.name}.jpg"
    if not file:
        raise NotFound
    try:
        content = default_storage.open(file)
    except FileNotFoundError as error:
        raise NotFound from error
    is_image = media_type.startswith("image/")
    response = FileResponse(
        content, content_type=media_type, as_attachment=not is_image, filename=name
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    # What is visible may change (erasure), so nobody but the asking browser keeps it.
    response["Cache-Control"] = "private, max-age=300"
    return response
