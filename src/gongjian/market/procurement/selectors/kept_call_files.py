"""The public call file as it was last made: visitors share one, and know whether they have it."""

from __future__ import annotations

import json
from hashlib import sha256
from threading import Lock

from django.db.models import Count, Max

from gongjian.market.procurement.models import (
    BidClosing,
    Call,
    CallFileCopy,
    OpenedPart,
    Ranking,
)
from gongjian.market.procurement.rules.opening import PUBLIC_PARTS
from gongjian.market.procurement.selectors.call_files import call_file, ledger_proof

_making = Lock()


def kept_call_file(call: Call, closing: BidClosing) -> CallFileCopy:
    """The file of a closed stage, without its bytes unless it had to be made: `file_bytes`.

    Notes
    -----
    Some ten queries, whatever the number of bids; made again when a share, an opening, a ranking or
    the ledger's proof has come.
    """
    found = _kept(closing)
    if found is not None:
        return found
    with _making:
        # Of many threads that find it old one makes it.
        found = _kept(closing)
        return found or _make(call, closing)


def _kept(closing: BidClosing) -> CallFileCopy | None:
    found = CallFileCopy.objects.defer("body").filter(pk=closing.pk).first()
    if found is None or found.state != _state(closing):
        return None
    is_old = not found.has_proof and ledger_proof(closing) is not None
    return None if is_old else found


def _make(call: Call, closing: BidClosing) -> CallFileCopy:
    # Before the file: what comes while it is made makes the next one.
    state, has_proof = _state(closing), ledger_proof(closing) is not None
    body = call_file(call, closing.stage_number)
    made = {
        "state": state,
        "digest": sha256(body).hexdigest(),
        "has_proof": has_proof,
        "body": body,
    }
    return CallFileCopy.objects.update_or_create(closing=closing, defaults=made)[0]


def file_bytes(copy: CallFileCopy) -> bytes:
    return bytes(copy.body)


def _state(closing: BidClosing) -> str:
    """Of all that was added since the closing; before it nothing changes any more."""
    opened = OpenedPart.objects.filter(
        part__in=PUBLIC_PARTS, envelope__bid__call=closing.call_id,
        envelope__bid__stage_number=closing.stage_number,
    ).aggregate(count=Count("id"), last=Max("opened_at"))  # fmt: skip
    ranking = Ranking.objects.filter(call=closing.call_id, stage_number=closing.stage_number)
    releases = closing.releases.filter(part__in=PUBLIC_PARTS).order_by("sha256")
    value = [
        str(closing.pk),
        list(releases.values_list("sha256", flat=True)),
        opened["count"],
        str(opened["last"]),
        list(ranking.order_by("number").values_list("digest", flat=True)),
    ]
    return sha256(json.dumps(value).encode()).hexdigest()
