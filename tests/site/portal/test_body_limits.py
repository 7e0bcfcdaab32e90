"""What is too large is refused before it is kept."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.upload_handlers import BoundedUploadHandler
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Attachment, Case
from gongjian.site.portal import middleware
from tests.factories import make_case, make_town, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MB = 1_000_000


class Body(io.BytesIO):
    """A body that says how much of it was taken."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        given = super().read(size)
        self.taken += len(given)
        return given


@pytest.fixture(autouse=True)
def _small(settings, tmp_path):
    settings.UPLOAD_LIMIT_BYTES, settings.UPLOAD_LIMIT_COUNT = MB, 3
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def kept(monkeypatch):
    """How many bytes of files were written anywhere."""
    written = []
    take = BoundedUploadHandler.receive_data_chunk

    def counted(handler, raw_data, start):
        take(handler, raw_data, start)
        written.append(len(raw_data) if handler.kept is not None else 0)

    monkeypatch.setattr(BoundedUploadHandler, "receive_data_chunk", counted)
    return written


def announce(client, address: str, length: int, kind: str = "multipart/form-data; boundary=x"):
    body = Body(b"x" * min(length, 5 * MB))
    answer = client.generic(
        "POST", address, b"", content_type=kind, CONTENT_LENGTH=str(length),
        **{"wsgi.input": body},
    )  # fmt: skip
    return answer, body


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/track/", MB),
        ("/accounts/login/", MB),
        ("/i18n/setlang/", MB),
        ("/tell/", 4 * MB),
        ("/cases/7K3M9Q2XAB/files/", 4 * MB),
        ("/cases/7K3M9Q2XAB/reply/", MB),
    ],
)
def test_a_page_says_that_it_is_too_large(client, address, most):
    page, _body = announce(client, address, most + 1)

    assert page.status_code == 413
    assert f"at most {most // MB} MB" in page.content.decode()


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/api/v1/cases", MB),
        ("/api/v1/readings", MB),
        ("/api/v1/cases/7K3M9Q2XAB/attachments", 2 * MB),
        ("/open311/v2/requests.json", MB),
    ],
)
def test_an_operation_says_that_it_is_too_large(client, address, most):
    answer, _body = announce(client, address, most + 1, "application/json")

    assert answer.status_code == 413
    assert json.loads(answer.content)["code"] == "too_large"
    assert f"at most {most // MB} MB" in json.loads(answer.content)["title"]


def test_what_is_still_coming_is_taken_in_and_forgotten_up_to_a_bound(client, monkeypatch):
    monkeypatch.setattr(middleware, "DRAINED_BYTES", 3 * MB)

    _page, small = announce(client, "/track/", 2 * MB)
    _page, large = announce(client, "/track/", 900 * MB)

    assert (small.taken, large.taken) == (2 * MB, 3 * MB)


@pytest.mark.parametrize(("who", "status"), [("", 401), ("resident", 403), ("dispatcher", 422)])
def test_a_large_table_is_only_taken_in_from_whoever_may_send_it(client, kept, who, status):
    users = {"resident": make_user(), "dispatcher": make_user(role=Role.DISPATCHER)}
    for user in filter(None, [users.get(who)]):
        client.force_login(user)

    answer = client.post(reverse("import_list"), {"file": io.BytesIO(b"\x00" * 3 * MB)})

    assert answer.status_code == status
    assert bool(kept) is (who == "dispatcher")


def test_one_file_too_large_is_told_at_its_field_and_no_byte_of_it_is_kept(client, kept):
    case = make_case(make_town())
    client.force_login(User.objects.get(pk=case.requester_id))
    fine = SimpleUploadedFile("list.txt", b"Three bins.")
    large = SimpleUploadedFile("film.jpg", b"\xff\xd8\xff" + bytes(2 * MB))

    page = client.post(reverse("attach_file", args=[case.number]), {"files": [fine, large]})

    assert page.status_code == 422
    assert "film.jpg is too large: at most 1 MB" in page.content.decode()
    assert sum(kept) < MB + 100_000
    assert not Attachment.objects.exists()


def test_one_file_too_large_is_told_to_a_programme(client):
    case = make_case(make_town())
    client.force_login(User.objects.get(pk=case.requester_id))

    large = SimpleUploadedFile("film.jpg", b"\xff\xd8\xff" + bytes(MB))
    answer = client.post(f"/api/v1/cases/{case.number}/attachments", {"file": large})

    assert answer.status_code == 413
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("address", ["/track/", "/accounts/login/", "/account/keys/new"])
def test_a_page_without_files_keeps_none(client, kept, address):
    client.force_login(make_user())

    answer = client.post(address, {"file": SimpleUploadedFile("x.txt", b"y" * 1_000)})

    assert answer.status_code < 500
    assert sum(kept) == 0


@pytest.mark.parametrize(
    "parts",
    [{f"field{number}": "" for number in range(2_001)}, {"files": [io.BytesIO(b"x")] * 101}],
)
def test_too_many_parts_are_too_large(client, parts, caplog):
    page = client.post("/tell/", parts)

    assert [(line.levelname, line.exc_info) for line in caplog.records] == [("WARNING", None)]

    assert page.status_code == 413
    assert "too many parts" in page.content.decode()
    assert not Case.objects.exists()


@pytest.mark.parametrize("length", ["", "-1", "nine", "9" * 30])
def test_a_senseless_length_is_no_server_error(client, length):
    answer = client.generic(
        "POST", "/track/", b"", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=length, **{"wsgi.input": Body(b"--x--")},
    )  # fmt: skip

    assert answer.status_code < 500


def test_a_broken_connection_is_no_fault_of_ours(client):
    class Broken(io.BytesIO):
        def read(self, size: int = -1) -> bytes:
            raise OSError("the client is gone")

    answer = client.generic(
        "POST", "/track/", b"", content_type="application/x-www-form-urlencoded",
        CONTENT_LENGTH="100", **{"wsgi.input": Broken()},
    )  # fmt: skip

    assert answer.status_code < 500
