"""A call's release of open contracting data: written where its event is, or not at all."""

from __future__ import annotations

from datetime import datetime

from gongjian.market.open_contracting import interface as open_contracting
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.rules.release_tags import tag_of
from gongjian.market.procurement.selectors.call_releases import whole_of


def write_call_release(call: Call, *, name: str, now: datetime) -> str:
    """Say what is new of a locked call by an event of this name; return the release's SHA-256.

    "" where the call is not published, or nothing of what everybody may know has changed.
    """
    if not call.is_published:
        return ""
    release = open_contracting.write_release(
        subject=call.reference,
        ocid=open_contracting.ocid_of("call", call.number),
        tag=tag_of(name),
        whole=whole_of(call),
        language=call.language,
        at=now,
    )
    return release.sha256 if release else ""


def in_ledger(sha256: str) -> dict[str, str]:
    """What the ledger's entry of the event says of its release."""
    return {"release_sha256": sha256} if sha256 else {}
