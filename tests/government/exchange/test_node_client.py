"""A node that answers a little at a time holds nobody up."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

import pytest

from gongjian.government.exchange.node_client import NodeSlow, post

BODY = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
HEAD = b"HTTP/1.1 200 OK\r\nX-Head: "


@pytest.mark.parametrize("beginning", [BODY, HEAD])
def test_a_drip_is_no_answer(beginning):
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_drip, args=(server, beginning), daemon=True).start()
        began = time.monotonic()

        with pytest.raises(NodeSlow):
            post(f"http://127.0.0.1:{server.getsockname()[1]}", "/", {}, seconds=0.2)

        assert time.monotonic() - began < 1


def _drip(server: socket.socket, beginning: bytes) -> None:
    connection, _address = server.accept()
    with suppress(OSError), connection:
        connection.sendall(beginning)
        for _once in range(60):
            connection.sendall(b" ")
            time.sleep(0.05)
