"""No page of the repository links to what is not there. Other sites are looked at by form alone."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.docs.pages import ROOT, anchors_of, links_of, pages


def broken(page: Path, target: str) -> str:
    """What is wrong with a link of a page; nothing where it leads somewhere."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        is_well = parts.scheme in {"http", "https"} and "." in parts.netloc
        return "" if is_well or parts.scheme == "mailto" else "no address"
    path = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not path.is_relative_to(ROOT):
        return "leads out of the repository"
    if not path.exists():
        return "is not there"
    if parts.fragment and parts.fragment not in anchors_of(path):
        return "has no such heading"
    return ""


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    wrong = [
        f"line {link.line}: {link.target} {reason}"
        for link in links_of(page)
        if (reason := broken(page, link.target))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("docs/map.md", ""),
        ("docs/map.md#the-way-of-a-case-through-the-code", ""),
        ("https://example.org/page#part", ""),
        ("docs/nowhere.md", "is not there"),
        ("docs/map.md#nowhere", "has no such heading"),
        ("docs/pictures/nowhere.png", "is not there"),
        ("../elsewhere.md", "leads out of the repository"),
        ("https://nowhere", "no address"),
    ],
)
def test_a_broken_link_is_found(target, reason):
    assert broken(ROOT / "README.md", target) == reason


def test_every_picture_of_the_docs_is_shown_somewhere():
    shown = {(page.parent / link.target).resolve() for page in pages() for link in links_of(page)}

    assert set((ROOT / "docs/pictures").glob("*.png")) - shown == set()


def test_what_is_linked_is_part_of_the_repository():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    tracked = {(ROOT / line).resolve() for line in listed.stdout.splitlines()}
    linked = {
        (page.parent / unquote(urlsplit(link.target).path)).resolve()
        for page in pages()
        for link in links_of(page)
        if not urlsplit(link.target).scheme and urlsplit(link.target).path
    }
    files = {path for path in linked if path.is_file()}

    assert listed.returncode or files - tracked == set()
