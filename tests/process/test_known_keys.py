"""A node, as a process of its own, knows a consumer by its key, whatever the gateway says."""

from __future__ import annotations

import subprocess
import sys

import pytest
import urllib3

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.exchange.actions.manage_keys import register_key, rotate_key
from gongjian.government.exchange.actions.relay_query import relay_query
from gongjian.government.exchange.errors import SourceFailed
from gongjian.government.exchange.key_folder import KeyFolder
from gongjian.government.exchange.selectors.keys import gateway_key, hosted_folder
from gongjian.methods import exchange_messages as messages
from tests.government.exchange.parts import (
    NUMBER,
    make_exchange,
    node_process,
    write_register,
    write_settings,
)
from tests.processes import ROOT, environment

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def exchange(tmp_path, settings):
    """It was asked once, so that the node has seen the agreement."""
    settings.EXCHANGE_KEYS = tmp_path / "keys-of-town"
    settings.EXCHANGE_NETWORKS = ["127.0.0.0/8"]
    exchange = make_exchange(tmp_path)
    write_register(tmp_path / "register.sqlite3", {NUMBER: ("Plum Lane", "2020-05-01")})
    source = (
        f'dataset = "{exchange.dataset.code}"\nkind = "sql"\n'
        f'url = "sqlite:///{tmp_path / "register.sqlite3"}"\nview = "shown"\nkey_column = "id"\n'
    )
    file = write_settings(tmp_path, exchange.town.other_department.code, source)
    with node_process(file) as url:
        exchange.answers_at(url)
        assert relay_query(token=exchange.query()).records
        yield exchange, url


def test_a_gateway_that_lies_asks_in_nobodys_name(exchange):
    exchange, url = exchange
    own = messages.make_key()
    forged = messages.sign(exchange.claims(), own, messages.QUERY)
    message = {"query": forged, "decision": decided(exchange, forged, own)}
    agreement = {
        "provider_signature": exchange.agreement.provider_signature,
        "consumer_signature": messages.sign(
            messages.read(
                exchange.agreement.consumer_signature,
                messages.AGREEMENT,
                lambda _kid: key_of(exchange.town.department),
            ),
            own,
            messages.AGREEMENT,
        ),
        "consumer_key": messages.public_jwk(own),
    }
    code = exchange.town.department.code
    led = [
        [],
        [messages.announce_next(code, own, own)],
        [messages.announce_next(code, gateway_key(), own)],
        # What the consumer's key said of another department, too.
        [messages.announce_next("elsewhere", private_key_of(exchange.town.department), own)],
    ]

    first = sent(url, message)
    answers = [sent(url, {**message, "agreement": agreement, "successions": one}) for one in led]

    assert first == (409, {"code": "key_unknown"})
    assert [(status, said["code"], "records" in said) for status, said in answers] == [
        (403, "key_unknown", False)
    ] * len(led)
    assert relay_query(token=exchange.query()).records


def test_what_the_former_key_names_is_believed(exchange):
    exchange, _url = exchange
    for _time in range(2):
        rotate_key(
            actor=exchange.town.supervisor, department_id=exchange.town.department.pk, now=now()
        )

    assert relay_query(token=exchange.query()).records


def test_a_key_without_a_former_one_needs_the_operators_word(exchange, tmp_path):
    exchange, _url = exchange
    body = exchange.town.department
    lost = KeyFolder(tmp_path / "lost")
    register(exchange, lost.current())
    register(exchange, KeyFolder(tmp_path / "own").current())
    key = KeyFolder(tmp_path / "own").current()

    with pytest.raises(SourceFailed) as failed:
        relay_query(token=messages.sign(exchange.claims(), key, messages.QUERY))
    told = node(tmp_path, "trust", str(tmp_path), body.code, "--", messages.key_id(key))
    listed = node(tmp_path, "keys", str(tmp_path))

    query = failed.value.query
    assert (query.outcome, query.outcome_detail) == ("denied", "key_unknown")
    assert told == ""
    assert f"{messages.key_id(key)}  in use  told by operator" in listed
    assert relay_query(token=messages.sign(exchange.claims(), key, messages.QUERY)).records


def test_a_nodes_own_rotation_names_the_next_key(exchange, tmp_path):
    exchange, _url = exchange
    keys = KeyFolder(tmp_path / "own")
    register(exchange, keys.current())
    following = keys.prepare()
    told = messages.announce_next(exchange.town.department.code, keys.current(), following)
    with pytest.raises(Invalid):
        register(exchange, messages.make_key(), succession=told)
    register(exchange, following, succession=told)

    token = messages.sign(exchange.claims(), following, messages.QUERY)

    assert relay_query(token=token).records


def register(exchange, key, *, succession: str = "") -> None:
    code = exchange.town.department.code
    register_key(
        actor=exchange.town.supervisor,
        department_id=exchange.town.department.pk,
        jwk=messages.public_jwk(key),
        proof=messages.sign(
            {"department": code, "key": messages.key_id(key)}, key, messages.KEY_PROOF
        ),
        succession=succession,
        now=now(),
    )


def decided(exchange, token, key) -> str:
    """What a gateway signs, as if it had checked."""
    stamp = int(now().timestamp())
    claims = {
        "query": messages.digest_of(token), "query_id": "x", "allowed": True, "checks": [],
        "town": "", "consumer": exchange.town.department.code,
        "consumer_key": messages.public_jwk(key),
        "provider": exchange.town.other_department.code, "agreement": str(exchange.agreement.pk),
        "agreement_digest": exchange.agreement.digest, "iat": stamp, "exp": stamp + 60,
    }  # fmt: skip
    return messages.sign(claims, gateway_key(), messages.DECISION)


def private_key_of(department):
    return hosted_folder(department.pk).current()


def key_of(department):
    return messages.key_of_jwk(messages.public_jwk(private_key_of(department)))


def sent(url: str, message: dict) -> tuple[int, dict]:
    answer = urllib3.request("POST", url + "/exchange/queries", json=message)
    return answer.status, answer.json()


def node(home, *arguments: str) -> str:
    command = [sys.executable, "-m", "gongjian.config.cli", "node", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(home), capture_output=True, text=True, check=True
    )
    return done.stdout
