"""The life of an application, told by hand: no source answers here."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import (
    Invalid,
    KeyReused,
    NotFound,
    TooMany,
    Unauthenticated,
)
from gongjian.government.cases.actions.attach_file import attach_files
from gongjian.government.cases.actions.erase_person import erase_requester
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Attachment, Case
from gongjian.government.exchange.models import Consent
from gongjian.government.services.actions import begin_application as beginning
from gongjian.government.services.actions.export_person import export_person
from gongjian.government.services.actions.save_service import publish_service, save_service
from gongjian.government.services.actions.submit_application import (
    save_answers,
    submit_application,
)
from gongjian.government.services.actions.withdraw_application import (
    erase_person,
    forget_erased,
    give_up_forgotten,
    withdraw_application,
)
from gongjian.government.services.errors import NotBeingFilledIn, TooManyApplications
from gongjian.government.services.models import Answer, Application, ServiceCount
from gongjian.government.services.selectors.applications import get_own_application
from gongjian.government.services.selectors.services import counts_of_town
from gongjian.methods.uploads import clean_upload
from tests.factories import take_step
from tests.government.services.parts import ASKED, BY_HAND, make_bins, service_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def bins(tmp_path):
    return make_bins(tmp_path)


def by(bins, application, **other):
    return {
        "actor": bins.town.resident, "application_id": application.pk, "now": now(), **other,
    }  # fmt: skip


def submit(bins, application, answers=BY_HAND, **other):
    return submit_application(answers=answers, **by(bins, application, **other))


def wrong_fields(bins, application, answers, act=submit_application):
    with pytest.raises(Invalid) as wrong:
        act(answers=answers, **by(bins, application))
    return set(wrong.value.fields)


def test_begun_twice_with_one_key_it_is_one(bins):
    first = bins.begin(key="k1")

    assert bins.begin(key="k1").pk == first.pk
    assert Case.objects.filter(kind="application").count() == 1
    assert Consent.objects.count() == 1
    assert bins.begin(key="k1", actor=bins.town.neighbour).pk != first.pk


def test_a_key_is_for_one_service(bins):
    bins.begin(key="k1")
    other = save_service(
        actor=bins.town.supervisor, data=service_data(bins.exchange, code="smaller-bin"), now=now()
    )
    publish_service(actor=bins.town.supervisor, service_id=other.pk, now=now())

    with pytest.raises(KeyReused):
        bins.begin(key="k1", service_code="smaller-bin")


def test_nobody_fills_in_forms_without_end(bins, monkeypatch):
    monkeypatch.setattr(beginning, "MOST_OPEN", 1)
    bins.begin()

    with pytest.raises(TooManyApplications):
        bins.begin()
    assert Case.objects.filter(kind="application").count() == 1


def test_nobody_begins_and_withdraws_without_end(bins, monkeypatch):
    monkeypatch.setattr(beginning, "BEGUN_A_DAY", 1)
    application = bins.begin()
    withdraw_application(**by(bins, application))

    with pytest.raises(TooMany):
        bins.begin()

    assert Application.objects.get() == application


def test_blanks_are_no_answer(bins):
    application = bins.begin()

    assert wrong_fields(bins, application, {**BY_HAND, "street": "  "}) == {"street"}


def test_whoever_is_nobody_in_particular_does_not_apply(bins):
    with pytest.raises(Unauthenticated):
        bins.begin(actor=Actor.anonymous())
    with pytest.raises(NotFound):
        bins.begin(service_code="no-such")


def test_what_is_missing_or_does_not_fit_is_named_and_nothing_is_handed_in(bins):
    application = bins.begin()

    assert wrong_fields(bins, application, ASKED) == {"street", "since"}
    assert wrong_fields(bins, application, {**BY_HAND, "people": 0, "bin": "60"}) == {
        "people", "bin",
    }  # fmt: skip
    assert wrong_fields(bins, application, {**BY_HAND, "salary": 5}) == {"salary"}
    assert wrong_fields(bins, application, {**BY_HAND, "street": "a\x00b"}) == {"street"}
    assert wrong_fields(bins, application, {**BY_HAND, "people": 10**400}) == {"people"}
    application.refresh_from_db()
    assert application.state == "begun"
    assert not ServiceCount.objects.exists()


def test_what_is_kept_meanwhile_may_be_unfinished_and_is_taken_out_again(bins):
    application = bins.begin()
    save_answers(answers={"people": 3, "street": "Plum"}, **by(bins, application))
    assert application.answers.get(name="people").value == 3

    save_answers(answers={"people": 4, "street": ""}, **by(bins, application))

    street = application.answers.get(name="street")
    assert (street.value, street.state) == (None, "by_hand")
    assert application.answers.get(name="people").value == 4
    assert wrong_fields(bins, application, {"people": "many"}, save_answers) == {"people"}


def test_handed_in_twice_it_is_handed_in_and_counted_once(bins):
    application = bins.begin()
    first = submit(bins, application)

    again = submit(bins, application, {"people": 9})

    assert again.submitted_at == first.submitted_at
    assert again.answers.get(name="people").value == 3
    assert counts_of_town().applications == 1
    assert again.documents_not_asked == 1


def test_documents_go_to_the_case_while_the_form_is_filled_in(bins):
    application = bins.begin(accepted=())

    attach_files(
        actor=bins.town.resident, case_id=application.case_id,
        files=[("address.txt", clean_upload(b"Plum Lane 4", "address.txt"))], now=now(),
    )  # fmt: skip

    assert Attachment.objects.filter(case=application.case_id).count() == 1


def test_it_is_filled_in_as_it_was_published_when_it_was_begun(bins):
    application = bins.begin()
    form = service_data(bins.exchange).form
    form = {**form, "required": [*form["required"], "illness"]}
    service = save_service(
        actor=bins.town.supervisor, service_id=bins.service.pk,
        data=service_data(bins.exchange, form=form), now=now(),
    )  # fmt: skip
    publish_service(actor=bins.town.supervisor, service_id=service.pk, now=now())

    done = submit(bins, application)

    assert done.service_version.number == 1


@pytest.mark.parametrize(("is_sent", "state"), [(False, "abandoned"), (True, "withdrawn")])
def test_withdrawn_its_consents_go_with_it(bins, is_sent, state):
    application = bins.begin()
    save_answers(answers=ASKED, **by(bins, application))
    if is_sent:
        submit(bins, application)

    withdraw_application(**by(bins, application))
    withdraw_application(**by(bins, application))

    application.refresh_from_db()
    assert application.state == state
    assert Case.objects.get(pk=application.case_id).state == "closed"
    assert Consent.objects.get().withdrawn_at is not None
    assert (application.answers.get(name="people").value is None) is not is_sent
    with pytest.raises(NotBeingFilledIn):
        save_answers(answers=ASKED, **by(bins, application))


def test_what_is_answered_is_not_withdrawn(bins):
    application = submit(bins, bins.begin())
    case = Case.objects.get(pk=application.case_id)
    for step in ("accept", "answer"):
        take_step(bins.town, case, step)

    with pytest.raises(TransitionNotAllowed):
        withdraw_application(**by(bins, application))
    application.refresh_from_db()
    assert application.state == "submitted"
    assert Consent.objects.get().withdrawn_at is None


def test_what_nobody_hands_in_is_given_up(bins):
    old, sent = bins.begin(), submit(bins, bins.begin())
    save_answers(answers=ASKED, **by(bins, old))
    assert give_up_forgotten(now=now() + timedelta(days=29)) == 0

    assert give_up_forgotten(now=now() + timedelta(days=31)) == 1

    old.refresh_from_db()
    sent.refresh_from_db()
    assert (old.state, sent.state) == ("abandoned", "submitted")
    assert not old.answers.exclude(value=None).exists()


def test_one_that_cannot_be_given_up_is_in_nobodys_way(bins):
    stuck, other = bins.begin(), bins.begin()
    Case.objects.filter(pk=stuck.case_id).update(state="in_progress")

    assert give_up_forgotten(now=now() + timedelta(days=31)) == 1

    other.refresh_from_db()
    assert other.state == "abandoned"


def test_nobody_sees_or_changes_anothers(bins):
    application = bins.begin()
    number = Case.objects.get(pk=application.case_id).number
    for actor in (bins.town.neighbour, bins.town.handler, Actor.anonymous()):
        with pytest.raises(NotFound):
            get_own_application(actor=actor, number=number)
        with pytest.raises(NotFound):
            submit(bins, application, actor=actor)
        with pytest.raises(NotFound):
            withdraw_application(**by(bins, application, actor=actor))
    assert get_own_application(actor=bins.town.resident, number=number) == application


def test_exported_one_has_all_one_told(bins):
    application = submit(bins, bins.begin())

    taken = export_person(actor=bins.town.resident, user_id=bins.town.resident.user_id)

    (own,) = taken["applications"]
    assert own["state"] == "submitted"
    assert {one["question"]: one["value"] for one in own["answers"]}["wish"] == "120 litres"
    assert application.service_version.name == own["service"]


def test_erased_nothing_that_was_told_is_left(bins):
    begun, sent = bins.begin(), submit(bins, bins.begin())

    erase_person(actor=bins.town.resident, user_id=bins.town.resident.user_id, now=now())

    assert not Answer.objects.exclude(value=None).exists()
    assert not Application.objects.exclude(applicant=None).exists()
    begun.refresh_from_db()
    sent.refresh_from_db()
    assert (begun.state, sent.state) == ("abandoned", "submitted")


def test_of_a_case_whose_requester_is_erased_the_answers_go_too(bins):
    application = submit(bins, bins.begin())
    other = submit(bins, bins.begin())
    erase_requester(actor=bins.town.resident, case_id=application.case_id, now=now())

    forget_erased(case_ids=[application.case_id, other.case_id], now=now())

    assert not application.answers.exclude(value=None).exists()
    assert other.answers.exclude(value=None).exists()
