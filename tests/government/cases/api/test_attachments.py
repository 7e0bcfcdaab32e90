"""Photos and documents by programme."""

import io

import pytest
from PIL import Image

from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Attachment
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.factories import NOW, make_case

pytestmark = pytest.mark.usefixtures("uploads")
KEY = {"Idempotency-Key": "once"}


def photo(colour="red", name="lamp.png"):
    content = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(content, "PNG")
    return named(content.getvalue(), name)


def named(content, name="list.txt"):
    file = io.BytesIO(content)
    file.name = name
    return file


def test_a_photo_is_added_listed_and_opened(call, send_file, client, town):
    case = make_case(town)
    path = f"cases/{case.number}/attachments"

    status, added = send_file("resident", path, photo())
    (listed,) = call("", "GET", path)[1]
    opened = client.get(f"/api/v1/{path}/{added['id']}")
    small = client.get(f"/api/v1/{path}/{added['id']}/small")

    assert status == 201
    assert listed == added
    assert (added["name"], added["is_public"], added["has_thumbnail"]) == ("lamp.png", True, True)
    assert (opened["Content-Type"], small["Content-Type"]) == ("image/png", "image/jpeg")
    assert opened["Content-Security-Policy"] == "default-src 'none'; sandbox"
    entry = call("", "GET", f"cases/{case.number}/timeline")[1]["items"][-1]
    assert entry["attachments"] == [added]


def test_what_staff_keep_to_themselves_is_theirs_alone(call, send_file, town):
    case = make_case(town, state=CaseState.ACCEPTED)
    path = f"cases/{case.number}/attachments"

    added = send_file("handler", path, photo(), {"is_internal": "true"})[1]

    assert added["is_public"] is False
    for who, sees in [("colleague", 1), ("dispatcher", 1), ("resident", 0), ("", 0)]:
        assert len(call(who, "GET", path)[1]) == sees
    assert call("resident", "GET", f"{path}/{added['id']}")[0] == 404
    assert call("", "GET", f"{path}/{added['id']}/small")[0] == 404


def test_a_document_is_for_its_requester_and_staff(call, send_file, town):
    case = make_case(town, requester_id=None)
    path, mine = f"cases/{case.number}/attachments", {"X-Case-Secret": tracking_secret(case.pk)}

    status, added = send_file("", path, named(b"three bins"), **mine)

    assert status == 201
    assert len(call("", "GET", path, **mine)[1]) == 1
    assert call("", "GET", path)[1] == []
    assert call("", "GET", f"{path}/{added['id']}")[0] == 404


def test_a_file_sent_twice_with_its_key_is_added_once(send_file, town):
    path = f"cases/{make_case(town).number}/attachments"

    first = send_file("resident", path, photo(), **KEY)
    again = send_file("resident", path, photo(), **KEY)
    other = send_file("resident", path, photo("blue"), **KEY)

    assert first == again
    assert (other[0], other[1]["code"]) == (409, "idempotency_mismatch")
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "file", "status"),
    [
        ("", photo(), 403),
        ("neighbour", photo(), 403),
        ("auditor", photo(), 403),
        ("resident", named(b"MZ\x90\x00" * 9, "lamp.exe"), 422),
        ("resident", named(b"not a photo", "lamp.png"), 422),
        ("resident", named(b"", "empty.txt"), 422),
    ],
)
def test_who_may_add_what(send_file, town, who, file, status):
    file.seek(0)

    assert send_file(who, f"cases/{make_case(town).number}/attachments", file)[0] == status


def test_a_file_is_found_at_its_own_case_only(call, town):
    one, other = make_case(town), make_case(town)
    kept = cases.attach_file(
        actor=town.resident, case_id=one.pk, name="a.png", content=photo().read(), now=NOW
    )

    assert call("resident", "GET", f"cases/{other.number}/attachments/{kept.pk}")[0] == 404


def test_listing_files_costs_the_same_for_one_and_for_many(
    call, town, django_assert_num_queries, settings
):
    settings.UPLOAD_LIMIT_COUNT = 9
    case = make_case(town)
    path = f"cases/{case.number}/attachments"
    colours = ["red", "green", "blue", "white", "black", "grey"]
    for number, colour in enumerate(colours):
        cases.attach_file(
            actor=town.resident, case_id=case.pk, name=f"{number}.png",
            content=photo(colour).read(), now=NOW,
        )  # fmt: skip

    with django_assert_num_queries(3):  # the limit's hit, the case, its files
        listed = call("", "GET", path)[1]

    assert len(listed) == 6
