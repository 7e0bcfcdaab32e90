"""The locks agree with pyproject.toml and can be installed from any mirror."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.house import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
RUNTIME = PROJECT["project"]["dependencies"] + GROUPS["build"]
LOCKS = {
    "requirements.lock": RUNTIME,
    "requirements-dev.lock": RUNTIME + GROUPS["test"] + GROUPS["lint"],
    "requirements-node.lock": GROUPS["node"],
}
NPM_LOCKS = ["frontend/package-lock.json", "frontend/dev/package-lock.json"]
PIN = re.compile(r"^([\w.-]+)==([^ ;\\]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Versions that a lock names, by package."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {canonicalize_name(name): version for name, version in PIN.findall(text)}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_what_the_project_asks_for(lock):
    pinned = pins(lock)
    wanted = [Requirement(text) for text in LOCKS[lock]]

    stale = [
        str(requirement)
        for requirement in wanted
        if not requirement.specifier.contains(pinned.get(canonicalize_name(requirement.name), "0"))
    ]

    assert stale == [], "run `make lock`"


def test_both_locks_pin_the_same_versions():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_all_pins_with_hashes(lock):
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8").strip())

    without = [entry for entry in entries if not PIN.match(entry) or "--hash=sha256:" not in entry]

    assert without == []


@pytest.mark.parametrize("lock", NPM_LOCKS)
def test_npm_lock_has_hashes_and_no_hosts(lock):
    packages = json.loads((ROOT / lock).read_text(encoding="utf-8"))["packages"]
    installed = {name: package for name, package in packages.items() if name}

    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [name for name, package in installed.items() if "integrity" not in package] == []
