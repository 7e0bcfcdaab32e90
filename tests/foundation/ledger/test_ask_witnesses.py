"""Witnesses are brought what all of them are to sign, and none of them holds up another."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import pytest

from gongjian.foundation.kernel.bounded_connections import pool_classes
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import http_requests
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.actions.ask_witnesses import ask_witnesses
from gongjian.foundation.ledger.models import Checkpoint, Cosignature
from gongjian.foundation.ledger.offline.witness import Witness
from gongjian.foundation.ledger.offline.witness_server import serving
from gongjian.methods.receipt_check import check_receipt
from tests.foundation.ledger.making import make_sealed
from tests.foundation.ledger.witnessing import WITNESS

pytestmark = pytest.mark.django_db(transaction=True)


def answered_within(monkeypatch, seconds):
    """The head of an answer, and its body."""
    monkeypatch.setattr(http_requests, "LONGEST_SECONDS", seconds)
    monkeypatch.setattr(http_requests._pool, "pool_classes_by_scheme", pool_classes(seconds))


@contextmanager
def dripping(of: bytes):
    """An address that answers one byte at a time, and never to the end."""
    ended = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connected = server.accept()[0]
        try:
            connected.recv(1 << 16)
            for byte in of * 1_000:
                connected.send(bytes([byte]))
                if ended.wait(0.01):
                    break
        except OSError:
            pass
        connected.close()

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
    finally:
        ended.set()
        server.close()


def test_all_sign_the_same_and_a_dripping_one_holds_up_nobody(
    settings, tmp_path, capsys, monkeypatch
):
    settings.LEDGER_KEY_PATH = tmp_path / "keys" / "ledger.pem"
    answered_within(monkeypatch, 0.4)
    make_sealed(5)
    Checkpoint.objects.update(signed_at=now() - timedelta(minutes=1))
    with ExitStack() as stack:
        own = []
        for name in ("w1", "w2"):
            made = Witness(tmp_path / name, name, ledger.verifier_key())
            stack.enter_context(serving(made, "127.0.0.1:0", "en"))
            own.append((made.key, capsys.readouterr().out.split()[-1]))
        slow = stack.enter_context(dripping(b"HTTP/1.1 200 OK\r\nx: y"))
        settings.LEDGER_WITNESSES = [(WITNESS, slow), *own]
        make_sealed(4)

        begun = time.monotonic()
        assert ask_witnesses(now=now) == 2
        assert time.monotonic() - begun < 5

    assert set(Cosignature.objects.values_list("witness", "size")) == {(key, 5) for key, _ in own}
    text = ledger.receipt_text(subject="case:3", action="case_received")
    assert check_receipt(text, ledger.verifier_key(), [key for key, _ in own], 2).is_right


def test_a_body_that_does_not_end_is_given_up(monkeypatch):
    answered_within(monkeypatch, 1)
    begin = b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n"
    with dripping(begin) as address, pytest.raises(http_requests.HttpFault, match="1 seconds"):
        http_requests.send("GET", f"{address}/checkpoint", largest_bytes=100_000)
