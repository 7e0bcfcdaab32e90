"""After a change of the law: what rests on it is held against it again."""

from datetime import date, timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.law import interface as law
from gongjian.foundation.law import tasks
from gongjian.foundation.law.actions.announce_change import (
    announce_change,
    announce_day,
    is_new_day,
)
from gongjian.foundation.law.actions.check_dependents import check_dependents, check_standing
from gongjian.foundation.law.actions.notify_people import tell_of_change
from gongjian.foundation.law.models import LawChange, LawFinding, Parameter, Provision
from gongjian.foundation.law.selectors.articles import forget_articles
from gongjian.foundation.people.models import Notice
from gongjian.methods.legal_rules import Check
from tests.factories import (
    NOW,
    make_category,
    make_department,
    make_duty,
    make_provision,
    make_user,
)

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
TODAY, YESTERDAY = date(2026, 11, 23), date(2026, 11, 22)


def change(*provisions, parameters=()):
    made = announce_change(actor=SYSTEM, provisions=provisions, parameters=parameters, now=NOW)
    return check_dependents(change_id=made.pk, now=NOW)


def standing():
    rows = LawFinding.objects.filter(gone_at=None).order_by("subject", "rule")
    return [(row.kind, row.rule, row.outcome) for row in rows]


def make_cited(code="noise-1", **fields):
    provision = make_provision(code=code, **fields)
    return provision, make_duty(
        category=make_category("Noise"), lead_department=make_department(), provision=provision
    )


def end(provision, day=YESTERDAY):
    Provision.objects.filter(pk=provision.pk).update(in_force_until=day)


def test_a_duty_whose_basis_ended_is_found_once_and_is_gone_when_it_is_put_right():
    provision, duty = make_cited()
    _, other = make_cited("waste-2")
    end(provision)

    first, again = change("noise-1"), change("noise-1")
    found = LawFinding.objects.get()

    assert (first.checked, first.failed, again.failed) == (1, 1, 0)
    assert (found.subject, found.organisation_id) == (f"duty:{duty.pk}", duty.lead_department_id)
    assert (found.provision, found.outcome) == (provision, "fail")
    assert "until 2026-11-22" in found.words("en")

    type(duty).objects.filter(pk=duty.pk).update(provision=other.provision_id)
    check_standing(now=NOW + timedelta(hours=1))
    assert standing() == []


def test_a_new_version_asks_a_person_to_read_it():
    provision, _duty = make_cited()
    end(provision)
    make_provision(code="noise-1", version=2, in_force_from=TODAY)

    made = change("noise-1")

    assert (made.failed, made.open_questions) == (0, 1)
    assert standing() == [("duty", "basis_in_force", "needs_person")]


def test_a_duty_that_ended_rests_on_nothing():
    provision, duty = make_cited()
    end(provision)
    change("noise-1")

    type(duty).objects.filter(pk=duty.pk).update(in_force_until=YESTERDAY)
    check_standing(now=NOW)

    assert standing() == []


def test_a_number_that_changed_is_held_against_every_duty():
    make_duty(category=make_category("A"), lead_department=make_department(), working_days=10)
    make_duty(category=make_category("B"), lead_department=make_department(), working_days=30)
    Parameter.objects.create(
        code="duty-most-working-days", value=20, unit="days", in_force_from=date(2020, 1, 1)
    )
    law.forget_parameters()

    made = change(parameters=["duty-most-working-days"])

    assert (made.checked, made.failed) == (2, 1)
    found = LawFinding.objects.get()
    assert (found.facts, found.asked) == ({"days": 30}, {"duty-most-working-days": 20})


def test_a_number_falls_with_the_provision_that_sets_it():
    provision = make_provision(code="days-9", in_force_until=YESTERDAY)
    Parameter.objects.create(
        code="some-days", value=2, unit="days", provision=provision, in_force_from=date(2020, 1, 1)
    )

    change("days-9")

    assert standing() == [("parameter", "basis_in_force", "fail")]


def test_many_duties_cost_as_many_queries_as_few(django_assert_max_num_queries):
    provision, duty = make_cited()
    for _ in range(30):
        make_duty(category=duty.category, lead_department=duty.lead_department, provision=provision)
    end(provision)
    made = announce_change(actor=SYSTEM, provisions=["noise-1"], now=NOW)

    with django_assert_max_num_queries(40):
        assert check_dependents(change_id=made.pk, now=NOW).failed == 31


def test_what_an_app_keeps_of_its_own_is_left_to_it():
    provision, duty = make_cited()
    subject = law.Subject(f"duty:{duty.pk}", "Noise", kind="duty")
    facts = {"what": "a record of who was loud"}
    asked = law.evaluate([Check("necessary", facts)], on=TODAY)
    (own,) = law.keep_findings(subject=subject, found=asked, now=NOW)
    end(provision)

    change("noise-1")
    check_standing(now=NOW)
    end(provision, None)
    forget_articles(["noise-1"])
    check_standing(now=NOW)

    assert law.findings_of(subject.reference) == [own]


# --- days


def test_each_day_is_looked_at_once_and_what_ended_by_itself_is_announced():
    make_provision(code="old-1", in_force_until=YESTERDAY)
    make_provision(code="still-1", in_force_until=TODAY)
    make_provision(code="new-1", in_force_from=TODAY + timedelta(days=1))

    assert is_new_day(NOW)
    first, second = announce_day(now=NOW), announce_day(now=NOW)
    tomorrow = announce_day(now=NOW + timedelta(days=1))
    later = announce_day(now=NOW + timedelta(days=2))

    assert (first.provisions, second) == (["old-1", "still-1"], None)
    assert tomorrow.provisions == ["new-1", "still-1"]
    assert (later.provisions, later.checked_at is not None) == ([], True)
    assert OutboxEvent.objects.count() == 2
    assert not is_new_day(NOW)


# --- telling


def test_supervisors_and_administrators_are_told_once():
    provision, duty = make_cited()
    end(provision)
    supervisor = make_user(role=Role.SUPERVISOR, organisation=duty.lead_department)
    make_user(role=Role.SUPERVISOR, organisation=make_department())
    administrator = make_user(role=Role.ADMINISTRATOR)
    made = change("noise-1")

    tell_of_change(change_id=made.pk, now=NOW)
    tell_of_change(change_id=made.pk, now=NOW)

    assert set(Notice.objects.values_list("user", flat=True)) == {supervisor.pk, administrator.pk}
    assert Notice.objects.count() == 2
    notice = Notice.objects.get(user=supervisor)
    assert notice.subject == "The law changed: 1 without basis or in conflict, 0 to be judged"
    assert "Noise" in notice.body


def test_the_tasks_do_it_all(monkeypatch):
    monkeypatch.setattr(tasks, "now", lambda: NOW)
    provision, _duty = make_cited()
    end(provision)

    tasks.begin_day_of_law.func()
    (made,) = LawChange.objects.all()
    tasks.check_changed_law.func(ids=[str(made.pk)])
    tasks.check_changed_law.func(ids=[str(made.pk)])

    assert standing() == [("duty", "basis_in_force", "fail")]
    end(provision, None)
    forget_articles([provision.code])
    tasks.check_law_again.func()
    assert standing() == []
