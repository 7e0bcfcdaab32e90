"""What we ship: a town can be run from the wheel alone, without npm and without gettext."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import urllib.request
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.processes import ROOT, answers, wait_until

pytestmark = [pytest.mark.process, pytest.mark.slow]
SOURCE = ROOT / "src"


def shipped(pattern: str) -> set[str]:
    """What lies in the source under a name, by its place in the wheel."""
    return {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob(pattern)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
            "--disable-pip-version-check", "--no-index", "--wheel-dir", str(folder), str(ROOT),
        ],
        check=True,
    )  # fmt: skip
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_carries_what_the_pages_need(wheel):
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


@pytest.fixture
def installed(wheel, tmp_path) -> Path:
    """The programs of an environment with the wheel; what it needs is there already."""
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    subprocess.run(
        [
            sys.executable, "-m", "pip", "--python", str(venv / "bin/python"), "install", "--quiet",
            "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check", str(wheel),
        ],
        check=True,
    )  # fmt: skip
    (packages,) = venv.glob("lib/python*/site-packages")
    needed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    # A .pth below such a folder is not read, so that the checkout is not found by one.
    (packages / "needed.pth").write_text("\n".join(needed) + "\n")
    return venv / "bin"


def fetched(url: str, **headers: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60) as answer:
        return answer.read().decode(errors="replace")


def test_a_demo_lives_from_the_wheel_alone(installed, tmp_path):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GONGJIAN_", "PYTHONPATH"))}
    environment = {**kept, "GONGJIAN_HOME": str(tmp_path / "town"), "DATABASE_URL": ""}
    options = {"cwd": tmp_path, "env": environment, "text": True}
    command = str(installed / "gongjian")
    where = "import gongjian; print(gongjian.__file__)"

    found = subprocess.check_output([str(installed / "python"), "-c", where], **options)
    made = subprocess.run(
        [command, "demo", "--no-serve", "--size", "10"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **options,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout
    serve = [command, "serve", "--port", "0", "--no-worker", "--web-workers", "1"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, **options) as town:
        try:
            address = town.stdout.readline().split()[-1]
            wait_until(lambda: answers(address))
            page = fetched(address)
            chinese = fetched(address, **{"Accept-Language": "zh-hans"})
            files = set(re.findall(r'(?:href|src)="/(static/[^"]+)"', page))
            sizes = {name: len(fetched(address + name)) for name in files}
        finally:
            town.terminate()

    assert found.startswith(str(tmp_path))
    assert "诉求" in chinese
    assert "诉求" not in page
    assert {"uswds", "htmx"} <= {part for name in files for part in name.split("/")}
    assert all(sizes.values())
