"""A town that is lost is there again, with its ledger; nothing is overwritten on the way."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from gongjian.config.backups.databases import account_of, require_empty
from gongjian.config.backups.making import restore_backup
from gongjian.config.backups.manifest import (
    MANIFEST,
    BadBackup,
    files_of,
    put_keys_back,
    read_manifest,
)
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.ledger.selectors.tiles import bundle_bytes, tile_bytes
from gongjian.foundation.ledger.signed_memory import memory_path
from gongjian.methods.tlog_tiles import bundle_path, tile_path, tiles_of
from tests.foundation.ledger.making import make_entries, make_sealed, seal_all
from tests.methods.tlogs import MemoryLog
from tests.processes import database_url, gongjian

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(settings, tmp_path) -> Path:
    """Of a town with a sealed ledger, two entries that wait, and an upload."""
    folder = tmp_path / "home"
    (folder / "uploads/cases").mkdir(parents=True)
    (folder / "uploads/cases/photo.jpg").write_bytes(b"a photo")
    (folder / "static").mkdir()
    (folder / "static/made.css").write_text("made anew")
    settings.HOME = folder
    settings.LEDGER_KEY_PATH = folder / "keys/ledger.pem"
    make_sealed(300, at_once=100)
    make_entries(2)
    return folder


@pytest.fixture
def empty_database(tmp_path):
    """Address of a database in which there is nothing."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'restored.sqlite3'}"
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    address = database_url().rpartition("/")[0]
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
    yield f"{address}/{name}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def restore(folder: Path, home: Path, address: str, *options: str) -> tuple[int, str]:
    given = options or ("--nothing-later",)
    with gongjian("restore", str(folder), *given, home=home, DATABASE_URL=address) as process:
        said = process.communicate(timeout=120)[0]
        return process.returncode, said


def backup(folder: Path) -> Path:
    call_command("backup", folder)
    return folder


def command(*arguments: str, home: Path, address: str) -> tuple[int, str]:
    with gongjian(*arguments, home=home, DATABASE_URL=address) as process:
        said = process.communicate(timeout=120)[0]
        return process.returncode, said


def copy_log(folder: Path) -> Path:
    size = ledger.latest_checkpoint().size
    for tile in tiles_of(size):
        parts = [(tile_path(tile), tile_bytes(tile))]
        parts += [] if tile.level else [(bundle_path(tile), bundle_bytes(tile))]
        for path, content in parts:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    (folder / "checkpoint").write_text(ledger.latest_checkpoint().note)
    return folder


@pytest.mark.process
def test_a_town_is_backed_up_lost_and_restored(home, tmp_path, empty_database):
    kept, new = backup(tmp_path / "kept"), tmp_path / "new"

    code, said = restore(kept, new, empty_database)

    assert (code, "The ledger is whole: 300 entries" in said) == (0, True), said
    assert (new / "uploads/cases/photo.jpg").read_bytes() == b"a photo"
    assert not (new / "static/made.css").exists()
    for path in (home / "keys").iterdir():
        assert (new / "keys" / path.name).read_bytes() == path.read_bytes()
    # It goes on: what waited is sealed under the same key.
    assert command("ledger", "seal", home=new, address=empty_database) == (0, "2 entries sealed.\n")
    code, said = command(
        "ledger", "check", "--key", ledger.verifier_key(), home=new, address=empty_database
    )
    assert (code, said.startswith("OK: 302 entries")) == (0, True), said
    # Once more into the same place, nothing is touched.
    code, said = restore(kept, new, empty_database)
    assert (code, "not empty" in said) == (1, True), said


@pytest.mark.process
def test_what_was_signed_after_the_backup_is_missed_and_recovered(home, tmp_path, empty_database):
    kept, new = backup(tmp_path / "kept"), tmp_path / "new"
    seal_all()
    make_sealed(50)
    copy = copy_log(tmp_path / "copy")

    code, said = restore(kept, new, empty_database, "--checkpoint", str(copy / "checkpoint"))
    assert (code, "52 entries are missing" in said) == (3, True), said
    code, said = command("ledger", "seal", home=new, address=empty_database)
    assert (code, "gongjian ledger recover" in said) == (1, True), said

    code, said = command("ledger", "recover", "--log", str(copy), home=new, address=empty_database)
    assert (code, said.startswith("52 entries")) == (0, True), said
    code, said = command("ledger", "check", home=new, address=empty_database)
    assert said.startswith("OK: 352 entries in the tree, 0 waiting, 50 erased"), said


@pytest.mark.process
def test_a_home_that_outlived_its_database_knows_more_than_the_backup(
    home, tmp_path, empty_database
):
    kept, new = backup(tmp_path / "kept"), tmp_path / "new"
    other = tmp_path / "other"
    other.write_text(MemoryLog(400).note())
    memory = new / "keys" / memory_path(ledger.verifier_key()).name
    code, said = restore(kept, new, empty_database, "--checkpoint", str(other))
    assert (code, memory.exists(), (new / "uploads").exists()) == (1, False, False), said

    seal_all()
    shutil.copytree(home / "keys", new / "keys", dirs_exist_ok=True)
    memory.write_text(ledger.latest_checkpoint().note)
    code, said = restore(kept, new, empty_database)

    assert (code, "2 entries are missing" in said) == (3, True), said
    assert memory.read_text() == ledger.latest_checkpoint().note


def test_killed_before_the_database_is_there_it_remembers_what_was_signed(
    home, tmp_path, monkeypatch, settings
):
    kept = backup(tmp_path / "kept")
    seal_all()
    later = ledger.latest_checkpoint().note
    settings.HOME = tmp_path / "new"
    settings.LEDGER_KEY_PATH = settings.HOME / "keys/ledger.pem"

    def killed(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("gongjian.config.backups.making.load_database", killed)
    monkeypatch.setattr("gongjian.config.backups.making.require_empty", lambda: None)
    with pytest.raises(KeyboardInterrupt):
        restore_backup(kept, later)

    assert memory_path(ledger.verifier_key()).read_text() == later


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_what_a_lost_database_left_beside_it_is_not_played_onto_the_restored(
    tmp_path, monkeypatch, end
):
    if connection.vendor != "sqlite":
        return
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "town.sqlite3"))
    require_empty()
    (tmp_path / f"town.sqlite3{end}").write_bytes(b"left")

    with pytest.raises(BadBackup, match=f"town.sqlite3{end}"):
        require_empty()


@pytest.mark.parametrize("change", ["rotten", "differs", "whole"])
def test_no_key_is_put_back_before_all_is_checked(home, tmp_path, change):
    kept, new = backup(tmp_path / "kept"), tmp_path / "new"
    if change == "rotten":
        with (kept / "files/keys/ledger.pem").open("ab") as file:
            file.write(b"?")
    elif change == "differs":
        (new / "uploads/cases").mkdir(parents=True)
        (new / "uploads/cases/photo.jpg").write_bytes(b"mine")

    put_keys_back(kept, new)

    assert (new / "keys/ledger.pem").exists() == (change == "whole")


def test_the_database_is_left_out_wherever_in_the_home_it_lies(tmp_path):
    (tmp_path / "db").mkdir()
    for name in ("x.sqlite3", "x.sqlite3-wal", "x.sqlite3-shm", "of-others.sqlite3"):
        (tmp_path / "db" / name).touch()

    found = files_of(tmp_path, tmp_path / "db/x.sqlite3")

    assert list(found) == [Path("db/of-others.sqlite3")]


def test_what_is_no_backup_is_told_in_chinese_too(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with pytest.raises(BadBackup, match="不是备份"):
        read_manifest(tmp_path)


def test_a_manifest_names_no_place_outside(home, tmp_path):
    kept = backup(tmp_path / "kept")
    said = json.loads((kept / MANIFEST).read_text())
    said["ledger"]["instance"] = "x/../../../out/f"
    (kept / MANIFEST).write_text(json.dumps(said))

    with pytest.raises(BadBackup, match=r"ledger\.instance"):
        read_manifest(kept)


def test_the_programmes_of_postgresql_have_what_the_address_says_of_encryption():
    known = {"HOST": "db", "PORT": "", "USER": "town", "PASSWORD": "p"}
    options = {"sslmode": "verify-full", "sslrootcert": "/ca.pem", "pool": True}

    assert account_of({**known, "OPTIONS": options}) == {
        "PGHOST": "db",
        "PGUSER": "town",
        "PGPASSWORD": "p",
        "PGSSLMODE": "verify-full",
        "PGSSLROOTCERT": "/ca.pem",
    }


def test_a_backup_holds_keys_for_its_owner_only_and_is_of_one_moment(home, tmp_path, capsys):
    kept = backup(tmp_path / "kept")
    manifest = json.loads((kept / MANIFEST).read_text())

    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert stat.S_IMODE((kept / "files/keys/ledger.pem").stat().st_mode) == 0o600
    assert manifest["ledger"]["size"] == "300"
    assert manifest["ledger"]["checkpoint"] == ledger.latest_checkpoint().note
    assert set(manifest["files"]) == {
        manifest["database"],
        "files/keys/ledger.pem",
        "files/uploads/cases/photo.jpg",
    }
    assert "300 entries" in capsys.readouterr().out


def test_nothing_is_backed_up_over_something_nor_into_itself(home, tmp_path):
    taken = tmp_path / "taken"
    taken.mkdir()

    for folder in (taken, home / "kept"):
        with pytest.raises(CommandError):
            call_command("backup", folder)

    assert list(taken.iterdir()) == []
    assert not (home / "kept").exists()
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.process
@pytest.mark.parametrize("change", ["changed", "missing", "manifest", "outside"])
def test_a_backup_that_is_not_whole_is_not_restored(home, tmp_path, empty_database, change):
    kept, new = backup(tmp_path / "kept"), tmp_path / "new"
    photo = kept / "files/uploads/cases/photo.jpg"
    if change == "changed":
        photo.write_bytes(b"another")
    elif change == "missing":
        photo.unlink()
    elif change == "manifest":
        (kept / MANIFEST).write_text("{}")
    else:
        said = (kept / MANIFEST).read_text().replace("files/uploads/", "files/../../")
        (kept / MANIFEST).write_text(said)

    code, said = restore(kept, new, empty_database)

    assert code == 1, said
    assert not (new / "uploads").exists()


@pytest.mark.process
def test_no_file_is_overwritten(home, tmp_path, empty_database):
    kept, new = backup(tmp_path / "kept"), tmp_path / "new"
    (new / "uploads/cases").mkdir(parents=True)
    (new / "uploads/cases/photo.jpg").write_bytes(b"mine")

    code, said = restore(kept, new, empty_database)

    assert (code, "differs" in said) == (1, True), said
    assert (new / "uploads/cases/photo.jpg").read_bytes() == b"mine"


@pytest.mark.process
def test_a_tampered_backup_is_caught_by_the_ledger(home, tmp_path, empty_database):
    with transaction.atomic():
        LedgerEntry.objects.filter(leaf_index=150).update(actor="user:other")
    kept = backup(tmp_path / "kept")

    code, said = restore(kept, tmp_path / "new", empty_database)

    assert (code, "Entry 150" in said) == (1, True), said


def test_without_the_programmes_of_postgresql_it_says_what_to_install(home, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    if connection.vendor == "postgresql":
        with pytest.raises(CommandError, match="postgresql-client"):
            call_command("backup", tmp_path / "kept")
    else:
        call_command("backup", tmp_path / "kept")
        shutil.rmtree(tmp_path / "kept")
    assert not (tmp_path / "kept").exists()
