"""``gongjian bid keys`` and ``bid seal``: seal a bid on one's own machine."""

from __future__ import annotations

import json
import secrets
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongjian.market.procurement.management.files import read_file, write_new
from gongjian.methods import bid_contents, bid_keys
from gongjian.methods.bid_envelopes import (
    MAX_CONTEXT_BYTES,
    Context,
    read_context,
    read_envelope,
    seal_bid,
)
from gongjian.methods.canonical_json import (
    NotCanonical,
    read_canonical,
    write_base64,
    write_canonical,
)

MAX_BID_BYTES = 2_000_000


class Command(BaseCommand):
    help = "Seal a bid on this machine, or make the keys it is signed with."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="keys|seal")
        keys = tasks.add_parser("keys", help="make a key file and print the public key")
        keys.add_argument("file", type=Path, help="key file to make; keep it, and keep it secret")
        seal = tasks.add_parser("seal", help="seal a bid into an envelope to send")
        seal.add_argument("bid", type=Path, help="JSON with “technical”, “price” and “secret”")
        seal.add_argument("--context", type=Path, required=True, help="as the call offers it")
        seal.add_argument("--key", type=Path, required=True, help="key file of “bid keys”")
        seal.add_argument("--out", type=Path, required=True, help="envelope to make")

    def handle(self, *args: Any, task: str, **options: Any) -> None:
        if task == "keys":
            self._keys(**options)
        else:
            self._seal(**options)

    def _keys(self, *, file: Path, **options: Any) -> None:
        seed = secrets.token_bytes(bid_keys.SEED_BYTES)
        written = bid_keys.write_key_file(bid_keys.BIDDER_FORMAT, seed)
        write_new(file, written, is_secret=True)
        self.stderr.write("Register this public key for your company; the file stays with you:")
        self.stdout.write(write_base64(bytes(bid_keys.bidder_key(seed).verify_key)))

    def _seal(self, *, bid: Path, context: Path, key: Path, out: Path, **options: Any) -> None:
        try:
            read = read_canonical(
                read_file(context, MAX_CONTEXT_BYTES).strip(), max_bytes=MAX_CONTEXT_BYTES
            )
            place = read_context(read)
            key_file = read_file(key, bid_keys.MAX_KEY_FILE_BYTES)
            seed, _call = bid_keys.read_key_file(key_file, bid_keys.BIDDER_FORMAT)
            contents = _contents(read_file(bid, MAX_BID_BYTES), place)
            sequence = time.time_ns() // 1_000_000
            sealed = seal_bid(contents, place, bid_keys.bidder_key(seed), sequence)
        except ValueError as error:
            raise CommandError(f"{error}.") from error
        write_new(out, sealed)
        digest = write_base64(read_envelope(sealed).digest())
        self.stderr.write(
            f"Sealed for call {place.call}, stage {place.stage}: {place.threshold} of "
            f"{len(place.trustees)} trustees open it. Its digest, which the receipt will name:"
        )
        self.stdout.write(digest)


def _contents(data: bytes, context: Context) -> dict[str, bytes]:
    """The parts, each read again as those who open it will."""
    try:
        given = json.loads(data)
    except ValueError as error:
        raise NotCanonical(f"the bid is no JSON: {error}") from None
    if not isinstance(given, dict):
        raise NotCanonical("the bid is no object with parts")
    formats: dict[str, dict[str, Any]] = {
        "technical": {"answers": [], "attachments": [], "format": bid_contents.TECHNICAL_FORMAT},
        "price": {
            "currency": context.currency,
            "format": bid_contents.PRICE_FORMAT,
            "lines": [],
        },
        "secret": {"format": bid_contents.SECRET_FORMAT},
    }
    contents = {}
    for part, value in given.items():
        if part not in formats or not isinstance(value, dict):
            raise NotCanonical(f"“{str(part)[:40]}” is no part of a bid")
        contents[part] = write_canonical({**formats[part], **value})
        bid_contents.read_content(part, contents[part], context.currency)
    return contents
