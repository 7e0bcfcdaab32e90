"""The visit of a served town notices what is wrong with a page."""

from __future__ import annotations

import pytest

from tools.visit_town import FIRST_CASE, LINK, STYLE_SHEET, Answer, fault_of


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (Answer(200, "text/html", "<h1>Your Government</h1>"), None),
        (Answer(500, "text/html", "government"), "status 500"),
        (Answer(200, "application/json", "government"), "is application/json"),
        (Answer(200, "text/html", "<h1>Welcome</h1>"), "does not say 'government'"),
    ],
)
def test_faults_of_an_answer(answer, fault):
    assert fault_of(answer, "government", "text/html") == fault


def test_first_case_of_a_list():
    page = (
        '<a href="/cases/?page=2">2</a> <a href="/cases/new/">+</a> <a href="/cases/26-4K7Q/">x</a>'
    )

    assert FIRST_CASE.search(page).group(1) == "/cases/26-4K7Q/"


def test_style_sheet_of_a_page():
    page = '<link rel="icon" href="/static/a.svg"><link href="/static/vendor/uswds.css">'

    assert STYLE_SHEET.search(page).group(1) == "/static/vendor/uswds.css"


def test_links_of_a_page():
    page = '<a class="x" href="/duties/?q=a"></a><a href="https://a.example/"></a><a href="#b"></a>'

    assert LINK.findall(page) == ["/duties/?q=a"]
