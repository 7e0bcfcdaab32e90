import json
from base64 import urlsafe_b64encode

import pytest

from gongjian.methods import exchange_messages as messages

KEY = messages.make_key()
KNOWN = {messages.key_id(KEY): messages.key_of_jwk(messages.public_jwk(KEY))}.get
CLAIMS = {"fields": ["street"], "iat": 100, "exp": 160}


def test_what_is_signed_is_read_by_its_public_key():
    token = messages.sign(CLAIMS, KEY, messages.QUERY)

    assert messages.read(token, messages.QUERY, KNOWN) == CLAIMS
    assert "d" not in messages.public_jwk(KEY)


def test_a_message_is_never_taken_for_one_of_another_kind():
    token = messages.sign(CLAIMS, KEY, messages.ANSWER)

    with pytest.raises(messages.WrongMessage):
        messages.read(token, messages.QUERY, KNOWN)


def part(value):
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "kid": messages.key_id(KEY), "typ": messages.QUERY},
        {"alg": "HS256", "kid": messages.key_id(KEY), "typ": messages.QUERY},
        {"alg": "Ed25519", "kid": "another", "typ": messages.QUERY},
        {"alg": "Ed25519", "kid": messages.key_id(KEY), "typ": messages.QUERY, "jwk": {}},
        {"alg": "Ed25519", "kid": 5, "typ": messages.QUERY},
        ["alg"],
    ],
)
def test_another_header_is_refused(header):
    _head, claims, signature = messages.sign(CLAIMS, KEY, messages.QUERY).split(".")

    with pytest.raises(messages.WrongMessage):
        messages.read(f"{part(header)}.{claims}.{signature}", messages.QUERY, KNOWN)


def test_every_changed_character_is_found():
    token = messages.sign(CLAIMS, KEY, messages.QUERY)

    for place in range(0, len(token) - 1, 7):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(messages.WrongMessage):
            messages.read(token[:place] + other + token[place + 1 :], messages.QUERY, KNOWN)


@pytest.mark.parametrize("token", ["", "a.b", "a.b.c", "é.b.c", "a" * 200_000, ".."])
def test_what_is_no_message_is_refused(token):
    with pytest.raises(messages.WrongMessage):
        messages.read(token, messages.QUERY, KNOWN)


@pytest.mark.parametrize(
    ("now", "is_of_now"), [(100, True), (89, False), (90, True), (169, True), (170, False)]
)
def test_a_message_is_of_its_time(now, is_of_now):
    try:
        messages.require_times(CLAIMS, now=now, life=60, skew=10)
    except messages.WrongTime:
        assert not is_of_now
    else:
        assert is_of_now


def test_a_message_may_not_be_good_for_long():
    with pytest.raises(messages.WrongTime):
        messages.require_times({"iat": 0, "exp": 3_600}, now=10, life=60, skew=10)
    with pytest.raises(messages.WrongMessage):
        messages.require_times({"iat": True, "exp": 5}, now=1, life=60, skew=10)


@pytest.mark.parametrize("header", [b"[" * 60_000, b"[" * 200, b'{"alg":"' + b"x" * 400 + b'"}'])
def test_a_header_without_end_is_none(header):
    part = urlsafe_b64encode(header).decode().rstrip("=")

    with pytest.raises(messages.WrongMessage):
        messages.key_id_of(f"{part}.x.y", messages.QUERY)
