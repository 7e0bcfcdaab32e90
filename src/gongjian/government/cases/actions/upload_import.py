"""Uploading a table: kept, and looked at, before anything is brought in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.tables import open_table
from gongjian.government.cases.actions.import_files import keep_file
from gongjian.government.cases.actions.import_rows import guess_mapping
from gongjian.government.cases.models import ImportJob


def upload_import(*, actor: Actor, path: Path, name: str, now: datetime) -> ImportJob:
    """Keep a table for a person to look at, with a guess of what its columns are.

    Raises
    ------
    NotAllowed, UnreadableTable, TooLarge
        As for keep_file.
    """
    mapping = guess_mapping(open_table(path).columns)
    return keep_file(actor=actor, path=path, name=name, now=now, mapping=mapping)
