"""A witness signs what grew and nothing else, whatever happens to it."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from gongjian.foundation.ledger.offline.commands import main
from gongjian.foundation.ledger.offline.sources import Folder, Unreadable
from gongjian.foundation.ledger.offline.witness import Witness
from gongjian.foundation.ledger.offline.witness_server import serving
from gongjian.methods import merkle
from gongjian.methods.cosignatures import cosigned_at
from gongjian.methods.signed_note import (
    COSIGNATURE,
    MAX_NOTE_LENGTH,
    parse_verifier_key,
    read_checkpoint,
)
from gongjian.methods.tlog_witness import AddCheckpoint, Answer, write_request
from tests.methods.tlogs import LOG_KEY, MemoryLog, write_log
from tests.processes import gongjian, wait_until

LOG = MemoryLog(600)
OTHER = MemoryLog(entries=[b"other %d" % number for number in range(600)])


@pytest.fixture
def witness(tmp_path) -> Witness:
    return Witness(tmp_path / "state", "witness.example/w1", LOG_KEY)


def look(witness: Witness, log: MemoryLog, size: int, folder: Path):
    return witness.look(Folder(write_log(log, folder / f"{id(log)}-{size}", size)))[0]


def signed_size(witness: Witness) -> int:
    """Of what it remembers; it must verify with its own signature."""
    note = witness.signed_note()
    assert cosigned_at(note, *parse_verifier_key(witness.key, COSIGNATURE))
    return read_checkpoint(note).size


def test_it_follows_a_log_that_grows_and_signs_each_time(witness, tmp_path):
    found = [look(witness, LOG, size, tmp_path) for size in (1, 255, 256, 256, 600)]

    assert {one.answer for one in found} == {Answer.SIGN}
    assert [one.known_size for one in found] == [1, 255, 256, 256, 600]
    assert signed_size(witness) == 600


@pytest.mark.parametrize(
    ("log", "size", "answer"),
    [
        (OTHER, 300, Answer.FORK),
        (OTHER, 600, Answer.INCONSISTENT),
        (LOG, 299, Answer.ROLLED_BACK),
        (OTHER, 200, Answer.ROLLED_BACK),
    ],
)
def test_it_refuses_what_did_not_grow_and_keeps_the_evidence(witness, tmp_path, log, size, answer):
    look(witness, LOG, 300, tmp_path)
    before = witness.signed_note()

    found = look(witness, log, size, tmp_path)

    assert (found.answer, found.line, found.known_size) == (answer, "", 300)
    evidence = found.evidence.read_text()
    assert before in evidence
    assert log.note(size) in evidence
    assert witness.signed_note() == before
    assert look(witness, LOG, 600, tmp_path).answer == Answer.SIGN


def padded(note: str) -> str:
    """With as many lines of nobody below it as are let in."""
    line = f"— nobody {'A' * 60}AAAAAAA=\n"
    return note + line * ((MAX_NOTE_LENGTH - len(note) - 200) // len(line))


def test_lines_of_others_below_a_checkpoint_do_not_damage_its_memory(witness):
    """Anybody may bring the log's checkpoint with so many that it could not be read again."""
    for log, size, old in ((LOG, 300, 0), (OTHER, 300, 300), (LOG, 600, 300)):
        proof = tuple(merkle.consistency_proof(LOG.hash_at, old, size)) if log is LOG else ()
        witness.consider(AddCheckpoint(old, proof, padded(log.note(size))))

    assert signed_size(witness) == 600
    assert len(witness.signed_note()) < 1_000
    (evidence,) = (witness.folder / "evidence").iterdir()
    assert len(evidence.read_text()) < 1_000


def test_wrong_proofs_of_anybody_are_no_evidence_and_hide_none(witness, tmp_path, monkeypatch):
    monkeypatch.setattr("gongjian.foundation.ledger.offline.witness.MOST_EVIDENCE", 2)
    look(witness, LOG, 300, tmp_path)
    wrong = witness.consider(AddCheckpoint(300, (bytes(32),), LOG.note(600)))
    behind = [look(witness, LOG, size, tmp_path).evidence for size in (1, 2, 3, 2)]
    forks = [look(witness, OTHER, 300, tmp_path).evidence for _ in range(2)]

    assert (wrong.answer, wrong.evidence) == (Answer.INCONSISTENT, None)
    assert [path.name.split("-")[-1] for path in behind] == ["rolled_back.txt"] * 4
    assert len({*behind}) == 2
    assert OTHER.note(300) in forks[0].read_text()
    assert forks[0] == forks[1]


def test_what_the_log_signed_and_does_not_prove_is_kept(witness, tmp_path):
    look(witness, LOG, 300, tmp_path)
    folder = write_log(OTHER, tmp_path / "hiding", 600)
    for path in (folder / "tile/0").rglob("*"):
        if path.is_file():
            path.unlink()

    for _ in range(2):
        with pytest.raises(Unreadable):
            witness.look(Folder(folder))

    (evidence,) = (witness.folder / "evidence").glob("*-unproven.txt")
    assert OTHER.note(600) in evidence.read_text()


@pytest.mark.parametrize("wrong", ["name", "key", "folder"])
def test_what_it_cannot_begin_with_is_told_without_a_traceback(tmp_path, capsys, wrong):
    state = tmp_path / "state"
    state.mkdir()
    name = "a b" if wrong == "name" else "w"
    if wrong == "key":
        (state / "key.pem").write_text("broken")
    elif wrong == "folder":
        state.rmdir()
        state.write_text("a file")
    arguments = ["--key", LOG_KEY, "--state", str(state), "--name", name, "--once"]

    try:
        code = main(["witness", str(tmp_path), *arguments])
    except SystemExit as ended:
        code = ended.code

    assert code == (2 if wrong == "name" else 3)
    assert capsys.readouterr().err


def test_it_knows_after_a_restart_what_it_signed(witness, tmp_path):
    look(witness, LOG, 300, tmp_path)

    again = Witness(witness.folder, witness.name, LOG_KEY)

    assert again.key == witness.key
    assert look(again, OTHER, 300, tmp_path).answer == Answer.FORK


def test_killed_between_remembering_and_signing_it_has_not_forgotten(
    witness, tmp_path, monkeypatch
):
    look(witness, LOG, 255, tmp_path)

    def killed(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("gongjian.foundation.ledger.offline.witness.cosign", killed)
        with pytest.raises(KeyboardInterrupt):
            look(witness, LOG, 300, tmp_path)

    again = Witness(witness.folder, witness.name, LOG_KEY)
    assert again.known() == LOG.checkpoint(300)
    assert look(again, OTHER, 300, tmp_path).answer == Answer.FORK
    assert look(again, LOG, 300, tmp_path).answer == Answer.SIGN


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\xff", OTHER.note(5)[:60].encode()])
def test_with_a_damaged_memory_it_signs_nothing(witness, tmp_path, damage):
    look(witness, LOG, 300, tmp_path)
    (witness.folder / "signed").write_bytes(damage)

    with pytest.raises(Unreadable):
        look(witness, LOG, 600, tmp_path)


def test_a_log_that_cannot_be_read_is_waited_for(tmp_path, capsys):
    arguments = ["--key", LOG_KEY, "--state", str(tmp_path / "s"), "--name", "w", "--once"]

    assert main(["witness", str(tmp_path / "none"), *arguments, "--language", "en"]) == 3
    assert "cannot be read" in capsys.readouterr().err


def test_of_two_requests_at_once_none_rolls_the_other_back(witness):
    def ask(size: int) -> None:
        for _ in range(20):
            known = witness.known()
            old = known.size if known else 0
            if old <= size:
                proof = merkle.consistency_proof(LOG.hash_at, old, size)
                witness.consider(AddCheckpoint(old, tuple(proof), LOG.note(size)))

    with ThreadPoolExecutor() as pool:
        list(pool.map(ask, (256, 300, 600)))

    assert signed_size(witness) == 600


def post(address: str, body: bytes) -> tuple[int, str, str]:
    request = urllib.request.Request(f"{address}add-checkpoint", data=body)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read().decode()


def announce(address: str, length: str) -> int:
    """Say that so much comes, and wait for the answer."""
    connection = HTTPConnection(address.split("/")[2], timeout=20)
    connection.putrequest("POST", "/add-checkpoint")
    connection.putheader("Content-Length", length)
    connection.endheaders()
    return connection.getresponse().status


def test_it_answers_logs_as_the_specification_says(witness, capsys):
    with serving(witness, "127.0.0.1:0", "en"):
        address = capsys.readouterr().out.split()[-1]
        first = post(address, write_request(AddCheckpoint(0, (), LOG.note(300))).encode())
        wrong = post(address, write_request(AddCheckpoint(0, (), LOG.note())).encode())
        fork = post(address, write_request(AddCheckpoint(300, (), OTHER.note(300))).encode())
        unproven = post(address, write_request(AddCheckpoint(300, (), LOG.note())).encode())
        others = [post(address, body)[0] for body in (b"", b"\xff")]
        others += [announce(address, length) for length in ("900000000", "-1", "x")]
        with urllib.request.urlopen(f"{address}checkpoint", timeout=20) as answer:
            published = answer.read().decode()

    assert first[0] == 200
    assert published == LOG.note(300) + first[2]
    assert wrong == (409, "text/x.tlog.size", "300\n")
    assert (fork[0], fork[1]) == (409, "text/plain; charset=utf-8")
    assert unproven[0] == 422
    assert others == [400, 400, 413, 411, 411]
    assert signed_size(witness) == 300


@contextmanager
def shown(folder: Path):
    """A log at an address, which notes what is brought to it."""
    brought: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path = folder / self.path.removeprefix("/ledger/")
            self._send(200 if path.is_file() else 404, path.read_bytes() if path.is_file() else b"")

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            brought.append(json.loads(body)["checkpoint"])
            self._send(200, b"{}")

        def _send(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/ledger", brought
    server.shutdown()
    server.server_close()


@pytest.mark.process
def test_a_process_that_is_killed_again_and_again_signs_one_ledger_only(tmp_path):
    folder, state = write_log(LOG, tmp_path / "log", 200), tmp_path / "state"
    options = ["--key", LOG_KEY, "--state", str(state), "--name", "w", "--every", "0.01"]
    with shown(folder) as (address, brought):
        command = ["ledger", "witness", address, *options]
        for size in (256, 300, 600):
            write_log(LOG, folder, size)
            seen = len(brought)
            with gongjian(*command, home=tmp_path, DATABASE_URL="") as process:
                wait_until(lambda seen=seen: len(brought) > seen)
                with gongjian(*command, home=tmp_path, DATABASE_URL="") as second:
                    assert second.wait(timeout=60) == 3
                process.kill()
        write_log(OTHER, folder)
        with gongjian(*command, "--once", home=tmp_path, DATABASE_URL="") as process:
            said = process.communicate(timeout=60)[0]
            assert process.returncode == 1

    witness = Witness(state, "w", LOG_KEY)
    assert "REFUSED (fork)" in said
    assert signed_size(witness) == 600
    assert all(
        LOG.checkpoint(read_checkpoint(note).size) == read_checkpoint(note) for note in brought
    )
    assert list((state / "evidence").glob("*-fork.txt"))
