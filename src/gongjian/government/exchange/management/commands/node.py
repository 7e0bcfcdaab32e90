"""``gongjian node``: one department's side of the exchange, as a process of its own."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from inspect import signature
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongjian.government.exchange.key_folder import KeyFolder
from gongjian.government.exchange.node import command
from gongjian.government.exchange.node.memory import MEMORY, NodeMemory
from gongjian.government.exchange.node.settings import WrongSettings
from gongjian.methods.canonical_json import NotCanonical, read_canonical
from gongjian.methods.exchange_messages import (
    AGREEMENT,
    KEY_PROOF,
    MAX_BYTES,
    announce_next,
    key_id,
    public_jwk,
    sign,
)

KEY_ID = re.compile(r"[A-Za-z0-9_-]{43}")


class Command(BaseCommand):
    help = "Run the node of one department, or make its keys and sign its agreements."
    # It needs no database: of the town it knows the keys of its gateway, and no more.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        run = steps.add_parser("run", help="answer queries until told to stop")
        command.add_options(run)
        key = steps.add_parser(
            "key", help="print the public key with the proof that it is held here"
        )
        key.add_argument("folder", type=Path, help="where node.toml lies")
        key.add_argument("department", help="its code, as the town knows it")
        step = key.add_mutually_exclusive_group()
        step.add_argument("--rotate", action="store_true", help="make the next one; not in use yet")
        step.add_argument("--use", action="store_true", help="put the next one in use")
        known = steps.add_parser("keys", help="list the keys by which consumers are known here")
        known.add_argument("folder", type=Path, help="where node.toml lies")
        trust = steps.add_parser(
            "trust", help="know a consumer by this key, whatever it signed with before"
        )
        trust.add_argument("folder", type=Path, help="where node.toml lies")
        trust.add_argument("department", help="the consumer's code")
        trust.add_argument("key_id", help="as the consumer itself tells it, by another way")
        trust.epilog = "Before a key id that begins with -, write --."
        signing = steps.add_parser("sign", help="sign an agreement's document and print it")
        signing.add_argument("folder", type=Path, help="where node.toml lies")
        signing.add_argument("document", type=Path, help="as the town's page gives it")

    def handle(self, *, step: str, **options: Any) -> None:
        steps: dict[str, Callable[..., None]] = {
            "run": self._run,
            "key": self._key,
            "sign": self._sign,
            "keys": self._known,
            "trust": self._trust,
        }
        steps[step](**options)

    def _run(self, **options: Any) -> None:
        said = {name: options[name] for name in signature(command.run).parameters}
        try:
            command.run(**said)
        except WrongSettings as error:
            raise CommandError(str(error)) from error

    def _key(
        self, *, folder: Path, department: str, rotate: bool, use: bool, **_others: Any
    ) -> None:
        keys = KeyFolder(folder / "keys")
        step = keys.use_prepared if use else keys.prepare if rotate else keys.current
        key = step()
        proof = sign({"department": department, "key": key_id(key)}, key, KEY_PROOF)
        printed = {"key": public_jwk(key), "proof": proof}
        if rotate:
            printed["succession"] = announce_next(department, keys.current(), key)
        self.stdout.write(json.dumps(printed))

    def _sign(self, *, folder: Path, document: Path, **_others: Any) -> None:
        try:
            claims = read_canonical(document.read_bytes().strip(), max_bytes=MAX_BYTES)
        except (OSError, NotCanonical) as error:
            raise CommandError(f"{document}: {error}") from error
        self.stdout.write(sign(claims, KeyFolder(folder / "keys").current(), AGREEMENT))

    def _known(self, *, folder: Path, **_others: Any) -> None:
        memory = NodeMemory(folder / MEMORY)
        for consumer, kid, retired, told_by in memory.all_keys():
            until = f"until {datetime.fromtimestamp(retired, UTC):%FT%TZ}" if retired else "in use"
            self.stdout.write(f"{consumer}  {kid}  {until}  told by {told_by}")
        memory.close()

    def _trust(self, *, folder: Path, department: str, key_id: str, **_others: Any) -> None:
        if not KEY_ID.fullmatch(key_id):
            raise CommandError(f"{key_id}: a key id has 43 letters, digits, - and _")
        if not (folder / "node.toml").exists():
            raise CommandError(f"{folder}: no node.toml lies there")
        memory = NodeMemory(folder / MEMORY)
        memory.keep_next_key(department, key_id, told_by="operator", now=int(time.time()))
        memory.close()
