"""The commands that check, from files alone: what they say, and how they end."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongjian.foundation.ledger.offline.commands import main
from gongjian.methods import merkle
from gongjian.methods.cosignatures import cosign, with_lines
from gongjian.methods.receipt_check import write_receipt
from tests.methods.tlogs import LOG_KEY, WITNESS, WITNESS_KEY, WITNESS_NAME, MemoryLog, write_log
from tests.processes import ROOT

TEXT, SALT = '{"action":"case_received"}', bytes(16)
COMMITMENT = hashlib.sha256(SALT + TEXT.encode()).digest()
LOG = MemoryLog(entries=[COMMITMENT if number == 6 else b"%d" % number for number in range(600)])
OTHER = MemoryLog(600)
NOTE = with_lines(LOG.note(300), cosign(LOG.note(300), WITNESS, WITNESS_NAME, 1_800_000_000))
HOLDS, WRONG, USAGE, UNREADABLE = 0, 1, 2, 3


@pytest.fixture
def folder(tmp_path) -> Path:
    write_log(LOG, tmp_path / "copy")
    write_log(OTHER, tmp_path / "other")
    write_log(LOG, tmp_path / "witnessed")
    (tmp_path / "witnessed/witnessed").write_text(NOTE)
    for name, text in {
        "receipt": receipt(),
        "changed": receipt().replace("index 6", "index 7"),
        "old": LOG.note(300),
        "new": LOG.note(),
        "fork": OTHER.note(300),
        "nonsense": "nonsense",
    }.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def receipt() -> str:
    path = merkle.inclusion_proof(LOG.hash_at, 6, 300)
    opening = {"entry": TEXT, "salt": SALT.hex()}
    return write_receipt(index=6, path=path, checkpoint=NOTE, opening=opening)


def run(folder: Path, *arguments: str, language: str = "en") -> int:
    """After the names of the command, those of files stand for them."""
    names = 2 if arguments[0] == "verify" else 1
    here = [
        str(folder / one) if (folder / one).exists() or one == "missing" else one
        for one in arguments[names:]
    ]
    return main([*arguments[:names], *here, "--key", LOG_KEY, "--language", language])


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["receipt", "receipt"], HOLDS, "entry 7 of 300"),
        (["receipt", "receipt", "--witness", WITNESS_KEY, "--quorum", "1"], HOLDS, "2027-01-15"),
        (["receipt", "receipt", "--log", "copy"], HOLDS, "600 entries is that of 300 entries"),
        (["receipt", "receipt", "--log", "other"], WRONG, "TWO LEDGERS"),
        (["receipt", "changed"], WRONG, "does not lead"),
        (["receipt", "nonsense"], WRONG, "no receipt"),
        (["receipt", "missing"], UNREADABLE, "missing is not there"),
        (["receipt", "receipt", "--log", "missing"], UNREADABLE, "no checkpoint"),
        (["checkpoints", "old", "new", "--log", "copy"], HOLDS, "only longer"),
        (["checkpoints", "new", "old", "--log", "copy"], HOLDS, "only longer"),
        (["checkpoints", "old", "old"], HOLDS, "the same of 300"),
        (["checkpoints", "old", "fork"], WRONG, "two roots for 300"),
        (["checkpoints", "fork", "new", "--log", "copy"], WRONG, "did not grow"),
        (["checkpoints", "old", "new"], UNREADABLE, "--log"),
        (["checkpoints", "old", "nonsense"], WRONG, "not signed"),
        (["log", "copy"], HOLDS, "computed anew"),
        (["log", "copy", "--since", "old", "--since", "new"], HOLDS, "only longer"),
        (["log", "copy", "--since", "fork"], WRONG, "TWO LEDGERS"),
        (["receipt", "receipt", "--quorum", "1"], USAGE, "--quorum 1"),
        (
            ["checkpoints", "old", "old", "--witness", WITNESS_KEY, "--quorum", "2"],
            USAGE,
            "1 given",
        ),
        (["log", "witnessed", "--witness", WITNESS_KEY, "--quorum", "1"], HOLDS, "2027-01-15"),
        (["log", "missing"], UNREADABLE, "no checkpoint"),
        (["log", "copy", "--witness", WITNESS_KEY, "--quorum", "1"], WRONG, "you asked for 1"),
    ],
)
def test_what_is_said_and_how_it_ends(folder, capsys, arguments, code, words):
    assert run(folder, "verify", *arguments) == code
    said = capsys.readouterr()
    assert words in said.out + said.err


def test_in_chinese_too(folder, capsys):
    assert run(folder, "verify", "receipt", "changed", language="zh") == WRONG
    assert "有不成立之处" in capsys.readouterr().out
    for arguments, words in (
        (["receipt", "missing"], "missing 不存在。"),
        (["log", "missing"], "其中没有 checkpoint。"),
        (["checkpoints", "old", "new"], "请用 --log 指明日志。"),
        (["log", "http://127.0.0.1:1/"], "没有应答"),
    ):
        assert run(folder, "verify", *arguments, language="zh") == UNREADABLE
        assert words in capsys.readouterr().err


def test_what_was_recorded_is_told_of_a_receipt_that_holds(folder, capsys):
    run(folder, "verify", "receipt", "receipt")
    assert TEXT in capsys.readouterr().out

    run(folder, "verify", "receipt", "changed")
    assert TEXT not in capsys.readouterr().out


def test_the_key_may_stand_in_a_file_and_a_wrong_one_is_told(folder, capsys):
    (folder / "key").write_text(LOG_KEY + "\n")
    name = str(folder / "receipt")

    assert main(["verify", "receipt", name, "--key", str(folder / "key")]) == HOLDS
    for arguments in (["--key", "x"], ["--key", LOG_KEY, "--witness", "x"], []):
        with pytest.raises(SystemExit) as ended:
            main(["verify", "receipt", name, *arguments])
        assert ended.value.code == USAGE


@pytest.mark.parametrize("path", ["tile/entries/001", "tile/0/002.p/88", "tile/1/000.p/2"])
def test_a_changed_or_missing_file_of_a_log_is_told(folder, path):
    file = folder / "copy" / path
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert run(folder, "verify", "log", "copy") == WRONG

    file.unlink()
    assert run(folder, "verify", "log", "copy") == UNREADABLE


def test_a_download_is_whole_and_goes_on_where_it_was(folder, capsys):
    again = folder / "again"
    assert run(folder, "download", "copy", str(again)) == HOLDS
    assert run(folder, "verify", "log", "again") == HOLDS

    kept = again / "tile/entries/000"
    kept.write_bytes(b"kept")
    assert run(folder, "download", "copy", "again") == HOLDS
    assert kept.read_bytes() == b"kept"


def test_a_log_of_somebody_else_is_not_downloaded(folder):
    (folder / "copy/checkpoint").write_text(LOG.note().replace("600", "601"))

    assert run(folder, "download", "copy", str(folder / "again")) == WRONG
    assert not (folder / "again").exists()


@pytest.mark.process
def test_it_runs_without_django_and_leaves_nothing_behind(folder, tmp_path):
    place = tmp_path / "elsewhere"
    place.mkdir()
    programme = (
        "import sys; sys.modules['django'] = None; from gongjian.config.cli import main; main()"
    )
    command = ["ledger", "verify", "receipt", str(folder / "receipt"), "--key", LOG_KEY]

    found = subprocess.run(
        [sys.executable, "-c", programme, *command],
        cwd=place,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "LANG": "zh_CN.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (found.returncode, found.stderr) == (HOLDS, "")
    assert "账本" in found.stdout
    assert list(place.iterdir()) == []
