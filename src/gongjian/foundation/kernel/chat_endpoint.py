"""A language model behind an address that speaks the OpenAI protocol: one question, one answer.

One request of ``POST …/chat/completions``, not streamed. It goes to the host it was given and
nowhere else: no redirect is followed and no proxy of the environment is used. What comes back is
bounded in size and in time, and is text.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

LARGEST_ANSWER_BYTES = 1_000_000
LONGEST_RETRY_AFTER_SECONDS = 86_400
TEMPERATURE = 0.2
"""Low: what is wanted is what the texts say, not something new."""


class ChatFault(StrEnum):
    """Why there is no answer."""

    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    WRONG_KEY = "wrong_key"
    BUSY = "busy"
    BROKEN = "broken"
    REFUSED = "refused"
    REDIRECTED = "redirected"
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    EMPTY = "empty"


PASSING = frozenset({ChatFault.UNREACHABLE, ChatFault.TIMED_OUT, ChatFault.BUSY, ChatFault.BROKEN})
"""What may be over when it is tried again."""


class ChatError(Exception):
    """There is no answer. Its text names the fault and the status, never what was sent."""

    def __init__(
        self,
        fault: ChatFault,
        *,
        status: int = 0,
        retry_after_seconds: int | None = None,
        is_sent: bool = True,
    ) -> None:
        super().__init__(f"{fault.value} (status {status})" if status else fault.value)
        self.fault = fault
        self.status = status
        self.retry_after_seconds = retry_after_seconds
        self.is_sent = is_sent
        """Whether what was to be said may have left the house."""


@dataclass(frozen=True, slots=True)
class ChatEndpoint:
    """Where the model is.

    ``url`` is the base, as ``https://models.example/v1``; ``key`` may be empty.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout_seconds: float = 60
    most_tokens: int = 800

    @property
    def host(self) -> str:
        """As it stands in the address, with its port."""
        return urlsplit(self.url).netloc


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model wrote. ``model`` is what the endpoint says it used; tokens where it says."""

    text: str
    model: str
    is_cut: bool
    prompt_tokens: int | None
    completion_tokens: int | None


def complete(endpoint: ChatEndpoint, messages: Sequence[Mapping[str, str]]) -> Completion:
    """Ask once.

    Parameters
    ----------
    endpoint : ChatEndpoint
    messages : sequence of mappings
        ``role`` and ``content``.

    Raises
    ------
    ChatError
        With the fault; the whole exchange took no longer than the endpoint's timeout.
    """
    ends_at = time.monotonic() + endpoint.timeout_seconds
    said: dict[str, Any] = {"model": endpoint.model, "messages": list(messages), "stream": False}
    limits: dict[str, Any] = {"max_tokens": endpoint.most_tokens, "temperature": TEMPERATURE}
    status, headers, body = _post(endpoint, {**said, **limits}, ends_at)
    if status == 400 and b"max_completion_tokens" in body:
        # Some models take the limit by its newer name only, and no temperature.
        limits = {"max_completion_tokens": endpoint.most_tokens}
        try:
            status, headers, body = _post(endpoint, {**said, **limits}, ends_at)
        except ChatError as error:
            error.is_sent = True
            raise
    if status != 200:
        raise _refusal(status, headers)
    return _read(body, endpoint.model)


def _post(
    endpoint: ChatEndpoint, content: Mapping[str, Any], ends_at: float
) -> tuple[int, Mapping[str, str], bytes]:
    address = urlsplit(endpoint.url)
    left = ends_at - time.monotonic()
    if left <= 0:
        raise ChatError(ChatFault.TIMED_OUT, is_sent=False)
    connection = _connection(endpoint.url, left)
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    # Unpacked, a small answer might fill the memory.
    headers |= {"Accept-Encoding": "identity", "User-Agent": "Gongjian"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    is_sent = False
    with _until(connection, ends_at) as clock:
        try:
            connection.connect()
            clock.opened = connection.sock
            if clock.is_over:
                raise TimeoutError
            is_sent = True
            connection.request(
                "POST",
                f"{address.path.rstrip('/')}/chat/completions",
                body=json.dumps(content, ensure_ascii=False).encode(),
                headers=headers,
                preload_content=False,
            )
            response = connection.getresponse()
            body = response.read(LARGEST_ANSWER_BYTES + 1, decode_content=False)
        except TimeoutError as error:
            raise ChatError(ChatFault.TIMED_OUT, is_sent=is_sent) from error
        except (OSError, HTTPError, ValueError) as error:
            is_late = clock.is_over or "timed out" in str(error)
            fault = ChatFault.TIMED_OUT if is_late else ChatFault.UNREACHABLE
            raise ChatError(fault, is_sent=is_sent) from error
        except HTTPException as error:
            # Something else than HTTP lives there, or its head has no end.
            is_late = clock.is_over
            raise ChatError(ChatFault.TIMED_OUT if is_late else ChatFault.MALFORMED) from error
    if clock.is_over:
        # Its end was cut off by us, and looks to the reader like an end.
        raise ChatError(ChatFault.TIMED_OUT)
    if len(body) > LARGEST_ANSWER_BYTES:
        raise ChatError(ChatFault.TOO_LARGE, status=response.status)
    if response.length_remaining:
        # Its server was stopped in the middle, and is back perhaps when it is asked again.
        raise ChatError(ChatFault.UNREACHABLE)
    return response.status, response.headers, body


def _connection(url: str, timeout: float) -> HTTPConnection:
    address = urlsplit(url)
    host = address.hostname or ""
    if address.scheme == "https":
        # The system's authorities, or those of SSL_CERT_FILE: a town may have its own.
        context = ssl.create_default_context()
        return HTTPSConnection(host, address.port or 443, timeout=timeout, ssl_context=context)
    return HTTPConnection(host, address.port or 80, timeout=timeout)


@dataclass(slots=True)
class _Clock:
    is_over: bool = False
    opened: socket.socket | None = None
    """The connection forgets it once the answer begins."""


@contextmanager
def _until(connection: HTTPConnection, ends_at: float) -> Iterator[_Clock]:
    """Close the connection at the end, or when its time is over.

    A timeout of a socket is for one read: who sends a byte a second would never end.
    """
    clock = _Clock()

    def end() -> None:
        clock.is_over = True
        if clock.opened is not None:
            with suppress(OSError):
                clock.opened.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(ends_at - time.monotonic(), 0), end)
    timer.daemon = True
    timer.start()
    try:
        yield clock
    finally:
        timer.cancel()
        connection.close()


def _refusal(status: int, headers: Mapping[str, str]) -> ChatError:
    if status in (401, 403):
        fault = ChatFault.WRONG_KEY
    elif status == 429:
        fault = ChatFault.BUSY
    elif 300 <= status < 400:
        fault = ChatFault.REDIRECTED
    elif status >= 500 or status == 408:
        fault = ChatFault.BROKEN
    else:
        fault = ChatFault.REFUSED
    # A date instead of seconds is left to our own waits.
    after = headers.get("Retry-After", "").strip()
    seconds = min(int(after), LONGEST_RETRY_AFTER_SECONDS) if _is_seconds(after) else None
    return ChatError(fault, status=status, retry_after_seconds=seconds)


def _is_seconds(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _read(body: bytes, model: str) -> Completion:
    try:
        told = json.loads(body)
        choice = told["choices"][0]
        text = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ChatError(ChatFault.MALFORMED, status=200) from error
    if not isinstance(text, str):
        raise ChatError(ChatFault.EMPTY if text is None else ChatFault.MALFORMED, status=200)
    usage = told.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    named = told.get("model")
    return Completion(
        text=text,
        model=named if isinstance(named, str) and named.isprintable() and named else model,
        is_cut=choice.get("finish_reason") == "length",
        prompt_tokens=_count(usage.get("prompt_tokens")),
        completion_tokens=_count(usage.get("completion_tokens")),
    )


def _count(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31:
        return value
    return None
