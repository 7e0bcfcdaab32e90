"""Keys of bidders and of trustees: whose they are, and how long they may be given."""

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.market.procurement import bid_errors as errors
from gongjian.market.procurement.actions.bidder_keys import (
    register_bidder_key,
    revoke_bidder_key,
)
from gongjian.market.procurement.actions.give_key import give_key
from gongjian.market.procurement.errors import (
    CallTransitionNotAllowed,
)
from gongjian.market.procurement.rules.states import CallState
from gongjian.methods import bid_keys
from gongjian.methods.canonical_json import write_base64
from tests.market.procurement.bids import (
    make_bidder,
    make_open_call,
    public_key,
)
from tests.market.procurement.calls import make_market
from tests.sealed_bids import seed_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def market():
    return make_market()


@pytest.fixture
def call(market):
    return make_open_call(market)


@pytest.fixture
def bidder():
    return make_bidder("Heron Lamps")


def test_a_key_belongs_to_one_company_and_is_not_registered_again(bidder):
    other, key = make_bidder(), public_key(bidder.seed)
    with pytest.raises(errors.BidderKeyTaken):
        register_bidder_key(
            actor=other.member, company_id=other.company.pk, public_key=key, now=now()
        )
    with pytest.raises(errors.BadBidderKey):
        register_bidder_key(
            actor=other.member, company_id=other.company.pk, public_key="x", now=now()
        )
    with pytest.raises(NotAllowed):
        register_bidder_key(
            actor=other.member, company_id=bidder.company.pk, public_key=key, now=now()
        )
    row = bidder.company.bidder_keys.get()
    with pytest.raises(NotFound):
        revoke_bidder_key(actor=other.member, key_id=row.pk, now=now())


def test_a_trustee_gives_one_key_for_each_call(market):
    call = make_open_call(market, state=CallState.APPROVED)
    key = str(bid_keys.trustee_public_key(seed_of("new")))
    trustee = market.trustees[0]
    assert give_key(actor=trustee, call_id=call.pk, public_key=key, now=now()).public_key == key
    other = make_open_call(market, state=CallState.APPROVED)
    with pytest.raises(errors.TrusteeKeyTaken):
        give_key(actor=trustee, call_id=other.pk, public_key=key, now=now())
    with pytest.raises(errors.BadTrusteeKey):
        give_key(actor=trustee, call_id=other.pk, public_key="x", now=now())
    with pytest.raises(NotAllowed):
        give_key(actor=market.buyer, call_id=call.pk, public_key=key, now=now())


def test_a_trustee_gives_no_half_of_anothers_key(market):
    """Nothing can be sealed for two trustees with one key, and keys stay once a call is open."""
    call = make_open_call(market, state=CallState.APPROVED)
    other = bid_keys.read_trustee_key(call.trustees.get(place=2).public_key)
    own = bid_keys.trustee_public_key(seed_of("own"))
    for both in (other.box + own.sign, own.box + other.sign, own.box + own.box):
        with pytest.raises((errors.TrusteeKeyTaken, errors.BadTrusteeKey)):
            give_key(
                actor=market.trustees[0], call_id=call.pk, public_key=write_base64(both), now=now()
            )


def test_a_trustee_gives_no_key_to_an_open_call(market, call):
    key = str(bid_keys.trustee_public_key(seed_of("late")))
    with pytest.raises(CallTransitionNotAllowed):
        give_key(actor=market.trustees[0], call_id=call.pk, public_key=key, now=now())
