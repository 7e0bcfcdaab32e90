"""Taking what a trustee releases: only after the root is published, only in the part's own time."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.bid_errors import NotClosed, PartNotOpenYet, SharesRefused
from gongjian.market.procurement.events import SharesAccepted
from gongjian.market.procurement.models import Call, CallTrustee, ShareRelease
from gongjian.market.procurement.policies import bids as policies
from gongjian.market.procurement.rules.opening import may_open
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.bids import (
    closing_of,
    read_body,
    standing_envelopes,
)
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods.bid_envelopes import Context
from gongjian.methods.bid_openings import Release
from gongjian.methods.bid_openings import read_release as _read_release
from gongjian.methods.canonical_json import NotCanonical
from gongjian.methods.sealed_parts import fits_commitments


def accept_shares(
    *, actor: Actor, call_id: UUID, part: str, body: bytes, now: datetime
) -> ShareRelease:
    """Take a trustee's file. Shares that fit no commitment are kept and counted: it is signed.

    The same file again is answered as the first time, and starts the opening again.

    Raises
    ------
    NotFound, NotAllowed
        The call is hidden; the actor is no trustee of it.
    NotClosed
        The root is not published yet: before, no share may leave a trustee.
    PartNotOpenYet
        The call is in no state in which this part is opened.
    SharesRefused
        It is no file of this trustee for this closing and part.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        trustee = policies.trustee_of(actor, call)
        if trustee is None:
            raise NotAllowed
        closing = closing_of(call)
        if closing is None:
            raise NotClosed
        if not may_open(part, call.state):
            raise PartNotOpenYet
        digest = sha256(body).hexdigest()
        before = closing.releases.filter(sha256=digest).first()
        if before is not None:
            # The opening may have failed then; what is open already stays as it is.
            outbox.add(SharesAccepted(release_id=before.pk))
            return before
        context = sealing_context(call)
        release = _checked(body, context, trustee, part, bytes(closing.root))
        wrong, complaints = _faults(call, context, release)
        row = ShareRelease.objects.create(
            closing=closing,
            trustee=trustee,
            part=part,
            sha256=digest,
            body=body,
            wrong=wrong,
            complaints=complaints,
            given_at=now,
            given_by=actor.reference,
        )
        data = {"part": part, "trustee": trustee.place, "sha256": digest, "wrong": wrong}
        ledger.record(actor, "shares_accepted", closing.reference, now=now, data=data)
        outbox.add(SharesAccepted(release_id=row.pk))
    return row


def _checked(
    body: bytes, context: Context, trustee: CallTrustee, part: str, root: bytes
) -> Release:
    try:
        release = _read_release(body, context)
    except NotCanonical as error:
        raise SharesRefused(str(error)) from error
    if str(context.trustees[release.trustee][1]) != trustee.public_key:
        raise SharesRefused("signed by another trustee")
    if release.part != part:
        raise SharesRefused("shares of another part")
    if release.closing != root:
        raise SharesRefused("shares for another closing")
    return release


def _faults(call: Call, context: Context, release: Release) -> tuple[int, int]:
    """Of how many bids the shares are wrong, and of how many the trustee complains."""
    wrong = 0
    for row in standing_envelopes(call, call.stage_number):
        given = release.shares.get(bytes(row.digest))
        if given is None:
            continue
        envelope = read_body(row)
        if release.part not in envelope.parts:
            wrong += 1
            continue
        place = context.place(envelope.bidder, release.part)
        sealed = envelope.part_of(release.part, context)
        wrong += not fits_commitments(sealed, place, release.trustee, given)
    return wrong, sum(1 for given in release.shares.values() if given is None)
