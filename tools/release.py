"""Make a release: check, build wheel and source archive with their digests, tag; push nothing.

Refuses where anything is uncommitted, where ``pyproject.toml`` (the one place of the version) says
another version, where CHANGELOG.md has no section of it, or where it was released before. The tag
comes last, so that a release that failed leaves none.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = re.compile(r"\d+\.\d+\.\d+((a|b|rc)\d+)?")
SECTION = r"^## \[{version}\] - \d{{4}}-\d\d-\d\d\n(?P<told>.*?)(?=^## |\Z)"


class Refused(Exception):
    """No release can be made; the message says what to do."""


def git(*arguments: str, root: Path = ROOT) -> str:
    """What a git command prints."""
    program = shutil.which("git")
    if program is None:
        raise Refused("git was not found.")
    done = subprocess.run(
        [program, *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(done.stderr.strip())
    return done.stdout.strip()


def told_of(version: str, changelog: str) -> str:
    """What the changelog says of a version; "" where it has no section with a date."""
    found = re.search(
        SECTION.format(version=re.escape(version)), changelog, re.MULTILINE | re.DOTALL
    )
    return found["told"].strip() if found else ""


def check(version: str, root: Path = ROOT) -> str:
    """What the changelog says of a version that can be released.

    Raises
    ------
    Refused
        It cannot.
    """
    if not VERSION.fullmatch(version):
        raise Refused(f"“{version}” is no version: write it like 1.2.3 or 1.2.3rc1.")
    if git("status", "--porcelain", root=root):
        raise Refused("Something is not committed: see git status.")
    if git("tag", "--list", f"v{version}", root=root):
        raise Refused(f"v{version} was released before.")
    said = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
    if said != version:
        raise Refused(f"pyproject.toml says version {said}: write {version} there, and commit it.")
    told = told_of(version, (root / "CHANGELOG.md").read_text(encoding="utf-8"))
    if not told:
        raise Refused(
            f"CHANGELOG.md says nothing of it: head what is new “## [{version}] - YYYY-MM-DD”."
        )
    return told


def build(version: str, root: Path = ROOT) -> list[Path]:
    """Build wheel and source archive into ``dist/VERSION/``, and SHA256SUMS beside them."""
    folder = root / "dist" / version
    shutil.rmtree(folder, ignore_errors=True)
    # The same commit gives the same bytes, whoever builds it and when.
    epoch = git("log", "-1", "--format=%ct", root=root)
    finished = subprocess.run(
        [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "-t",
            "sdist",
            "-t",
            "wheel",
            "-d",
            str(folder),
        ],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": epoch},
        check=False,
    )
    if finished.returncode:
        raise Refused("It could not be built.")
    files = sorted(folder.iterdir())
    if [path.suffix for path in files] != [".whl", ".gz"]:
        raise Refused(f"Not what was to be built: {[path.name for path in files]}")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    return files


def main() -> int:
    """Release from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("version")
    version = parser.parse_args().version
    try:
        told = check(version)
        files = build(version)
        git(
            "tag",
            "--annotate",
            "--cleanup=verbatim",
            "-m",
            f"Gongjian {version}\n\n{told}",
            f"v{version}",
        )
    except Refused as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    for path in files:
        print(path.relative_to(ROOT))
    print(f"Tagged v{version}. Look at it, then: git push origin v{version}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
