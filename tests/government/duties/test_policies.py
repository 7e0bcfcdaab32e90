import pytest

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.kernel.ids import new_id
from gongjian.government.duties import policies

NORTH, HILL, SOUTH = "1/11/", "1/11/112/", "1/12/"


def actor(*grants):
    return Actor("user:x", user_id=new_id(), grants=(Grant(Role.RESIDENT), *grants))


ACTORS = {
    "visitor": Actor.anonymous(),
    "job": Actor.system("job"),
    "resident": actor(),
    **{
        role.value: actor(Grant(role, organisation_id=new_id()))
        for role in Role
        if role is not Role.RESIDENT
    },
    "administrator of the north": actor(Grant(Role.ADMINISTRATOR, area_path=NORTH)),
}
NOBODY = dict.fromkeys(ACTORS, False)
TOWN = {"job", "administrator"}
NORTHERN = {*TOWN, "administrator of the north"}
PROPOSERS = {*NORTHERN, "dispatcher"}
STAFF = {
    *NORTHERN, "handler", "supervisor", "dispatcher", "product_manager", "auditor",
}  # fmt: skip

TABLE = [
    (policies.can_edit_register, (), NORTHERN),
    (policies.can_edit_town, (), TOWN),
    (policies.can_edit_duties_in, ("",), TOWN),
    (policies.can_edit_duties_in, (NORTH,), NORTHERN),
    (policies.can_edit_duties_in, (HILL,), NORTHERN),
    (policies.can_edit_duties_in, (SOUTH,), TOWN),
    (policies.can_propose, (), PROPOSERS),
    (policies.can_see_findings, (), STAFF),
]


@pytest.mark.parametrize(("policy", "arguments", "allowed"), TABLE)
def test_who_may(policy, arguments, allowed):
    holds = {name: policy(actor, *arguments) for name, actor in ACTORS.items()}

    assert holds == NOBODY | dict.fromkeys(allowed, True)


@pytest.mark.parametrize(
    ("requirement", "arguments"),
    [
        (policies.require_can_edit_town, ()),
        (policies.require_can_edit_duties_in, (SOUTH,)),
        (policies.require_can_propose, ()),
    ],
)
def test_a_requirement_refuses_whoever_may_not(requirement, arguments):
    with pytest.raises(NotAllowed):
        requirement(ACTORS["handler"], *arguments)

    requirement(ACTORS["job"], *arguments)
