import pytest

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.law import policies


def actor(*grants):
    return Actor("user:x", user_id=new_id(), grants=(Grant(Role.RESIDENT), *grants))


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (Actor.anonymous(), False),
        (Actor.system("job"), True),
        (actor(), False),
        *[(actor(Grant(role)), role is Role.ADMINISTRATOR) for role in Role],
        (actor(Grant(Role.ADMINISTRATOR, organisation_id=new_id())), True),
        (actor(Grant(Role.ADMINISTRATOR, area_path="1/11/")), False),
    ],
)
def test_administrators_of_the_town_edit_the_law(who, expected):
    assert policies.can_edit_law(who) is expected


def test_others_are_refused():
    with pytest.raises(NotAllowed):
        policies.require_can_edit_law(actor(Grant(Role.AUDITOR)))
