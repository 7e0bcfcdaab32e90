"""From the catalogue to an application handed in, on pages."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.law import interface as law
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case
from gongjian.government.exchange.models import Consent, DataQuery, SubjectIdentity
from gongjian.government.services.law_dependents import DEPENDENTS
from gongjian.government.services.models import Answer, Application, Service
from gongjian.government.services.views.catalogue import service_list
from tests.factories import make_actor
from tests.government.services.parts import FORM, make_bins, service_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def bins(tmp_path):
    made = make_bins(tmp_path)
    made.exchange.answers_at("http://127.0.0.1:9")
    return made


@pytest.fixture
def as_user(client):
    def signed_in(actor):
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return signed_in


def apply(client, **said):
    return client.post("/services/larger-bin/apply", {"key": "k1", **said}, follow=True)


def told(**other):
    usual = {"people": "3", "wish": "120 litres", "street": "Plum Lane", "since": "2020-05-01"}
    return {f"answer_{name}": value for name, value in {**usual, **other}.items()}


def number_of(application) -> str:
    return Case.objects.get(pk=application.case_id).number


def test_everybody_finds_a_service_and_reads_what_is_not_asked(client, bins):
    found = client.get("/services/", {"words": "rubbish", "event": "moving"}).text
    page = client.get("/services/larger-bin/").text

    assert "A larger bin" in found
    assert "What we will not ask you for" in page
    assert "Water holds it, and passes it on if you agree." in page
    assert "Water holds it, and may not pass it on." in page
    assert "It tells of health." in page
    assert reverse("dataset", args=[bins.exchange.dataset.code]) in page
    form = client.get("/services/larger-bin/form.json").json()
    assert form["properties"] == FORM["properties"]


def test_whoever_applies_signs_in(client, bins):
    answer = client.get("/services/larger-bin/apply")

    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]


def test_what_would_be_fetched_is_shown_field_by_field(bins, as_user):
    page = as_user(bins.town.resident).get("/services/larger-bin/apply").text

    for words in ("Deciding on rubbish collection", "48 hours", "Registered addresses", "Article"):
        assert words in page
    assert page.count('name="accept"') == 2


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"fetch": "all"}, ["since", "street"]),
        ({"fetch": "ticked", "accept": ["street"]}, ["street"]),
        ({"fetch": "ticked", "accept": ["people", "no-such"]}, None),
        ({"fetch": "none", "accept": ["street"]}, None),
        ({}, None),
    ],
)
def test_only_what_was_agreed_to_is_asked_for(bins, as_user, said, fields):
    apply(as_user(bins.town.resident), **said)

    consent = Consent.objects.first()
    assert (consent.field_names if consent else None) == fields
    assert DataQuery.objects.count() == (1 if fields else 0)


def test_sent_twice_it_is_one_application(bins, as_user):
    client = as_user(bins.town.resident)
    apply(client, fetch="none")
    apply(client, fetch="none")

    assert Application.objects.count() == 1


def test_a_source_that_is_down_is_told_by_hand_and_may_be_asked_again(bins, as_user):
    client = as_user(bins.town.resident)
    page = apply(client, fetch="all").text
    number = number_of(Application.objects.get())

    assert "The source cannot be reached at the moment." in page
    assert "Ask the sources again" in page
    client.post(f"/services/applications/{number}/prefill")
    assert DataQuery.objects.count() == 2


def test_what_is_told_is_not_offered_to_be_asked_for_again(bins, as_user):
    client = as_user(bins.town.resident)
    apply(client, fetch="all")
    address = f"/services/applications/{number_of(Application.objects.get())}/"
    before = client.get(address).text

    kept = client.post(f"{address}submit", {**told(), "then": "keep"}, follow=True).text

    assert "Ask the sources again" in before
    assert "Ask the sources again" not in kept


def test_handed_in_it_says_how_many_documents_were_not_asked(bins, as_user):
    client = as_user(bins.town.resident)
    apply(client, fetch="none")
    application = Application.objects.get()
    address = f"/services/applications/{number_of(application)}/submit"

    wrong = client.post(address, told(people="0"))
    missing = client.post(address, told(wish=""))
    kept = client.post(address, {**told(wish=""), "then": "keep"}, follow=True)
    done = client.post(address, told(), follow=True)
    again = client.post(address, told(people="9"), follow=True)

    assert (wrong.status_code, missing.status_code) == (422, 422)
    assert "You can go on whenever you like" in kept.text
    assert "1 document was not asked of you." in done.text
    assert again.status_code == 200
    assert application.answers.get(name="people").value == 3
    assert "document not asked" not in client.get("/services/").text
    assert "1 document was not asked for." in client.get("/services/larger-bin/").text


def test_the_handler_sees_answers_with_their_sources_once_it_is_handed_in(bins, as_user):
    application = bins.begin(accepted=["street"])
    rows = Answer.objects.filter(application=application)
    rows.filter(name="street").update(state="filled", value="Plum Lane", as_of=now())
    number = number_of(application)
    address = f"/cases/{number}/work/"
    assert "Plum Lane" not in as_user(bins.town.handler).get(address).text

    client = as_user(bins.town.resident)
    client.post(f"/services/applications/{number}/submit", told(street=""))

    page = as_user(bins.town.handler).get(address).text
    assert "Plum Lane" in page
    assert "Registered addresses" in page
    assert "told by whoever applies" in page
    assert "Plum Lane" in as_user(bins.town.resident).get(f"/cases/{number}/").text


@pytest.mark.parametrize("path", ["", "submit", "prefill", "withdraw", "answers/street/dispute"])
def test_nobody_opens_anothers(bins, as_user, path):
    number = number_of(bins.begin())
    address = f"/services/applications/{number}/{path}"
    client = as_user(bins.town.neighbour)

    assert client.post(address).status_code in (404, 405)
    assert client.get(address).status_code in (404, 405)
    assert client.get(f"/cases/{number}/").status_code == 404


def test_what_a_source_gave_is_doubted_on_its_page(bins, as_user):
    application = bins.begin()
    Answer.objects.filter(application=application, name="street").update(
        state="filled", reason="", value="Plum Lane"
    )
    client = as_user(bins.town.resident)
    address = f"/services/applications/{number_of(application)}/answers/street/dispute"

    short = client.post(address, {"text": "No."})
    done = client.post(address, {"text": "I moved to Pear Lane in spring."}, follow=True)

    assert short.status_code == 422
    assert "You say that this is wrong" in done.text
    assert client.get(address.replace("street", "people")).status_code == 404


def test_withdrawn_it_is_closed(bins, as_user):
    application = bins.begin()
    client = as_user(bins.town.resident)

    client.post(f"/services/applications/{number_of(application)}/withdraw")

    application.refresh_from_db()
    assert application.state == "abandoned"
    assert "given up" in client.get("/services/applications/").text


def test_the_handler_is_led_to_where_the_number_is_verified(bins, as_user):
    SubjectIdentity.objects.all().delete()
    number = number_of(bins.begin())

    page = as_user(bins.town.handler).get(f"/cases/{number}/work/").text

    assert f"{reverse('verify_subject')}?case={number}" in page


def test_supervisors_write_and_publish_on_pages(bins, as_user):
    client = as_user(bins.town.supervisor)
    data = service_data(bins.exchange)
    sent = {
        "department_id": data.department_id, "code": "smaller-bin", "name": "A smaller bin",
        "words": "You need less room?", "who_may": "Everybody.", "working_days": "5",
        "term_provision_id": data.term_provision_id, "cost": "12.50", "currency": "CNY",
        "purpose": data.purpose, "form": json.dumps(FORM),
    }  # fmt: skip

    assert client.post("/services/new/", {**sent, "form": "{"}).status_code == 422
    assert client.post("/services/new/", {**sent, "form": "{}"}).status_code == 422
    client.post("/services/new/", sent)
    page = client.post("/services/smaller-bin/publish", follow=True).text

    assert Service.objects.get(code="smaller-bin").cost_minor == 1_250
    assert "¥12.50" in page


def test_a_form_that_may_not_be_published_says_why(bins, as_user):
    client = as_user(bins.town.supervisor)
    Service.objects.update(purpose="Sending greetings to residents")

    answer = client.post("/services/larger-bin/publish")

    assert answer.status_code == 422
    assert "What is missing is an agreement in force" in answer.text


def test_only_an_administrator_keeps_life_events(bins, as_user):
    sent = {"code": "child", "name": "I am having a child", "position": "1", "is_active": "on"}
    refused = as_user(bins.town.supervisor).post("/services/life-events/", sent)
    as_user(make_actor(Role.ADMINISTRATOR)).post("/services/life-events/", sent)

    assert refused.status_code in (403, 404)
    assert "I am having a child" in as_user(bins.town.resident).get("/services/").text


def test_the_list_asks_as_many_queries_for_many_as_for_few(bins, rf, django_assert_num_queries):
    def look():
        request = rf.get("/services/")
        request.actor = Actor.anonymous()
        return service_list(request)

    look()
    with django_assert_num_queries(4) as few:
        look()
    for number in range(12):
        service = Service.objects.get(code="larger-bin")
        service.pk, service.code, service._state.adding = None, f"bin-{number}", True
        service.id = Service._meta.pk.get_default()
        service.save()

    with django_assert_num_queries(len(few)):
        look()


def test_a_service_rests_on_its_provisions(bins):
    provision = bins.service.term_provision
    touched = law.Touched(frozenset({provision.pk}), frozenset(), local_day(now()))

    found = [one for kind in DEPENDENTS for one in kind.read(touched)]

    assert [one.subject.reference for one in found] == [f"service:{bins.service.pk}"]
    assert found[0].subject.path == "/services/larger-bin/"


def test_a_key_with_a_null_character_is_a_key(bins, as_user):
    assert apply(as_user(bins.town.resident), key="a\x00b").status_code == 200
    assert Application.objects.get().key == "ab"


def test_half_a_character_in_a_form_is_no_json(bins, as_user):
    client = as_user(bins.town.supervisor)
    said = json.dumps({**FORM, "properties": {"\ud800": {}}})

    page = client.post("/services/larger-bin/change", {"form": said})

    assert page.status_code == 422
    assert "This is no JSON." in page.text


def test_the_api_lists_many_applications_by_as_many_queries_as_one(
    bins, as_user, django_assert_num_queries
):
    client = as_user(bins.town.resident)
    address = "/api/v1/account/applications"
    bins.begin()
    client.get(address)
    with CaptureQueriesContext(connection) as for_one:
        client.get(address)
    bins.begin()
    bins.begin()

    with django_assert_num_queries(len(for_one)):
        found = client.get(address).json()

    assert len(found["items"]) == 3
