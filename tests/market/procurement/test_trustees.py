"""Who may hold the keys of a call: people of different bodies, not the buyer's own alone."""

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import Invalid, NotFound, StaleVersion
from gongjian.foundation.people.models import RoleGrant, User
from gongjian.market.procurement import errors
from gongjian.market.procurement.actions.approve_call import approve_call, return_call
from gongjian.market.procurement.actions.name_trustees import name_trustees
from gongjian.market.procurement.actions.open_call import open_call
from gongjian.market.procurement.models import Call, CallTrustee
from gongjian.market.procurement.rules.states import CallState
from tests.factories import NOW, make_area, make_department, make_user
from tests.market.procurement.calls import DAY, make_call, make_company, make_market, next_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db):
    return make_market()


@pytest.fixture
def call(market):
    return make_call(market, state=CallState.DRAFT)


def worker(body, role=Role.HANDLER):
    return body.pk, make_user(role=role, organisation=body).email


def named(market):
    users = [User.objects.get(pk=one.user_id) for one in market.trustees]
    return [(body.pk, user.email) for body, user in zip(market.trustee_bodies, users, strict=True)]


def name(market, call, trustees, threshold=2, actor=None):
    return name_trustees(
        actor=actor or market.buyer, call_id=call.pk, trustees=trustees, threshold=threshold,
        now=NOW,
    )  # fmt: skip


def approve(market, call, actor=None):
    return approve_call(
        actor=actor or market.approver, call_id=call.pk, version=call.version, now=NOW
    )


def test_each_body_and_each_person_once_and_no_one_opens_alone(market, call):
    body, other = market.trustee_bodies[:2]
    one, two = worker(body), worker(other)
    both = make_user(role=Role.HANDLER, organisation=body)
    RoleGrant.objects.create(user=both, role=Role.HANDLER, organisation=other)
    for trustees, threshold in (
        ([one, worker(body)], 2),
        ([(body.pk, both.email), (other.pk, both.email)], 2),
        ([one, two], 1),
        ([one, two], 3),
        ([], 2),
        ([one, (other.pk, "nobody@example.org")], 2),
        ([worker(make_department()) for _ in range(8)], 2),
    ):
        with pytest.raises(Invalid):
            name(market, call, trustees, threshold)
    assert call.trustees.count() == 3


STRANGERS = {
    "no role": lambda body: make_user(),
    "of another body": lambda body: make_user(
        role=Role.HANDLER, organisation=make_department("Elsewhere")
    ),
    "of a body above": lambda body: make_user(role=Role.HANDLER, organisation=body.parent),
    "everywhere": lambda body: make_user(role=Role.AUDITOR),
    "of a company": lambda body: make_user(
        role=Role.COMPANY_MEMBER, organisation=make_company().organisation
    ),
    "closed account": lambda body: make_user(role=Role.HANDLER, organisation=body, is_active=False),
}


@pytest.mark.parametrize("who", STRANGERS)
def test_a_trustee_works_for_the_body_they_stand_for(market, call, who):
    body = make_department("Archive", parent=make_department("City"))
    stranger = STRANGERS[who](body)

    with pytest.raises(Invalid) as refusal:
        name(market, call, [*named(market)[:2], (body.pk, stranger.email)])

    assert "trustees" in refusal.value.fields


def test_an_auditor_of_a_body_is_of_that_body(market, call):
    body = make_department("Archive")
    assert name(market, call, [*named(market)[:2], worker(body, Role.AUDITOR)])


def own_body(market):
    return worker(market.body)


def body_above(market):
    market.body.parent = make_department("Mayor")
    market.body.save()
    return worker(market.body.parent)


def body_below(market):
    return worker(make_department("Depot", parent=make_department("Stores", parent=market.body)))


def person_of_the_buyer(market):
    """Has a role in another body, too."""
    body = make_department("Front")
    user = make_user(role=Role.SUPERVISOR, organisation=market.body)
    RoleGrant.objects.create(user=user, role=Role.HANDLER, organisation=body)
    return body.pk, user.email


def who_runs_its_calls(market):
    body = make_department("Front")
    return body.pk, make_user(role=Role.ADMINISTRATOR, organisation=body).email


NEAR = (own_body, body_above, body_below, person_of_the_buyer, who_runs_its_calls)


@pytest.mark.parametrize("near", NEAR, ids=lambda one: one.__name__)
def test_fewer_than_open_together_are_on_the_buyers_side(market, call, near):
    outside = named(market)
    second = worker(make_department("Branch", parent=market.body))
    name(market, call, [near(market), *outside[:2]])

    with pytest.raises(Invalid) as refusal:
        name(market, call, [near(market), second, *outside[:1]])

    assert "trustees" in refusal.value.fields
    assert name(market, call, [near(market), second, *outside[:2]], threshold=3)


def test_who_runs_calls_of_another_area_is_not_on_the_buyers_side(market):
    here, there = make_area("Here"), make_area("There")
    call = make_call(market, state=CallState.DRAFT, area=here, area_path=here.path)
    bodies = [make_department("One"), make_department("Two")]
    far = [make_user(role=Role.PRODUCT_MANAGER, organisation=body, area=there) for body in bodies]

    pairs = [(body.pk, user.email) for body, user in zip(bodies, far, strict=True)]
    assert name(market, call, pairs)


def test_who_names_trustees_does_not_approve_them(market, call):
    Call.objects.filter(pk=call.pk).update(created_by="user:other")
    call = name(market, call, named(market), actor=market.approver)

    with pytest.raises(errors.AnotherPersonApproves):
        approve(market, call)
    assert approve(market, call, market.supervisor).state == "approved"


def test_a_call_without_trustees_is_not_approved(market, call):
    call.trustees.all().delete()

    with pytest.raises(Invalid) as refusal:
        approve(market, call)

    assert "trustees" in refusal.value.fields


def test_who_was_looked_at_is_approved(market, call):
    before = call.version
    name(market, call, [*named(market)[:2], worker(make_department("Late"))])

    with pytest.raises(StaleVersion):
        approve_call(actor=market.approver, call_id=call.pk, version=before, now=NOW)


@pytest.mark.parametrize("state", [one for one in CallState if one is not CallState.DRAFT], ids=str)
def test_after_approval_nobody_is_named(market, state):
    call = make_call(market, state=state)

    with pytest.raises(errors.CallTransitionNotAllowed):
        name(market, call, named(market))


def test_one_is_replaced_by_a_new_approval_and_the_others_keep_their_keys(market, call):
    keys = dict(call.trustees.values_list("place", "public_key"))
    call = approve(market, name(market, call, named(market)))
    call = return_call(actor=market.approver, call_id=call.pk, reason="Left office.", now=NOW)
    call = name(market, call, [*named(market)[:2], worker(make_department("New"))])

    call = approve(market, call)

    assert dict(call.trustees.values_list("place", "public_key")) == {**keys, 3: ""}
    CallTrustee.objects.filter(call=call, place=3).update(public_key=next_key())
    given = {"actor": market.buyer, "call_id": call.pk, "now": NOW}
    assert open_call(**given, closes_at=NOW + 40 * DAY).state == "open"


def test_a_call_is_not_opened_when_a_trustee_has_left_the_body_since(market, call):
    call = approve(market, name(market, call, named(market)))
    leaves = market.trustees[0]
    RoleGrant.objects.filter(user=leaves.user_id).delete()
    given = {"actor": market.buyer, "call_id": call.pk, "now": NOW}

    with pytest.raises(Invalid) as refusal:
        open_call(**given, closes_at=NOW + 40 * DAY)

    assert "trustees" in refusal.value.fields


def test_an_organisation_that_is_no_public_body_holds_no_key(market, call):
    company = make_company().organisation
    user = make_user(role=Role.COMPANY_MEMBER, organisation=company)
    with pytest.raises(NotFound):
        name(market, call, [*named(market)[:2], (company.pk, user.email)])
