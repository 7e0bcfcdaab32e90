"""What strangers, other sites and other people's keys get."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Attachment, Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.factories import make_case

RATING = {"is_solved": True, "satisfaction": 5}
BROKEN = b"\xff\xd8\xff no photo at all"


def send(client, address, body, **headers):
    return client.post(address, json.dumps(body), content_type="application/json", headers=headers)


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def own(town, browser) -> Case:
    """A private case that this browser's session may open, for its secret was shown there."""
    case = make_case(town, requester_id=None, is_public=False, state=CaseState.ANSWERED)
    browser.get(reverse("open_case", args=[case.number, tracking_secret(case.pk)]))
    return case


def test_another_site_s_page_cannot_use_the_secrets_of_a_session(browser, own):
    rate = f"/api/v1/cases/{own.number}/rate"

    stranger = send(browser, rate, RATING)

    assert (stranger.status_code, json.loads(stranger.content)["code"]) == (403, "not_allowed")
    assert not own.ratings.exists()


def test_our_own_page_can(browser, own):
    browser.get(reverse("case", args=[own.number]))
    token = browser.cookies["csrftoken"].value

    done = send(browser, f"/api/v1/cases/{own.number}/rate", RATING, **{"X-CSRFToken": token})

    assert done.status_code == 200
    assert own.ratings.count() == 1


def test_reading_needs_no_token(browser, own):
    assert browser.get(f"/api/v1/cases/{own.number}").json()["text"] == own.text


def test_a_session_without_secrets_is_nobody_s(browser, town):
    browser.post(reverse("submit_case"), {"do": "draft", "text": "Half a thought"})

    assert send(browser, "/api/v1/cases", {"title": "A dark lamp"}).status_code == 201


def report(address: str, key: str, **fields):
    return send(
        Client(REMOTE_ADDR=address), "/api/v1/cases", {"title": "A dark lamp", **fields},
        **{"Idempotency-Key": key},
    )  # fmt: skip


def test_strangers_have_keys_of_their_own_and_nobody_is_told_another_s_secret(town):
    first, second = (report(address, "same") for address in ("203.0.113.7", "203.0.113.8"))

    numbers = {json.loads(answer.content)["number"] for answer in (first, second)}
    secrets = {json.loads(answer.content)["secret"] for answer in (first, second)}
    assert (first.status_code, second.status_code) == (201, 201)
    assert (len(numbers), len(secrets)) == (2, 2)


def test_a_stranger_s_request_sent_twice_is_one_case(town):
    first, again = (report("203.0.113.7", "once") for _ in range(2))

    assert json.loads(first.content)["number"] == json.loads(again.content)["number"]
    assert Case.objects.count() == 1


def test_a_stranger_s_key_with_another_content_is_refused(town):
    report("203.0.113.7", "once")

    refused = report("203.0.113.7", "once", text="Another one.")

    assert (refused.status_code, Case.objects.count()) == (409, 1)


@pytest.mark.parametrize(
    ("who", "address", "field", "status"),
    [
        ("neighbour", "/cases/{}/files/", "files", 403),
        ("", "/cases/{}/files/", "files", 403),
        ("resident", "/cases/{}/work/files/", "files", 403),
        ("other_handler", "/cases/{}/work/files/", "files", 404),
        ("auditor", "/cases/{}/work/files/", "files", 403),
        ("neighbour", "/api/v1/cases/{}/attachments", "file", 403),
        ("", "/api/v1/cases/{}/attachments", "file", 403),
    ],
)
def test_a_picture_is_opened_only_for_whoever_may_add_one(
    client, town, uploads, who, address, field, status
):
    case = make_case(town, state=CaseState.ACCEPTED)
    if who:
        client.force_login(User.objects.get(pk=getattr(town, who).user_id))

    answer = client.post(
        address.format(case.number), {field: SimpleUploadedFile("photo.jpg", BROKEN)}
    )

    # Opened, it would have been 422: this is no picture.
    assert answer.status_code == status
    assert not Attachment.objects.exists()


def test_a_picture_for_a_case_that_takes_none_any_more_is_not_opened(client, town, uploads):
    case = make_case(town, state=CaseState.REJECTED)
    client.force_login(User.objects.get(pk=town.resident.user_id))

    for address, field in (("/cases/{}/files/", "files"), ("/api/v1/cases/{}/attachments", "file")):
        broken = {field: SimpleUploadedFile("photo.jpg", BROKEN)}
        assert client.post(address.format(case.number), broken).status_code == 409
