"""Erasure: who it was is gone, what government did about it stays."""

import io
import json
import zipfile

import pytest
from PIL import Image

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.interface import export_account
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case, CaseEvent, Support
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import NOW, Town, make_actor, make_area, make_case, make_user, take_step

pytestmark = pytest.mark.django_db

PRIVATE_WORDS = ("王小明", "13800138000", "ann@example.org", "my husband", "Where is it")


def tell_all(town: Town, *, is_public: bool) -> Case:
    """A case full of what is nobody else's business, through every step that takes words."""
    case = make_case(
        town,
        is_public=is_public,
        title="王小明 asks",
        text="王小明, 13800138000: my husband is ill." if not is_public else "王小明, 13800138000",
        contact_name="王小明",
        contact_email="ann@example.org",
        contact_phone="13800138000",
        address="Lane 3" if is_public else "Lane 3, my husband's flat",
        longitude=117.0,
        latitude=36.6,
        data={"column": "13800138000"},
    )
    for step in ("dispatch", "accept", "ask_requester"):
        take_step(town, case, Step(step))
    on = {"case_id": case.pk, "now": NOW}
    cases.reply_to_question(actor=town.resident, text="Ask my husband.", **on)
    cases.add_note(actor=town.handler, text="王小明 called from 13800138000.", **on)
    cases.answer_case(actor=town.handler, text="王小明: it was removed.", **on)
    cases.rate_case(
        actor=town.resident, is_solved=True, satisfaction=2, reason="王小明 says so.", **on
    )
    return Case.objects.get(pk=case.pk)


def everything_kept(case: Case) -> str:
    """All that the database holds about a case, in one text."""
    rows = [case, *case.events.all(), *case.answers.all(), *case.ratings.all()]
    rows += [*case.attachments.all(), *case.assistances.all(), *case.appeals.all()]
    rows += LedgerEntry.objects.filter(subject=f"case:{case.pk}")
    return "\n".join(str({k: v for k, v in row.__dict__.items() if k != "_state"}) for row in rows)


def erase(town: Town) -> int:
    return cases.erase_person(actor=town.resident, user_id=town.resident.user_id, now=NOW)


@pytest.mark.parametrize("is_public", [True, False])
def test_nothing_that_tells_who_it_was_is_left(town, is_public):
    case = tell_all(town, is_public=is_public)
    assert all(word in everything_kept(case) for word in PRIVATE_WORDS[:3])

    erase(town)

    kept = everything_kept(Case.objects.get(pk=case.pk))
    assert [word for word in PRIVATE_WORDS[:4] if word in kept] == []
    assert str(town.resident.user_id) not in kept


def test_the_public_record_stays_as_it_was(town):
    case = tell_all(town, is_public=True)
    public = list(
        case.events.filter(visibility="public").order_by("id").values_list("name", "public_text")
    )

    erase(town)

    erased = Case.objects.get(pk=case.pk)
    assert (erased.title, erased.text) == (case.public_title, case.public_text)
    assert (erased.public_title, erased.address) == (case.public_title, "Lane 3")
    assert erased.answers.get().text == erased.answers.get().public_text
    told = erased.events.filter(visibility="public").order_by("id")
    assert list(told.values_list("name", "public_text"))[: len(public)] == public
    assert (erased.satisfaction, erased.state) == (case.satisfaction, case.state)


def test_private_words_and_places_are_replaced(town):
    case = tell_all(town, is_public=False)

    erase(town)

    erased = Case.objects.get(pk=case.pk)
    assert erased.title == erased.text == "Erased at the requester's wish."
    assert (erased.address, erased.longitude, erased.latitude) == ("", None, None)
    assert erased.erased_at == NOW
    assert erased.answers.get().text.endswith("it was removed.")


def test_the_ledger_forgets_their_words_and_stays_whole(town):
    case = tell_all(town, is_public=True)

    erase(town)

    entries = LedgerEntry.objects.filter(subject=f"case:{case.pk}")
    forgotten = set(entries.filter(salt=None).values_list("action", flat=True))
    assert forgotten == {"case_received", "question_replied", "case_rated"}
    assert not entries.filter(salt=None).exclude(data={}, actor="erased").exists()
    assert entries.filter(commitment=b"").count() == 0
    assert entries.count() == case.events.count()


def test_supports_stay_counted_without_a_name(town):
    other = make_case(town, requester_id=town.neighbour.user_id)
    cases.support_case(actor=town.resident, case_id=other.pk, wants_notices=True, now=NOW)

    erase(town)

    support = Support.objects.get(case=other)
    assert (support.user, support.wants_notices) == (None, False)
    assert Case.objects.get(pk=other.pk).support_count == 1


def test_files_nobody_but_staff_saw_are_deleted(town, uploads, django_capture_on_commit_callbacks):
    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "JPEG")
    for is_public in (True, False):
        case = make_case(town, is_public=is_public)
        for name, content in (("photo.jpg", picture.getvalue()), ("a.txt", b"Dear town")):
            cases.attach_file(
                actor=town.resident, case_id=case.pk, name=name, content=content, now=NOW
            )

    with django_capture_on_commit_callbacks(execute=True):
        erase(town)

    assert sorted(path.suffix for path in uploads.rglob("*.*")) == [".jpg", ".jpg"]


def test_nothing_is_deleted_with_the_person(town):
    tell_all(town, is_public=True)
    counts = (Case.objects.count(), CaseEvent.objects.count())

    assert erase(town) == 1

    assert (Case.objects.count(), CaseEvent.objects.count()) == (counts[0], counts[1] + 1)
    assert erase(town) == 0


def test_only_oneself(town):
    case = tell_all(town, is_public=False)

    for actor in (town.neighbour, town.dispatcher, town.handler, Actor.anonymous()):
        with pytest.raises(NotAllowed):
            cases.erase_person(actor=actor, user_id=town.resident.user_id, now=NOW)
        with pytest.raises(NotAllowed):
            cases.export_person(actor=actor, user_id=town.resident.user_id, now=NOW)

    assert Case.objects.get(pk=case.pk).erased_at is None


def test_by_the_secret_one_case_is_erased(town):
    case = make_case(town, is_public=False, requester_id=None, contact_email="ann@example.org")
    holder = Actor.anonymous().with_cases(frozenset({case.pk}))

    cases.erase_requester(actor=holder, case_id=case.pk, now=NOW)

    assert "ann@example.org" not in everything_kept(Case.objects.get(pk=case.pk))
    with pytest.raises(NotAllowed):
        cases.erase_requester(actor=town.dispatcher, case_id=case.pk, now=NOW)


def test_an_administrator_erases_wherever_they_work(town):
    case = make_case(town)
    works_elsewhere = make_actor(Role.ADMINISTRATOR, organisation=town.other_department)

    cases.erase_requester(actor=works_elsewhere, case_id=case.pk, now=NOW)

    assert Case.objects.get(pk=case.pk).erased_at == NOW


def test_an_administrator_of_another_area_erases_nobody(town):
    case = make_case(town)
    of_another = make_actor(Role.ADMINISTRATOR, area=make_area("Far away"))

    with pytest.raises(NotAllowed):
        cases.erase_requester(actor=of_another, case_id=case.pk, now=NOW)


def test_a_case_can_be_handled_on_after_its_requester_is_gone(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    erase(town)
    take_step(town, case, Step.ANSWER)

    assert Case.objects.get(pk=case.pk).state == CaseState.ANSWERED


def test_an_export_has_the_persons_words_and_files_and_no_notes_of_staff(town, uploads):
    case = tell_all(town, is_public=False)
    cases.attach_file(
        actor=town.resident, case_id=make_case(town).pk, name="a.txt", content=b"Dear", now=NOW
    )
    account = export_account(town.resident)

    with (
        cases.export_person(
            actor=town.resident, user_id=town.resident.user_id, now=NOW, beside={"account": account}
        ) as exported,
        zipfile.ZipFile(exported) as archive,
    ):
        names = archive.namelist()
        text = archive.read("cases.json").decode()
        told = json.loads(text)["cases"][0]

    assert names[:2] == ["account.json", "cases.json"]
    assert len(names) == 3
    assert names[2].endswith("-a.txt")
    assert (told["number"], told["text"]) == (case.shown_number, case.text)
    assert "Ask my husband." in text
    assert "called from" not in text
    assert make_user().name not in text
    assert town.handler.name not in text
