"""``gongjian data verify``: the proof of a look at somebody's data, checked with neither database
nor network, by the town's public keys."""

from __future__ import annotations

import argparse
import json
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from gongjian.foundation.ledger.offline.commands import EXITS, add_witnesses, log_key, run
from gongjian.foundation.ledger.offline.sources import Unreadable
from gongjian.foundation.ledger.offline.verifying import HOLDS, read_file, tell
from gongjian.foundation.ledger.offline.words import language, say
from gongjian.methods.look_proof import Keys, check_look
from gongjian.methods.receipt_words import LANGUAGES

NAMES = ("verify",)
FACTS = {
    "town": ("Town", "公共机构"),
    "look": ("Look", "查看编号"),
    "consumer": ("Who looked", "谁查看"),
    "provider": ("Who holds the data", "谁持有数据"),
    "dataset": ("Dataset", "数据集"),
    "fields": ("Fields", "字段"),
    "purpose": ("Why", "原因"),
    "provisions": ("On", "依据"),
    "asked_at": ("When", "何时"),
    "outcome": ("Outcome", "结果"),
    "as_of": ("Data as of", "数据截至"),
}


def add_commands(commands: Any) -> None:
    """Add ours to ``parser.add_subparsers(…)``."""
    verify = commands.add_parser(
        "verify", help="check the proof of a look at your data", epilog=EXITS
    )
    verify.add_argument("file", help="the proof, or - for the standard input")
    verify.add_argument(
        "--key", required=True, type=log_key, help="of the town's ledger, or a file with it"
    )
    verify.add_argument("--keys", required=True, help="a copy of the town's /data/keys.json")
    verify.add_argument("--language", choices=LANGUAGES, default=language(), help="of the words")
    add_witnesses(verify)
    verify.set_defaults(run=verify_look)


def main(arguments: Sequence[str]) -> int:
    """``gongjian data …``, with neither settings nor Django."""
    parser = argparse.ArgumentParser(prog="gongjian data", epilog=EXITS)
    add_commands(parser.add_subparsers(dest="doing", required=True))
    return run(parser.parse_args(arguments))


def verify_look(options: Namespace) -> int:
    """Check a proof, and say what it proves where all of it holds."""
    keys = _keys(options.keys)
    data = read_file(options.file).encode(errors="replace")
    found = check_look(data, keys, options.key, options.witness, options.quorum)
    code = tell(found.findings, options.language)
    if code == HOLDS:
        print(f"\n{say('recorded', options.language)}")
        at = LANGUAGES.index(options.language)
        for name, words in FACTS.items():
            if found.facts.get(name):
                print(f"{words[at]}: {_plain(found.facts[name])}")
    return code


def _keys(path: str) -> dict[str, Any]:
    try:
        keys = json.loads(read_file(path))
        Keys.of(keys)
    except (ValueError, RecursionError) as error:
        raise Unreadable("file_fails", path=path, why=error) from error
    return dict(keys)


def _plain(text: str) -> str:
    """Without what moves a terminal."""
    return "".join(one if one.isprintable() else "?" for one in text)
