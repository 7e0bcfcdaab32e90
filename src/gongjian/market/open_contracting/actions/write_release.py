"""The one way a release is written: what is new, its bytes, and what the process comes to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from gongjian.market.open_contracting.models import ContractingProcess, Release
from gongjian.methods.open_contracting import difference, merge_release, write_json

LANGUAGES = {"en": "en", "zh-hans": "zh"}


def write_release(
    *,
    subject: str,
    ocid: str,
    tag: str,
    whole: Mapping[str, Any],
    language: str,
    at: datetime,
) -> Release | None:
    """Write what is new of a process, in the transaction of whatever made it new.

    Parameters
    ----------
    subject : str
        The thing whose process it is; whoever calls has locked it.
    ocid : str
        Made by `ocid_of`; what the subject has already stays.
    tag : str
        Of the standard's codelist ``releaseTag``.
    whole : mapping
        All that is public of it now, as sections of a release.
    at : datetime
        Never before the release before it: the order of releases is the order of their dates.

    Returns
    -------
    Release or None
        None where nothing is new. The caller has its ``sha256`` recorded in the ledger.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a release is written in the transaction of what it tells of")
    # By its subject: the id that it got first stays, whatever the prefix is set to later.
    ContractingProcess.objects.get_or_create(subject=subject, defaults={"ocid": ocid})
    process = ContractingProcess.objects.select_for_update(no_key=True).get(subject=subject)
    ocid = process.ocid
    compiled = json.loads(process.compiled)
    constant = {"ocid": ocid, "initiationType": "tender"}
    if language in LANGUAGES:
        constant["language"] = LANGUAGES[language]
    said = difference(compiled, {**constant, **whole})
    if not said:
        return None
    number = process.releases + 1
    moment = max(at, process.last_at or at)
    if "buyer" in whole:
        said |= {"buyer": whole["buyer"], "parties": _with_buyer(said, whole)}
    release = {
        **constant,
        **said,
        "id": f"{ocid}-{number}",
        # Always with a fraction: others put releases in order by this text, where "28.5Z" stands
        # before "28Z".
        "date": moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "tag": [tag],
    }
    body = write_json(release)
    row = Release.objects.create(
        process=process, number=number, at=moment, body=body.decode(),
        sha256=hashlib.sha256(body).hexdigest(),
    )  # fmt: skip
    process.compiled = write_json(merge_release(compiled, release)).decode()
    process.releases, process.last_release, process.last_at = number, row.pk, moment
    process.save(update_fields=["compiled", "releases", "last_release", "last_at"])
    return row


def _with_buyer(said: Mapping[str, Any], whole: Mapping[str, Any]) -> list[Any]:
    ids = {party["id"] for party in said.get("parties", [])} | {whole["buyer"]["id"]}
    return [party for party in whole["parties"] if party["id"] in ids]


def ocid_of(kind: str, number: str) -> str:
    """The id of a process, the same for ever: ``"call"`` and its number."""
    return f"{settings.OCID_PREFIX}-{kind}-{number}"
