"""The pages of consultations: what people do there, without JavaScript."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.methods.polis_files import read_comments, read_participants, read_votes
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.models import Consultation, Participant, Statement, Vote
from gongjian.public.deliberation.rules.consultations import (
    ConsultationPhase,
    Eligibility,
    StatementModeration,
    StatementState,
)
from tests.factories import make_actor, make_user
from tests.public.deliberation.conversations import (
    SEEDS,
    hold_camps,
    make_consultation,
    make_draft,
)

pytestmark = pytest.mark.django_db


def opened(**named):
    """A consultation that opened yesterday, by the clock of the pages."""
    return make_consultation(now=now() - timedelta(days=1), **named)


def camps(people=24):
    found, holder = hold_camps(people=people, now=now() - timedelta(days=1))
    compute_result(consultation_id=found.pk, now=now())
    return found, holder


def signed_in(client, role=None):
    actor = make_actor(role)
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text_of(response):
    return response.content.decode()


def test_a_visitor_takes_part_card_by_card(client):
    found, _holder = opened()
    url = f"/consultations/{found.number}/vote/"
    for _turn in range(3):
        page = text_of(client.get(url))
        (number,) = re.findall(r'name="statement" value="(\d+)"', page)
        sent = client.post(url, {"statement": number, "answer": "agree"})
        assert (sent.status_code, sent.url) == (302, f"{url}#card")

    assert "You have seen all statements" in text_of(client.get(url))
    assert Participant.objects.count() == 1
    assert Vote.objects.count() == 3


def test_a_browser_without_cookies_is_told_and_not_counted(client):
    found, _holder = opened()

    sent = client.post(f"/consultations/{found.number}/vote/", {"statement": 0, "answer": "agree"})

    assert sent.status_code == 422
    assert "cookies" in text_of(sent)
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{}, {"statement": "x", "answer": "agree"}, {"statement": 0, "answer": "perhaps"}],
    ids=["empty", "number", "answer"],
)
def test_what_is_no_vote_is_refused(client, wrong):
    found, _holder = opened()
    url = f"/consultations/{found.number}/vote/"
    client.get(url)

    assert client.post(url, wrong).status_code == 422
    assert not Vote.objects.exists()


def test_a_vote_is_changed_on_the_own_page(client):
    found, _holder = opened()
    url = f"/consultations/{found.number}/vote/"
    client.get(url)
    client.post(url, {"statement": 1, "answer": "agree"})
    sent = client.post(url, {"statement": 1, "answer": "pass", "from": "mine"}, follow=True)

    assert SEEDS[1] in text_of(sent)
    assert "Pass, or unsure" in text_of(sent)
    assert Vote.objects.get().answer == 0


def test_a_statement_is_added_and_waits_where_it_has_to(client):
    found, _holder = opened(moderation=StatementModeration.BEFORE)
    client.get(f"/consultations/{found.number}/vote/")

    sent = client.post(
        f"/consultations/{found.number}/statements", {"text": "More trees"}, follow=True
    )

    assert "Somebody looks at it before others see it." in text_of(sent)
    assert Statement.objects.get(number=3).state == StatementState.WAITING


@pytest.mark.parametrize("text", ["", "x" * 100_000, SEEDS[0]], ids=["empty", "huge", "again"])
def test_what_cannot_be_added_is_told_beside_what_was_written(client, text):
    found, _holder = opened()
    client.get(f"/consultations/{found.number}/vote/")

    sent = client.post(f"/consultations/{found.number}/statements", {"text": text})

    assert sent.status_code in (409, 422)
    assert text in text_of(sent)
    assert Statement.objects.count() == 3


def test_the_result_is_shown_with_map_table_and_findings(client):
    found, _holder = camps()

    page = text_of(client.get(f"/consultations/{found.number}/result/"))

    assert "Map of opinions with 2 groups" in page
    assert page.count("gj-opinion-map__letter") == 2
    assert "What all groups agree on" in page
    assert "What divides" in page
    assert "What group B stands for" in page
    assert "24 people cast 216 votes." in page


def test_the_report_has_every_statement(client):
    found, _holder = camps()

    page = text_of(client.get(f"/consultations/{found.number}/report/"))

    assert all(f"Statement no. {number}" in page for number in range(9))
    assert "It is still open" in page


@pytest.mark.parametrize("page", ["", "result/", "report/", "mine/", "vote/"])
def test_pages_without_a_vote_and_pages_of_a_draft(client, page):
    found, _holder = opened()
    draft, _holder = make_draft()

    assert client.get(f"/consultations/{found.number}/{page}").status_code == 200
    assert client.get(f"/consultations/{draft.number}/{page}").status_code == 404


@pytest.mark.parametrize("people", [4, 24])
def test_pages_take_the_same_number_of_queries(client, people, django_assert_max_num_queries):
    found, _holder = camps(people)
    client.get(f"/consultations/{found.number}/vote/")

    for page in ("", "result/", "report/", "vote/"):
        with django_assert_max_num_queries(8):
            client.get(f"/consultations/{found.number}/{page}")


def test_the_list_tells_phases(client):
    opened(title="Open square")
    opened(title="Coming square", opens_at=now() + timedelta(days=2))

    assert "Coming square" in text_of(client.get("/consultations/"))
    page = text_of(client.get("/consultations/?phase=open"))
    assert ("Open square" in page, "Coming square" in page) == (True, False)


def test_where_an_account_is_needed_the_card_says_so(client):
    found, _holder = opened(eligibility=Eligibility.SIGNED_IN)
    url = f"/consultations/{found.number}/vote/"

    assert "sign in first" in text_of(client.get(url))
    client.force_login(make_user())
    assert 'name="answer"' in text_of(client.get(url))


def test_the_files_say_what_was_said(client):
    found, _holder = camps()

    files = {
        name: b"".join(client.get(f"/consultations/{found.number}/files/{name}").streaming_content)
        for name in ("votes.csv", "comments.csv", "participants-votes.csv", "summary.csv")
    }

    comments = read_comments(io.BytesIO(files["comments.csv"]))
    votes = read_votes(io.BytesIO(files["votes.csv"]), [one.number for one in comments])
    people = read_participants(io.BytesIO(files["participants-votes.csv"]))
    assert (len(comments), len(votes.votes), len(people.groups)) == (9, 216, 24)
    assert set(people.groups.values()) == {0, 1}
    assert b"voters,24" in files["summary.csv"]
    assert client.get(f"/consultations/{found.number}/files/all.csv").status_code == 404


def test_an_export_is_imported_and_says_the_same_again(client):
    found, _holder = camps()
    names = {"votes": "votes.csv", "comments": "comments.csv", "summary": "summary.csv"}
    files = {
        field: SimpleUploadedFile(
            name,
            b"".join(client.get(f"/consultations/{found.number}/files/{name}").streaming_content),
        )
        for field, name in names.items()
    }
    staff = signed_in(client, Role.PRODUCT_MANAGER)

    sent = staff.post("/consultations/import/", {"language": "en", **files})

    made = Consultation.objects.exclude(pk=found.pk).get()
    assert sent.url == f"/consultations/{made.number}/work/"
    first, second = (
        compute_result(consultation_id=pk, now=now()).values for pk in (found.pk, made.pk)
    )
    assert first == second
    assert made.title == found.title


def test_what_is_wrong_with_an_import_is_told_with_its_line(client):
    staff = signed_in(client, Role.PRODUCT_MANAGER)
    files = {
        "comments": SimpleUploadedFile("comments.csv", b"comment-id,comment-body\n0,A\n"),
        "votes": SimpleUploadedFile("votes.csv", b"comment-id,voter-id,vote\n0,0,1\n7,0,1\n"),
    }

    sent = staff.post("/consultations/import/", {"language": "en", "title": "X", **files})

    assert sent.status_code == 422
    assert "votes.csv, line 3: a vote on comment 7" in text_of(sent)
    assert not Consultation.objects.exists()


def test_a_holder_makes_announces_and_closes_one(client):
    staff = signed_in(client, Role.PRODUCT_MANAGER)
    form = {
        "title": "The park", "about": "What shall it be?", "language": "en",
        "closes_at_0": str(now().date() + timedelta(days=9)), "closes_at_1": "18:00",
        "eligibility": "anyone",
        "moderation": "after", "statements_each": "3", "method": "best", "privacy_limit": "5",
    }  # fmt: skip

    made = staff.post("/consultations/new/", form)
    work = made.url
    number = work.split("/")[2]
    staff.post(f"/consultations/{number}/announce")
    assert Consultation.objects.get().state == "draft"
    staff.post(f"/consultations/{number}/seeds", {"texts": "A pond\nA meadow\n"})
    staff.post(f"/consultations/{number}/announce")
    staff.post(f"/consultations/{number}/statements/1/moderate", {"reason": "Not about the park"})
    closing = {"reason": "All is said", "version": Consultation.objects.get().version}
    staff.post(f"/consultations/{number}/closing", closing)

    found = Consultation.objects.get()
    assert (found.state, found.closing_reason) == ("announced", "All is said")
    assert found.phase(now()) == ConsultationPhase.CLOSED
    assert Statement.objects.get(number=1).state == StatementState.TAKEN_OUT
    page = text_of(staff.get(work + "?state=taken_out"))
    assert "Not about the park" in page


def test_the_desk_says_how_much_waits_and_takes_the_same_queries(
    client, django_assert_max_num_queries
):
    for number in range(3):
        found, _holder = opened(title=f"Square {number}", moderation=StatementModeration.BEFORE)
        client.get(f"/consultations/{found.number}/vote/")
        client.post(f"/consultations/{found.number}/statements", {"text": "More trees"})
    staff = signed_in(client, Role.DISPATCHER)

    with django_assert_max_num_queries(9):
        page = text_of(staff.get("/consultations/manage/"))

    assert page.count("1 statement to look at") == 3


def test_a_list_says_how_many_are_on_it(client):
    found, _holder = make_draft(eligibility=Eligibility.LIST, now=now())
    staff = signed_in(client, Role.PRODUCT_MANAGER)

    staff.post(f"/consultations/{found.number}/list", {"addresses": "a@b.org\nc@d.org\nA@b.org"})

    assert "2 addresses are on the list." in text_of(
        staff.get(f"/consultations/{found.number}/work/")
    )


def test_a_statement_is_taken_out_with_a_reason_alone(client):
    found, _holder = opened()
    staff = signed_in(client, Role.DISPATCHER)
    url = f"/consultations/{found.number}/statements/1/moderate"

    told = staff.post(url, {"reason": " "}, follow=True)

    assert "This is empty." in text_of(told)
    assert Statement.objects.get(number=1).state == StatementState.ACCEPTED


def test_what_a_form_says_wrong_stands_at_its_field(client):
    staff = signed_in(client, Role.PRODUCT_MANAGER)

    sent = staff.post("/consultations/new/", {"title": "", "eligibility": "area"})

    assert sent.status_code == 422


@pytest.mark.parametrize("role", [None, Role.HANDLER])
def test_desks_are_for_those_who_hold(client, role):
    found, _holder = opened()
    person = signed_in(client, role)

    for page in ("manage/", "new/", "import/", f"{found.number}/work/", f"{found.number}/edit/"):
        assert person.get(f"/consultations/{page}").status_code == 403
