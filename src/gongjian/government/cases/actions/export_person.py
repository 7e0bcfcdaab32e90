"""Exporting: everything that cases hold of one person, to take along."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases.models import Attachment, Case, Support
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors.timelines import timeline

SPOOL_BYTES = 10_000_000


def export_person(
    *, actor: Actor, user_id: UUID, now: datetime, beside: Mapping[str, Any] | None = None
) -> IO[bytes]:
    """A zip with ``cases.json`` and the files of a person's cases, as they may see them.

    Parameters
    ----------
    beside : mapping, optional
        What other apps hold of the person, put beside it: ``"account"`` as ``account.json``.

    Raises
    ------
    NotAllowed
        It is somebody else's.
    """
    if actor.user_id != user_id or actor.api_key_id is not None:
        raise NotAllowed
    with transaction.atomic():
        ledger.record(actor, "person_exported", f"user:{user_id}", now=now)
    # On disk once it is large; the caller streams and closes it.
    out = tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES)  # noqa: SIM115 - whoever asked for it closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (beside or {}).items():
            archive.writestr(f"{name}.json", _json(content))
        found = Case.objects.filter(requester_id=user_id).order_by("received_at", "id")
        rows = found.select_related("category", "area", "lead_department")
        archive.writestr(
            "cases.json",
            _json(
                {
                    "exported_at": now,
                    "cases": [_case(actor, case) for case in rows],
                    "supports": _supports(user_id),
                }
            ),
        )
        files = Attachment.objects.filter(case__requester_id=user_id, erased_at=None)
        for attachment in files.exclude(event__visibility=Visibility.STAFF).order_by("id"):
            _add_file(archive, attachment)
    out.seek(0)
    return out


def _case(actor: Actor, case: Case) -> dict[str, Any]:
    own = (
        "kind state title text is_public address longitude latitude contact_name contact_email "
        "contact_phone channel received_at due_at answered_at closed_at is_solved satisfaction"
    )
    return {
        "number": case.shown_number,
        **{name: getattr(case, name) for name in own.split()},
        "category": case.category.name if case.category else None,
        "area": case.area.name if case.area else None,
        "department": case.lead_department.name if case.lead_department else None,
        # Where their words went, masked; what came back is a working paper of the department.
        "sent_to_language_models": [
            {"at": draft.asked_at, "for": draft.kind, "host": draft.host, "model": draft.model}
            for draft in case.drafts.exclude(prompt_sha256="").order_by("id")
        ],
        "history": [
            {
                "at": entry.at,
                "what": entry.name,
                "state": entry.to_state,
                "department": entry.department,
                "text": entry.text,
                "attachments": [str(attachment.pk) for attachment in entry.attachments],
            }
            for entry in timeline(actor=actor, case=case)
        ],
    }


def _supports(user_id: UUID) -> list[dict[str, Any]]:
    found = Support.objects.filter(user_id=user_id).select_related("case").order_by("id")
    return [{"number": support.case.shown_number, "at": support.at} for support in found]


def _add_file(archive: zipfile.ZipFile, attachment: Attachment) -> None:
    if not default_storage.exists(attachment.file):
        return
    with default_storage.open(attachment.file) as stored:
        archive.writestr(f"files/{attachment.pk}-{attachment.name}", stored.read())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
