"""Two departments that exchange: a signed agreement, a case, and a node that is a real process."""

from __future__ import annotations

import json
import secrets
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.law.models import Provision
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.exchange.actions.ask_for_data import Wish, ask_for_data
from gongjian.government.exchange.actions.decide_request import approve_request
from gongjian.government.exchange.actions.know_subjects import verify_subject
from gongjian.government.exchange.actions.manage_keys import register_key, rotate_key, save_node
from gongjian.government.exchange.actions.sign_agreement import sign_agreement
from gongjian.government.exchange.key_folder import KeyFolder
from gongjian.government.exchange.models import Agreement, Dataset
from gongjian.government.exchange.rules.agreements import Side
from gongjian.government.exchange.selectors.keys import forget_keys, gateway_key, hosted_folder
from gongjian.methods import exchange_messages as messages
from tests.factories import Town, make_actor, make_case, make_provision, make_town
from tests.government.exchange.catalogue import SYSTEM, make_dataset
from tests.processes import ROOT

NUMBER = "11010119900101001X"
FIELDS = ("street", "since")
PURPOSE = "Deciding on rubbish collection"


@dataclass
class Exchange:
    """The consumer is the town's department, the provider its other department."""

    town: Town
    provider: Actor
    dataset: Dataset
    provision: Provision
    agreement: Agreement
    case: Case
    folder: Path
    """Of the provider's node."""

    def claims(self, **other) -> dict:
        stamp = int(now().timestamp())
        usual = {
            "town": settings.LEDGER_HOST,
            "consumer": self.town.department.code,
            "agreement": str(self.agreement.pk),
            "purpose": PURPOSE,
            "case": self.case.number,
            "official": str(self.town.handler.user_id),
            "subject": {"scheme": "resident-id", "number": NUMBER},
            "fields": sorted(FIELDS),
            "nonce": secrets.token_hex(16),
            "iat": stamp,
            "exp": stamp + 60,
        }
        return {**usual, **other}

    def query(self, **other) -> str:
        """A query as the consumer signs it."""
        return self.signed(self.claims(**other))

    def signed(self, claims: dict) -> str:
        key = hosted_folder(self.town.department.pk).current()
        return messages.sign(claims, key, messages.QUERY)

    def about(self, number: str, **other) -> str:
        """The same about somebody whom an official named in the case."""
        return self.query(subject={"scheme": "resident-id", "number": number}, **other)

    def answers_at(self, url: str) -> None:
        admin = make_actor(Role.ADMINISTRATOR)
        save_node(
            actor=admin,
            department_id=self.town.other_department.pk,
            url=url,
            is_active=True,
            now=now(),
        )


def make_agreement(town: Town, dataset: Dataset, provider: Actor, **said) -> Agreement:
    """Asked for and approved; not yet signed."""
    provisions = said.pop("provisions", None) or [make_provision()]
    asked = ask_for_data(
        actor=town.handler,
        dataset_id=dataset.pk,
        consumer_id=town.department.pk,
        wish=make_wish(provisions, **said),
        now=now(),
    )
    return approve_request(actor=provider, request_id=asked.pk, now=now())


def make_wish(provisions: list[Provision], **said) -> Wish:
    usual = {
        "purpose": PURPOSE,
        "necessity": "Bins are counted by household and street.",
        "field_names": FIELDS,
        "provision_ids": [one.pk for one in provisions],
        "max_age_hours": 48,
        "quota_per_day": 1_000,
        "retention_days": 30,
        "expires_on": date(now().year + 1, 6, 1),
    }
    return Wish(**{**usual, **said})


def sign_both(town: Town, provider: Actor, agreement: Agreement, provider_keys: KeyFolder) -> None:
    sign_agreement(actor=town.supervisor, agreement_id=agreement.pk, side=Side.CONSUMER, now=now())
    token = messages.sign(
        json.loads(agreement.document), provider_keys.current(), messages.AGREEMENT
    )
    sign_agreement(
        actor=provider,
        agreement_id=agreement.pk,
        side=Side.PROVIDER,
        signature=token,
        now=now(),
    )
    agreement.refresh_from_db()


def make_exchange(folder: Path, *, town: Town | None = None, **said) -> Exchange:
    """Everything but the running node, which `node_process` starts."""
    forget_keys()
    town = town or make_town()
    provider = make_actor(Role.SUPERVISOR, organisation=town.other_department)
    dataset = make_dataset(town.other_department)
    provision = make_provision()
    keys = KeyFolder(folder / "keys")
    rotate_key(actor=town.supervisor, department_id=town.department.pk, now=now())
    register_own_key(provider, town.other_department, keys)
    agreement = make_agreement(town, dataset, provider, provisions=[provision], **said)
    sign_both(town, provider, agreement, keys)
    case = make_case(town, state=CaseState.ACCEPTED, now=now())
    verify_subject(
        actor=SYSTEM,
        user_id=town.resident.user_id,
        scheme="resident-id",
        number=NUMBER,
        how="Seen at the counter.",
        now=now(),
    )
    return Exchange(town, provider, dataset, provision, agreement, case, folder)


def register_own_key(supervisor: Actor, department, keys: KeyFolder) -> None:
    key = keys.current()
    claims = {"department": department.code, "key": messages.key_id(key)}
    register_key(
        actor=supervisor,
        department_id=department.pk,
        jwk=messages.public_jwk(key),
        proof=messages.sign(claims, key, messages.KEY_PROOF),
        now=now(),
    )


def write_register(path: Path, rows: dict[str, tuple], *, as_of: str = "") -> None:
    """A department's own database, with a column that nobody is given."""
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE address (id TEXT, street TEXT, since TEXT, diagnosis TEXT, seen TEXT)"
        )
        database.executemany(
            "INSERT INTO address VALUES (?, ?, ?, 'secret', ?)",
            [(number, *row, as_of or now().isoformat()) for number, row in rows.items()],
        )
        database.execute("CREATE VIEW shown AS SELECT * FROM address")


def write_settings(folder: Path, department: str, *sources: str) -> Path:
    """``node.toml`` and the gateway's key beside it."""
    keys = {"keys": [messages.public_jwk(gateway_key())]}
    (folder / "gateway.json").write_text(json.dumps(keys))
    path = folder / "node.toml"
    head = f'department = "{department}"\ngateway_keys = "gateway.json"\n'
    path.write_text(head + "\n".join(f"[[source]]\n{one}" for one in sources))
    return path


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


@contextmanager
def running(*command: str, port: int, path: str = "/exchange/about") -> Iterator[str]:
    """A process that answers at a port; killed at the end. Gives its address."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "gongjian.config.settings",
            "GONGJIAN_HOME": str(settings.EXCHANGE_KEYS / "home-of-nodes"),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _await(url + path, process)
        yield url
    finally:
        process.kill()
        process.communicate()


@contextmanager
def node_process(settings_path: Path, *, slow_seconds: float = 0.4) -> Iterator[str]:
    """``gongjian node run`` as it is run anywhere."""
    port = free_port()
    with running(
        "-m", "gongjian.config.cli", "node", "run", str(settings_path), "--port", str(port),
        "--slow-seconds", str(slow_seconds), port=port,
    ) as url:  # fmt: skip
        yield url


def _await(url: str, process: subprocess.Popen[str]) -> None:
    for _attempt in range(600):
        if process.poll() is not None:
            raise AssertionError(process.communicate()[0])
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("it never answered")
