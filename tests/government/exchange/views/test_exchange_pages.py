"""From a request for data to an agreement that both signed, on pages."""

from __future__ import annotations

from datetime import date

import pytest

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import Notice, User
from gongjian.government.exchange.actions.manage_keys import rotate_key
from gongjian.government.exchange.models import Agreement, Correction, DataRequest
from tests.factories import make_provision
from tests.government.exchange.known import make_refused
from tests.government.exchange.parts import PURPOSE, make_agreement, make_exchange

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange(tmp_path):
    return make_exchange(tmp_path)


@pytest.fixture
def as_user(client):
    def signed_in(actor):
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return signed_in


def wish_of(exchange, **other):
    return {
        "consumer": exchange.town.department.pk,
        "field_names": ["street"],
        "purpose": "Writing letters to residents",
        "necessity": "A letter needs an address on it.",
        "provisions": [exchange.provision.pk],
        "max_age_hours": "24",
        "quota_per_day": "10",
        "retention_days": "5",
        "expires_on": date(now().year + 1, 1, 1).isoformat(),
        **other,
    }


def test_a_request_becomes_an_agreement_in_force(exchange, as_user):
    # given: the provider's key is kept by the town from now on
    town = exchange.town
    rotate_key(actor=exchange.provider, department_id=town.other_department.pk, now=now())
    address = f"/data/datasets/{exchange.dataset.code}/ask"

    # when: asked, approved, signed by both
    asked = as_user(town.handler).post(address, wish_of(exchange), follow=True)
    row = DataRequest.objects.get(purpose="Writing letters to residents")
    provider = as_user(exchange.provider)
    provider.post(f"/data/requests/{row.pk}/approve", {"approve-reason": ""})
    agreement = Agreement.objects.get(request=row)
    provider.post(f"/data/agreements/{agreement.pk}/sign/provider", {})
    as_user(town.supervisor).post(f"/data/agreements/{agreement.pk}/sign/consumer", {})

    # then
    agreement.refresh_from_db()
    assert "Writing letters" in asked.content.decode()
    assert agreement.state == "in_force"
    page = as_user(town.handler).get(f"/data/agreements/{agreement.pk}/").content.decode()
    assert "/ask" in page


def test_which_records_is_asked_for_in_plain_words(exchange, as_user):
    client = as_user(exchange.town.handler)
    address = f"/data/datasets/{exchange.dataset.code}/ask"

    for wrong in ("Street", "Diagnosis: none", "Street:", "Street: a\nstreet: b"):
        answer = client.post(address, wish_of(exchange, row_scope=wrong))
        assert (answer.status_code, "is no condition" in answer.content.decode()) == (422, True)
    asked = {"row_scope": "Street： Plum Lane\n\nsince = 2020-05-01"}
    client.post(address, wish_of(exchange, **asked))

    row = DataRequest.objects.get(purpose="Writing letters to residents")
    assert row.row_scope == {"street": "Plum Lane", "since": "2020-05-01"}


def test_who_decides_and_who_signs_see_what_limits_records_and_may_be_sealed(exchange, as_user):
    agreement = make_agreement(
        exchange.town,
        exchange.dataset,
        exchange.provider,
        provisions=[exchange.provision],
        may_seal=True,
        row_scope={"since": "2020-05-01"},
    )
    client = as_user(exchange.provider)

    for address in (f"/data/requests/{agreement.request_id}/", f"/data/agreements/{agreement.pk}/"):
        page = client.get(address).content.decode()
        assert "may be, for an investigation" in page
        assert "<code>since</code> = 2020-05-01" in page


def test_a_refusal_names_a_provision(exchange, as_user):
    as_user(exchange.town.handler).post(
        f"/data/datasets/{exchange.dataset.code}/ask", wish_of(exchange)
    )
    row = DataRequest.objects.get(purpose="Writing letters to residents")
    provider = as_user(exchange.provider)
    address = f"/data/requests/{row.pk}/refuse"

    without = provider.post(address, {"refuse-reason": "Letters go out by us."})
    provider.post(
        address,
        {"refuse-reason": "Letters go out by us.", "refuse-provision": make_provision().pk},
    )

    assert without.status_code == 422
    row.refresh_from_db()
    assert (row.state, row.decision_reason) == ("refused", "Letters go out by us.")


def test_who_is_no_party_sees_nothing(exchange, as_user):
    dispatcher = as_user(exchange.town.dispatcher)
    auditor_pages = [
        "/data/requests/",
        f"/data/agreements/{exchange.agreement.pk}/",
        f"/data/queries/{make_refused(exchange).pk}/",
    ]

    assert [dispatcher.get(page).status_code for page in auditor_pages] == [403, 403, 403]
    resident = as_user(exchange.town.resident)
    assert [resident.get(page).status_code for page in auditor_pages] == [403, 403, 403]
    auditor = as_user(exchange.town.auditor)
    assert [auditor.get(page).status_code for page in auditor_pages] == [200, 200, 200]


def test_a_refused_question_shows_every_check(exchange, as_user):
    client = as_user(exchange.town.handler)
    answer = client.post(
        f"/data/agreements/{exchange.agreement.pk}/ask",
        {
            "case": exchange.case.number,
            "number": "somebody else",
            "field_names": ["street"],
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "The case is about this person" in page
    assert "somebody else" not in page
    assert answer["Cache-Control"] == "no-store"


def test_a_resident_says_what_is_wrong_and_sees_it_corrected(exchange, as_user):
    client = as_user(exchange.town.resident)
    address = f"/data/datasets/{exchange.dataset.code}/correct"
    client.post(address, {"field_name": "street", "text": "I live in Pear Lane now."})
    doubt = Correction.objects.get()
    run_waiting_tasks()

    as_user(exchange.provider).post(
        f"/data/corrections/{doubt.number}/answer",
        {"state": "corrected", "answer": "Corrected in the register today."},
    )
    run_waiting_tasks()

    page = as_user(exchange.town.resident).get(f"/data/corrections/{doubt.number}/")
    assert "Corrected in the register today." in page.content.decode()
    told = Notice.objects.filter(path=f"/data/corrections/{doubt.number}/")
    assert {notice.user_id for notice in told} == {
        exchange.town.resident.user_id,
        exchange.provider.user_id,
    }
    neighbour = as_user(exchange.town.neighbour)
    assert neighbour.get(f"/data/corrections/{doubt.number}/").status_code == 404


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("/data/requests/?state=decided", PURPOSE),
        ("/data/agreements/", "Registered addresses"),
        ("/data/queries/", "Curiosity"),
        ("/data/corrections/", "No doubts"),
        ("/data/departments/", "Urban Management"),
        ("/data/", "Registered addresses"),
    ],
)
def test_the_lists_stand(exchange, as_user, page, words):
    make_refused(exchange)

    answer = as_user(exchange.town.handler).get(page)

    assert words in answer.content.decode()
