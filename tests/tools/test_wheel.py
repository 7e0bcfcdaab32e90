"""What we ship: a town can be run from the wheel alone, without npm and without gettext."""

from __future__ import annotations

import subprocess
import sys
from zipfile import ZipFile

import pytest

from tests.processes import ROOT

pytestmark = [pytest.mark.process, pytest.mark.slow]
SOURCE = ROOT / "src"


def shipped(pattern: str) -> set[str]:
    """What lies in the source under a name, by its place in the wheel."""
    return {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob(pattern)}


def test_the_wheel_carries_what_the_pages_need(tmp_path):
    subprocess.run(
        [
            sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
            "--disable-pip-version-check", "--no-index", "--wheel-dir", str(tmp_path), str(ROOT),
        ],
        check=True,
    )  # fmt: skip

    (wheel,) = tmp_path.glob("*.whl")
    names = set(ZipFile(wheel).namelist())

    assert shipped("*.html") <= names
    assert {name.removesuffix("po") + "mo" for name in shipped("*.po")} <= names
    vendor = "gongjian/site/portal/static/vendor"
    assert shipped(f"{vendor}/**/*.js") | shipped(f"{vendor}/**/*.css") <= names
    assert {f"{vendor}/{name}" for name in ("uswds", "htmx", "leaflet")} <= {
        "/".join(name.split("/")[:6]) for name in names
    }
    (licence,) = (name for name in names if name.endswith(".dist-info/licenses/LICENSE"))
    assert ZipFile(wheel).read(licence) == (ROOT / "LICENSE").read_bytes()
