"""A release is made of what is committed, once, and says what it is; else there is none."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes import ROOT
from tools.collect_frontend import VENDOR

SECTION = "## [9.8.7] - 2026-12-01\n\n- All is new.\n\n"


def git(root: Path, *arguments: str) -> str:
    named = ["-c", "user.name=Tests", "-c", "user.email=tests@town.example"]
    return subprocess.check_output(["git", *named, *arguments], cwd=root, text=True)


@pytest.fixture
def clone(tmp_path) -> Path:
    """A clone in which version 9.8.7 can be released."""
    root = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--no-tags", str(ROOT), str(root))
    git(root, "config", "user.name", "Tests")
    git(root, "config", "user.email", "tests@town.example")
    vendor = root / VENDOR.relative_to(ROOT)
    shutil.copytree(VENDOR, vendor)
    change(
        root,
        "pyproject.toml",
        lambda text: re.sub(r'\nversion = ".*"', '\nversion = "9.8.7"', text),
    )
    change(root, "CHANGELOG.md", lambda text: text.replace("## [Unrel", f"{SECTION}## [Unrel"))
    return root


def change(root: Path, name: str, how: Callable[[str], str]) -> None:
    path = root / name
    path.write_text(how(path.read_text(encoding="utf-8")), encoding="utf-8")
    git(root, "commit", "--quiet", "--all", "--message", f"tests: {name}")


def release(root: Path, version: str = "9.8.7") -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-m", "tools.release", version],
        cwd=root, env=kept, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_a_release_has_wheel_archive_digests_and_a_tag(clone):
    done = release(clone)

    assert done.returncode == 0, done.stderr
    folder = clone / "dist" / "9.8.7"
    files = {path.name: path for path in folder.iterdir()}
    archive, wheel = "gongjian-9.8.7.tar.gz", "gongjian-9.8.7-py3-none-any.whl"
    assert set(files) == {archive, wheel, "SHA256SUMS"}
    told = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].read_text().splitlines())
    digests = {name: hashlib.sha256(files[name].read_bytes()).hexdigest() for name in told}
    assert told == digests
    with tarfile.open(files[archive]) as source:
        assert "gongjian-9.8.7/src/gongjian/config/cli.py" in source.getnames()
    assert "- All is new." in git(clone, "tag", "--list", "--format=%(contents)", "v9.8.7")
    assert "was released before" in release(clone).stderr


@pytest.mark.parametrize(
    ("name", "how", "why"),
    [
        ("pyproject.toml", lambda text: text.replace("9.8.7", "9.8.8"), "says version 9.8.8"),
        ("CHANGELOG.md", lambda text: text.replace("[9.8.7]", "[9.8.6]"), "says nothing of it"),
        ("CHANGELOG.md", lambda text: text.replace("- All is new.", ""), "says nothing of it"),
    ],
)
def test_what_does_not_say_the_version_is_not_released(clone, name, how, why):
    change(clone, name, how)

    done = release(clone)

    assert done.returncode == 1
    assert why in done.stderr
    assert git(clone, "tag") == ""


def test_what_is_not_committed_is_not_released(clone):
    (clone / "new.txt").write_text("new")

    assert "not committed" in release(clone).stderr
    assert not (clone / "dist").exists()


@pytest.mark.parametrize("version", ["", "9.8", "v9.8.7", "9.8.7; true", "../9.8.7"])
def test_what_is_no_version_is_not_released(clone, version):
    assert "is no version" in release(clone, version).stderr
