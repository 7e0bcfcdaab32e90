"""Compile the message catalogues of every app: ``django.po`` → ``django.mo``.

Needs only polib, neither GNU gettext nor Django, so that it runs in the build of the wheel and on
a machine with nothing but Python. Catalogues that are up to date are left alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parent.parent / "src/gongjian"


def catalogues(source: Path = SOURCE) -> list[Path]:
    """Every catalogue of the house, in a stable order."""
    return sorted(source.glob("**/locale/*/LC_MESSAGES/*.po"))


def compile_catalogues(source: Path = SOURCE) -> int:
    """Compile the catalogues that are newer than their compiled form; return how many were."""
    compiled = 0
    for catalogue in catalogues(source):
        target = catalogue.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime_ns >= catalogue.stat().st_mtime_ns:
            continue
        polib.pofile(str(catalogue), encoding="utf-8").save_as_mofile(str(target))
        compiled += 1
    return compiled


if __name__ == "__main__":
    done = compile_catalogues()
    print(f"Messages: {done} of {len(catalogues())} catalogues compiled.", file=sys.stderr)
