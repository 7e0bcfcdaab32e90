"""Agreements and restrictions that rest on a law that changed."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.law.actions.announce_change import announce_change
from gongjian.foundation.law.actions.check_dependents import check_dependents
from gongjian.foundation.law.actions.notify_people import tell_of_change
from gongjian.foundation.law.models import LawChange, LawFinding, Provision
from gongjian.foundation.law.selectors.findings import list_findings
from gongjian.foundation.people.models import Notice
from gongjian.government.exchange.actions.ask_for_data import ask_for_data
from tests.factories import make_actor, make_department, make_provision, make_town
from tests.government.exchange.catalogue import make_dataset, restricted
from tests.government.exchange.parts import make_agreement, make_wish

pytestmark = pytest.mark.django_db


def end_all_law():
    Provision.objects.update(in_force_until=local_day(now()) - timedelta(days=1))
    codes = Provision.objects.values_list("code", flat=True)
    made = announce_change(actor=Actor.system("test"), provisions=codes, now=now())
    check_dependents(change_id=made.pk, now=now())
    return sorted(LawFinding.objects.values_list("kind", "subject", "outcome", "is_public"))


def test_an_agreement_lapses_with_its_provision():
    town = make_town()
    dataset = make_dataset(town.other_department)
    provider = make_actor("supervisor", organisation=town.other_department)
    provisions = [make_provision(), make_provision()]
    agreement = make_agreement(town, dataset, provider, provisions=provisions)
    Provision.objects.filter(pk=town.duty.provision_id).update(code="other")

    found = [one for one in end_all_law() if one[0] == "agreement"]

    assert found == [("agreement", f"agreement:{agreement.pk}", "fail", False)] * 2


def test_both_parties_are_told_and_see_it_and_others_do_not():
    town = make_town()
    provider = make_actor("supervisor", organisation=town.other_department)
    make_agreement(town, make_dataset(town.other_department), provider)
    end_all_law()
    change = LawChange.objects.get()
    stranger = make_actor("supervisor", organisation=make_department())

    tell_of_change(change_id=change.pk, now=now())

    told = Notice.objects.values_list("user", flat=True)
    seen = [
        [one.kind for one in list_findings(actor=actor, kind="agreement").items]
        for actor in (town.supervisor, provider, stranger)
    ]
    assert {town.supervisor.user_id, provider.user_id} <= set(told)
    assert stranger.user_id not in told
    assert seen == [["agreement"], ["agreement"], []]


def test_what_is_kept_back_needs_a_provision_that_is_in_force():
    town = make_town()
    dataset = make_dataset(town.other_department, **restricted())

    assert ("restriction", f"dataset:{dataset.pk}", "fail", True) in end_all_law()


def test_a_request_that_waits_rests_on_what_it_names():
    town = make_town()
    dataset = make_dataset(town.other_department)
    row = ask_for_data(
        actor=town.handler,
        dataset_id=dataset.pk,
        consumer_id=town.department.pk,
        wish=make_wish([make_provision()]),
        now=now(),
    )

    assert ("data_request", f"datarequest:{row.pk}", "fail", False) in end_all_law()
