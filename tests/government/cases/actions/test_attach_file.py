"""Photos and documents at a case: who sees them, how many, and no orphan left behind."""

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, TooLarge
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.sweep_files import sweep_files
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Attachment
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.attachments import get_attachment
from tests.factories import NOW, make_case

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
    hours_old = {folder / "fresh.jpg": 23}
    for path in stored(uploads):
        moment = (NOW - timedelta(hours=hours_old.get(path, 25))).timestamp()
        os.utime(path, (moment, moment))

    removed = [sweep_files(now=NOW), sweep_files(now=NOW)]

    assert removed == [2, 0]
    assert {path.name for path in stored(uploads)} == {
        "fresh.jpg",
        Path(kept.file).name,
        Path(kept.thumbnail).name,
    }
