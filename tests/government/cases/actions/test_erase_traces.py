"""What else knows of an erased person: letters, names of files, sessions that once had the key."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.foundation.people.models import Notice, NoticeSubscription
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.notify_people import notify_people
from gongjian.government.cases.models import Attachment, Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.factories import NOW, make_case

PRIVATE = {"requester_id": None, "is_public": False}


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return out.getvalue()


def told(case: Case) -> list[Notice]:
    """The letters about a case, as they were written."""
    notify_people(event_ids=list(case.events.values_list("pk", flat=True)), now=NOW)
    return list(Notice.objects.filter(user=None, path__contains=f"/{case.number}/"))


def keeper(case: Case) -> Actor:
    """A visitor whose session has shown the case's secret."""
    return Actor.anonymous().with_cases(frozenset({case.pk}))


def erase(case: Case) -> None:
    cases.erase_requester(actor=keeper(case), case_id=case.pk, now=NOW)


@pytest.mark.parametrize("email", ["ann@example.org", "Ann.Li@Example.ORG"])
def test_letters_go_with_their_reader(town, email):
    case = make_case(town, contact_email=email, **PRIVATE)
    other = make_case(town, contact_email="other@example.org", **PRIVATE)
    assert told(case)
    assert told(other)

    erase(case)

    assert [notice.email for notice in Notice.objects.filter(user=None)] == ["other@example.org"]


def test_letters_about_another_case_stay_and_with_the_last_one_the_wishes_go(town):
    first, second = (make_case(town, contact_email="ann@example.org", **PRIVATE) for _ in "ab")
    told(first)
    told(second)
    NoticeSubscription.objects.create(email="ann@example.org", topic="cases", wants_email=False)

    erase(first)
    assert {notice.path.split("/")[2] for notice in Notice.objects.all()} == {second.number}
    assert NoticeSubscription.objects.exists()

    erase(second)
    assert not Notice.objects.exists()
    assert not NoticeSubscription.objects.exists()


def test_a_letter_that_is_written_after_the_erasure_goes_to_nobody(town):
    case = make_case(town, contact_email="ann@example.org", **PRIVATE)

    erase(case)

    assert told(case) == []


def test_names_of_files_are_forgotten_and_public_photos_are_still_shown(town, uploads, client):
    case = make_case(town)
    for name, content in (("Ann Li 138.jpg", photo()), ("Ann Li.txt", b"Dear town")):
        cases.attach_file(actor=town.resident, case_id=case.pk, name=name, content=content, now=NOW)

    cases.erase_requester(actor=town.resident, case_id=case.pk, now=NOW)

    assert set(Attachment.objects.values_list("name", flat=True)) == {""}
    page = client.get(reverse("case", args=[case.number]))
    picture = client.get(reverse("attachment", args=[Attachment.objects.get(is_public=True).pk]))
    assert (page.status_code, picture.status_code) == (200, 200)
    assert "Ann Li" not in page.content.decode() + str(picture.headers)


@pytest.fixture
def old_session(client, town):
    """A browser that once opened a private case by its secret."""
    case = make_case(town, contact_email="ann@example.org", state=CaseState.ANSWERED, **PRIVATE)
    client.get(reverse("open_case", args=[case.number, tracking_secret(case.pk)]))
    assert client.get(reverse("case", args=[case.number])).status_code == 200
    erase(case)
    return case


def test_an_old_session_sees_an_erased_case_no_more(client, old_session):
    number = old_session.number

    for name in ("case", "case_sent"):
        assert client.get(reverse(name, args=[number])).status_code == 404
    assert client.get(f"/api/v1/cases/{number}").status_code == 404
    assert number not in client.get(reverse("my_page")).content.decode()


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("rate_case", {"is_solved": "yes", "satisfaction": "5"}),
        ("reopen_case", {"reason": "Still there."}),
        ("close_case", {}),
        ("erase_requester", {}),
    ],
)
def test_an_old_session_does_nothing_to_an_erased_case(client, old_session, name, given):
    before = old_session.events.count()

    answer = client.post(reverse(name, args=[old_session.number]), given)

    assert answer.status_code == 404
    assert old_session.events.count() == before


def test_an_old_session_is_a_stranger_to_an_erased_public_case(client, town, uploads):
    case = make_case(town, requester_id=None, state=CaseState.ANSWERED)
    client.get(reverse("open_case", args=[case.number, tracking_secret(case.pk)]))
    erase(case)

    page = client.get(reverse("case", args=[case.number]))
    answer = client.post(
        reverse("attach_file", args=[case.number]),
        {"files": SimpleUploadedFile("note.txt", b"mine")},
    )

    assert page.status_code == 200
    assert not page.context["is_requester"]
    assert answer.status_code == 403
    with pytest.raises(NotAllowed):
        cases.rate_case(
            actor=keeper(case), case_id=case.pk, is_solved=True, satisfaction=5, now=NOW
        )


def test_the_secret_of_an_erased_case_opens_it_no_more(client, town):
    case = make_case(town, **PRIVATE)
    secret = tracking_secret(case.pk)
    erase(case)

    opened = client.get(reverse("open_case", args=[case.number, secret]))
    by_programme = client.get(f"/api/v1/cases/{case.number}", headers={"X-Case-Secret": secret})

    assert (opened.status_code, by_programme.status_code) == (404, 404)
    with pytest.raises(NotFound):
        cases.reply_to_question(actor=keeper(case), case_id=case.pk, text="x", now=NOW)
