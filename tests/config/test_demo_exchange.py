"""The demo town's catalogue, agreements and queries, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from gongjian.config.demo.agreement_texts import DOUBTS, LOOKS, REQUESTS
from gongjian.config.demo.catalogue_texts import CATALOGUE
from gongjian.config.demo.guide import demo_parts
from gongjian.config.demo.load_exchange import load_exchange
from gongjian.config.demo.load_register import load_register
from gongjian.config.demo.town import build_town
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case
from gongjian.government.exchange import interface as exchange
from gongjian.government.exchange.models import (
    Agreement,
    Correction,
    DataQuery,
    DataRequest,
    Dataset,
    Field,
)
from gongjian.government.exchange.node.settings import read_settings
from gongjian.government.services import interface as services
from gongjian.government.services.models import Answer, Application, LifeEvent, Service
from tests.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STATES = {"approved": 14, "asked": 1, "escalated": 1, "refused": 1}
OUTCOMES = {"given": 13, "refused": 3, "no_record": 1}


@pytest.fixture(scope="module", params=["en", "zh"])
def language(request, django_db_setup, django_db_blocker, tmp_path_factory):
    home = tmp_path_factory.mktemp("town")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.DEMO", True)
        patch.setattr("django.conf.settings.HOME", home)
        patch.setattr("django.conf.settings.EXCHANGE_KEYS", home / "keys" / "exchange")
        with kept(django_db_blocker, lambda: make_town(request.param)):
            yield request.param


def make_town(language: str) -> None:
    town = build_town(language=language, today=local_day(now()), size=24)
    actor = Actor.system("demo")
    actors = load_register(town, actor=actor, now=town.now - timedelta(days=150))
    OutboxEvent.objects.all().delete()
    load_exchange(town, actors, actor=actor)


def resident() -> Actor:
    return people.actor_of_user(User.objects.get(email="resident-1@luhu.example.org"))


def test_departments_hold_data_of_every_sharing_class(language):
    assert Dataset.objects.count() == len(CATALOGUE) == 17
    assert Dataset.objects.values("owner").distinct().count() == 6
    sharing = {field.effective_sharing.value for field in Field.objects.select_related("dataset")}
    assert sharing == {"unconditional", "conditional", "none"}
    assert Dataset.objects.filter(kind="service").count() == 1
    assert Field.objects.filter(is_authoritative=False).count() == 1


def test_requests_and_agreements_stand_in_every_state(language):
    assert Counter(DataRequest.objects.values_list("state", flat=True)) == STATES
    assert sum(STATES.values()) == len(REQUESTS)
    assert Counter(Agreement.objects.values_list("state", flat=True)) == {
        "in_force": 12, "ended": 1, "signing": 1,
    }  # fmt: skip
    for one in DataRequest.objects.exclude(decided_at=None):
        assert one.asked_at < one.decided_at < one.due_at
    assert not OutboxEvent.objects.exists()


def test_the_resident_sees_who_looked_and_not_what_is_sealed(language):
    everything = DataQuery.objects.all()
    shown = exchange.own_queries(actor=resident(), on=local_day(now())).items

    assert Counter(everything.values_list("outcome", flat=True)) == OUTCOMES
    assert everything.filter(consent=None).count() == len(LOOKS)
    assert Counter(one.outcome for one in shown) == {"given": 5, "refused": 3, "no_record": 1}
    assert [one.asked_at for one in shown] == sorted((o.asked_at for o in shown), reverse=True)
    assert {one.sealed_until is None for one in shown} == {True, False}
    sealed = everything.filter(sealed_until__gt=local_day(now()))
    assert sealed.count() == 1
    for one in everything:
        assert one.asked_at <= one.answered_at < now()
        assert (one.as_of is not None) == (one.outcome in {"given", "no_record"})


def test_a_refusal_names_the_article_that_lapsed(language):
    refused = DataQuery.objects.get(outcome="refused", agreement__provisions__code="sharing-30")

    failed = [one for one in refused.checks if not one["passed"]]

    assert [one["name"] for one in failed] == ["provisions"]
    assert refused.provisions[0]["citation"] == failed[0]["facts"]["lapsed"]


def test_what_rests_on_the_article_that_lapsed_is_listed(language):
    law.check_today(now=now())

    agreement = Agreement.objects.get(provisions__code="sharing-30")
    assert agreement.state == "in_force"


def test_one_doubt_is_answered_and_another_is_looked_into(language):
    rows = Correction.objects.order_by("raised_at")

    assert [one.state for one in rows] == ["corrected", "open"]
    assert len(DOUBTS) == 2
    assert rows[0].raised_at < rows[0].answered_at < rows[0].due_at
    assert now() < rows[1].due_at


def test_cases_in_which_data_were_asked_for_are_in_time(language):
    cases = Case.objects.filter(is_open=True, state__in=["dispatched", "accepted", "in_progress"])

    assert cases.count() == 5
    assert all(case.due_at > now() for case in cases)


def test_residents_apply_for_what_departments_offer(language):
    page = services.list_services(services.ServiceFilters())
    applications = Application.objects.all()

    assert len(page.items) == 9
    assert Service.objects.filter(current=None).count() == 1
    assert LifeEvent.objects.count() == 6
    assert Counter(applications.values_list("state", flat=True)) == {
        "submitted": 7, "begun": 1, "withdrawn": 1,
    }  # fmt: skip
    states = set(Answer.objects.values_list("state", flat=True))
    assert {"filled", "held", "by_hand", "told"} <= states
    counts = services.counts_of_town()
    assert counts.applications == 8
    assert counts.documents_not_asked > 7
    for one in Answer.objects.filter(state="filled").select_related("application"):
        assert one.as_of < one.changed_at < now()


def test_what_may_not_be_passed_on_is_told_with_its_article(language):
    asked = Answer.objects.get(name="protected_address")

    assert asked.reason == "kept"
    source = exchange.sources_of({"households-protected_address"})["households-protected_address"]
    assert source.sharing_provision.code == "sharing-9"


def test_nodes_can_be_run_from_their_folders(language):
    folders = sorted(Path(settings.HOME, "nodes").iterdir())

    assert [folder.name for folder in folders] == ["civil", "labour"]
    for folder in folders:
        read = read_settings(folder / "node.toml")
        assert len(read.sources) == 2
        assert list(read.keys.glob("*.pem"))
        assert folder.stat().st_mode & 0o077 == 0
    number = exchange.number_of(user_id=resident().user_id, scheme="resident-id")
    [record] = (
        read_settings(folders[0] / "node.toml")
        .sources["households"]
        .fetch(number, ["members"], {})
        .records
    )
    assert record == {"members": 4}


def test_all_words_are_of_the_town_s_language(language):
    texts = [
        *Dataset.objects.values_list("title", "description", "quality"),
        *Field.objects.values_list("title", "sharing_reason"),
        *DataRequest.objects.values_list("purpose", "necessity", "decision_reason"),
        *Correction.objects.values_list("text", "answer"),
        *Agreement.objects.values_list("end_reason"),
    ]
    words = " ".join(part for row in texts for part in row)

    has_han = re.search("[\u4e00-\u9fff]", words) is not None
    assert has_han == (language == "zh")
    if_english = re.search("[A-Za-z]{4,}", words) is not None
    assert if_english == (language == "en")


def test_a_visitor_is_led_to_what_waits_between_departments(language):
    parts = {people.User.objects.get(pk=part.user_id).email: part.path for part in demo_parts()}

    assert parts["resident-1@luhu.example.org"] == "/my-data/"
    assert parts["resident-2@luhu.example.org"] == "/services/public-rental-home/"
    assert parts["resident-5@luhu.example.org"].startswith("/services/applications/")

    signing = Agreement.objects.get(state="signing")
    overdue = DataRequest.objects.get(state="escalated")
    assert parts["supervisor-daoxiang@luhu.example.org"] == f"/data/agreements/{signing.pk}/"
    assert parts["supervisor-health@luhu.example.org"] == f"/data/requests/{overdue.pk}/"
    assert parts["handler-housing-1@luhu.example.org"].startswith("/data/agreements/")
