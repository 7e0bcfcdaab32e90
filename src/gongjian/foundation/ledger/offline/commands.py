"""The arguments of the commands that need no database; run by ``gongjian`` before any settings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from gongjian.foundation.ledger.offline import verifying, witness
from gongjian.foundation.ledger.offline.help_words import EXITS, told
from gongjian.foundation.ledger.offline.sources import Unreadable
from gongjian.foundation.ledger.offline.words import language, say
from gongjian.methods.receipt_words import LANGUAGES
from gongjian.methods.signed_note import COSIGNATURE, parse_verifier_key, verifier_key

INTERRUPTED = 130
NAMES = ("verify", "download", "witness")


def add_commands(commands: Any) -> None:
    """Add ours to ``parser.add_subparsers(…)``."""
    verify = commands.add_parser("verify", help=told("check a receipt, checkpoints or a whole log"))
    kinds = verify.add_subparsers(dest="what", required=True, metavar="receipt|checkpoints|log")
    receipt = _command(kinds, "receipt", verifying.verify_receipt, "check a receipt")
    receipt.add_argument("file", help=told("the receipt, or - for the standard input"))
    receipt.add_argument(
        "--log", help=told("address or folder: has it grown out of the receipt's tree?")
    )
    add_witnesses(receipt)
    both = _command(kinds, "checkpoints", verifying.verify_checkpoints, "compare two checkpoints")
    both.add_argument("old")
    both.add_argument("new")
    both.add_argument("--log", help=told("address or folder, for the hashes between the two"))
    add_witnesses(both)
    log = _command(kinds, "log", verifying.verify_log, "compute a whole log anew")
    log.add_argument("log", help=told("its address, or a folder of a download"))
    log.add_argument(
        "--since", action="append", default=[], help=told("a checkpoint kept from before")
    )
    add_witnesses(log)
    load = _command(commands, "download", verifying.download, "copy a log into a folder")
    load.add_argument("log", help=told("its address"))
    load.add_argument("folder")
    watch = _command(commands, "witness", witness.run, "watch a log and sign what grew")
    watch.add_argument("log", help=told("its address"))
    watch.add_argument("--state", required=True, type=Path, help=told("folder for key and memory"))
    watch.add_argument(
        "--name", required=True, type=_name, help=told("of this witness, as witness.example/w1")
    )
    watch.add_argument(
        "--every", type=_seconds, default=60.0, help=told("seconds between two looks")
    )
    watch.add_argument("--once", action="store_true", help=told("look once, and end"))
    watch.add_argument(
        "--serve", default="", help=told("host:port to take checkpoints at, too (C2SP)")
    )
    watch.add_argument(
        "--submit-to", default="", help=told("where signatures go; else the log's API")
    )
    watch.add_argument("--no-submit", action="store_true", help=told("sign, and send it to nobody"))


def run(options: argparse.Namespace) -> int:
    """Run what was parsed; return the exit code."""
    quorum, count = getattr(options, "quorum", 0), len(set(getattr(options, "witness", ())))
    if quorum > count:
        print(say("quorum", options.language, quorum=quorum, count=count), file=sys.stderr)
        return verifying.USAGE
    try:
        return int(options.run(options))
    except (Unreadable, OSError) as error:
        # OSError: a folder in which nothing can be written, a disk that is full.
        print(say("unreadable", options.language, why=error), file=sys.stderr)
        return verifying.UNREADABLE
    except KeyboardInterrupt:
        return INTERRUPTED


def main(arguments: Sequence[str]) -> int:
    """``gongjian ledger …`` for one of `NAMES`, with neither settings nor Django."""
    parser = argparse.ArgumentParser(prog="gongjian ledger", epilog=told(EXITS))
    add_commands(parser.add_subparsers(dest="doing", required=True))
    return run(parser.parse_args(arguments))


def _command(
    commands: Any, name: str, doing: Callable[[argparse.Namespace], int], help_: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=told(help_), epilog=told(EXITS)
    )
    parser.add_argument(
        "--key", required=True, type=log_key, help=told("of the log, or a file with it")
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default=language(), help=told("of the words")
    )
    parser.set_defaults(run=doing)
    return parser


def add_witnesses(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that name the witnesses somebody trusts."""
    parser.add_argument(
        "--witness",
        action="append",
        default=[],
        type=_witness_key,
        help=told("key of one you trust"),
    )
    parser.add_argument(
        "--quorum", type=_count, default=0, help=told("how many of these must have signed")
    )


def _from_file(text: str) -> str:
    try:
        path = Path(text)
        return path.read_text(encoding="utf-8")[:1_000].strip() if path.is_file() else text
    except (OSError, ValueError):
        return text


def log_key(text: str) -> str:
    """The verifier key of a log as an argument names it: itself, or a file with it."""
    key = _from_file(text)
    try:
        parse_verifier_key(key)
    except ValueError as error:
        raise argparse.ArgumentTypeError(say("no_key", language(), key=key[:80])) from error
    return key


def _witness_key(text: str) -> str:
    key = _from_file(text)
    try:
        parse_verifier_key(key, COSIGNATURE)
    except ValueError as error:
        raise argparse.ArgumentTypeError(say("no_witness", language(), key=key[:80])) from error
    return key


def _name(text: str) -> str:
    try:
        verifier_key(text, bytes(32), COSIGNATURE)
    except ValueError as error:
        raise argparse.ArgumentTypeError(say("no_name", language(), name=text[:80])) from error
    return text


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 1_000:
        raise argparse.ArgumentTypeError("0 … 1000")
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not 0.01 <= number <= 86_400:
        raise argparse.ArgumentTypeError("0.01 … 86400")
    return number
