"""``gongjian verify call`` and ``verify receipt``: check what the town says, without it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongjian.market.procurement.management.files import read_file
from gongjian.methods.bid_closing import read_receipt
from gongjian.methods.call_file import MAX_CALL_FILE_BYTES, check_call
from gongjian.methods.canonical_json import write_base64
from gongjian.methods.signed_note import MAX_NOTE_LENGTH, InvalidNote


class Command(BaseCommand):
    help = "Check a call from its public file, or a receipt of a bid. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="call|receipt")
        call = tasks.add_parser("call", help="check signatures, commitments, openings and scores")
        call.add_argument("file", type=Path)
        call.add_argument("--town-key", default="", help="the town's key, as you knew it before")
        receipt = tasks.add_parser("receipt", help="check that the town signed a receipt")
        receipt.add_argument("file", type=Path)
        receipt.add_argument("--town-key", required=True)

    def handle(self, *args: Any, task: str, **options: Any) -> None:
        {"call": self._call, "receipt": self._receipt}[task](**options)

    def _call(self, *, file: Path, town_key: str, **options: Any) -> None:
        check = check_call(read_file(file, MAX_CALL_FILE_BYTES), town_key.strip())
        for one in check.findings:
            self.stdout.write(f"{'right' if one.is_right else 'WRONG'}  {one.what}: {one.text}")
        if not check.is_right:
            wrong = sum(1 for one in check.findings if not one.is_right)
            raise CommandError(f"{wrong} things are wrong.")
        # Anybody can invent a whole call under a key of their own, and it holds together.
        self.stdout.write(
            "All of it holds."
            if town_key
            else "Consistent in itself; the town’s key was not checked. Give it with --town-key."
        )

    def _receipt(self, *, file: Path, town_key: str, **options: Any) -> None:
        try:
            note = read_file(file, MAX_NOTE_LENGTH).decode()
            receipt = read_receipt(note, town_key)
        except (InvalidNote, ValueError) as error:
            raise CommandError(f"{error}.") from error
        self.stdout.write(
            f"{receipt.town} signed that it received envelope {write_base64(receipt.envelope)} "
            f"of company {receipt.company} for call {receipt.call} at {receipt.received_at}, "
            f"before the deadline of {receipt.deadline}."
        )
