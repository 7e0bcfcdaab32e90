"""Keys of bidders: registered by members of the company, revoked, never removed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.bid_errors import BadBidderKey, BidderKeyTaken
from gongjian.market.procurement.models import BidderKey, Company
from gongjian.market.procurement.policies import companies as policies
from gongjian.methods.bid_keys import BadKey, read_bidder_key


def register_bidder_key(
    *, actor: Actor, company_id: UUID, public_key: str, now: datetime
) -> BidderKey:
    """Register a key with which a company will sign its bids.

    The same key again by the same company is answered as the first time.

    Raises
    ------
    NotFound, NotAllowed
        There is no such company, or the actor is no member of it.
    BadBidderKey
    BidderKeyTaken
        It was registered by another company, or revoked.
    """
    with transaction.atomic():
        company = Company.objects.select_for_update(no_key=True).filter(pk=company_id).first()
        if company is None:
            raise NotFound
        if not policies.speaks_for(actor, company_id):
            raise NotAllowed
        try:
            read_bidder_key(public_key.strip())
        except BadKey as error:
            raise BadBidderKey from error
        found = BidderKey.objects.filter(public_key=public_key.strip()).first()
        if found is not None:
            if found.company_id != company_id or found.revoked_at is not None:
                raise BidderKeyTaken
            return found
        key = BidderKey.objects.create(
            company=company,
            public_key=public_key.strip(),
            registered_at=now,
            registered_by=actor.reference,
        )
        data = {"company": str(company_id), "public_key": key.public_key}
        ledger.record(actor, "bidder_key_registered", key.reference, now=now, data=data)
    return key


def revoke_bidder_key(*, actor: Actor, key_id: UUID, now: datetime) -> BidderKey:
    """Take nothing more that is signed with a key.

    Raises
    ------
    NotFound
        There is none, or it is another company's.
    """
    with transaction.atomic():
        key = BidderKey.objects.select_for_update(no_key=True).filter(pk=key_id).first()
        if key is None or not policies.speaks_for(actor, key.company_id):
            raise NotFound
        if key.revoked_at is None:
            key.revoked_at = now
            key.save(update_fields=["revoked_at"])
            ledger.record(actor, "bidder_key_revoked", key.reference, now=now)
    return key
