"""What every page is held to."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify

from gongjian.config.api_headings import HEADINGS
from gongjian.config.api_names import NAMES
from tests.factories import make_case, make_town, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PAGES = [
    "home", "submit_case", "case_list", "case_map", "track_case", "search", "my_page", "about",
    "privacy", "accessibility", "account_login", "account_signup", "account_reset_password",
]  # fmt: skip
HAN = re.compile(r"[\u4e00-\u9fff]")
LINK = re.compile(r'<a href="#([A-Z]\w+)"')


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_inline_code(client, name):
    make_town()

    html = client.get(reverse(name)).content.decode()

    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert "<style" not in html
    assert not re.search(r'\sstyle="|\son[a-z]+="', html)


def test_the_content_policy_allows_only_our_own(client):
    policy = client.get("/")["Content-Security-Policy"]

    assert "script-src 'self';" in f"{policy};"
    assert "style-src 'self';" in f"{policy};"
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_title_and_one_heading(client, name):
    make_town()

    html = client.get(reverse(name)).content.decode()

    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>\s*\S", html)


def test_what_is_missing_is_told_in_the_design(client):
    page = client.get("/nowhere/")

    assert page.status_code == 404
    assert "Nothing found here" in page.content.decode()


def test_a_missing_case_and_a_hidden_one_look_the_same(client):
    hidden = make_case(make_town(), is_public=False)

    answers = [client.get(reverse("case", args=[n])) for n in (hidden.number, "7K3M9Q2XAB")]

    assert [answer.status_code for answer in answers] == [404, 404]
    varying = r"(?s)<form.*?</form>|next=[^\"]*|hx-headers='[^']*'"
    bodies = [re.sub(varying, "", a.content.decode()) for a in answers]
    assert bodies[0] == bodies[1]


def test_a_stale_form_is_told_so():
    page = Client(enforce_csrf_checks=True).post(reverse("submit_case"), {"text": "x"})

    assert page.status_code == 403
    assert "This form is out of date" in page.content.decode()


def test_a_page_for_staff_sends_strangers_to_sign_in(client):
    assert client.get("/queue/").url == "/accounts/login/?next=/queue/"


def test_a_page_for_staff_refuses_residents(client):
    client.force_login(make_user())

    page = client.get("/queue/")

    assert page.status_code == 403
    assert "Not for this account" in page.content.decode()


@pytest.mark.parametrize(
    ("language", "title", "receiving"),
    [("zh-hans", "开发者", "提交诉求"), ("en", "For developers", "Receive case")],
)
def test_the_description_of_the_api_stands_in_the_design(client, language, title, receiving):
    page = client.get("/api/docs", headers={"accept-language": language}).content.decode()

    assert f"<h1>{title}</h1>" in page
    assert 'name="viewport"' in page
    # Without a script: every operation stands there, by its address.
    assert f'<a href="?of=cases#receive_case">{receiving}</a>' in page
    assert "POST /api/v1/cases</code>" in page


def test_each_heading_of_the_api_has_a_page_of_its_own(client):
    description = client.get("/api/openapi.json").json()
    first = client.get("/api/docs").content.decode()
    of_each = {
        operation["operationId"]: slugify(operation["tags"][0])
        for methods in description["paths"].values()
        for operation in methods.values()
    }

    pages = {slug: client.get(f"/api/docs?of={slug}") for slug in set(of_each.values())}

    assert {page.status_code for page in pages.values()} == {200}
    words = {slug: page.content.decode() for slug, page in pages.items()}
    assert [name for name in of_each if f'#{name}"' not in first] == []
    assert [name for name, slug in of_each.items() if f'id="{name}"' not in words[slug]] == []
    # Whatever is named leads somewhere on the page.
    links = {(slug, name) for slug, page in words.items() for name in LINK.findall(page)}
    assert [one for one in links if f'id="{one[1]}"' not in words[one[0]]] == []


def test_the_headings_of_the_api_are_in_the_readers_language(client):
    zh = {"accept-language": "zh-hans"}
    operations = client.get("/api/openapi.json").json()["paths"].values()

    tags = {operation["tags"][0] for methods in operations for operation in methods.values()}
    pages = [
        client.get(path, headers=zh).content.decode()
        for path in ("/api/docs", "/api/docs?of=cases")
    ]

    assert tags == set(HEADINGS)
    assert '<a href="?of=cases">诉求</a>' in pages[0]
    assert "<h1>诉求</h1>" in pages[1]
    assert '<h2 id="receive_case">提交诉求</h2>' in pages[1]


def test_each_operation_is_named_in_both_languages(client):
    described = client.get("/api/openapi.json").json()["paths"].values()
    summaries = {
        operation["operationId"]: operation["summary"]
        for methods in described
        for operation in methods.values()
    }

    with translation.override("en"):
        assert {name: str(words) for name, words in NAMES.items()} == summaries
    with translation.override("zh-hans"):
        assert [name for name, words in NAMES.items() if not HAN.search(str(words))] == []


def test_an_unknown_heading_of_the_api_is_not_found(client):
    assert client.get("/api/docs?of=nothing").status_code == 404
