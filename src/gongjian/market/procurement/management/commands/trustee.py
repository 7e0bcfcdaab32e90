"""``gongjian trustee keys`` and ``trustee open``: a trustee's part, offline."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongjian.market.procurement.management.files import read_file, write_new
from gongjian.methods import bid_keys
from gongjian.methods.bid_envelopes import PARTS
from gongjian.methods.bid_openings import read_release, release_shares
from gongjian.methods.call_file import MAX_CALL_FILE_BYTES, read_call_file, require_closing


class Command(BaseCommand):
    help = "Make a trustee's keys for one call, or release shares of its bids once it has closed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="keys|open")
        keys = tasks.add_parser("keys", help="make a key file for one call, print the public key")
        keys.add_argument("call", help="identifier of the call, as its page gives it")
        keys.add_argument("file", type=Path, help="key file to make; it never leaves you")
        release = tasks.add_parser("open", help="release shares of one part of all bids")
        release.add_argument("file", type=Path, help="the call file")
        release.add_argument("--key", type=Path, required=True, help="key file of “trustee keys”")
        release.add_argument("--part", choices=PARTS, required=True)
        release.add_argument(
            "--town-key",
            required=True,
            help="the town's verifier key, as you knew it before (gongjian ledger key)",
        )
        release.add_argument("--out", type=Path, required=True, help="file with shares to make")

    def handle(self, *args: Any, task: str, **options: Any) -> None:
        if task == "keys":
            self._keys(**options)
        else:
            self._open(**options)

    def _keys(self, *, call: str, file: Path, **options: Any) -> None:
        seed = secrets.token_bytes(bid_keys.SEED_BYTES)
        written = bid_keys.write_key_file(bid_keys.TRUSTEE_FORMAT, seed, call)
        write_new(file, written, is_secret=True)
        self.stderr.write("Give this public key on the call's page; the file stays with you:")
        self.stdout.write(str(bid_keys.trustee_public_key(seed)))

    def _open(
        self, *, file: Path, key: Path, part: str, town_key: str, out: Path, **options: Any
    ) -> None:
        try:
            key_file = read_file(key, bid_keys.MAX_KEY_FILE_BYTES)
            seed, call = bid_keys.read_key_file(key_file, bid_keys.TRUSTEE_FORMAT)
            found = read_call_file(read_file(file, MAX_CALL_FILE_BYTES))
            if found.context.call != call:
                raise CommandError("This key was made for another call: nothing is released.")
            # Before this holds, a share could open a bid that may still be replaced.
            closing = require_closing(found, town_key.strip())
            missing = [
                envelope
                for envelope in found.envelopes
                if part in envelope.digests and part not in envelope.parts
            ]
            if missing:
                raise CommandError("Take the trustees' call file: this one lacks that part.")
            released = release_shares(found.context, closing.root, found.envelopes, part, seed)
            release = read_release(released, found.context)
        except ValueError as error:
            raise CommandError(f"{error}: nothing is released.") from error
        write_new(out, released)
        complaints = sum(1 for given in release.shares.values() if given is None)
        self.stdout.write(
            f"Shares of {len(release.shares) - complaints} bids, closed {closing.closed_at}."
        )
        if complaints:
            self.stdout.write(f"Of {complaints} bids your box is not what it should be: said so.")
