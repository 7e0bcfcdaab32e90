"""Each command of the ledger says what it does and takes in the language of the machine."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

import pytest

from gongjian.foundation.ledger.management.commands.ledger import Command


def parsers_below(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from parsers_below(below)


def helps(language: str, monkeypatch) -> list[str]:
    """What stands beside each argument and command, but for what Django adds itself."""
    monkeypatch.setenv("LC_ALL", language)
    whole = Command().create_parser("gongjian", "ledger")
    _first, *ours = parsers_below(whole)
    told = [action.help for one in ours for action in one._actions if action.dest != "help"]
    for one in (whole, *ours):
        for action in one._actions:
            if isinstance(action, argparse._SubParsersAction):
                told += [choice.help for choice in action._choices_actions]
    return [text for text in told if text]


@pytest.mark.parametrize(("language", "is_chinese"), [("zh_CN.UTF-8", True), ("C", False)])
def test_every_help_is_in_the_language_of_the_machine(language, is_chinese, monkeypatch):
    told = helps(language, monkeypatch)

    assert len(told) > 25
    assert {bool(re.search("[一-鿿]", text)) for text in told} == {is_chinese}
