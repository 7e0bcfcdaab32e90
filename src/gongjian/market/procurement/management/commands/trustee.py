"""``gongjian trustee keys``, ``trustee check`` and ``trustee open``: a trustee's part, offline."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongjian.market.procurement.management.files import append_line, read_file, write_new
from gongjian.methods import bid_keys
from gongjian.methods.bid_closing import Closing
from gongjian.methods.bid_envelopes import MAX_CONTEXT_BYTES, PARTS, read_context
from gongjian.methods.bid_openings import read_release, release_shares
from gongjian.methods.call_check import require_closing
from gongjian.methods.call_file import MAX_CALL_FILE_BYTES, read_call_file
from gongjian.methods.canonical_json import read_canonical, write_base64

MAX_RELEASED_BYTES = 100_000
KEY_HELP = "key file of “trustee keys”"
TOWN_KEY_HELP = "the town's verifier key, as you knew it before (gongjian ledger key)"


class Command(BaseCommand):
    help = (
        "Make a trustee's keys for one call, check that bids are sealed for them, or release "
        "shares of its bids once it has closed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="keys|check|open")
        keys = tasks.add_parser("keys", help="make a key file for one call, print the public key")
        keys.add_argument("call", help="identifier of the call, as its page gives it")
        keys.add_argument("file", type=Path, help="key file to make; it never leaves you")
        check = tasks.add_parser(
            "check", help="check that what bidders seal for names your key and the town's"
        )
        check.add_argument("context", type=Path, help="context of the call, as bidders get it")
        check.add_argument("--key", type=Path, required=True, help=KEY_HELP)
        check.add_argument("--town-key", required=True, help=TOWN_KEY_HELP)
        release = tasks.add_parser("open", help="release shares of one part of all bids")
        release.add_argument("file", type=Path, help="the call file")
        release.add_argument("--key", type=Path, required=True, help=KEY_HELP)
        release.add_argument("--part", choices=PARTS, required=True)
        release.add_argument("--town-key", required=True, help=TOWN_KEY_HELP)
        release.add_argument("--out", type=Path, required=True, help="file with shares to make")

    def handle(self, *args: Any, task: str, **options: Any) -> None:
        if task == "keys":
            self._keys(**options)
        elif task == "check":
            self._check(**options)
        else:
            self._open(**options)

    def _keys(self, *, call: str, file: Path, **options: Any) -> None:
        seed = secrets.token_bytes(bid_keys.SEED_BYTES)
        written = bid_keys.write_key_file(bid_keys.TRUSTEE_FORMAT, seed, call)
        write_new(file, written, is_secret=True)
        self.stderr.write("Give this public key on the call's page; the file stays with you:")
        self.stdout.write(str(bid_keys.trustee_public_key(seed)))

    def _check(self, *, context: Path, key: Path, town_key: str, **options: Any) -> None:
        try:
            key_file = read_file(key, bid_keys.MAX_KEY_FILE_BYTES)
            seed, call = bid_keys.read_key_file(key_file, bid_keys.TRUSTEE_FORMAT)
            body = read_file(context, MAX_CONTEXT_BYTES)
            found = read_context(read_canonical(body.strip(), max_bytes=MAX_CONTEXT_BYTES))
        except ValueError as error:
            raise CommandError(f"{error}: nothing is checked.") from error
        own = bid_keys.trustee_public_key(seed)
        wrong = []
        if found.call != call:
            wrong.append("Your key was made for another call.")
        if own not in {trustee for _body, trustee in found.trustees}:
            wrong.append("Your key is not among the trustees': bids are sealed for others.")
        if found.town != town_key.strip():
            wrong.append("It names another key of the town: the town you know signs nothing of it.")
        for place, (name, trustee) in enumerate(found.trustees, start=1):
            mark = " (you)" if trustee == own else ""
            self.stdout.write(f"{place}. {name} {trustee}{mark}")
        self.stdout.write(
            f"Stage {found.stage}, {found.threshold} of {len(found.trustees)} open together. "
            f"SHA-256 {found.digest().hex()}"
        )
        if wrong:
            raise CommandError(
                " ".join([*wrong, "Tell the other trustees, the auditors and the bidders."])
            )
        self.stdout.write(
            "Your key and the town's are right. Compare the others with what their bodies publish."
        )

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
            _require_over(closing)
            missing = [
                envelope
                for envelope in found.envelopes
                if part in envelope.digests and part not in envelope.parts
            ]
            if missing:
                raise CommandError("Take the trustees' call file: this one lacks that part.")
            released = release_shares(found.context, closing.root, found.envelopes, part, seed)
            release = read_release(released, found.context)
            _remember(key, found.context.digest(), closing.root)
        except ValueError as error:
            raise CommandError(f"{error}: nothing is released.") from error
        write_new(out, released)
        self.stdout.write(
            f"Root {write_base64(closing.root)}: compare it with the other trustees before you "
            "hand in."
        )
        complaints = sum(1 for given in release.shares.values() if given is None)
        self.stdout.write(
            f"Shares of {len(release.shares) - complaints} bids, closed {closing.closed_at}."
        )
        if complaints:
            self.stdout.write(f"Of {complaints} bids your box is not what it should be: said so.")


def _require_over(closing: Closing) -> None:
    """By this machine's clock, too: the town may have signed a closing too early."""
    if datetime.fromisoformat(closing.deadline).astimezone(UTC) > datetime.now(UTC):
        raise CommandError(
            f"By the clock of this machine the deadline, {closing.deadline}, is not over: nothing "
            "is released."
        )


def _remember(key: Path, context: bytes, root: bytes) -> None:
    """Keep beside the key for which root shares were made: never for a second of one stage.

    Otherwise a town could open the bids under one root, and have a bid more under the next.
    """
    path = key.with_name(f"{key.name}.released")
    stage, shown = write_base64(context), write_base64(root)
    known = read_file(path, MAX_RELEASED_BYTES).decode() if path.exists() else ""
    for line in known.splitlines():
        before = line.split(" ")
        if len(before) != 2:
            raise CommandError(f"{path} cannot be read: nothing is released.")
        if before[0] == stage and before[1] != shown:
            raise CommandError(
                f"Shares were released for another root of these bids, {before[1]}, and this file "
                f"has {shown}: nothing is released. Tell the other trustees and the auditors."
            )
    if f"{stage} {shown}" not in known.splitlines():
        append_line(path, f"{stage} {shown}")
