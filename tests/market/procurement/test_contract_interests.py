"""Who has to do with the company of a contract does nothing for its buyer."""

from dataclasses import replace

import pytest

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.market.procurement.actions.draft_contract import (
    draft_contract,
    name_acceptors,
    save_contract,
)
from gongjian.market.procurement.errors import HasInterest
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import (
    ContractState,
    contract_steps_from,
)
from tests.market.procurement.calls import DAY, make_owner
from tests.market.procurement.contracts import (
    AWARDED,
    TERMS,
    email_of,
    make_awarded,
    make_draft_contract,
)
from tests.market.procurement.test_interests import TIED, member, nobody

pytestmark = pytest.mark.django_db
TIES = [one for one in TIED if one is not member]


def buying(person: Actor) -> Actor:
    return replace(person, grants=(*person.grants, Grant(Role.PRODUCT_MANAGER)))


@pytest.mark.parametrize("tie", [*TIES, nobody], ids=lambda one: one.__name__)
def test_no_step_is_open_in_any_state_to_who_has_to_do_with_the_company(tie):
    deal = make_draft_contract()
    actor = buying(tie(deal.company))
    contract = deal.fresh
    contract.owner_id = actor.user_id

    open_ = {}
    for state in ContractState:
        contract.state = state.value
        open_[state] = policies.steps_of(actor, contract)
        for step in contract_steps_from(state):
            if tie is not nobody and policies.MAY[step](actor, contract):
                with pytest.raises(HasInterest):
                    policies.require(step, actor, contract)

    assert (not any(open_.values())) is (tie is not nobody)


def test_an_owner_of_the_company_names_nobody_and_writes_nothing():
    deal = make_draft_contract(names=False)
    buyer, now = deal.market.buyer, AWARDED + DAY
    make_owner(deal.company, buyer)
    given = {"actor": buyer, "contract_id": deal.contract.pk, "now": now}
    emails = {"owner_email": email_of(deal.owner), "acceptor_email": email_of(deal.acceptor)}

    with pytest.raises(HasInterest):
        name_acceptors(**given, **emails)
    with pytest.raises(HasInterest):
        save_contract(**given, terms=TERMS, version=deal.fresh.version)
    assert deal.fresh.acceptor_id is None


def test_an_owner_of_the_company_drafts_no_contract():
    deal = make_awarded()
    make_owner(deal.company, deal.market.buyer)

    with pytest.raises(HasInterest):
        draft_contract(actor=deal.market.buyer, call_id=deal.call.pk, now=AWARDED + DAY)
