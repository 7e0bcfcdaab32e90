"""What pages tell to type works as it stands there; what the suite does not type says why."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import ROOT, Block, blocks_of, pages
from tests.docs.terminal import Terminal
from tests.processes import database_url

COMMAND = re.compile(
    r"^(\$ )?(gongjian|make|pip|python|export|curl|git|mv|[A-Z_]+=\S+ gongjian) ", re.M
)
ON_ITS_OWN = {"docs/tutorial/first-town.md"}
"""Typed with what is clicked between the blocks: tests/browser/test_first_town.py."""


def shell_blocks(page: str) -> list[Block]:
    return [block for block in blocks_of(ROOT / page) if block.info.split()[:1] == ["sh"]]


ALL = [page.relative_to(ROOT).as_posix() for page in pages()]
TYPED = [
    page
    for page in ALL
    if page not in ON_ITS_OWN and any(block.info == "sh run" for block in shell_blocks(page))
]


@pytest.mark.parametrize("page", ALL)
def test_every_block_of_commands_says_whether_it_is_typed(page):
    unmarked = [
        block.line
        for block in blocks_of(ROOT / page)
        if (block.info in {"", "sh"} and COMMAND.search(block.text))
        or not re.fullmatch(r"(?!sh\b).*|sh (run|serve|not-run: \S.*)", block.info or "text")
    ]

    assert unmarked == []


@pytest.mark.process
@pytest.mark.any_database
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", TYPED)
def test_what_is_to_be_typed_works(page, tmp_path):
    home = tmp_path / "town"
    (home / "keys").mkdir(parents=True)
    # As it is in a town that was begun.
    (home / "keys" / "secret").write_text("s" * 64)
    terminal = Terminal(tmp_path, GONGJIAN_HOME=str(home), DATABASE_URL=database_url())

    for block in shell_blocks(page):
        if block.info == "sh run":
            terminal.type(block.text)


def test_a_command_that_fails_is_found(tmp_path):
    with pytest.raises(AssertionError, match="gone"):
        Terminal(tmp_path).type("echo gone\nfalse\necho on")
