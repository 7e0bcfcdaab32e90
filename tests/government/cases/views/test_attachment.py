import io

import pytest
from django.urls import reverse
from PIL import Image

from gongjian.foundation.people.models import User
from gongjian.government.cases import interface as cases
from tests.factories import NOW, make_case

pytestmark = pytest.mark.usefixtures("uploads")


def photo():
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(content, "PNG")
    return content.getvalue()


def attach(actor, case, content, name="lamp.png", **options):
    return cases.attach_file(
        actor=actor, case_id=case.pk, name=name, content=content, now=NOW, **options
    )


def status(client, attachment, actor=None):
    client.logout()
    if actor is not None:
        client.force_login(User.objects.get(pk=actor.user_id))
    return client.get(reverse("attachment", args=[attachment.pk])).status_code


def test_nothing_in_a_file_runs(client, town):
    found = attach(town.resident, make_case(town), photo())

    answer = client.get(reverse("attachment", args=[found.pk]))

    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"] == 'inline; filename="lamp.png"'


def test_a_document_is_only_downloaded(client, town):
    found = attach(town.resident, make_case(town), b"<script>alert(1)</script>", "x.txt")
    client.force_login(User.objects.get(pk=town.resident.user_id))

    answer = client.get(reverse("attachment", args=[found.pk]))

    assert answer["Content-Type"] == "text/plain"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_small_picture_is_served(client, town):
    found = attach(town.resident, make_case(town), photo())

    answer = client.get(reverse("attachment_thumbnail", args=[found.pk]))

    assert answer["Content-Type"] == "image/jpeg"


def test_a_photo_is_seen_by_whoever_sees_its_case(client, town):
    public = attach(town.resident, make_case(town), photo())
    private = attach(town.resident, make_case(town, is_public=False), photo())

    assert status(client, public) == 200
    assert [status(client, private, a) for a in (None, town.neighbour, town.resident)] == [
        404, 404, 200,
    ]  # fmt: skip


def test_documents_are_never_public(client, town):
    found = attach(town.resident, make_case(town), b"words", "a.txt")

    assert [status(client, found, a) for a in (None, town.neighbour, town.resident)] == [
        404, 404, 200,
    ]  # fmt: skip


def test_what_staff_attach_for_themselves_stays_with_them(client, town):
    case = make_case(town, state="accepted")
    found = attach(town.handler, case, photo(), is_internal=True)

    assert [status(client, found, a) for a in (None, town.resident, town.handler)] == [
        404, 404, 200,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["attachment", "attachment_thumbnail"])
def test_an_unknown_file_is_not_found(client, db, name):
    address = reverse(name, args=["0192e3b2-0000-7000-8000-000000000000"])

    assert client.get(address).status_code == 404
