from datetime import UTC, datetime

import pytest

from gongjian.government.exchange.rules.answers import Expected, judge
from gongjian.methods import exchange_messages as messages
from gongjian.methods.exchange_records import AgreedField, digest_of_records

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY = messages.make_key()
EXPECTED = Expected(
    query="q", provider="p", dataset="d", fields=[AgreedField("street", "text")], max_age_hours=1
)
RECORDS = [{"street": "Plum Lane"}]
SALT = "s" * 32
SIGNED = {"provider": "p", "query": "q", "dataset": "d", "as_of": NOW.isoformat()}


def judged(status, claims, **said):
    token = messages.sign(claims, KEY, messages.ANSWER)
    find_key = {messages.key_id(KEY): KEY}.get
    return judge(status, {"answer": token, **said}, EXPECTED, find_key, NOW)


def test_data_are_believed_by_a_digest_that_nobody_can_try_out():
    claims = {**SIGNED, "digest": digest_of_records(RECORDS, SALT)}

    found = judged(200, claims, records=RECORDS, salt=SALT)

    assert (found.outcome, found.records, found.salt) == ("given", RECORDS, SALT)
    assert digest_of_records(RECORDS, "t" * 32) != found.digest


@pytest.mark.parametrize("salt", [None, "", "short", 5, "t" * 32, "s" * 65])
def test_without_its_salt_no_digest_is_right(salt):
    claims = {**SIGNED, "digest": digest_of_records(RECORDS, SALT)}

    assert judged(200, claims, records=RECORDS, salt=salt).outcome == "forged"


@pytest.mark.parametrize(("query", "outcome"), [("", "denied"), ("q", "denied"), ("x", "forged")])
def test_a_node_may_refuse_what_it_cannot_read(query, outcome):
    claims = {"provider": "p", "query": query, "denied": "wrong_message"}

    assert judged(403, claims).outcome == outcome
