"""A machine without a browser: told where somebody works, a failure where CI judges."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import ROOT, environment

pytestmark = pytest.mark.process
PROGRAMS = ("sh", "grep", "tail", "rm", "mktemp")
SCRIPT = ROOT / "tools/install_system_packages.sh"


def machine(folder: Path, **programs: str) -> Path:
    """A folder of programs to be the whole PATH: the plainest ones, and some given by script."""
    folder.mkdir()
    for name in PROGRAMS:
        (folder / name).symlink_to(shutil.which(name))
    for name, script in programs.items():
        path = folder / name.replace("_", "-")
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
    return folder


def install(path: Path, **given: str) -> tuple[int, str]:
    found = subprocess.run(
        [shutil.which("sh"), str(SCRIPT)], env={"PATH": str(path), **given},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return found.returncode, found.stdout


@pytest.mark.parametrize(
    "programs",
    [
        {"id": "echo 0", "apt_get": "echo no network; exit 100"},
        # It says yes and brings nothing, as where the package is a pointer to another store.
        {"id": "echo 0", "apt_get": "exit 0"},
        {"id": "echo 1000", "apt_get": "exit 0"},
        {"id": "echo 0"},
    ],
    ids=["failing", "empty", "nobody", "absent"],
)
def test_a_browser_that_cannot_be_installed_fails_under_ci_only(tmp_path, programs):
    path = machine(tmp_path / "bin", **programs)

    code, said = install(path)
    strict_code, strict_said = install(path, CI="true")

    assert (code, strict_code) == (0, 1)
    assert "chromium fonts-noto-cjk" in said
    assert "the browser tests are skipped" in said
    assert "skipped" not in strict_said


@pytest.mark.parametrize(
    "browser", ["chromium_headless_shell", "chromium", "chromium_browser", "google_chrome"]
)
def test_with_a_browser_and_a_font_nothing_is_done(tmp_path, browser):
    path = machine(tmp_path / "bin", **{browser: "", "fc_list": "echo Noto", "id": "exit 9"})

    assert install(path, CI="true") == (0, "")


@pytest.mark.parametrize(("given", "asked"), [({}, ""), ({"CI": "true"}, "update\ninstall\n")])
def test_under_ci_the_quicker_browser_is_tried_and_not_missed(tmp_path, given, asked):
    note = tmp_path / "asked"
    note.touch()
    path = machine(
        tmp_path / "bin", chromium="", fc_list="echo Noto", id="echo 0",
        apt_get=f'echo $1 >>"{note}"; [ $1 = update ]',
    )  # fmt: skip

    assert install(path, **given) == (0, "")
    assert note.read_text() == asked


@pytest.mark.parametrize(
    ("test", "part"),
    [
        ("tests/browser/test_menus.py", "needs a browser"),
        ("tests/foundation/people/test_oidc.py", "needs node"),
    ],
)
@pytest.mark.parametrize(("given", "code"), [({}, 0), ({"CI": "true"}, 1)])
def test_tests_of_what_is_missing_say_so_and_fail_under_ci(tmp_path, test, part, given, code):
    around = environment(tmp_path / "home") | {"PATH": str(machine(tmp_path / "bin")), **given}
    around = {name: text for name, text in around.items() if name != "CI" or given}
    around.pop("DATABASE_URL", None)

    found = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-x", test],
        cwd=ROOT, env=around, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert found.returncode == code, found.stdout[-2000:]
    assert part in found.stdout
