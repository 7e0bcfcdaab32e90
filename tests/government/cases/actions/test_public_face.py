"""What the public reads of a case: masked words and photos, also once it was private or hidden."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.people.models import User
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Attachment, Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.attachments import get_attachment
from gongjian.government.cases.selectors.timelines import timeline
from tests.factories import NOW, Town, make_actor, make_case, make_draft

pytestmark = pytest.mark.django_db
STRANGER = Actor.anonymous()


def set_public(town: Town, case: Case, is_public: bool, **named) -> Case:
    return cases.change_visibility(
        actor=town.resident, case_id=case.pk, is_public=is_public, now=NOW, **named
    )


def hide(town: Town, case: Case, **named) -> Case:
    named = {"actor": town.dispatcher, "reason": "It names a neighbour.", **named}
    return cases.hide_case(case_id=case.pk, now=NOW, **named)


def photo(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), colour).save(out, "JPEG")
    return out.getvalue()


def attach(actor: Actor, case: Case, name: str, content: bytes, **named) -> Attachment:
    return cases.attach_file(
        actor=actor, case_id=case.pk, name=name, content=content, now=NOW, **named
    )


def test_made_public_all_words_are_masked_also_those_of_before(town):
    User.objects.filter(pk=town.resident.user_id).update(name="王小明")
    case = make_case(
        town,
        is_public=False,
        title="王小明, 13800138000",
        text="Call 王小明: 13800138000.",
        address="Lane 3, ann@example.org",
        state=CaseState.ACCEPTED,
    )
    on = {"case_id": case.pk, "now": NOW}
    cases.add_note(actor=town.handler, text="A note about 13800138000.", **on)
    cases.ask_requester(actor=town.handler, question="王小明, which gate?", **on)
    cases.reply_to_question(actor=town.resident, text="Mine, I am ill.", **on)
    cases.answer_case(actor=town.handler, text="王小明: we rang 13800138000.", **on)

    public = set_public(town, case, True)

    shown = [public.public_title, public.public_text, public.public_address]
    shown += [entry.text for entry in timeline(actor=STRANGER, case=public)]
    shown.append(public.answers.get().public_text)
    everything = "\n".join(shown)
    assert [
        word
        for word in ("王小明", "13800138000", "ann@example.org", "note", "I am ill")
        if word in everything
    ] == []
    assert "we rang" in everything
    assert "13800138000" in public.text


def test_what_was_masked_by_a_name_that_has_changed_stays_masked(town):
    case = make_case(town, state=CaseState.ACCEPTED, contact_name="王小明")
    cases.answer_case(actor=town.handler, case_id=case.pk, text="王小明: done.", now=NOW)
    set_public(town, case, False)
    Case.objects.filter(pk=case.pk).update(contact_name="")

    public = set_public(town, case, True)

    assert "王小明" not in public.answers.get().public_text
    assert "王小明" not in public.events.get(name="case_answered").public_text


@pytest.mark.parametrize("way", ["hidden", "private again", "private from the start"])
def test_a_former_name_is_masked_whenever_the_case_is_shown(town, uploads, way):
    own = make_actor(name="Wang Xiaofang")
    words = {field: f"Wang Xiaofang, {field}" for field in ("title", "text", "address")}
    case = cases.receive_case(
        actor=own,
        draft=make_draft(
            town, requester_id=own.user_id, is_public=way != "private from the start", **words
        ),
        now=NOW,
    )
    attach(own, case, "Wang Xiaofang.jpg", photo())
    on = {"case_id": case.pk, "now": NOW}
    leave, show = {
        "hidden": (
            lambda: hide(town, case),
            lambda: cases.lift_hiding(actor=town.dispatcher, **on),
        ),
        "private again": (
            lambda: cases.change_visibility(actor=own, is_public=False, **on),
            lambda: cases.change_visibility(actor=own, is_public=True, **on),
        ),
        "private from the start": (
            lambda: None,
            lambda: cases.change_visibility(actor=own, is_public=True, **on),
        ),
    }[way]
    leave()
    User.objects.filter(pk=own.user_id).update(name="Li")

    shown = show()

    words = [shown.public_title, shown.public_text, shown.public_address]
    words.append(shown.attachments.get().name)
    assert shown.is_public
    assert "title" in shown.public_title
    assert [word for word in words if "Wang" in word or "Xiaofang" in word] == []


def test_photos_follow_and_what_staff_showed_to_the_requester_does_not(town, uploads):
    case = make_case(town, state=CaseState.ACCEPTED, is_public=False)
    own = attach(town.resident, case, "call 13800138000.jpg", photo())
    of_staff = attach(town.handler, case, "plan.jpg", photo("blue"))
    internal = attach(town.handler, case, "inside.jpg", photo("green"), is_internal=True)
    document = attach(town.resident, case, "letter.txt", b"Dear town")

    public = set_public(town, case, True)

    shown = [a for entry in timeline(actor=STRANGER, case=public) for a in entry.attachments]
    assert shown == [own]
    assert "13800138000" not in shown[0].name
    assert get_attachment(actor=STRANGER, attachment_id=own.pk) == own
    for kept in (of_staff, internal, document):
        with pytest.raises(NotFound):
            get_attachment(actor=STRANGER, attachment_id=kept.pk)
    set_public(town, case, False)
    with pytest.raises(NotFound):
        get_attachment(actor=STRANGER, attachment_id=own.pk)
    set_public(town, case, True)
    assert get_attachment(actor=STRANGER, attachment_id=own.pk) == own


@pytest.mark.parametrize("with_account", [True, False])
@pytest.mark.parametrize(
    ("who", "has_link"),
    [
        ("handler", False),
        ("dispatcher", False),
        ("handler", True),
        ("dispatcher", True),
        # An administrator attaches nothing but as whoever has the link.
        ("administrator", True),
    ],
)
def test_a_photo_that_staff_showed_to_the_requester_alone_stays_between_them(
    town, uploads, who, has_link, with_account
):
    named = {} if with_account else {"requester_id": None}
    case = make_case(town, state=CaseState.ACCEPTED, is_public=False, **named)
    holder = STRANGER.with_cases(frozenset({case.pk}))
    requester = town.resident if with_account else holder
    staff = {
        "handler": town.handler,
        "dispatcher": town.dispatcher,
        "administrator": make_actor(Role.ADMINISTRATOR),
    }[who]
    links = frozenset({case.pk} if has_link else ())
    shown = attach(staff.with_cases(links), case, "a.jpg", photo())

    cases.change_visibility(actor=requester, case_id=case.pk, is_public=True, now=NOW)

    shown.refresh_from_db()
    assert (shown.is_public, shown.event.visibility) == (False, "requester")


@pytest.mark.parametrize("way", ["account", "secret", "secret, signed in"])
def test_the_requesters_own_photo_is_public_with_the_case(town, uploads, way):
    named = {} if way == "account" else {"requester_id": None}
    case = make_case(town, state=CaseState.ACCEPTED, is_public=False, **named)
    requester = {
        "account": town.resident,
        "secret": STRANGER.with_cases(frozenset({case.pk})),
        "secret, signed in": town.neighbour.with_cases(frozenset({case.pk})),
    }[way]
    own = attach(requester, case, "a.jpg", photo())

    cases.change_visibility(actor=requester, case_id=case.pk, is_public=True, now=NOW)

    own.refresh_from_db()
    assert (own.is_public, own.event.visibility) == (True, "public")


def test_made_private_and_erased_nothing_is_left(town, uploads, django_capture_on_commit_callbacks):
    case = make_case(town, state=CaseState.ACCEPTED, text="My husband is ill.")
    attach(town.resident, case, "me.jpg", photo())
    set_public(town, case, False)

    with django_capture_on_commit_callbacks(execute=True):
        cases.erase_person(actor=town.resident, user_id=town.resident.user_id, now=NOW)

    erased = Case.objects.get(pk=case.pk)
    assert "husband" not in f"{erased.text}{erased.title}{erased.public_text}"
    assert list(uploads.rglob("*.jpg")) == []
