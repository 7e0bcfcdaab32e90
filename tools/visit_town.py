"""Visit a served demo town: the pages everybody sees answer, in both languages.

python -m tools.visit_town http://127.0.0.1:8000
"""

from __future__ import annotations

import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http.client import HTTPException

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """What the town answered."""

    status: int
    content_type: str
    text: str


@dataclass(frozen=True)
class Visit:
    """One page to fetch, and a word that it must say in each language."""

    name: str
    path: str
    english: str
    chinese: str
    content_type: str = "text/html"


PAGES = [
    Visit("home", "/", "government", "政府"),
    Visit("cases", "/cases/", "case", "诉求"),
    Visit("duty register", "/duties/", "responsible", "负责"),
    Visit("API documentation", "/api/docs", "openapi.json", "openapi.json"),
    Visit("API description", "/api/openapi.json", "openapi", "openapi", "application/json"),
]
# Numbers of cases have digits, names of other pages have none.
FIRST_CASE = re.compile(r'href="(/cases/[^"/?#]*\d[^"/?#]*/)"')
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
STYLE_SHEET = re.compile(r'href="(/static/[^"]+\.css)"')


def fetch(url: str, language: str) -> Answer:
    """Fetch a page as a browser set to this language would."""
    request = urllib.request.Request(url, headers={"Accept-Language": language})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
            text = response.read().decode("utf-8", errors="replace")
            return Answer(response.status, response.headers.get_content_type(), text)
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers.get_content_type(), "")


def wait_for(url: str) -> bool:
    """Wait until somebody answers."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            fetch(url, "en")
        except (OSError, HTTPException):
            time.sleep(0.2)
        else:
            return True
    return False


def fault_of(answer: Answer, word: str, content_type: str) -> str | None:
    """What is wrong with an answer, or nothing."""
    if answer.status != 200:
        return f"status {answer.status}"
    if answer.content_type != content_type:
        return f"is {answer.content_type}"
    if word.lower() not in answer.text.lower():
        return f"does not say {word!r}"
    return None


def found_pages(base: str) -> Iterator[Visit]:
    """Pages whose addresses stand on other pages."""
    for name, path, pattern, word, content_type in (
        ("a case", "/cases/", FIRST_CASE, "", "text/html"),
        ("style sheet", "/", STYLE_SHEET, "{", "text/css"),
    ):
        match = pattern.search(fetch(base + path, "en").text)
        # Where nothing is linked, an address that nothing answers makes it a fault.
        address = match.group(1) if match else f"{path}nothing-linked"
        yield Visit(name, address, word, word, content_type)


def linked_pages(base: str) -> Iterator[Visit]:
    """Every page of the town that the home page links to."""
    known = {page.path for page in PAGES}
    for path in sorted(set(LINK.findall(fetch(f"{base}/", "en").text)) - known):
        yield Visit("linked from home", unescape(path), "", "")


def visit_all(base: str) -> int:
    """Visit every page in both languages, print a line each, return the number of faults."""
    faults = 0
    for page in [*PAGES, *found_pages(base), *linked_pages(base)]:
        for language, word in (("en", page.english), ("zh-hans", page.chinese)):
            began = time.monotonic()
            fault = fault_of(fetch(base + page.path, language), word, page.content_type)
            took_ms = (time.monotonic() - began) * 1000
            print(f"{fault or 'ok':24} {took_ms:6.0f} ms  {language:8} {page.name}: {page.path}")
            faults += bool(fault)
    return faults


def main() -> int:
    """Visit from the command line."""
    base = sys.argv[1].rstrip("/")
    if not wait_for(base):
        print(f"Nobody answered at {base} within {PATIENCE_SECONDS} s.")
        return 1
    return 1 if visit_all(base) else 0


if __name__ == "__main__":
    sys.exit(main())
