"""What a node does by itself, and what its file says."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from gongjian.government.exchange.node.answering import Denied, DepartmentNode
from gongjian.government.exchange.node.settings import read_settings
from gongjian.methods import exchange_messages as messages
from gongjian.methods.canonical_json import write_canonical

TOWN_KEPT = messages.make_key()
CONSUMER = messages.make_key()
DOCUMENT = {
    "agreement": "a", "provider": "p", "consumer": "c", "purpose": "w", "expires_on": "2026-11-23",
    "dataset": "d", "schema_version": 1, "row_scope": {},
}  # fmt: skip
DIGEST = messages.digest_of(write_canonical(DOCUMENT))


@pytest.fixture
def node(tmp_path):
    for name, key in (("gateway", messages.make_key()), ("former", TOWN_KEPT)):
        keys = {"keys": [messages.public_jwk(key)]}
        (tmp_path / f"{name}.json").write_text(json.dumps(keys))
    (tmp_path / "node.toml").write_text(
        'department = "p"\ngateway_keys = "gateway.json"\nformer_keys = "former.json"\n'
        'time_zone = "Asia/Shanghai"\n'
        '[[source]]\ndataset = "d"\nkind = "csv"\npath = "d.csv"\nkey_column = "id"\n'
    )
    (tmp_path / "d.csv").write_text("id,street\n1,Plum Lane\n")
    node = DepartmentNode(read_settings(tmp_path / "node.toml"))
    yield node
    node.close()


def agreed(node, moment):
    """An agreement that the town signed for the department, before it had a node."""
    sent = {
        "provider_signature": messages.sign(DOCUMENT, TOWN_KEPT, messages.AGREEMENT),
        "consumer_signature": messages.sign(DOCUMENT, CONSUMER, messages.AGREEMENT),
        "consumer_key": messages.public_jwk(CONSUMER),
    }
    query = {"agreement": "a", "consumer": "c", "purpose": "w"}
    return node._agreed({"agreement": sent}, query, {"agreement_digest": DIGEST}, moment)


def test_an_agreement_ends_with_its_last_day_in_the_town(node):
    assert agreed(node, datetime(2026, 11, 23, 15, 59, tzinfo=UTC)) == DOCUMENT
    with pytest.raises(Denied, match="agreement_over"):
        agreed(node, datetime(2026, 11, 23, 16, 0, tzinfo=UTC))


def test_what_nobody_collects_is_forgotten_without_another_query(node):
    moment = datetime.now(UTC)
    node._begin(
        "q", {"subject": {"number": "1"}}, DOCUMENT, [], node._settings.sources["d"], moment
    )

    node.drop(moment + timedelta(minutes=14))
    assert list(node._waiting) == ["q"]
    node.drop(moment + timedelta(minutes=16))
    assert not node._waiting
