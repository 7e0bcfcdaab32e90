"""Whatever fails: a page with one heading, in the reader's language, with a way back."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest
from django.test import Client

from tests.factories import make_user
from tests.site.portal.failing_urls import FAILURES

MISSED = "/nowhere/"
WRONG_METHOD = "/cases/7K3M9Q2XAB/reply/"
PAGES = {f"/fails/{how}/": int(how[:3]) for how in FAILURES} | {MISSED: 404, WRONG_METHOD: 405}


@pytest.fixture(autouse=True)
def _failing(settings):
    settings.ROOT_URLCONF = "tests.site.portal.failing_urls"


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(("address", "status"), PAGES.items())
def test_a_page_says_what_happened_and_where_to_go(visitor, address, status, language):
    visitor.cookies["django_language"] = language

    page = visitor.get(address)

    html = page.content.decode()
    assert page.status_code == status
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>\s*\S", html)
    assert re.search(r'<a class="usa-button[^>]* href="/"', html)
    assert re.search(r'<html lang="(en|zh-hans)">', html)
    assert bool(re.search("[\u4e00-\u9fff]{4}", html)) is (language != "en" or "zh-Hans" in html)


@pytest.mark.django_db
@pytest.mark.parametrize("how", sorted(set(FAILURES) - {"403"}))
def test_a_programme_gets_a_problem_document(visitor, how):
    answer = visitor.get(f"/api/fails/{how}/")

    said = json.loads(answer.content)
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.status_code, said["status"]) == (int(how[:3]), int(how[:3]))
    assert said["title"]


def test_without_a_database_the_last_page_still_comes(visitor):
    # No mark for the database: whatever asks it, fails.
    visitor.cookies["sessionid"] = "x" * 32

    page, answer = visitor.get("/asks/"), visitor.get("/api/asks/")

    assert page.status_code == 500
    assert "Something broke on our side" in page.content.decode()
    assert (answer.status_code, json.loads(answer.content)["code"]) == (500, "server_error")


@pytest.mark.django_db
def test_too_many_says_when_to_come_again(visitor):
    assert visitor.get("/fails/429/")["Retry-After"] == "77"


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["409", "429", "422", "403-not-allowed", "401"])
def test_what_was_written_is_there_to_be_copied(visitor, how):
    letter = "The lamp is dark,\nsince Monday. <b>Really</b>"

    page = visitor.post(
        f"/fails/{how}/",
        {
            "text": letter,
            "note": "路灯坏了，请尽快修理",
            "password": "my old secret",
            "version": "12345678",
        },
        headers={"Referer": "http://testserver/cases/?state=open"},
    )

    html = page.content.decode()
    assert "The lamp is dark,<br>since Monday. &lt;b&gt;Really&lt;/b&gt;" in html
    assert "路灯坏了，请尽快修理" in html
    assert "my old secret" not in html
    assert "12345678" not in html
    assert "/cases/?state=open" in html.replace("%3F", "?").replace("%3D", "=")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "referer",
    [
        "https://evil.example/cases/",
        "http://testserver//evil.example/cases/",
        "http://testserver/\\evil.example/cases/",
    ],
)
def test_another_site_is_no_way_back(visitor, referer):
    page = visitor.post("/fails/409/", headers={"Referer": referer})

    assert not re.search(
        r'(?:href="|next=)(?:https?:)?[/\\]{2}evil', unquote(page.content.decode())
    )


@pytest.mark.django_db
def test_who_was_signed_out_meanwhile_keeps_their_words_and_comes_back(visitor):
    page = visitor.post(
        "/cases/7K3M9Q2XAB/work/answer/",
        {"text": "It was repaired on Monday."},
        headers={"Referer": "http://testserver/cases/7K3M9Q2XAB/work/"},
    )

    html = page.content.decode()
    assert page.status_code == 401
    assert "It was repaired on Monday." in html
    assert "/accounts/login/?next=/cases/7K3M9Q2XAB/work/" in html


@pytest.mark.django_db
def test_a_wrong_method_says_which_are_right(visitor):
    assert visitor.get(WRONG_METHOD)["Allow"] == "POST"
    assert visitor.delete("/api/v1/cases")["Content-Type"] == "application/problem+json"
    assert visitor.put("/open311/v2/requests.json").status_code == 405


@pytest.mark.django_db
def test_a_form_of_another_site_is_refused_without_its_words():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())

    page = client.post("/account/", {"name": "Call this number now: 1 2 3"})

    assert page.status_code == 403
    assert "Call this number" not in page.content.decode()
