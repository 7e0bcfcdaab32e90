"""An application from its consent to the hand-in, with a real node; and what a source may do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid, NotFound, TooMany
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case, CaseTerm
from gongjian.government.exchange.actions.ask_source import ask_source
from gongjian.government.exchange.actions.sign_agreement import end_agreement
from gongjian.government.exchange.errors import QueryRefused, SourceFailed
from gongjian.government.exchange.models import Consent, DataQuery, SubjectIdentity
from gongjian.government.exchange.selectors.agreements import terms_of
from gongjian.government.services.actions import prefill_application as prefilling
from gongjian.government.services.actions.dispute_answer import dispute_answer
from gongjian.government.services.actions.prefill_application import prefill_application
from gongjian.government.services.actions.submit_application import submit_application
from gongjian.government.services.actions.withdraw_application import withdraw_consent
from gongjian.government.services.errors import GrownOld, NotBeingFilledIn
from gongjian.government.services.forms import PREFIX
from gongjian.government.services.models import (
    Answer,
    Application,
    ServiceCount,
    ServiceVersion,
)
from gongjian.government.services.rules.states import CLAIM_LIFE, AnswerState, Reason
from tests.factories import make_provision
from tests.government.exchange.parts import NUMBER, node_process, write_register, write_settings
from tests.government.services.parts import ASKED, BY_HAND, make_bins

pytestmark = pytest.mark.django_db
SOURCE = """
dataset = "{dataset}"
kind = "sql"
url = "sqlite:///{path}"
view = "shown"
key_column = "id"
as_of_column = "seen"
"""


@pytest.fixture
def bins(tmp_path):
    made = make_bins(tmp_path)
    made.exchange.answers_at("http://127.0.0.1:9")
    return made


@pytest.fixture
def answering(bins):
    """The register answers, by a node that runs as a process of its own."""
    folder = bins.exchange.folder
    write_register(folder / "register.sqlite3", {NUMBER: ("Plum Lane", "2020-05-01")})
    source = SOURCE.format(dataset=bins.exchange.dataset.code, path=folder / "register.sqlite3")
    path = write_settings(folder, bins.town.other_department.code, source)
    with node_process(path, slow_seconds=3) as url:
        bins.exchange.answers_at(url)
        yield bins


def prefill(bins, application):
    return prefill_application(actor=bins.town.resident, application_id=application.pk, now=now())


def submit(bins, application, answers, **other):
    return submit_application(
        actor=bins.town.resident, application_id=application.pk, answers=answers, now=now(),
        **other,
    )  # fmt: skip


def states(application):
    rows = Answer.objects.filter(application=application)
    return {one.name: (one.state, one.reason) for one in rows}


@pytest.mark.process
def test_what_the_source_holds_is_fetched_and_not_asked(answering):
    application = answering.begin()
    prefill(answering, application)

    done = submit(answering, application, ASKED)

    street = done.answers.get(name="street")
    assert (street.value, street.state) == ("Plum Lane", AnswerState.FILLED)
    assert street.as_of is not None
    query = street.query
    assert (query.official_id, query.consent_id) == (None, street.consent_id)
    assert query.case_id == done.case_id
    assert (done.fields_not_asked, done.documents_not_asked) == (3, 2)
    assert done.answers.get(name="bin").state == AnswerState.HELD
    assert Case.objects.get(pk=done.case_id).state == "dispatched"
    count = ServiceCount.objects.get()
    assert (count.applications, count.fields_not_asked, count.documents_not_asked) == (1, 3, 2)


@pytest.mark.process
def test_asked_again_nothing_that_came_is_asked_for_again(answering):
    application = answering.begin()
    prefill(answering, application)

    prefill(answering, application)

    assert DataQuery.objects.count() == 1


@pytest.mark.process
def test_what_a_source_gave_is_doubted_and_not_written_over(answering):
    application = answering.begin()
    prefill(answering, application)

    with pytest.raises(Invalid) as wrong:
        submit(answering, application, {**ASKED, "street": "Pear Lane"})
    dispute_answer(
        actor=answering.town.resident, application_id=application.pk, name="street",
        text="I moved to Pear Lane in spring.", now=now(),
    )  # fmt: skip

    assert set(wrong.value.fields) == {"street"}
    street = application.answers.get(name="street")
    assert street.value == "Plum Lane"
    assert street.correction_number
    assert submit(answering, application, ASKED).submitted_at is not None


@pytest.mark.process
def test_consent_withdrawn_what_came_is_taken_out(answering):
    application = answering.begin()
    prefill(answering, application)
    consent = Consent.objects.get()

    withdraw_consent(
        actor=answering.town.resident, application_id=application.pk, consent_id=consent.pk,
        now=now(),
    )  # fmt: skip

    street = application.answers.get(name="street")
    assert (street.value, street.state, street.reason) == (None, "by_hand", "declined")
    prefill(answering, application)
    assert DataQuery.objects.count() == 1


def test_a_source_that_is_down_leaves_its_questions_to_be_told(bins):
    application = bins.begin()

    prefill(bins, application)

    assert states(application)["street"] == ("by_hand", Reason.DOWN)
    done = submit(bins, application, BY_HAND)
    assert (done.fields_not_asked, done.documents_not_asked) == (1, 1)
    assert states(application)["street"] == ("told", Reason.DOWN)


def test_what_was_down_is_asked_again_and_what_is_told_stays(bins):
    application = bins.begin()
    prefill(bins, application)
    prefill(bins, application)
    assert DataQuery.objects.count() == 2

    submit(bins, application, BY_HAND)
    with pytest.raises(NotBeingFilledIn):
        prefill(bins, application)


def test_declined_nothing_is_asked_of_anybody(bins):
    application = bins.begin(accepted=["street"])
    assert states(application)["since"] == ("by_hand", Reason.DECLINED)
    other = bins.begin(accepted=())

    prefill(bins, other)

    assert not DataQuery.objects.exists()
    assert Consent.objects.get().field_names == ["street"]


def test_without_a_verified_number_everything_is_told_by_hand(bins):
    SubjectIdentity.objects.all().delete()
    application = bins.begin()

    prefill(bins, application)

    assert states(application)["street"] == ("by_hand", Reason.NO_NUMBER)
    assert not Consent.objects.exists()
    assert submit(bins, application, BY_HAND).submitted_at is not None


def test_an_agreement_that_ended_leaves_its_questions_to_be_told(bins):
    end_agreement(
        actor=bins.town.supervisor, agreement_id=bins.exchange.agreement.pk,
        reason="Nobody needs it any more.", now=now(),
    )  # fmt: skip

    application = bins.begin()

    assert states(application)["street"] == ("by_hand", Reason.NO_AGREEMENT)


def test_what_somebody_else_asks_for_is_left_to_them_until_they_are_killed(bins):
    application = bins.begin()
    moment = now()
    rows = Answer.objects.filter(application=application, name__in=["street", "since"])
    rows.update(state="asking", changed_at=moment)
    prefill(bins, application)
    assert not DataQuery.objects.exists()

    rows.update(changed_at=moment - CLAIM_LIFE - timedelta(seconds=1))
    prefill(bins, application)

    assert DataQuery.objects.count() == 1
    assert states(application)["street"] == ("by_hand", Reason.DOWN)


def test_nobody_has_anothers_form_filled(bins):
    application = bins.begin()

    with pytest.raises(NotFound):
        prefill_application(actor=bins.town.neighbour, application_id=application.pk, now=now())
    assert Application.objects.count() == 1


def test_what_is_being_asked_for_may_be_told_meanwhile(bins):
    application = bins.begin()
    rows = Answer.objects.filter(application=application, name__in=["street", "since"])
    rows.update(state="asking", changed_at=now())

    done = submit(bins, application, BY_HAND)

    assert (done.state, states(done)["street"][0]) == ("submitted", AnswerState.TOLD)


def test_sources_are_not_asked_for_one_person_without_end(bins, monkeypatch):
    monkeypatch.setattr(prefilling, "ASKED_A_DAY", 1)
    application = bins.begin()
    prefill(bins, application)

    with pytest.raises(TooMany):
        prefill(bins, application)

    assert DataQuery.objects.count() == 1
    assert states(application)["street"] == ("by_hand", Reason.DOWN)


def test_officials_ask_nobody_before_the_form_is_handed_in(bins):
    application = bins.begin(accepted=())
    asked = {
        "actor": bins.town.handler,
        "agreement_id": bins.exchange.agreement.pk,
        "case_number": application.case.number,
        "number": NUMBER,
        "field_names": ["street"],
    }
    with pytest.raises(QueryRefused) as refused:
        ask_source(now=now(), **asked)
    assert [one["name"] for one in refused.value.query.checks if not one["passed"]] == ["case"]

    submit(bins, application, BY_HAND)

    # It is let through to the source, which is down here.
    with pytest.raises(SourceFailed):
        ask_source(now=now(), **asked)


@pytest.mark.process
def test_what_was_fetched_long_ago_is_fetched_again_before_it_is_handed_in(answering):
    application = answering.begin()
    prefill(answering, application)
    fetched = Answer.objects.filter(application=application, state=AnswerState.FILLED)
    hours = terms_of(fetched[0].consent.agreement)["max_age_hours"]
    fetched.update(changed_at=now() - timedelta(hours=hours, minutes=1))
    fetched.filter(name="street").update(value="Pear Lane")

    with pytest.raises(GrownOld):
        submit(answering, application, ASKED)

    prefill(answering, application)
    assert fetched.get(name="street").value == "Plum Lane"
    assert DataQuery.objects.count() == 2
    submit(answering, application, ASKED)


@pytest.mark.process
def test_on_the_page_what_has_grown_old_is_fetched_and_what_was_told_is_kept(answering, client):
    application = answering.begin()
    prefill(answering, application)
    fetched = Answer.objects.filter(application=application, state=AnswerState.FILLED)
    fetched.update(changed_at=now() - timedelta(days=20))
    fetched.filter(name="street").update(value="Pear Lane")
    client.force_login(User.objects.get(pk=answering.town.resident.user_id))
    number = Case.objects.get(pk=application.case_id).number

    told = {f"{PREFIX}{name}": value for name, value in ASKED.items()}
    answer = client.post(reverse("submit_application", args=[number]), told, follow=True)

    assert "was fetched again" in answer.content.decode()
    application.refresh_from_db()
    assert application.state == "begun"
    assert fetched.get(name="street").value == "Plum Lane"
    assert Answer.objects.get(application=application, name="people").value == ASKED["people"]


def test_the_term_is_that_of_the_day_it_is_handed_in(bins):
    application = bins.begin(accepted=())
    other = make_provision()
    ServiceVersion.objects.filter(pk=application.service_version_id).update(
        working_days=3, term_provision=other
    )

    submit(bins, application, BY_HAND)

    term = CaseTerm.objects.get(case=application.case_id)
    assert (term.working_days, term.provision_id) == (3, other.pk)
