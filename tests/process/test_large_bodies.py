"""Bodies that are too large, or never end, sent to the real server."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.processes import Town, descendants_of, is_running, served, wait_until

pytestmark = [
    pytest.mark.process, pytest.mark.slow, pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]  # fmt: skip
MB = 1_000_000
HEAD = (
    b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n'
    b"Content-Type: text/plain\r\n\r\n"
)
FORM = {
    "Content_Type": "multipart/form-data; boundary=x",
    # Without it nothing of a form is read at all.
    "Cookie": f"csrftoken={'x' * 32}",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def temporary(home) -> Path:
    folder = home / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def town(home, temporary, django_db_setup) -> Iterator[Town]:
    settings = {
        "home": home, "TMPDIR": str(temporary),
        "GONGJIAN_UPLOAD_LIMIT_MB": "4", "GONGJIAN_UPLOAD_LIMIT_COUNT": "1",
    }  # fmt: skip
    with served("--port", "0", "--no-worker", "--web-workers", "1", **settings) as running:
        yield running


@contextmanager
def sending(town: Town, path: str, **headers: str) -> Iterator[http.client.HTTPConnection]:
    where = urlsplit(town.url)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=60)
    connection.putrequest("POST", path)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    yield connection
    connection.close()


def test_too_large_is_answered_in_words_and_nothing_is_kept(town, temporary):
    with sending(town, "/tell/", **FORM, Content_Length=str(20 * MB)) as connection:
        connection.send(HEAD + bytes(20 * MB - len(HEAD)))
        page = connection.getresponse()
        words = page.read().decode()

    assert page.status == 413
    assert "at most 5 MB" in words
    assert list(temporary.iterdir()) == []


def test_too_large_for_a_programme_is_a_problem_document(town):
    with sending(
        town, "/api/v1/cases", Content_Type="application/json", Content_Length=str(3 * MB)
    ) as connection:
        connection.send(b" " * 3 * MB)
        answer = connection.getresponse()
        said = json.loads(answer.read())

    assert answer.status == 413
    assert said["code"] == "too_large"


def test_a_body_of_no_announced_length_is_not_read(town, temporary):
    with sending(town, "/tell/", **FORM, Transfer_Encoding="chunked") as connection:
        chunk = b"%x\r\n%s\r\n" % (len(HEAD), HEAD)
        connection.send(chunk + b"100000\r\n" + bytes(0x100000) + b"\r\n0\r\n\r\n")
        answer = connection.getresponse()
        answer.read()

    assert answer.status < 500
    assert list(temporary.iterdir()) == []
    assert "Tell" in town.get("tell/")


def test_an_upload_killed_halfway_leaves_no_file(town, temporary):
    web = descendants_of(town.pids("gunicorn")[0])[0]
    with sending(town, "/tell/", **FORM, Content_Length=str(4 * MB)) as connection:
        connection.send(HEAD + bytes(3 * MB))
        # It is beyond what is kept in memory: the process has a file open, which has no name.
        wait_until(lambda: unnamed_files(web, temporary))

        os.kill(web, signal.SIGKILL)
        wait_until(lambda: not is_running(web))

    assert list(temporary.iterdir()) == []


def unnamed_files(pid: int, folder: Path) -> list[str]:
    found = []
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = os.readlink(descriptor)
        except OSError:
            continue
        if target.startswith(str(folder)) and target.endswith("(deleted)"):
            found.append(target)
    return found


def test_a_client_that_hangs_up_halfway_is_no_error(town, temporary):
    where = urlsplit(town.url)
    for _ in range(3):
        with socket.create_connection((where.hostname, where.port), timeout=30) as client:
            client.sendall(
                b"POST /tell/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
                b"Cookie: csrftoken=%s\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n"
                % (b"x" * 32)
                + HEAD
            )

    assert "Tell" in town.get("tell/")
    assert "Traceback" not in town.log.read_text()
    assert list(temporary.iterdir()) == []
