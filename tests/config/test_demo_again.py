"""The demo names the command that its reader can type."""

from pathlib import Path

import pytest

from gongjian.config.demo.again import command_again

GIVEN = {"language": "zh", "port": 9000, "no_serve": False, "fresh": False, "size": 2500}


@pytest.mark.parametrize(
    ("starter", "other", "typed"),
    [
        ("", {}, "gongjian demo --language zh --port 9000"),
        ("", {"fresh": True}, "gongjian demo --language zh --port 9000 --fresh"),
        ("make", {"fresh": True}, 'make demo ARGS="--language zh --port 9000 --fresh"'),
        ("make", {"port": 8000, "language": None}, "make demo"),
        (
            "make",
            {"home": Path("/my towns/var-zh")},
            "GONGJIAN_HOME='/my towns/var-zh' make demo ARGS=\"--language zh --port 9000\"",
        ),
    ],
)
def test_the_command_is_the_one_that_was_typed_and_what_is_new(monkeypatch, starter, other, typed):
    monkeypatch.setenv("GONGJIAN_STARTED_BY", starter)

    assert command_again(GIVEN, **other) == typed
