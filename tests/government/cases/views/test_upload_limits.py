"""One sender's uploads are counted before anything of theirs is opened."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.people.models import User
from gongjian.government.cases.actions.attach_file import UPLOADS_AN_HOUR
from gongjian.government.cases.models import Attachment, Case
from gongjian.government.cases.rules import CaseState
from tests.factories import make_case

WORDS = {
    "text": "The street lamp in front of the school is dark.",
    "is_public": "yes",
    "reach": "anonymous",
    "do": "send",
}


@pytest.fixture
def send(client, town, uploads):
    """Somebody sends what looks like a photo and is none: opening it would say so."""
    case = make_case(town, state=CaseState.ACCEPTED)

    def sent(address, who, field):
        if who:
            client.force_login(User.objects.get(pk=getattr(town, who).user_id))
        broken = SimpleUploadedFile("photo.jpg", b"\xff\xd8\xff no photo")
        data = {**WORDS, "request_id": str(uuid.uuid4()), field: broken}
        return client.post(address.format(case.number), data)

    return sent


def use_up(sender: str) -> None:
    for _ in range(UPLOADS_AN_HOUR):
        count_hit(f"upload:{sender}", limit=UPLOADS_AN_HOUR, period_seconds=3600, now=now())


PLACES = [
    ("/tell/", "", "files"),
    ("/tell/", "resident", "files"),
    ("/cases/{}/files/", "resident", "files"),
    ("/cases/{}/work/files/", "handler", "files"),
    ("/api/v1/cases/{}/attachments", "resident", "file"),
]


@pytest.mark.parametrize(("address", "who", "field"), PLACES)
def test_beyond_the_limit_nothing_is_opened(town, send, address, who, field):
    use_up(str(getattr(town, who).user_id) if who else "127.0.0.1")

    refused = send(address, who, field)

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert Case.objects.count() == 1
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(("address", "who", "field"), PLACES)
def test_another_sender_is_not_concerned(town, send, address, who, field):
    use_up(str(town.neighbour.user_id))

    assert send(address, who, field).status_code == 422
