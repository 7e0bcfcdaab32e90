"""What the reference makes of the code is whole, and can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongjian.config.environment import Environment
from gongjian.foundation.kernel.actor import Role
from gongjian.government.cases.rules import Step
from tools.reference import PARTS, part
from tools.reference.commands import our_commands
from tools.reference.settings import variable

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def first_cells(text: str) -> set[str]:
    return set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))


def test_every_setting_is_told_with_what_it_does():
    rows = [line.split(" | ") for line in part("settings").splitlines()[2:]]

    assert {row[0].strip("| `") for row in rows} == set(map(variable, Environment.model_fields))
    assert [row[0] for row in rows if len(row[3].strip(" |")) < 12] == []


def test_every_command_is_told_with_its_arguments():
    text = part("commands")

    told = set(re.findall(r"^## gongjian (\S+)$", text, re.MULTILINE))
    assert told == set(our_commands())
    assert "| `--size SIZE` | how many cases | `2500` |" in text
    assert "#### gongjian ledger verify receipt" in text


def test_every_operation_of_the_api_is_told():
    from gongjian.config.api import api

    paths = api.get_openapi_schema()["paths"]

    assert len(first_cells(part("operations"))) == sum(map(len, paths.values()))


def test_roles_and_steps_are_told():
    assert first_cells(part("roles")) == set(Role)
    assert set(Step) <= first_cells(part("states"))


@pytest.mark.parametrize(
    ("code", "default"),
    [
        ("case-reopen-days", "30"),
        ("call-standstill-working-days", "7"),
        ("data-request-working-days", "10"),
        ("data-request-unconditional-working-days", "1"),
        ("case-working-days", "15"),
        ("contract-most-growth-percent", "10"),
    ],
)
def test_parameters_of_the_law_are_told_with_what_holds_without_one(code, default):
    assert f"| `{code}` | `{default}` |" in part("law-parameters")


@pytest.mark.parametrize(
    "act", ["case_received", "ballot_cast", "role_granted", "call_awarded", "provision_added"]
)
def test_acts_of_the_ledger_are_told(act):
    assert f"`{act}`" in part("ledger-acts")


@pytest.mark.parametrize("name", PARTS)
def test_every_part_stands_on_a_page(name):
    pages = "".join(path.read_text(encoding="utf-8") for path in REFERENCE.glob("*.md"))

    assert pages.count(f"{{from-code}} {name}\n") == 1
