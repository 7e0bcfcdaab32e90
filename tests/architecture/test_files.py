"""Files are small, well named, and say nothing of the machine they were written on."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.house import ROOT, SOURCE, files_of_house, place_of

LONGEST = 500
LONGEST_TEST = 600

# Files that are longer, each with the reason why splitting them would not help a reader.
MAY_BE_LONG: dict[str, str] = {}
# What people of the demo town write: a sentence a line in two languages, no code.
PROSE = ("src/gongjian/config/demo/stories/", "src/gongjian/config/demo/course_texts.py")

GENERATED = re.compile(r"/migrations/\d{4}_")
TEXT_SUFFIXES = {
    ".cfg", ".css", ".csv", ".html", ".ini", ".js", ".json", ".lock", ".md", ".npmrc", ".po",
    ".py", ".sh", ".svg", ".toml", ".txt", ".yaml", ".yml", "",
}  # fmt: skip
# Spelled with a gap, so that this file does not find itself.
HOSTS_AND_PATHS = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org|/site-"
    r"packages/"
    r"|(?<![\w.$}/>)\]])/(?:root|work|opt|Users|home/\w+)/\w",
)


def length_of(text: str) -> int:
    return text.count("\n")


def python_files() -> list[str]:
    return [place_of(path) for path in files_of_house(".py") if not GENERATED.search(str(path))]


def limit_of(place: str) -> int:
    return LONGEST_TEST if place.startswith("tests/") else LONGEST


def test_files_are_short():
    long = [
        place
        for place in python_files()
        if not place.startswith(PROSE)
        and length_of((ROOT / place).read_text(encoding="utf-8")) > limit_of(place)
    ]

    assert sorted(long) == sorted(MAY_BE_LONG)


def test_nothing_is_called_utils():
    named = [
        place_of(path)
        for path in files_of_house()
        if re.search(r"(^|[/_.])utils?([/_.]|$)", place_of(path))
    ]

    assert named == []


def imported_modules(source: str) -> set[str]:
    """Names of the modules that a piece of code imports, and of what it imports from them."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def test_no_django_signals():
    # What must follow from a change stands in its action or goes through the outbox; a receiver
    # fails out of sight.
    receiving = [
        place_of(path)
        for path in SOURCE.rglob("*.py")
        if any(
            name.startswith("django.dispatch") or name.endswith(".signals")
            for name in imported_modules(path.read_text(encoding="utf-8"))
        )
    ]

    assert receiving == []


def test_committed_text_names_no_registry_and_no_machine():
    found = [
        f"{place_of(path)}: {match.group()}"
        for path in files_of_house()
        if path.suffix in TEXT_SUFFIXES
        for match in HOSTS_AND_PATHS.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []


@pytest.mark.parametrize(
    "text", ["https://pypi" + ".org/simple", "cd /ro" + "ot/x", '"' + "/home/" + 'ann/town"']
)
def test_the_search_for_hosts_and_paths_finds_them(text):
    assert HOSTS_AND_PATHS.search(text)


@pytest.mark.parametrize("text", ["src/work/x", "https://city.example/work/1", "/homepage/a"])
def test_the_search_for_hosts_and_paths_leaves_others_alone(text):
    assert not HOSTS_AND_PATHS.search(text)


def text_of(suffix: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in files_of_house(suffix))


def test_what_pages_name_a_part_by_is_drawn_somewhere():
    # A name with a blank to fill in is looked for nowhere.
    named = {
        name
        for names in re.findall(r'class="([^"]*)"', text_of(".html"))
        for name in re.findall(r"(?<![\w-])gj-[\w-]+(?![\w{-])", names)
    }
    drawn = set(re.findall(r"gj-[\w-]+", text_of(".css") + text_of(".js")))

    assert named - drawn == set()
