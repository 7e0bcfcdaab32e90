"""Questions of companies about a call, and the documents that belong to it."""

import hashlib

import pytest

from gongjian.foundation.kernel.errors import Conflict, NotAllowed, NotFound
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.duties import interface as duties
from gongjian.market.procurement import errors
from gongjian.market.procurement.actions.ask_question import answer_question, ask_question
from gongjian.market.procurement.actions.attach_document import attach_document
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.legal_findings import whole_working_days
from tests.factories import NOW, make_actor
from tests.market.procurement.bids import database_clock
from tests.market.procurement.calls import (
    DAY,
    make_call,
    make_company,
    make_debarment,
    make_market,
    make_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(db):
    """The database lives in the same moment as these tests."""
    with database_clock(NOW):
        yield


LATER = NOW + 30 * DAY


@pytest.fixture
def market(db):
    return make_market()


@pytest.mark.parametrize(
    ("company", "call", "refusal"),
    [
        ({"is_confirmed": False}, {}, errors.CompanyUnconfirmed),
        ({"size": "medium"}, {"largest_size": "small"}, errors.CompanyTooLarge),
        ({}, {"procedure_code": "direct"}, errors.CompanyNotInvited),
    ],
)
def test_only_companies_that_may_take_part_ask(market, company, call, refusal):
    asked = make_call(market, **call)
    made = make_company(**company)

    with pytest.raises(refusal):
        ask_question(
            actor=make_member(made), call_id=asked.pk, company_id=made.pk, text="When?", now=NOW
        )


def test_a_debarred_company_and_a_strangers_company_do_not_ask(market):
    call, company, other = make_call(market), make_company(), make_company()
    make_debarment(company)
    given = {"call_id": call.pk, "company_id": company.pk, "text": "When?", "now": NOW}

    with pytest.raises(errors.CompanyDebarred):
        ask_question(actor=make_member(company), **given)
    with pytest.raises(NotAllowed):
        ask_question(actor=make_member(other), **given)
    with pytest.raises(NotAllowed):
        ask_question(actor=make_actor(), **given)


def test_a_question_names_nobody_in_history_and_ledger_and_is_answered_once(market):
    call, company = make_call(market), make_company("Heron Lighting")
    member = make_member(company)

    asked = ask_question(
        actor=member, call_id=call.pk, company_id=company.pk, now=NOW,
        text="May Heron Lighting use LEDs?",
    )  # fmt: skip
    answered = answer_question(
        actor=market.buyer, call_id=call.pk, number=asked.number, text="Yes.", now=NOW + DAY
    )

    assert (asked.number, asked.answer_by) == (1, duties.deadline_at(None, NOW, 5))
    assert "Heron" not in asked.text
    kept = [
        *call.events.values_list("actor", "data", "text"),
        *LedgerEntry.objects.filter(subject=call.reference).values_list("actor", "data"),
    ]
    assert str(company.pk) not in str(kept)
    assert str(member.user_id) not in str(kept)
    assert answered.answered_at == NOW + DAY
    with pytest.raises(Conflict):
        answer_question(actor=market.buyer, call_id=call.pk, number=1, text="No.", now=NOW)


def test_a_question_leaves_an_open_form_of_the_buyer_fresh(market):
    call, company = make_call(market), make_company()
    ask_question(
        actor=make_member(company), call_id=call.pk, company_id=company.pk, text="When?", now=NOW
    )

    assert Call.objects.get(pk=call.pk).version == call.version


def test_a_document_is_kept_with_its_digest_and_replaced_but_not_removed(market):
    call = make_call(market)
    given = {"actor": market.buyer, "call_id": call.pk, "name": "plan.txt", "now": NOW}

    first = attach_document(**given, title="Plan", content=b"A plan.")
    second = attach_document(
        **given, title="Better plan", content=b"A better plan.", replaces_id=first.pk
    )

    assert first.sha256 == hashlib.sha256(bytes(first.stored.content)).hexdigest()
    assert second.replaces == first
    with pytest.raises(Conflict):
        attach_document(**given, title="Again", content=b"A plan.")
    with pytest.raises(NotFound):
        attach_document(**given, title="Third", content=b"Third.", replaces_id=first.pk)


@pytest.mark.parametrize(("days_left", "moves"), [(30, False), (2, True)])
def test_a_document_on_an_open_call_is_an_amendment(market, days_left, moves):
    call = make_call(market, closes_at=NOW + days_left * DAY)
    given = {"actor": market.buyer, "call_id": call.pk, "name": "plan.txt", "now": NOW}

    attach_document(**given, title="Plan", content=b"A plan.")

    before, call = call.closes_at, Call.objects.get(pk=call.pk)
    amendment = call.amendments.get()
    assert (call.closes_at > before) is moves
    assert (amendment.closes_before, amendment.closes_after) == (before, call.closes_at)
    assert amendment.text == "A document was added: Plan"
    assert whole_working_days(call, NOW, call.closes_at) >= 10
    finding = call.findings.get(rule="days_left")
    assert finding.is_met


def test_a_document_on_a_draft_moves_nothing(market):
    call = make_call(market, state=CallState.DRAFT)

    attach_document(
        actor=market.buyer, call_id=call.pk, name="plan.txt", now=NOW, title="Plan",
        content=b"A plan.",
    )  # fmt: skip

    assert not call.amendments.exists()
    assert Call.objects.get(pk=call.pk).closes_at == call.closes_at
