"""Who accepts what a contract delivers: named, replaced, independent."""

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import (
    Invalid,
)
from gongjian.foundation.people.models import RoleGrant
from gongjian.market.procurement.actions.draft_contract import (
    name_acceptors,
)
from gongjian.market.procurement.models import CallEvent
from tests.factories import make_actor, make_department
from tests.market.procurement.calls import make_owner
from tests.market.procurement.contracts import (
    RUNS,
    email_of,
)

pytestmark = pytest.mark.django_db


def name(deal, *, owner=None, acceptor=None, reason="", actor=None):
    return name_acceptors(
        actor=actor or deal.market.buyer, contract_id=deal.contract.pk,
        owner_email=email_of(owner or deal.owner),
        acceptor_email=email_of(acceptor or deal.acceptor), reason=reason, now=RUNS,
    )  # fmt: skip


def test_who_accepts_can_be_replaced_with_a_reason(running):
    other = make_actor(Role.AUDITOR)

    with pytest.raises(Invalid):
        name(running, acceptor=other)
    name(running, acceptor=other, reason="She has left.")

    assert running.fresh.acceptor_id == other.user_id


@pytest.mark.parametrize(
    "who", ["owner", "colleague", "everywhere", "member", "owns a part", "of the buyer"]
)
def test_an_acceptor_who_is_not_independent_is_refused(drafted, who):
    body = make_department("Another")
    owner = make_actor(Role.PRODUCT_MANAGER, organisation=body)
    person = make_actor(Role.HANDLER, organisation=make_department())
    make_owner(drafted.company, person)
    acceptor = {
        "owner": owner,
        "colleague": make_actor(Role.HANDLER, organisation=body),
        "everywhere": make_actor(Role.ADMINISTRATOR),
        "member": drafted.member,
        "owns a part": person,
        "of the buyer": make_actor(Role.HANDLER, organisation=drafted.market.body),
    }[who]

    with pytest.raises(Invalid) as caught:
        name(drafted, owner=owner, acceptor=acceptor)

    assert list(caught.value.fields) == ["acceptor_email"]


def test_who_owned_it_once_and_their_colleagues_never_accept_beside_the_owner(running):
    body = make_department("Another")
    second = make_actor(Role.PRODUCT_MANAGER, organisation=body)
    colleague = make_actor(Role.HANDLER, organisation=body)
    name(running, owner=second, reason="She has left.")
    third = make_actor(Role.PRODUCT_MANAGER, organisation=make_department("A third"))
    name(running, owner=third, reason="He has left, too.")
    # What keeps them out is what they were, not what they are.
    RoleGrant.objects.filter(user=second.user_id).delete()

    for person in (second, running.owner):
        with pytest.raises(Invalid):
            name(running, owner=third, acceptor=person, reason="They know it.")
    RoleGrant.objects.create(user_id=second.user_id, role=Role.PRODUCT_MANAGER, organisation=body)
    with pytest.raises(Invalid):
        name(running, owner=third, acceptor=colleague, reason="They know it.")


def test_who_judged_the_bids_or_led_the_call_does_not_accept_and_who_kept_a_key_may(running):
    judge = make_actor(Role.HANDLER, organisation=make_department("Experts"))
    said = {"call": running.call, "from_state": "done", "to_state": "done", "at": RUNS}
    CallEvent.objects.create(name="scores_locked", actor=judge.reference, **said)
    trustee = running.market.trustees[0]
    CallEvent.objects.create(name="trustee_key_given", actor=trustee.reference, **said)

    with pytest.raises(Invalid):
        name(running, acceptor=judge, reason="They know it.")
    name(running, acceptor=trustee, reason="They know it.")
    assert running.fresh.acceptor_id == trustee.user_id


def test_the_product_owner_runs_calls_and_is_not_of_the_company(drafted):
    for person in (drafted.member, make_actor()):
        with pytest.raises(Invalid) as caught:
            name(drafted, owner=person)
        assert list(caught.value.fields) == ["owner_email"]
