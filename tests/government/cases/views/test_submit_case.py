import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from gongjian.foundation.people.actions.count_letter import LETTERS
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors.tracking import tracking_secret
from gongjian.government.duties.models import Area
from tests.factories import make_area, make_case, make_provision
from tests.government.issues import place_all

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
TELL = "/tell/"


@pytest.fixture
def words():
    """What a visitor who stays anonymous fills in."""
    return {
        "text": "The street lamp in front of the school is dark.",
        "is_public": "yes",
        "reach": "anonymous",
        "request_id": str(uuid.uuid4()),
        "do": "send",
    }


def photo(name="lamp.jpg", exif=b""):
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(content, "JPEG", exif=exif)
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def errors_of(page):
    return {name: list(texts) for name, texts in page.context["form"].errors.items()}


def test_an_anonymous_visitor_gets_number_and_secret(client, town, words):
    answer = client.post(TELL, words)

    case = Case.objects.get()
    page = client.get(answer.url).content.decode()
    secret = tracking_secret(case.pk)
    assert answer.url == reverse("case_sent", args=[case.number])
    assert case.shown_number in page
    assert " ".join(secret[i : i + 4] for i in range(0, 16, 4)) in page
    assert case.title == "The street lamp in front of the school is dark"


@pytest.mark.parametrize(
    ("is_there", "told"),
    [(True, "A dispatcher of the service centre looks at it"), (False, "still to be decided")],
)
def test_what_happens_next_names_a_dispatcher_only_where_there_is_one(
    client, town, words, is_there, told
):
    User.objects.filter(pk=town.dispatcher.user_id).update(is_active=is_there)

    sent = client.post(TELL, words).url
    page = client.get(sent).content.decode()

    assert told in page
    assert ("A dispatcher" in page) == is_there


def test_the_secret_is_not_shown_to_others(client, town, words):
    sent = client.post(TELL, words).url

    client.cookies.clear()

    assert client.get(sent).status_code == 404


def test_a_resident_is_the_requester_and_needs_no_secret(client, town, words):
    client.force_login(User.objects.get(pk=town.resident.user_id))

    page = client.get(client.post(TELL, words).url)

    assert Case.objects.get().requester_id == town.resident.user_id
    assert page.context["secret"] == ""


def test_a_visitor_can_be_reached_by_e_mail(client, town, words):
    given = {**words, "reach": "email", "contact_email": "li@example.org", "contact_name": "Li"}

    client.post(TELL, given)

    case = Case.objects.get()
    assert (case.contact_email, case.contact_name) == ("li@example.org", "Li")


def test_an_address_given_too_often_is_told_at_its_field(client, town, words):
    given = {**words, "reach": "email", "contact_email": "li@example.org"}
    for _ in range(LETTERS):
        client.post(TELL, {**given, "request_id": str(uuid.uuid4())})

    page = client.post(TELL, {**given, "request_id": str(uuid.uuid4())})

    assert page.status_code == 429
    assert "for some hours" in errors_of(page)["contact_email"][0]
    assert given["text"] in page.content.decode()
    assert Case.objects.count() == LETTERS


def test_who_stays_anonymous_leaves_no_address(client, town, words):
    client.post(TELL, {**words, "contact_email": "li@example.org"})

    assert Case.objects.get().contact_email == ""


def test_the_pin_says_the_area(client, town, words):
    area = make_area("Square", outline=SQUARE)

    client.post(TELL, {**words, "longitude": "0.25", "latitude": "0.5"})

    case = Case.objects.get()
    assert (case.area_id, case.longitude, case.latitude) == (area.pk, 0.25, 0.5)


def test_a_suggested_category_is_taken(client, town, words):
    client.post(TELL, {**words, "suggested": str(town.category.pk)})

    assert Case.objects.get().category_id == town.category.pk


@pytest.mark.parametrize(("kind", "kept"), [("", "question"), ("complaint", "complaint")])
def test_the_kind_left_open_is_what_the_words_say_and_that_is_told(client, town, words, kind, kept):
    text = "When is the street lamp mended?"

    beside = client.post(reverse("suggestions"), {"text": text, "kind": kind}).content.decode()
    sent = client.post(TELL, {**words, "text": text, "kind": kind}).url
    page = client.get(sent).content.decode()

    assert Case.objects.get().kind == kept
    assert ("By its words it counts as: question" in beside) == (not kind)
    assert f"<dd>{kept.capitalize()}</dd>" in page


def test_a_category_chosen_from_the_tree_wins(client, town, words):
    client.post(TELL, {**words, "suggested": str(uuid.uuid4()), "category": str(town.category.pk)})

    assert Case.objects.get().category_id == town.category.pk


def test_photos_come_with_it(client, town, uploads, words):
    client.post(TELL, {**words, "files": [photo("a.jpg"), photo("b.png")]})

    attachment = Case.objects.get().attachments.get()
    assert (attachment.name, attachment.media_type) == ("a.jpg", "image/jpeg")
    assert attachment.is_public


@pytest.mark.parametrize("content", [b"\xff\xd8\xffnot a photo", b"words of somebody"])
def test_a_bad_photo_stops_everything_and_says_which(client, town, uploads, words, content):
    bad = SimpleUploadedFile("bad.jpg", content, "image/jpeg")

    page = client.post(TELL, {**words, "files": [photo(), bad]})

    assert page.status_code == 422
    assert errors_of(page)["files"][0].startswith("bad.jpg: ")
    assert not Case.objects.exists()


def test_too_many_and_too_large_files_are_refused(client, town, uploads, words, settings):
    settings.UPLOAD_LIMIT_COUNT, settings.UPLOAD_LIMIT_BYTES = 1, 1_000_000
    large = SimpleUploadedFile("large.pdf", b"%PDF-1.4" + b"0" * 1_000_000)

    many = client.post(TELL, {**words, "files": [photo("a.jpg"), photo("b.jpg")]})
    big = client.post(TELL, {**words, "files": [large]})

    assert errors_of(many)["files"] == ["At most 1 files at once."]
    assert errors_of(big)["files"] == ["large.pdf is too large: at most 1 MB."]


def test_sent_twice_it_is_one_case(client, town, words):
    first, second = client.post(TELL, words).url, client.post(TELL, words).url

    assert first == second
    assert Case.objects.count() == 1


def test_changed_and_sent_again_it_is_another(client, town, words):
    client.post(TELL, words)
    client.post(TELL, {**words, "text": "Another lamp is dark, too."})

    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x"}, "text"),
        ({"text": "x" * 10_001}, "text"),
        ({"text": "a null \x00 character"}, "text"),
        ({"is_public": ""}, "is_public"),
        ({"is_public": "maybe"}, "is_public"),
        ({"reach": ""}, "reach"),
        ({"reach": "email"}, "contact_email"),
        ({"reach": "email", "contact_email": "nobody"}, "contact_email"),
        ({"area": "x"}, "area"),
        ({"area": str(uuid.uuid4())}, "area"),
        ({"category": str(uuid.uuid4())}, "category"),
        ({"kind": "poem"}, "kind"),
        ({"longitude": "181", "latitude": "0"}, "longitude"),
        ({"longitude": "nan", "latitude": "0"}, "longitude"),
        ({"latitude": "north", "longitude": "0"}, "latitude"),
        ({"request_id": "x"}, "request_id"),
        ({"suggested": "x"}, "suggested"),
        ({"address": "x" * 201}, "address"),
        ({"contact_phone": "1" * 41}, "contact_phone"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, town, words, given, field):
    page = client.post(TELL, {**words, **given})

    assert page.status_code == 422
    assert field in errors_of(page)
    assert not Case.objects.exists()


@pytest.mark.parametrize(("files", "is_told"), [([], False), ([1], True)])
def test_whose_files_a_browser_will_not_send_again_is_told(client, town, words, files, is_told):
    given = {**words, "reach": "", "files": [photo() for _ in files]}

    page = client.post(TELL, given).content.decode()

    assert ("choose your files again" in page) is is_told
    assert "Choose how we reach you." in page


def test_half_a_place_is_no_place(client, town, words):
    client.post(TELL, {**words, "longitude": "0.5"})

    assert Case.objects.get().longitude is None


def test_a_pin_outside_the_town_is_told_unless_an_area_is_chosen(client, town, words):
    Area.objects.update(outline=SQUARE)
    outside = {**words, "longitude": "50", "latitude": "50"}

    page = client.post(TELL, outside).content.decode()

    assert "The place on the map lies outside the town." in page
    assert Case.objects.count() == 0
    client.post(TELL, {**outside, "area": str(town.area.pk)})
    assert Case.objects.count() == 1


def test_a_draft_is_kept_and_forgotten_when_sent(client, town, words):
    client.post(TELL, {"do": "draft", "text": "Half a thought", "address": "Well Lane 3"})
    kept = client.get(TELL).context["form"]

    client.post(TELL, words)

    assert kept["text"].value() == "Half a thought"
    assert kept["address"].value() == "Well Lane 3"
    assert client.get(TELL).context["form"]["text"].value() is None


def test_one_address_cannot_flood_the_town(client, town, words, monkeypatch):
    monkeypatch.setattr("gongjian.government.cases.views.public_submit.SUBMISSIONS_AN_HOUR", 1)
    client.post(TELL, words)

    answer = client.post(TELL, {**words, "text": "Another one, at once."})

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_like_cases_and_fitting_categories_are_suggested(client, town):
    make_case(town, title="Street lamp dark", text="The street lamp before the school is dark.")
    make_case(town, title="Private lamp", text="The street lamp is dark.", is_public=False)
    place_all()
    text = "The street lamp before the school is dark since Monday, and rubbish lies there."

    page = client.post(reverse("suggestions"), {"text": text})

    html = page.content.decode()
    assert "Street lamp dark" in html
    assert "Private lamp" not in html
    assert "Urban Management · answer within 10 working days" in html


@pytest.mark.parametrize(("latitude", "is_like"), [("31.201", True), ("31.4", False), ("x", True)])
def test_what_is_like_it_depends_on_the_pin(client, town, latitude, is_like):
    case = make_case(town, longitude=121.5, latitude=31.2)
    place_all()
    pinned = {"text": f"{case.title} {case.text}", "longitude": "121.5", "latitude": latitude}

    page = client.post(reverse("suggestions"), {**pinned, "category": str(town.category.pk)})

    assert (case.public_title in page.content.decode()) is is_like


@pytest.mark.parametrize("given", [{}, {"text": "short"}, {"text": "short", "area": "\x00"}])
def test_suggestions_of_nothing_are_nothing(client, town, given):
    page = client.post(reverse("suggestions"), given)

    assert (page.status_code, page.content.strip()) == (200, b"")


def test_after_sending_it_is_told_what_happens_next(client, town, words):
    client.force_login(User.objects.get(pk=town.resident.user_id))
    town.duty.provision = make_provision(title="Rules on Streets", article="14")
    town.duty.save()
    case = make_case(town, state="dispatched")

    page = client.get(reverse("case_sent", args=[case.number])).content.decode()

    assert case.shown_number in page
    assert "Urban Management accepts it" in page
    assert "Until 24 Nov 2026." in page
    assert "7 Dec 2026" in page
    assert "By Rules on Streets, article 14" in page
