"""Our extension of the standard, as it is published: a handful of files, shipped with the code."""

from __future__ import annotations

from importlib.resources import files

FILES = (
    "extension.json",
    "release-schema.json",
    "codelists/bidStatistics.csv",
    "codelists/bidStatus.csv",
    "codelists/proofStatus.csv",
    "codelists/requestKind.csv",
)


def read_extension_file(name: str) -> bytes | None:
    """A file of the extension by its name; None for any other name."""
    if name not in FILES:
        return None
    return files("gongjian.market.open_contracting").joinpath("extension", name).read_bytes()
