import io
import json
import zipfile

import pytest
from django.urls import reverse

from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case
from tests.factories import make_case, make_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def resident(client, town):
    user = User.objects.get(pk=town.resident.user_id)
    client.force_login(user)
    return user


def test_one_can_take_everything_along(client, town, resident):
    make_case(town, title="Mine", is_public=False)

    answer = client.post(reverse("export_personal_data"))

    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert answer["Content-Disposition"].startswith("attachment")
    assert json.loads(archive.read("cases.json"))["cases"][0]["title"] == "Mine"
    assert json.loads(archive.read("account.json"))["email"] == resident.email


def test_erasing_takes_the_person_away_and_keeps_the_public_record(client, town, resident):
    case = make_case(town, title="Public one")

    answer = client.post(reverse("erase_personal_data"), {"is_sure": "on"})

    resident.refresh_from_db()
    case = Case.objects.get(pk=case.pk)
    assert answer.url == "/"
    assert not resident.is_active
    assert resident.name == ""
    assert (case.requester_id, case.public_title) == (None, "Public one")
    assert client.get(reverse("export_personal_data")).status_code == 302


def test_erasing_needs_to_be_sure(client, town, resident):
    answer = client.post(reverse("erase_personal_data"))

    resident.refresh_from_db()
    assert answer.status_code == 422
    assert resident.is_active


@pytest.mark.parametrize("name", ["export_personal_data", "erase_personal_data"])
def test_strangers_are_asked_to_sign_in(client, name):
    assert client.get(reverse(name)).url.startswith("/accounts/login/")
    assert client.post(reverse(name)).status_code == 401
