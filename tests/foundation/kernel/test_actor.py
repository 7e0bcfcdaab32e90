from __future__ import annotations

from uuid import UUID

import pytest

from gongjian.foundation.kernel.actor import STAFF_ROLES, Actor, Grant, Role

ROADS, PARKS = UUID(int=1), UUID(int=2)
NORTH, NORTH_STREET, NORTHERN = "city/north/", "city/north/mill/", "city/northern/"


@pytest.mark.parametrize(
    ("grant", "organisation_id", "area_path", "is_covered"),
    [
        (Grant(Role.HANDLER), ROADS, NORTH, True),
        (Grant(Role.HANDLER), None, None, True),
        (Grant(Role.HANDLER, ROADS), ROADS, NORTH, True),
        (Grant(Role.HANDLER, ROADS), PARKS, NORTH, False),
        (Grant(Role.HANDLER, ROADS), None, NORTH, False),
        (Grant(Role.HANDLER, None, NORTH), PARKS, NORTH, True),
        (Grant(Role.HANDLER, None, NORTH), PARKS, NORTH_STREET, True),
        (Grant(Role.HANDLER, None, NORTH), PARKS, NORTHERN, False),
        (Grant(Role.HANDLER, None, NORTH), PARKS, "city/", False),
        (Grant(Role.HANDLER, None, NORTH), PARKS, None, False),
        (Grant(Role.HANDLER, ROADS, NORTH), ROADS, NORTHERN, False),
    ],
)
def test_a_grant_covers_its_organisation_in_its_subtree(
    grant, organisation_id, area_path, is_covered
):
    actor = Actor("user:1", grants=(grant,))

    assert grant.covers(organisation_id, area_path) is is_covered
    assert (
        actor.has_role(Role.HANDLER, organisation_id=organisation_id, area_path=area_path)
        is is_covered
    )


def test_a_role_is_only_what_was_granted():
    actor = Actor("user:1", grants=(Grant(Role.HANDLER, ROADS), Grant(Role.AUDITOR)))

    assert actor.holds(Role.AUDITOR, Role.ADMINISTRATOR)
    assert not actor.holds(Role.ADMINISTRATOR)
    assert actor.organisation_ids(Role.HANDLER, Role.AUDITOR) == {ROADS}
    assert actor.grants_of(Role.AUDITOR) == (Grant(Role.AUDITOR),)


@pytest.mark.parametrize("role", Role)
def test_staff_are_those_with_an_office(role):
    assert Actor("user:1", grants=(Grant(role),)).is_staff is (role in STAFF_ROLES)
    assert (role in STAFF_ROLES) is (role not in {Role.RESIDENT, Role.COMPANY_MEMBER})


def test_a_visitor_and_a_job_hold_nothing():
    for actor in (Actor.anonymous(), Actor.system("job")):
        assert (actor.is_signed_in, actor.is_staff, actor.grants) == (False, False, ())
    assert Actor.system("deadline-job").reference == "system:deadline-job"


def test_shown_secrets_add_up():
    one, two = UUID(int=1), UUID(int=2)

    actor = Actor.anonymous().with_cases(frozenset({one})).with_cases(frozenset({two}))

    assert actor.case_ids == {one, two}


def test_an_area_is_reached_whatever_organisation_a_role_is_held_in():
    actor = Actor("user:1", grants=(Grant(Role.DISPATCHER, ROADS, NORTH),))

    assert actor.reaches(NORTH_STREET, Role.DISPATCHER)
    assert not actor.reaches(NORTHERN, Role.DISPATCHER)
    assert not actor.reaches("", Role.DISPATCHER)
    assert not actor.reaches(NORTH, Role.ADMINISTRATOR)
