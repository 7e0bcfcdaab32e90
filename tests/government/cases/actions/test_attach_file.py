"""Photos and documents at a case: who sees them, how many, and no orphan left behind."""

import io
import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, TooLarge
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.sweep_files import sweep_files
from gongjian.government.cases.actions.upload_import import upload_import
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Attachment, Case, ImportJob
from gongjian.government.cases.models.import_job import ImportState
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.attachments import get_attachment
from tests.factories import NOW, make_actor, make_case, make_town
from tests.processes import python

pytestmark = pytest.mark.django_db


def photo(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()


def attach(actor, case, content: bytes | io.BytesIO, name="photo.jpg", **named) -> Attachment:
    return cases.attach_file(
        actor=actor, case_id=case.pk, name=name, content=content, now=NOW, **named
    )


def stored(uploads: Path) -> list[Path]:
    return sorted(path for path in uploads.rglob("*") if path.is_file())


def make_old(*paths: Path, hours: int = 25) -> None:
    moment = (NOW - timedelta(hours=hours)).timestamp()
    for path in paths:
        os.utime(path, (moment, moment))


def opens(actor, attachment) -> bool:
    try:
        return get_attachment(actor=actor, attachment_id=attachment.pk) == attachment
    except NotFound:
        return False


def test_a_photo_is_stored_under_a_name_of_ours_with_a_small_one(town, uploads):
    attachment = attach(town.resident, make_case(town), photo(), name="../../etc/My Photo.PHP")

    assert attachment.name == "My Photo.jpg"
    assert attachment.file.startswith("attachments/20261123/")
    assert [path.name for path in stored(uploads)] == sorted(
        [Path(attachment.file).name, Path(attachment.thumbnail).name]
    )
    assert all(path.stat().st_mode & 0o077 == 0 for path in stored(uploads))
    assert attachment.event.name == "file_attached"


def test_a_photo_of_a_public_case_is_public_and_a_document_never(town, uploads):
    case = make_case(town)
    picture = attach(town.resident, case, photo())
    letter = attach(town.resident, case, b"Dear town", name="letter.txt")

    assert opens(Actor.anonymous(), picture)
    assert not opens(Actor.anonymous(), letter)
    assert opens(town.resident, letter)
    assert opens(town.dispatcher, letter)


def test_a_photo_of_a_private_case_is_seen_by_those_who_see_the_case(town, uploads):
    case = make_case(town, is_public=False, state=CaseState.ACCEPTED)
    picture = attach(town.resident, case, photo())

    assert not opens(town.neighbour, picture)
    assert not opens(town.other_handler, picture)
    assert opens(town.handler, picture)


def test_what_staff_keep_internal_the_requester_does_not_see(town, uploads):
    case = make_case(town, state=CaseState.ACCEPTED)
    internal = attach(town.handler, case, photo(), is_internal=True)

    assert not opens(town.resident, internal)
    assert not opens(Actor.anonymous(), internal)
    assert opens(town.colleague, internal)


def test_the_same_file_twice_is_one(town, uploads):
    case = make_case(town)

    first, second = (attach(town.resident, case, photo()) for _ in range(2))

    assert first == second
    assert len(stored(uploads)) == 2
    assert case.events.filter(name="file_attached").count() == 1


def test_limits_of_number_and_size(town, uploads, settings):
    settings.UPLOAD_LIMIT_COUNT, settings.UPLOAD_LIMIT_BYTES = 1, 2_000_000
    case = make_case(town)
    attach(town.resident, case, photo())

    with pytest.raises(Conflict):
        attach(town.resident, case, photo("blue"))
    with pytest.raises(TooLarge):
        attach(town.resident, make_case(town), io.BytesIO(bytes(2_000_001)))

    assert len(stored(uploads)) == 2


def test_what_is_no_photo_is_refused_at_the_field(town, uploads):
    with pytest.raises(Invalid) as error:
        attach(town.resident, make_case(town), b"\x89PNG\r\n\x1a\n" + bytes(100))

    assert list(error.value.fields) == ["file"]
    assert stored(uploads) == []


def attach_all(actor, case, *contents: bytes) -> list[Attachment]:
    files = [
        (f"file {number}.{'txt' if content.isascii() else 'jpg'}", content)
        for number, content in enumerate(contents)
    ]
    return cases.attach_files(actor=actor, case_id=case.pk, files=files, now=NOW)


def test_several_files_are_one_act(town, uploads):
    case = make_case(town)

    added = attach_all(town.resident, case, photo("red"), photo("blue"), b"Dear town", photo("red"))

    event = case.events.get(name="file_attached")
    assert len(set(added)) == 3
    assert added[0] == added[3]
    assert set(event.attachments.all()) == set(added)
    assert event.visibility == "public"
    assert LedgerEntry.objects.filter(action="file_attached").count() == 1
    assert Case.objects.get(pk=case.pk).version == case.version + 1


@pytest.mark.parametrize(
    ("third", "error"), [(b"\x89PNG\r\n\x1a\n", Invalid), (bytes(2_000_001), TooLarge)]
)
def test_with_a_bad_third_file_none_is_taken(town, uploads, settings, third, error):
    settings.UPLOAD_LIMIT_BYTES = 2_000_000
    case = make_case(town)

    with pytest.raises(error) as caught:
        attach_all(town.resident, case, photo("red"), photo("blue"), third)

    assert list(caught.value.fields) == ["files"]
    assert not Attachment.objects.exists()
    assert stored(uploads) == []
    assert Case.objects.get(pk=case.pk).version == case.version


def test_with_one_file_too_many_none_is_taken(town, uploads, settings):
    settings.UPLOAD_LIMIT_COUNT = 2
    case = make_case(town)
    first = attach(town.resident, case, photo("red"))

    with pytest.raises(Conflict) as caught:
        attach_all(town.resident, case, photo("red"), photo("blue"), photo("green"))

    assert list(caught.value.fields) == ["files"]
    assert list(case.attachments.all()) == [first]
    assert len(stored(uploads)) == 2


def test_what_was_known_already_makes_no_event(town, uploads):
    case = make_case(town)
    attach_all(town.resident, case, photo("red"), photo("blue"))

    attach_all(town.resident, case, photo("blue"), photo("red"))

    assert case.events.filter(name="file_attached").count() == 1
    assert len(stored(uploads)) == 4


def test_a_file_that_was_erased_does_not_come_back_unseen(town, uploads):
    case = make_case(town, state=CaseState.ACCEPTED)
    attach(town.resident, case, b"Dear town", name="letter.txt")
    cases.erase_requester(actor=town.resident, case_id=case.pk, now=NOW)

    with pytest.raises(Conflict) as caught:
        attach(town.handler, case, b"Dear town", name="letter.txt", is_internal=True)

    assert "erased" in str(caught.value)


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_a_process_killed_in_between_leaves_no_row_and_the_sweep_removes_the_files(
    transactional_db, uploads, tmp_path
):
    case = make_case(make_town())

    with python(
        "-m", "tests.government.cases.attach_three", str(case.pk), home=tmp_path
    ) as attacher:
        attacher.wait(timeout=60)

    assert attacher.returncode == -signal.SIGKILL
    assert not Attachment.objects.exists()
    assert not case.events.filter(name="file_attached").exists()
    left = stored(uploads)
    assert len(left) == 2
    make_old(*left)
    assert sweep_files(now=NOW) == 2
    assert stored(uploads) == []


def test_strangers_are_refused_before_any_work(town, uploads):
    case = make_case(town)

    with pytest.raises(NotAllowed):
        attach(town.neighbour, case, b"not even looked at")
    with pytest.raises(TransitionNotAllowed):
        attach(town.resident, make_case(town, state=CaseState.REJECTED), b"nor this")


def test_the_sweep_deletes_what_no_row_names_once_it_is_a_day_old(town, uploads):
    kept = attach(town.resident, make_case(town), photo())
    folder = uploads / "attachments" / "20261123"
    for name in ("orphan.jpg", "orphan.small.jpg", "fresh.jpg"):
        (folder / name).write_bytes(b"x")
    make_old(*stored(uploads))
    make_old(folder / "fresh.jpg", hours=23)

    removed = [sweep_files(now=NOW), sweep_files(now=NOW)]

    assert removed == [2, 0]
    assert {path.name for path in stored(uploads)} == {
        "fresh.jpg",
        Path(kept.file).name,
        Path(kept.thumbnail).name,
    }


def keep_table(uploads: Path, tmp_path: Path, state: ImportState) -> ImportJob:
    path = tmp_path / "cases.csv"
    path.write_text("title\nOne\n")
    job = upload_import(actor=make_actor(Role.DISPATCHER), path=path, name="cases.csv", now=NOW)
    job.state = state
    job.save()
    make_old(uploads / job.file)
    return job


def test_the_sweep_deletes_tables_that_no_import_needs(town, uploads, tmp_path):
    states = (ImportState.UPLOADED, ImportState.FAILED, ImportState.RUNNING, ImportState.DONE)
    jobs = {state: keep_table(uploads, tmp_path, state) for state in states}
    orphan = uploads / "imports" / "orphan.csv"
    orphan.write_text("title\nTwo\n")
    make_old(orphan)

    removed = sweep_files(now=NOW)

    del jobs[ImportState.DONE]
    assert removed == 2
    assert stored(uploads) == sorted(uploads / job.file for job in jobs.values())


def test_the_sweep_deletes_tables_left_lying_for_a_month(town, uploads, tmp_path):
    keep_table(uploads, tmp_path, ImportState.CHECKED)
    running = keep_table(uploads, tmp_path, ImportState.RUNNING)

    removed = sweep_files(now=NOW + timedelta(days=31))

    assert removed == 1
    assert stored(uploads) == [uploads / running.file]
