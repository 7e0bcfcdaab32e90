"""The proof of a look, from the page to the command that checks it without a town."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people.models import User
from gongjian.government.exchange.actions.relay_query import relay_query
from gongjian.government.exchange.selectors.keys import key_document
from gongjian.methods.look_proof import check_look
from tests.government.exchange.known import make_refused
from tests.government.exchange.looks import make_look, sealed
from tests.government.exchange.parts import (
    NUMBER,
    make_exchange,
    node_process,
    write_register,
    write_settings,
)
from tests.processes import ROOT


@pytest.fixture
def exchange(tmp_path):
    return make_exchange(tmp_path)


@pytest.fixture
def resident(client, exchange):
    client.force_login(User.objects.get(pk=exchange.town.resident.user_id))
    return client


def seal_all():
    while ledger.seal_ledger(now=now()):
        pass


def verify(folder, proof: bytes, *extra: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, with neither settings nor database."""
    (folder / "look.json").write_bytes(proof)
    (folder / "keys.json").write_text(json.dumps(key_document()))
    (folder / "ledger.key").write_text(ledger.verifier_key())
    return subprocess.run(
        [sys.executable, "-m", "gongjian.config.cli", "data", "verify", "look.json", "--key",
         "ledger.key", "--keys", "keys.json", "--language", "en", *extra],
        cwd=folder, capture_output=True, text=True, check=False, timeout=60,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": "nowhere://"},
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_look_at_a_real_node_is_proved_and_no_changed_proof_holds(
    exchange, resident, tmp_path, client
):
    # given: the resident's address, given by a node that is a process of its own
    write_register(tmp_path / "register.sqlite3", {NUMBER: ("Plum Lane", "2020-05-01")})
    source = (
        f'dataset = "{exchange.dataset.code}"\nkind = "sql"\n'
        f'url = "sqlite:///{tmp_path}/register.sqlite3"\nview = "shown"\nkey_column = "id"\n'
        'as_of_column = "seen"\n'
    )
    node = write_settings(tmp_path, exchange.town.other_department.code, source)
    with node_process(node) as url:
        exchange.answers_at(url)
        look = relay_query(token=exchange.query()).query
    address = f"/my-data/{look.pk}/proof"
    early = resident.get(address).status_code
    seal_all()

    # when
    answer = resident.get(address)
    right = verify(tmp_path, answer.content)
    swapped = answer.content.replace(b'"answer":"', b'"answer":"x', 1)
    wrong = verify(tmp_path, swapped)

    # then
    assert early == 409
    assert answer["Content-Disposition"] == f'attachment; filename="look-{look.pk}.json"'
    assert right.returncode == 0, right.stdout + right.stderr
    assert "Fields: since, street" in right.stdout
    assert "Outcome: given" in right.stdout
    assert exchange.provision.citation in right.stdout
    assert wrong.returncode == 1, wrong.stdout
    assert "Something is wrong" in wrong.stdout
    assert b"Plum Lane" not in answer.content
    for secret in (NUMBER, str(exchange.town.handler.user_id), exchange.case.number):
        assert secret not in decoded(answer.content)


def decoded(proof: bytes) -> str:
    """All that a reader can make of a proof: itself, and what its messages say."""
    from gongjian.methods.exchange_messages import unproven_claims

    said = json.loads(proof)
    tokens = [said["decision"], said["answer"], said["seal"], *said["agreement"].values()]
    return proof.decode() + "".join(json.dumps(unproven_claims(one)) for one in tokens if one)


@pytest.mark.django_db
def test_a_refusal_is_proved_too(exchange, resident):
    look = make_refused(exchange)
    seal_all()

    proof = resident.get(f"/api/v1/account/data-looks/{look.pk}/proof")

    found = check_look(proof.content, key_document(), ledger.verifier_key())
    assert {one.what: one.verdict for one in found.findings}["decision"] == "pass"
    assert found.is_right
    assert "outcome" not in found.facts


@pytest.mark.django_db
def test_a_source_that_is_down_is_proved_to_have_given_nothing(exchange, resident):
    from gongjian.government.exchange.errors import SourceFailed

    exchange.answers_at("http://127.0.0.1:9")
    with pytest.raises(SourceFailed) as failed:
        relay_query(token=exchange.query())
    seal_all()

    proof = resident.get(f"/my-data/{failed.value.query.pk}/proof")

    found = check_look(proof.content, key_document(), ledger.verifier_key())
    assert found.is_right
    assert found.facts["outcome"] == "down"


@pytest.mark.django_db
def test_nobody_else_is_given_it_nor_the_person_before_its_day(exchange, resident, client):
    refused = make_refused(exchange)
    hidden = make_look(exchange, **sealed(2))
    seal_all()

    assert resident.get(f"/my-data/{hidden.pk}/proof").status_code == 404
    client.force_login(User.objects.get(pk=exchange.town.neighbour.user_id))
    assert client.get(f"/my-data/{refused.pk}/proof").status_code == 404
    client.force_login(User.objects.get(pk=exchange.town.auditor.user_id))
    assert client.get(f"/my-data/{refused.pk}/proof").status_code == 404


def test_keys_that_are_none_are_told_and_not_taken_for_a_wrong_proof(tmp_path):
    (tmp_path / "look.json").write_text("{}")
    (tmp_path / "keys.json").write_text("[]")
    key = (ROOT / "tests/golden/look/ledger.key").read_text().strip()

    found = subprocess.run(
        [sys.executable, "-m", "gongjian.config.cli", "data", "verify", "look.json", "--key", key,
         "--keys", "keys.json", "--language", "zh"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
    )  # fmt: skip

    assert found.returncode == 3
    assert "无法判断" in found.stderr
