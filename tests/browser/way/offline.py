"""Commands that people run on machines of their own: what they do not have there is the town's
database, and what the town must not have are their key files."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

from django.core.management import call_command
from django.db import connection

from gongjian.foundation.ledger.interface import town_key
from gongjian.market.procurement.models import Call
from tests.browser.way.windows import Person
from tests.processes import gongjian

KEY = "key.json"
NO_TOWN = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere"}
"""Nothing answers there."""


def said(*command: object) -> str:
    """What a command prints that cannot ask a database. In this process: to start one for each of
    ten would take most of the time there is."""
    told = StringIO()
    with connection.execute_wrapper(_refuse):
        call_command(*map(str, command), stdout=told, stderr=StringIO())
    return told.getvalue().strip()


def _refuse(execute: Callable[..., Any], sql: str, *_more: object) -> NoReturn:
    raise AssertionError(f"a command that works offline asks a database: {sql}")


def make_trustee_key(trustee: Person, call: Call) -> str:
    """The public key; the key file stays on the trustee's machine."""
    return said("trustee", "keys", call.pk, trustee.folder / KEY)


def check_context(trustee: Person, context: Path) -> str:
    key = trustee.folder / KEY
    return said("trustee", "check", context, "--key", key, "--town-key", town_key())


def make_shares(trustee: Person, call_file: Path, part: str) -> Path:
    """Of every bid that stands in the file."""
    shares = trustee.folder / f"{part}.json"
    said(
        "trustee", "open", call_file, "--key", trustee.folder / KEY, "--part", part,
        "--town-key", town_key(), "--out", shares,
    )  # fmt: skip
    return shares


def make_bidder_key(bidder: Person) -> str:
    return said("bid", "keys", bidder.folder / KEY)


def seal_bid(bidder: Person, company_code: str, context: Path, bid: dict) -> Path:
    """The envelope."""
    written, envelope = bidder.folder / "bid.json", bidder.folder / "envelope.json"
    written.write_text(json.dumps(bid))
    said(
        "bid", "seal", written, "--company", company_code, "--context", context,
        "--key", bidder.folder / KEY, "--out", envelope,
    )  # fmt: skip
    return envelope


def verify_call(file: Path, receipt: Path) -> str:
    """What anybody reads who checks the public file with the receipt of a bid."""
    return said(*_verify(file, receipt))


def verify_call_elsewhere(file: Path, receipt: Path) -> str:
    """The same by a process of its own, as on a machine that never saw the town."""
    command = map(str, _verify(file, receipt))
    with gongjian(*command, home=file.parent, **NO_TOWN) as process:
        told, _nothing = process.communicate(timeout=120)
    assert process.returncode == 0, told
    return told


def _verify(file: Path, receipt: Path) -> tuple[object, ...]:
    known = ("--town-key", town_key(), "--receipt", receipt)
    return ("verify", "call", file, *known, "--language", "en")
