"""Who is missing, said to whoever can give roles."""

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.interface import (
    areas_without_dispatcher,
    has_dispatcher,
    unstaffed_leads,
)
from gongjian.foundation.people.models import User
from tests.factories import make_area, make_department, make_duty, make_user

pytestmark = pytest.mark.django_db


def test_a_town_without_a_dispatcher_is_told_by_its_largest_areas():
    city = make_area("City")
    make_area("North", parent=city)

    assert areas_without_dispatcher() == ["City"]


def test_nobody_is_missed_where_nothing_comes_in():
    make_area("Harbour")
    make_area("Old Town", is_active=False)

    assert areas_without_dispatcher() == ["Harbour"]


def test_of_many_areas_the_largest_are_found_with_two_queries(django_assert_num_queries):
    for number in range(1, 21):
        district = make_area(f"District {number}", code=f"d{number}")
        make_area(parent=district)

    with django_assert_num_queries(2):
        found = areas_without_dispatcher()

    # Neither is "d1" above "d10", nor the other way round.
    assert sorted(found) == sorted(f"District {number}" for number in range(1, 21))


def test_what_a_dispatcher_does_not_reach_is_told():
    city = make_area("City")
    north, south = make_area("North", parent=city), make_area("South", parent=city)
    make_user(role=Role.DISPATCHER, area=north)

    assert areas_without_dispatcher() == ["South"]
    assert (has_dispatcher(north.path), has_dispatcher(south.path)) == (True, False)


def test_who_dispatches_for_a_part_does_not_for_its_namesakes_or_the_whole():
    city = make_area("City", code="a")
    part = make_area("Part", parent=city, code="b1")
    other = make_area("Other", parent=city, code="b10")
    deep = make_area("Deep", parent=part)
    make_user(role=Role.DISPATCHER, area=part)

    assert areas_without_dispatcher() == ["Other"]
    assert [has_dispatcher(one.path) for one in (city, part, other, deep)] == [
        False, True, False, True,
    ]  # fmt: skip
    assert not has_dispatcher("")


def test_a_dispatcher_of_the_town_reaches_all_but_not_from_a_closed_account():
    make_area("City")
    make_user(role=Role.DISPATCHER)
    assert areas_without_dispatcher() == []

    User.objects.update(is_active=False)
    assert areas_without_dispatcher() == ["City"]


def test_a_lead_without_handler_and_supervisor_is_told():
    empty, staffed, idle = (make_department(name) for name in ("Empty", "Staffed", "Idle"))
    make_duty(category=None, lead_department=empty)
    make_duty(category=None, lead_department=staffed)
    make_user(role=Role.SUPERVISOR, organisation=staffed)

    assert unstaffed_leads() == [empty]
    assert idle not in unstaffed_leads()


@pytest.mark.parametrize("name", ["administration", "duty_findings"])
def test_the_pages_warn(client, settings, name):
    settings.STAFF_NEEDS_TOTP = False
    make_area("Harbour")
    make_duty(category=None, lead_department=make_department("Roads Office"))
    client.force_login(make_user(role=Role.ADMINISTRATOR))

    page = client.get(reverse(name)).content.decode()

    assert "No dispatcher" in page
    assert "Roads Office" in page


@pytest.mark.parametrize(("role", "is_led"), [(Role.ADMINISTRATOR, True), (Role.AUDITOR, False)])
def test_whoever_can_give_the_roles_is_led_there(client, settings, role, is_led):
    settings.STAFF_NEEDS_TOTP = False
    make_area("Harbour")
    client.force_login(make_user(role=role))

    page = client.get(reverse("duty_findings")).content.decode()

    assert "No dispatcher" in page
    assert ("Give somebody these roles" in page) == is_led


def test_chinese_sentences_have_chinese_marks(client, settings):
    settings.STAFF_NEEDS_TOTP = False
    make_area("云汀市")
    client.force_login(make_user(role=Role.ADMINISTRATOR))

    page = client.get(reverse("administration"), headers={"accept-language": "zh-CN"})

    assert "没有派单员：</strong>云汀市。职责清单" in page.content.decode()
