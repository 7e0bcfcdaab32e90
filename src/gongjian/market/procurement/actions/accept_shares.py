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
from gongjian.market.procurement.bid_errors import (
    NotClosed,
    PartNotOpenYet,
    PartSettled,
    SharesRefused,
    TooManyShares,
)
from gongjian.market.procurement.events import SharesAccepted
from gongjian.market.procurement.models import (
    Call,
    CallTrustee,
    OpenedPart,
    Outcome,
    PartChoice,
    ShareRelease,
)
from gongjian.market.procurement.policies import bids as policies
from gongjian.market.procurement.rules.opening import may_open
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.bids import (
    closing_of,
    read_body,
    standing_envelopes,
)
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods.bid_envelopes import Context
from gongjian.methods.bid_openings import Release, most_shares_bytes, share_bytes
from gongjian.methods.bid_openings import read_release as _read_release
from gongjian.methods.canonical_json import NotCanonical
from gongjian.methods.sealed_parts import fits_commitments

MOST_FILES = 3
"""Of one trustee for one part: every file taken is kept, and read by everybody who checks."""


def accept_shares(
    *, actor: Actor, call_id: UUID, part: str, body: bytes, now: datetime
) -> ShareRelease:
    """Take a trustee's file. Shares that fit no commitment are kept and counted: it is signed.

    It names every standing bid with that part and no other, each with shares or a complaint.

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
        It is no file of this trustee for this closing and part, or not of exactly its bids.
    PartSettled
        It would open a bid that was left out of an evaluation, since it could not be opened.
    TooManyShares
        `MOST_FILES` different ones are here.
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
        if closing.releases.filter(trustee=trustee, part=part).count() >= MOST_FILES:
            raise TooManyShares
        context = sealing_context(call)
        if len(body) > most_shares_bytes(context, closing.standing):
            raise SharesRefused("larger than shares of all bids are")
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
    wrong, named, settled = 0, set(), _settled(call, release.part)
    for row in standing_envelopes(call, call.stage_number):
        envelope = read_body(row)
        if release.part not in envelope.parts:
            continue
        digest = bytes(row.digest)
        if digest not in release.shares:
            raise SharesRefused("a bid is left out")
        named.add(digest)
        given = release.shares[digest]
        if given is None:
            continue
        if len(given) != share_bytes(context):
            raise SharesRefused("shares that are too long or too short")
        place = context.place(envelope.bidder, release.part)
        sealed = envelope.part_of(release.part, context)
        fits = fits_commitments(sealed, place, release.trustee, given)
        if fits and row.pk in settled:
            raise PartSettled
        wrong += not fits
    # It is published: with a bid that did not stand in it, the call's file would never be right.
    if release.shares.keys() - named:
        raise SharesRefused("shares of bids that do not stand, or lack this part")
    return wrong, sum(1 for given in release.shares.values() if given is None)


def _settled(call: Call, part: str) -> set[UUID]:
    """Envelopes that the evaluation began without, their technical part being unopenable."""
    if part != PartChoice.TECHNICAL or call.state == CallState.TECHNICAL_OPENING:
        return set()
    rows = OpenedPart.objects.filter(
        part=part, outcome=Outcome.UNOPENABLE, envelope__bid__call=call,
        envelope__bid__stage_number=call.stage_number,
    )  # fmt: skip
    return set(rows.values_list("envelope", flat=True))
