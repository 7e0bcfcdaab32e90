"""All releases and records as files, in one pass over the releases.

What is held in memory is one process, whatever the number of releases. The files are written into
a folder beside the one that is asked for and take its place when all are there, by two renames:
whoever reads between them finds nothing for a moment, never half of it. A killed one leaves the
export as it was; one that is killed between the two renames leaves it beside, as ``.NAME-before``,
and the next one puts it back first.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from gongjian.foundation.kernel.csv_files import BYTE_ORDER_MARK, harmless
from gongjian.foundation.kernel.ids import first_id_at
from gongjian.market.open_contracting.addresses import releases_url, town_url
from gongjian.market.open_contracting.extension_files import FILES, read_extension_file
from gongjian.market.open_contracting.models import Release
from gongjian.market.open_contracting.selectors.packages import metadata, record
from gongjian.market.open_contracting.selectors.releases import LAG, all_releases
from gongjian.methods.open_contracting import compile_releases, flat_rows, write_json

MANIFEST = "manifest.json"
MOST_PACKAGE_RECORDS = 100


class NotOurFolder(Exception):
    """The folder holds something else, which is not thrown away."""


def write_export(out: Path, *, per_package: int, now: datetime) -> dict[str, int]:
    """Write every release up to a minute before ``now``; how many there are.

    Raises
    ------
    NotOurFolder
    """
    out = out.resolve()
    _put_back(out)
    if out.exists() and not _may_replace(out):
        raise NotOurFolder(f"{out} holds something that is no export.")
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        counts = _write(beside, per_package, now)
        _write_extension(beside / "extension")
        manifest = {"made_at": now.isoformat(), "counts": counts, "sha256": _digests(beside)}
        text = json.dumps(manifest, indent=2, sort_keys=True)
        (beside / MANIFEST).write_text(text + "\n", encoding="utf-8")
        beside.chmod(0o755)
        _put_in_place(beside, out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return counts


def _may_replace(out: Path) -> bool:
    return out.is_dir() and (not any(out.iterdir()) or (out / MANIFEST).is_file())


def _put_in_place(beside: Path, out: Path) -> None:
    if not out.exists():
        beside.rename(out)
        return
    before = _before(out)
    shutil.rmtree(before, ignore_errors=True)
    out.rename(before)
    try:
        beside.rename(out)
    except OSError:
        _put_back(out)
        raise
    shutil.rmtree(before)


def _before(out: Path) -> Path:
    return out.parent / f".{out.name}-before"


def _put_back(out: Path) -> None:
    """Put back the export of before, where one was killed between its two renames."""
    if _before(out).is_dir() and not out.exists():
        _before(out).rename(out)


def _write(folder: Path, per_package: int, now: datetime) -> dict[str, int]:
    counts = {"releases": 0, "records": 0}
    horizon = first_id_at(now - LAG)
    with ExitStack() as open_files:
        releases = _Lines(folder, "releases", per_package, now, open_files)
        records = _Lines(folder, "records", min(per_package, MOST_PACKAGE_RECORDS), now, open_files)
        tables = _Tables(folder / "csv")
        for ocid, rows in groupby(all_releases(horizon), key=lambda row: row.process_id):
            told = list(rows)
            for row in told:
                releases.add(row.body, "")
            found = _record(ocid, told)
            records.add(write_json(found).decode(), releases_url(ocid))
            tables.add(found["compiledRelease"])
            counts["releases"] += len(told)
            counts["records"] += 1
    releases.finish()
    records.finish()
    tables.finish()
    return counts


def _record(ocid: str, rows: list[Release]) -> dict[str, Any]:
    compiled = compile_releases(json.loads(row.body) for row in rows)
    return record(ocid, [(row.number, row.at) for row in rows], compiled)


class _Lines:
    """A file of JSON Lines, and packages of so many of them beside it."""

    def __init__(
        self, folder: Path, kind: str, size: int, now: datetime, open_files: ExitStack
    ) -> None:
        self.folder, self.kind, self.size, self.now = folder / kind, kind, size, now
        self.folder.mkdir()
        path = folder / f"{kind}.jsonl"
        self.lines = open_files.enter_context(path.open("w", encoding="utf-8"))
        self.package: IO[str] | None = None
        self.number, self.held = 0, 0
        self.urls: list[str] = []

    def add(self, text: str, url: str) -> None:
        self.lines.write(text + "\n")
        if self.package is None:
            self.number += 1
            self.package = self._path().open("w", encoding="utf-8")
            self.package.write(self._head())
        self.package.write(("," if self.held else "") + text)
        self.held += 1
        if url:
            self.urls.append(url)
        if self.held == self.size:
            self.finish()

    def finish(self) -> None:
        """End the package that is being written."""
        if self.package is None:
            return
        used = f',"packages":{write_json(self.urls).decode()}' if self.urls else ""
        self.package.write(f"]{used}}}\n")
        self.package.close()
        self.package, self.held, self.urls = None, 0, []

    def _path(self) -> Path:
        return self.folder / f"{self.kind}-{self.number:06}.json"

    def _head(self) -> str:
        uri = town_url(f"/open-contracting/{self.kind}/#{self._path().stem}")
        head = write_json(metadata(uri, self.now)).decode()
        return f'{head[:-1]},"{self.kind}":['


class _Tables:
    """A CSV for each list of compiled releases. Columns are known only at the end, so rows wait in
    files of their own, not in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.columns: dict[str, dict[str, None]] = {}

    def add(self, compiled: Mapping[str, Any]) -> None:
        waiting: dict[str, list[str]] = {}
        for table, row in flat_rows(compiled):
            self.columns.setdefault(table, {}).update(dict.fromkeys(row))
            waiting.setdefault(table, []).append(json.dumps(row, ensure_ascii=False))
        for table, lines in waiting.items():
            with self._waiting(table).open("a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines)

    def finish(self) -> None:
        for table, columns in self.columns.items():
            waiting = self._waiting(table)
            path = waiting.with_suffix(".csv")
            with path.open("w", encoding="utf-8", newline="") as file:
                file.write(BYTE_ORDER_MARK)
                writer = csv.writer(file)
                writer.writerow(columns)
                for row in _read_lines(waiting):
                    writer.writerow([harmless(row.get(name)) for name in columns])
            waiting.unlink()

    def _waiting(self, table: str) -> Path:
        return self.folder / f"{table.replace('/', '_')}.waiting"


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _write_extension(folder: Path) -> None:
    for name in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(read_extension_file(name) or b"")


def _digests(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                found[os.fspath(path.relative_to(folder))] = hashlib.file_digest(
                    file, "sha256"
                ).hexdigest()
    return found
