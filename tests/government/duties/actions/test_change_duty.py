"""Adding, changing and ending duties."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import OrganisationKind
from gongjian.government.duties.actions.add_duty import add_duty
from gongjian.government.duties.actions.change_duty import change_duty
from gongjian.government.duties.actions.end_duty import end_duty
from gongjian.government.duties.actions.write_duty import DutyTerms
from gongjian.government.duties.errors import DutyOverlap, DutySuperseded
from gongjian.government.duties.interface import responsible_duty
from gongjian.government.duties.models import Duty
from gongjian.government.duties.selectors.duties import duty_history
from tests.factories import (
    NOW,
    make_actor,
    make_area,
    make_category,
    make_department,
    make_duty,
    make_provision,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
SYSTEM = Actor.system("test")


def terms_of(lead, **fields):
    return DutyTerms(
        lead_department_id=lead.pk, deadline_working_days=fields.pop("days", 5), **fields
    )


def add(**fields):
    defaults = {
        "actor": SYSTEM,
        "category_id": None,
        "area_id": None,
        "in_force_from": DAY,
        "now": NOW,
    }
    return add_duty(**{**defaults, **fields})


def change(duty, **fields):
    return change_duty(**{"actor": SYSTEM, "duty_id": duty.pk, "now": NOW, **fields})


def traces():
    names = OutboxEvent.objects.order_by("id").values_list("name", flat=True)
    acts = LedgerEntry.objects.order_by("id").values_list("action", flat=True)
    return list(names), list(acts)


# --- adding


def test_a_duty_is_added_with_all_it_says():
    category, area, lead = make_category(), make_area(), make_department()
    helper, provision = make_department(), make_provision()

    duty = add(
        category_id=category.pk,
        area_id=area.pk,
        terms=terms_of(
            lead,
            days=3,
            supporting_department_ids=(helper.pk,),
            provision_id=provision.pk,
            note="delegated",
        ),
        in_force_until=date(2027, 3, 1),
    )

    duty.refresh_from_db()
    assert (duty.category, duty.area, duty.lead_department) == (category, area, lead)
    assert list(duty.supporting_departments.all()) == [helper]
    assert (duty.deadline_working_days, duty.provision, duty.note) == (3, provision, "delegated")
    assert (duty.version, duty.in_force_until) == (1, date(2027, 3, 1))
    assert traces() == (["duty_added"], ["duty_added"])


def test_a_second_duty_for_the_same_is_refused():
    category = make_category()
    make_duty(category=category, lead_department=make_department("Ecology"))

    with pytest.raises(DutyOverlap, match="Ecology"):
        add(category_id=category.pk, terms=terms_of(make_department()))

    assert Duty.objects.count() == 1


def test_a_second_duty_for_the_same_is_added_where_both_rules_hold():
    category = make_category()
    make_duty(category=category, lead_department=make_department())

    add(category_id=category.pk, terms=terms_of(make_department()), allows_overlap=True)

    assert Duty.objects.filter(category=category).count() == 2


def test_duties_one_after_the_other_do_not_overlap():
    make_duty(
        category=None, lead_department=make_department(), in_force_until=DAY - timedelta(days=1)
    )

    assert add(terms=terms_of(make_department())).version == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"days": 0}, "deadline_working_days"),
        ({"days": 366}, "deadline_working_days"),
        ({"provision_id": uuid4()}, "provision"),
        ({"supporting_department_ids": (uuid4(),)}, "supporting_departments"),
    ],
)
def test_terms_that_cannot_be_are_refused_at_their_field(fields, wrong):
    with pytest.raises(Invalid) as raised:
        add(terms=terms_of(make_department(), **fields))

    assert set(raised.value.fields) == {wrong}
    assert traces() == ([], [])


@pytest.mark.parametrize("trait", [{"is_active": False}, {"kind": OrganisationKind.COMPANY}])
def test_only_a_public_body_in_service_may_lead(trait):
    with pytest.raises(Invalid) as raised:
        add(terms=terms_of(make_department(**trait)))

    assert set(raised.value.fields) == {"lead_department"}


def test_a_department_cannot_support_itself():
    lead = make_department()

    with pytest.raises(Invalid) as raised:
        add(terms=terms_of(lead, supporting_department_ids=(lead.pk,)))

    assert set(raised.value.fields) == {"supporting_departments"}


def test_an_end_before_the_beginning_is_refused():
    with pytest.raises(Invalid) as raised:
        add(terms=terms_of(make_department()), in_force_until=DAY - timedelta(days=1))

    assert set(raised.value.fields) == {"in_force_until"}


def test_unknown_category_or_area_is_not_found():
    lead = make_department()

    with pytest.raises(NotFound):
        add(category_id=uuid4(), terms=terms_of(lead))
    with pytest.raises(NotFound):
        add(area_id=uuid4(), terms=terms_of(lead))


def test_an_administrator_of_an_area_adds_duties_there_only():
    north, south = make_area(), make_area()
    actor = make_actor(Role.ADMINISTRATOR, area=north)
    lead = make_department()

    assert add(actor=actor, area_id=north.pk, terms=terms_of(lead)).area == north
    with pytest.raises(NotAllowed):
        add(actor=actor, area_id=south.pk, terms=terms_of(lead))
    with pytest.raises(NotAllowed):
        add(actor=actor, terms=terms_of(lead))


# --- changing


def test_a_change_closes_the_old_version_and_adds_the_next():
    old = make_duty(category=make_category(), lead_department=make_department())
    lead = make_department("New")

    new = change(old, terms=terms_of(lead, days=7), in_force_from=DAY)

    old.refresh_from_db()
    assert (old.version, old.in_force_until) == (1, date(2026, 3, 1))
    assert (new.version, new.line, new.category) == (2, old.line, old.category)
    assert duty_history(old) == [new, old]
    assert traces() == (["duty_changed"], ["duty_changed"])
    days = (date(2026, 3, 1), DAY)
    answers = [responsible_duty(category_id=old.category_id, area_id=None, on=d) for d in days]
    assert answers == [old, new]


def test_a_version_changed_on_its_first_day_is_taken_back():
    old = make_duty(category=None, lead_department=make_department(), in_force_from=DAY)

    new = change(old, terms=terms_of(make_department()), in_force_from=DAY)

    old.refresh_from_db()
    assert old.withdrawn_at == NOW
    assert not old.is_in_force(DAY)
    assert responsible_duty(category_id=None, area_id=None, on=DAY) == new


def test_a_change_cannot_begin_before_the_present_version():
    old = make_duty(category=None, lead_department=make_department(), in_force_from=DAY)

    with pytest.raises(Invalid) as raised:
        change(old, terms=terms_of(make_department()), in_force_from=date(2026, 3, 1))

    assert set(raised.value.fields) == {"in_force_from"}


def test_only_the_newest_version_can_be_changed_or_ended():
    old = make_duty(category=None, lead_department=make_department())
    change(old, terms=terms_of(make_department()), in_force_from=DAY)

    with pytest.raises(DutySuperseded):
        change(old, terms=terms_of(make_department()), in_force_from=DAY)
    with pytest.raises(DutySuperseded):
        end_duty(actor=SYSTEM, duty_id=old.pk, last_day=DAY, now=NOW)


def test_the_database_refuses_a_version_twice():
    duty = make_duty(category=None, lead_department=make_department())

    with pytest.raises(IntegrityError), transaction.atomic():
        make_duty(category=None, lead_department=make_department(), line=duty.line, version=1)


@pytest.mark.parametrize(
    "fields",
    [{"working_days": 0}, {"working_days": 366}, {"in_force_until": date(2019, 12, 31)}],
)
def test_the_database_refuses_terms_that_cannot_be(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_duty(category=None, lead_department=make_department(), **fields)


def test_a_department_does_not_change_its_duties():
    lead = make_department()
    duty = make_duty(category=None, lead_department=lead)

    with pytest.raises(NotAllowed):
        change(
            duty,
            actor=make_actor(Role.SUPERVISOR, organisation=lead),
            terms=terms_of(lead),
            in_force_from=DAY,
        )


def test_what_is_unknown_cannot_be_changed():
    with pytest.raises(NotFound):
        change_duty(
            actor=SYSTEM,
            duty_id=uuid4(),
            terms=terms_of(make_department()),
            in_force_from=DAY,
            now=NOW,
        )


# --- ending


def test_a_duty_ends_with_a_day():
    duty = make_duty(category=None, lead_department=make_department())

    end_duty(actor=SYSTEM, duty_id=duty.pk, last_day=DAY, now=NOW)

    days = (DAY, DAY + timedelta(days=1))
    answers = [responsible_duty(category_id=None, area_id=None, on=day) for day in days]
    assert answers == [duty, None]
    assert traces() == (["duty_ended"], ["duty_ended"])


def test_a_duty_that_never_began_is_taken_back():
    duty = make_duty(category=None, lead_department=make_department(), in_force_from=DAY)

    end_duty(actor=SYSTEM, duty_id=duty.pk, last_day=DAY - timedelta(days=1), now=NOW)

    assert responsible_duty(category_id=None, area_id=None, on=DAY) is None
    assert Duty.objects.get().withdrawn_at == NOW


def test_only_an_administrator_ends_a_duty():
    duty = make_duty(category=None, lead_department=make_department())

    with pytest.raises(NotAllowed):
        end_duty(actor=make_actor(Role.DISPATCHER), duty_id=duty.pk, last_day=DAY, now=NOW)
