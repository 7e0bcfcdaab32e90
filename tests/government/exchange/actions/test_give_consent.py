"""A person has their own data asked for; no node runs here, so that what is let through is down."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound, Unauthenticated
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases.models import Case
from gongjian.government.exchange.actions.ask_source import ask_with_consent
from gongjian.government.exchange.actions.give_consent import give_consent, withdraw_consent
from gongjian.government.exchange.actions.know_subjects import erase_person
from gongjian.government.exchange.actions.relay_query import relay_query
from gongjian.government.exchange.errors import NoNumber, QueryRefused, SourceFailed
from gongjian.government.exchange.models import Consent, DataQuery, SubjectIdentity
from gongjian.government.exchange.selectors.gateway_facts import failed_since
from tests.factories import make_case
from tests.government.exchange.parts import make_exchange

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange(tmp_path):
    made = make_exchange(tmp_path)
    made.answers_at("http://127.0.0.1:9")
    return made


def agree(exchange, **other) -> Consent:
    usual = {
        "actor": exchange.town.resident,
        "agreement_id": exchange.agreement.pk,
        "case_number": exchange.case.number,
        "field_names": ["street"],
        "now": now(),
    }
    return give_consent(**{**usual, **other})


def ask(exchange, consent, **other) -> DataQuery:
    usual = {"actor": exchange.town.resident, "consent_id": consent.pk, "now": now()}
    with pytest.raises((SourceFailed, QueryRefused)) as failed:
        ask_with_consent(**{**usual, **other})
    return failed.value.query


def failed_checks(query) -> list[str]:
    return [one["name"] for one in query.checks if not one["passed"]]


def test_by_consent_the_source_is_asked_and_no_official_is_named(exchange):
    consent = agree(exchange)

    query = ask(exchange, consent)

    assert (query.outcome, query.consent_id, query.official_id) == ("down", consent.pk, None)
    assert "consent" in [one["name"] for one in query.checks]
    assert "official" not in [one["name"] for one in query.checks]
    assert LedgerEntry.objects.filter(action="consent_given").count() == 1


def test_given_again_it_is_the_same_and_other_fields_are_another(exchange):
    first = agree(exchange)

    assert agree(exchange).pk == first.pk
    with pytest.raises(Conflict):
        agree(exchange, field_names=["street", "since"])
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"actor": Actor.anonymous()}, Unauthenticated),
        ({"case_number": "7K3M9Q2XAB"}, NotFound),
        ({"field_names": ["diagnosis"]}, Invalid),
        ({"field_names": []}, Invalid),
    ],
)
def test_what_is_no_consent(exchange, other, error):
    with pytest.raises(error):
        agree(exchange, **other)
    assert not Consent.objects.exists()


def test_nobody_agrees_for_another_or_to_an_agreement_that_ended(exchange):
    with pytest.raises(NotFound):
        agree(exchange, actor=exchange.town.neighbour)
    exchange.agreement.state = "ended"
    exchange.agreement.save()
    with pytest.raises(NotFound):
        agree(exchange)


def test_without_a_known_number_nobody_is_asked(exchange):
    consent = agree(exchange)
    SubjectIdentity.objects.all().delete()

    with pytest.raises(NoNumber):
        ask_with_consent(actor=exchange.town.resident, consent_id=consent.pk, now=now())
    with pytest.raises(NoNumber):
        agree(exchange, case_number=make_case(exchange.town, state="dispatched").number)


def test_withdrawn_it_lets_nothing_pass_and_what_waits_is_not_collected(exchange):
    consent = agree(exchange)
    before = ask(exchange, consent)
    withdraw_consent(actor=exchange.town.resident, consent_id=consent.pk, now=now())
    withdraw_consent(actor=exchange.town.resident, consent_id=consent.pk, now=now())

    after = ask(exchange, consent)

    assert (after.outcome, failed_checks(after)) == ("refused", ["consent"])
    assert failed_since(DataQuery.objects.get(pk=before.pk), now()) == ["consent"]
    assert LedgerEntry.objects.filter(action="consent_withdrawn").count() == 1


def test_nobody_withdraws_or_uses_anothers(exchange):
    consent = agree(exchange)

    with pytest.raises(NotFound):
        withdraw_consent(actor=exchange.town.neighbour, consent_id=consent.pk, now=now())
    with pytest.raises(NotFound):
        ask_with_consent(actor=exchange.town.neighbour, consent_id=consent.pk, now=now())


def test_a_department_cannot_use_it_for_more_than_it_says(exchange):
    consent = agree(exchange)
    other_case = make_case(exchange.town, state="accepted", now=now())

    def refused(**other):
        claims = exchange.claims(**{"consent": str(consent.pk), "fields": ["street"], **other})
        del claims["official"]
        with pytest.raises(QueryRefused) as error:
            relay_query(token=exchange.signed(claims))
        return failed_checks(error.value.query)

    assert refused(fields=["street", "since"]) == ["consent"]
    assert refused(case=other_case.number) == ["consent"]
    assert refused(seal={"until": "2027-01-01", "reason": "An investigation."}) == ["seal"]


def test_a_query_names_an_official_or_a_consent(exchange):
    consent = agree(exchange)

    with pytest.raises(Invalid):
        relay_query(token=exchange.query(consent=str(consent.pk)))


def test_closed_cases_and_erased_people_are_asked_about_no_more(exchange):
    consent = agree(exchange)
    Case.objects.filter(pk=exchange.case.pk).update(state="closed", is_open=False)
    assert failed_checks(ask(exchange, consent)) == ["case"]

    erase_person(actor=exchange.town.resident, user_id=exchange.town.resident.user_id, now=now())

    assert Consent.objects.get().user_id is None
    with pytest.raises(NotFound):
        ask_with_consent(actor=exchange.town.resident, consent_id=consent.pk, now=now())
