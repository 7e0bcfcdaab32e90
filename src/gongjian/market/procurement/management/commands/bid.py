"""``gongjian bid keys``, ``bid seal`` and ``bid withdraw``: a bid on one's own machine."""

from __future__ import annotations

import json
import secrets
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from nacl.signing import SigningKey

from gongjian.market.procurement.management.files import read_file, write_new
from gongjian.methods import bid_contents, bid_keys
from gongjian.methods.bid_envelopes import (
    MAX_CONTEXT_BYTES,
    Context,
    read_context,
    read_envelope,
    seal_bid,
)
from gongjian.methods.bid_withdrawals import sign_withdrawal
from gongjian.methods.canonical_json import (
    NotCanonical,
    read_base64,
    read_canonical,
    write_base64,
    write_canonical,
)

MAX_BID_BYTES = 2_000_000


class Command(BaseCommand):
    help = "Seal a bid on this machine, withdraw one, or make the keys it is signed with."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="keys|seal|withdraw")
        keys = tasks.add_parser("keys", help="make a key file and print the public key")
        keys.add_argument("file", type=Path, help="key file to make; keep it, and keep it secret")
        seal = tasks.add_parser("seal", help="seal a bid into an envelope to send")
        seal.add_argument("bid", type=Path, help="JSON with “technical”, “price” and “secret”")
        seal.add_argument("--company", required=True, help="your company's official number")
        _add_files(seal)
        seal.add_argument("--out", type=Path, required=True, help="envelope to make")
        withdraw = tasks.add_parser("withdraw", help="sign that an envelope is taken back")
        withdraw.add_argument("digest", help="of the envelope, as its receipt names it")
        _add_files(withdraw)
        withdraw.add_argument("--out", type=Path, required=True, help="withdrawal to make")

    def handle(self, *args: Any, task: str, **options: Any) -> None:
        if task == "keys":
            self._keys(**options)
        elif task == "seal":
            self._seal(**options)
        else:
            self._withdraw(**options)

    def _keys(self, *, file: Path, **options: Any) -> None:
        seed = secrets.token_bytes(bid_keys.SEED_BYTES)
        written = bid_keys.write_key_file(bid_keys.BIDDER_FORMAT, seed)
        write_new(file, written, is_secret=True)
        self.stderr.write("Register this public key for your company; the file stays with you:")
        self.stdout.write(write_base64(bytes(bid_keys.bidder_key(seed).verify_key)))

    def _seal(
        self, *, bid: Path, company: str, context: Path, key: Path, out: Path, **options: Any
    ) -> None:
        try:
            place, signing = _place(context), _signing_key(key)
            contents = _contents(read_file(bid, MAX_BID_BYTES), place)
            sequence = time.time_ns() // 1_000_000
            sealed = seal_bid(contents, place, company.strip(), signing, sequence)
        except ValueError as error:
            raise CommandError(f"{error}.") from error
        write_new(out, sealed)
        digest = write_base64(read_envelope(sealed).digest())
        self.stderr.write(
            f"Sealed for call {place.call}, stage {place.stage}, as a bid of company "
            f"{company.strip()}: {place.threshold} of "
            f"{len(place.trustees)} trustees open it. Its digest, which the receipt will name:"
        )
        self.stdout.write(digest)

    def _withdraw(
        self, *, digest: str, context: Path, key: Path, out: Path, **options: Any
    ) -> None:
        try:
            envelope = read_base64(digest.strip(), 32)
            signed = sign_withdrawal(_place(context).digest(), envelope, _signing_key(key))
        except ValueError as error:
            raise CommandError(f"{error}.") from error
        write_new(out, signed)
        self.stdout.write("Hand this file in on the call's page before the deadline.")


def _add_files(parser: ArgumentParser) -> None:
    parser.add_argument("--context", type=Path, required=True, help="as the call offers it")
    parser.add_argument("--key", type=Path, required=True, help="key file of “bid keys”")


def _place(file: Path) -> Context:
    data = read_file(file, MAX_CONTEXT_BYTES).strip()
    return read_context(read_canonical(data, max_bytes=MAX_CONTEXT_BYTES))


def _signing_key(file: Path) -> SigningKey:
    data = read_file(file, bid_keys.MAX_KEY_FILE_BYTES)
    seed, _call = bid_keys.read_key_file(data, bid_keys.BIDDER_FORMAT)
    return bid_keys.bidder_key(seed)


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
