"""One question to a language model's server, which may be slow, wrong, broken or hostile."""

from __future__ import annotations

import socket
import time
from dataclasses import replace

import pytest

from gongjian.foundation.kernel.chat_endpoint import (
    PASSING,
    ChatEndpoint,
    ChatError,
    ChatFault,
    complete,
)
from tests.chat_server import ANSWER, chat_server

MESSAGES = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "灯不亮 ☂"}]


@pytest.fixture
def server(tmp_path):
    with chat_server(tmp_path / "chat") as running:
        yield running


@pytest.fixture
def endpoint(server) -> ChatEndpoint:
    return ChatEndpoint(url=server.url, model="small", key=server.key, timeout_seconds=20)


def fault_of(endpoint: ChatEndpoint) -> ChatError:
    with pytest.raises(ChatError) as caught:
        complete(endpoint, MESSAGES)
    return caught.value


def test_it_is_asked_as_the_protocol_says(server, endpoint):
    written = complete(endpoint, MESSAGES)

    assert (written.text, written.model, written.is_cut) == (ANSWER, "small-2026", False)
    assert (written.prompt_tokens, written.completion_tokens) == (321, 45)
    [sent] = server.requests()
    assert sent["body"] == {
        "model": "small", "messages": MESSAGES, "stream": False,
        "max_tokens": 800, "temperature": 0.2,
    }  # fmt: skip
    assert sent["headers"]["Authorization"] == "Bearer secret-of-the-town"


@pytest.mark.parametrize("path", ["", "/"])
def test_a_slash_at_the_end_of_the_address_changes_nothing(server, endpoint, path):
    complete(replace(endpoint, url=endpoint.url + path), MESSAGES)

    assert server.requests()[0]["path"] == "/v1/chat/completions"


def test_the_key_is_nowhere_to_be_read(server, endpoint):
    wrong = replace(endpoint, key="not-the-key")

    error = fault_of(wrong)

    assert (error.fault, error.status) == (ChatFault.WRONG_KEY, 401)
    assert "not-the-key" not in f"{error} {error!r} {wrong} {wrong!r}"


@pytest.mark.parametrize(
    ("word", "fault", "is_passing"),
    [
        ("busy:7", ChatFault.BUSY, True),
        ("broken", ChatFault.BROKEN, True),
        ("broken:503", ChatFault.BROKEN, True),
        ("broken:400", ChatFault.REFUSED, False),
        ("broken:404", ChatFault.REFUSED, False),
        ("drop", ChatFault.UNREACHABLE, True),
        ("half", ChatFault.UNREACHABLE, True),
        ("other:ssh", ChatFault.MALFORMED, False),
        ("other:tls", ChatFault.MALFORMED, False),
        ("other:many", ChatFault.MALFORMED, False),
        ("other:long", ChatFault.MALFORMED, False),
        ("malformed", ChatFault.MALFORMED, False),
        ('malformed:{"choices":[]}', ChatFault.MALFORMED, False),
        ('malformed:{"choices":{"0":1}}', ChatFault.MALFORMED, False),
        ('malformed:{"choices":[{"message":{"content":["a"]}}]}', ChatFault.MALFORMED, False),
        ("malformed:" + "[" * 50_000, ChatFault.MALFORMED, False),
        ("empty", ChatFault.EMPTY, False),
        ("huge", ChatFault.TOO_LARGE, False),
    ],
)
def test_what_is_no_answer_is_told_apart(server, endpoint, word, fault, is_passing):
    server.do(word)

    error = fault_of(endpoint)

    assert error.fault is fault
    assert (error.fault in PASSING) is is_passing
    assert error.is_sent


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(server, endpoint, status):
    server.do(f"redirect:{status}")

    assert fault_of(endpoint).fault is ChatFault.REDIRECTED
    assert [sent["path"] for sent in server.requests()] == ["/v1/chat/completions"]


def test_no_proxy_of_the_environment_is_used(server, endpoint, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert complete(endpoint, MESSAGES).text == ANSWER


@pytest.mark.parametrize(
    ("said", "read"),
    [("7", 7), ("0", 0), ("999999999", 86_400), ("9999999999", None), ("soon", None), ("-1", None)],
)
def test_how_long_to_wait_is_read_where_it_is_a_number(server, endpoint, said, read):
    server.do(f"busy:{said}")

    assert fault_of(endpoint).retry_after_seconds == read


@pytest.mark.parametrize("word", ["hang", "drip", "drip:head"])
def test_a_server_that_never_ends_is_left_in_time(server, endpoint, word):
    server.do(word)
    begun = time.monotonic()

    error = fault_of(replace(endpoint, timeout_seconds=1))

    assert error.fault is ChatFault.TIMED_OUT
    assert time.monotonic() - begun < 10


def test_nobody_at_home_is_unreachable(endpoint):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = replace(endpoint, url=f"http://127.0.0.1:{taken.getsockname()[1]}/v1")

        error = fault_of(nobody)

    assert (error.fault, error.is_sent) == (ChatFault.UNREACHABLE, False)


@pytest.mark.parametrize("url", ["http://no-such-host.invalid/v1", "https://127.0.0.1:1/v1"])
def test_an_address_that_leads_nowhere_is_unreachable(endpoint, url):
    assert fault_of(replace(endpoint, url=url)).fault is ChatFault.UNREACHABLE


def test_encryption_is_not_given_up(server, endpoint):
    encrypted = endpoint.url.replace("http:", "https:")

    error = fault_of(replace(endpoint, url=encrypted))

    assert (error.fault, error.is_sent) == (ChatFault.UNREACHABLE, False)
    assert server.requests() == []


def test_a_text_that_was_cut_off_says_so(server, endpoint):
    server.do("cut")

    assert complete(endpoint, MESSAGES).is_cut


def test_models_that_take_the_limit_by_its_newer_name_are_asked_again(server, endpoint):
    server.do("newer")

    assert complete(endpoint, MESSAGES).text == ANSWER
    assert [set(sent["body"]) & {"max_tokens", "max_completion_tokens", "temperature"}
            for sent in server.requests()] == [
        {"max_tokens", "temperature"}, {"max_completion_tokens"},
    ]  # fmt: skip


@pytest.mark.parametrize("usage", ["null", "[]", '{"prompt_tokens":-1}', '{"prompt_tokens":true}'])
def test_odd_counts_are_left_out(server, endpoint, usage):
    message = '"choices":[{"message":{"content":"Good."}}]'
    server.do(f'malformed:{{{message},"model":7,"usage":{usage}}}')

    written = complete(endpoint, MESSAGES)

    assert (written.text, written.model, written.prompt_tokens) == ("Good.", "small", None)
