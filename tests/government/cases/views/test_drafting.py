"""Drafts on the workbench: asked for, put into the answer, checked, sent; and their log."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.people.errors import InPersonOnly
from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import actor_of_key, key_digest
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import AnswerTemplate, CaseAnswer, DraftRequest
from gongjian.government.cases.models.draft_request import DraftKind, DraftState
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.cases import get_case
from gongjian.government.cases.selectors.timelines import timeline
from gongjian.government.cases.views.timeline_entries import shown_entries
from tests import factories
from tests.chat_server import ANSWER
from tests.government.cases.drafting import ask, make_written

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def model(settings):
    """A language model that is named; what it would say is said by make_written."""
    settings.DRAFTING_URL, settings.DRAFTING_MODEL = "https://models.example/v1", "small"
    settings.DRAFTING_KEY = "secret-of-the-town"


@pytest.fixture
def case(town, model):
    return factories.make_case(town, state=CaseState.ACCEPTED, text="It is dark. " * 60)


def bench(case) -> str:
    return reverse("workbench", args=[case.number])


def asking(case, kind="answer") -> str:
    return reverse("ask_draft", args=[case.number, kind])


def test_without_a_model_the_workbench_says_nothing_of_drafts(town, sign_in):
    case = factories.make_case(town, state=CaseState.ACCEPTED, text="It is dark. " * 60)

    page = sign_in(town.handler).get(bench(case)).content.decode()

    assert "gj-draft__title" not in page
    answer = sign_in(town.handler).post(asking(case), follow=True)
    assert "Drafting is switched off" in answer.content.decode()
    assert not DraftRequest.objects.exists()


@pytest.mark.parametrize(
    ("who", "offered"),
    [("handler", ["answer", "summary"]), ("auditor", ["summary"]), ("dispatcher", ["summary"])],
)
def test_who_may_is_offered_it(town, case, sign_in, who, offered):
    page = sign_in(getattr(town, who)).get(bench(case)).content.decode()

    assert [kind for kind in ("answer", "summary") if f'id="draft-{kind}"' in page] == offered


def test_a_summary_is_offered_for_long_cases(town, model, sign_in):
    short = factories.make_case(town, state=CaseState.ACCEPTED)

    assert 'id="draft-summary"' not in sign_in(town.handler).get(bench(short)).content.decode()


@pytest.mark.parametrize(("who", "status"), [("other_handler", 404), ("resident", 403)])
def test_strangers_ask_for_nothing_and_read_nothing(town, case, sign_in, who, status):
    draft = make_written(town, case)
    client = sign_in(getattr(town, who))

    for address in (asking(case, "summary"), asking(case)):
        assert client.post(address).status_code == status
    address = reverse("draft", args=[case.number, draft.pk])
    assert client.get(address, headers=HTMX).status_code == status
    assert DraftRequest.objects.count() == 1


def test_a_draft_of_another_case_is_not_there(town, case, sign_in):
    other = make_written(town, factories.make_case(town, state=CaseState.ACCEPTED))

    answer = sign_in(town.handler).get(reverse("draft", args=[case.number, other.pk]))

    assert answer.status_code == 404


def test_it_is_asked_for_without_scripts(town, case, sign_in):
    client = sign_in(town.handler)

    answer = client.post(asking(case))
    assert answer["Location"] == f"{bench(case)}#draft-answer"
    assert client.post(asking(case)).status_code == 302

    [draft] = DraftRequest.objects.all()
    page = client.get(bench(case)).content.decode()
    assert "It is being written." in page
    assert f'hx-get="{reverse("draft", args=[case.number, draft.pk])}"' in page
    # While one is being written there is no second one to ask for.
    assert asking(case) not in page
    assert asking(case, "summary") in page


def test_the_panel_looks_after_itself_until_it_is_there(town, case, sign_in):
    client, draft = sign_in(town.handler), ask(town, case)
    address = reverse("draft", args=[case.number, draft.pk])

    waiting = client.get(address, headers=HTMX).content.decode()
    DraftRequest.objects.filter(pk=draft.pk).update(
        state=DraftState.WRITTEN, text=ANSWER, next_try_at=None, finished_at=factories.NOW,
        statements=[["phone", "021-5555 9999"], ["link", "https://<b>evil</b>.example"]],
    )  # fmt: skip
    there = client.get(address, headers=HTMX).content.decode()

    assert 'hx-trigger="every 2s"' in waiting
    assert "hx-trigger" not in there
    assert ANSWER in there
    assert "Not in the case: check it" in there
    assert "telephone number: <span" in there
    assert "<b>evil" not in there
    # The box to be ticked comes along, into the form of the answer.
    assert 'id="draft-check" hx-swap-oob="true"' in there
    assert 'name="is_draft_checked"' in there


def test_what_a_model_wrote_is_text_and_nothing_else(town, case, sign_in):
    make_written(town, case, text='<script>alert(1)</script> see https://evil.example "now"')

    page = sign_in(town.handler).get(bench(case)).content.decode()

    assert "<script>alert" not in page
    assert 'href="https://evil.example' not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("wrong_key", "refuses this town’s key"), ("timed_out", "took too long"), ("odd", "odd")],
)
def test_what_went_wrong_is_told_to_whoever_asked(town, case, sign_in, outcome, words):
    draft = ask(town, case)
    DraftRequest.objects.filter(pk=draft.pk).update(
        state=DraftState.FAILED, outcome=outcome, next_try_at=None
    )

    page = sign_in(town.handler).get(bench(case)).content.decode()

    assert "It was not written." in page
    assert words in page
    assert asking(case) in page


def test_limits_are_told_in_the_panel(town, case, sign_in, settings):
    settings.DRAFTING_PER_PERSON_HOUR = 1
    client = sign_in(town.handler)
    client.post(asking(factories.make_case(town, state=CaseState.ACCEPTED)))

    shown = client.post(asking(case), headers=HTMX)
    plain = client.post(asking(case), follow=True)

    for answer in (shown, plain):
        assert answer.status_code == 200
        assert "as many drafts as one person may in an hour" in answer.content.decode()


@pytest.mark.parametrize("kind", ["letter", "x" * 60])
def test_an_unknown_kind_is_refused(town, case, sign_in, kind):
    answer = sign_in(town.handler).post(asking(case, kind), follow=True, headers=HTMX)

    assert answer.status_code == 200
    assert not DraftRequest.objects.exists()


@pytest.mark.parametrize("given", ["nonsense", "00000000-0000-7000-8000-000000000000"])
def test_a_draft_that_is_none_puts_nothing_into_the_form(town, case, sign_in, given):
    page = sign_in(town.handler).get(bench(case), {"draft": given})

    assert page.status_code == 200
    assert ANSWER not in page.content.decode()


def send(client, case, **fields):
    case.refresh_from_db()
    address = reverse("take_step", args=[case.number, "answer"])
    return client.post(address, {"version": case.version, **fields}, follow=True)


def test_a_draft_is_put_into_the_form_checked_and_sent(town, case, sign_in):
    draft, client = make_written(town, case), sign_in(town.handler)
    page = client.get(bench(case), {"draft": draft.pk}).content.decode()
    assert f">\n{ANSWER}</textarea>" in page or f">{ANSWER}</textarea>" in page
    assert f'name="draft_id" value="{draft.pk}"' in page

    refused = send(client, case, text=ANSWER, draft_id=draft.pk)
    assert refused.status_code == 422
    assert "Please check the text and say so." in refused.content.decode()
    assert f'name="draft_id" value="{draft.pk}"' in refused.content.decode()
    assert not CaseAnswer.objects.exists()
    sent = send(client, case, text=f"{ANSWER} Soon.", draft_id=draft.pk, is_draft_checked="yes")

    assert "The answer is sent." in sent.content.decode()
    answer = CaseAnswer.objects.get()
    draft.refresh_from_db()
    assert draft.answer == answer
    assert answer.event.data["draft_model"] == "small-2026"


def test_a_damaged_id_of_a_draft_is_told(town, case, sign_in):
    make_written(town, case)

    refused = send(sign_in(town.handler), case, text="All is well now.", draft_id="nonsense")

    assert refused.status_code == 422
    assert not CaseAnswer.objects.exists()


def test_an_answer_of_ones_own_needs_no_box(town, case, sign_in):
    make_written(town, case)

    send(sign_in(town.handler), case, text="Our crew came on Monday and set two new bins.")

    assert "is_from_draft" not in CaseAnswer.objects.get().event.data


def test_a_draft_that_was_copied_by_hand_is_known(town, case, sign_in):
    draft = make_written(town, case)

    refused = send(sign_in(town.handler), case, text=f"Dear neighbour, {ANSWER}")
    send(sign_in(town.handler), case, text=f"Dear all, {ANSWER}", is_draft_checked="yes")

    assert refused.status_code == 422
    assert 'name="is_draft_checked"' in refused.content.decode()
    draft.refresh_from_db()
    assert draft.answer_id is not None


def test_words_of_a_ready_answer_are_no_machines(town, case, sign_in):
    AnswerTemplate.objects.create(name="Thanks", text=ANSWER)
    make_written(town, case)

    send(sign_in(town.handler), case, text=ANSWER)

    assert "is_from_draft" not in CaseAnswer.objects.get().event.data


@pytest.mark.parametrize("named", [True, False])
def test_a_programme_sends_no_draft(town, case, named):
    draft = make_written(town, case)
    owner = User.objects.get(pk=town.handler.user_id)
    ApiKey.objects.create(name="k", digest=key_digest("k"), user=owner)

    with pytest.raises(InPersonOnly):
        cases.answer_case(
            actor=actor_of_key("k"), case_id=case.pk, text=ANSWER, now=factories.NOW,
            draft_id=draft.pk if named else None, is_draft_checked=True,
        )  # fmt: skip
    assert not CaseAnswer.objects.exists()


def notes_for(actor, case) -> list[str]:
    seen = get_case(actor=actor, number=case.number)
    entries = shown_entries(timeline(actor=actor, case=seen), "en")
    return [entry.note for entry in entries if entry.note]


def test_the_public_is_told_that_there_was_a_draft_and_staff_which(town, case):
    draft = make_written(town, case)
    cases.answer_case(
        actor=town.handler, case_id=case.pk, text=ANSWER, now=factories.NOW,
        draft_id=draft.pk, is_draft_checked=True,
    )  # fmt: skip

    public = ["A draft written by a machine was used; a person checked it before sending"]
    assert notes_for(Actor.anonymous(), case) == public
    assert notes_for(town.resident, case) == public
    assert notes_for(town.auditor, case) == [
        "Made from a draft of the language model small-2026; a person checked it"
    ]


def test_the_log_says_what_was_asked_and_never_the_key(town, case, sign_in):
    make_written(town, case)
    failed = make_written(town, case, DraftKind.SUMMARY, outcome="broken")
    DraftRequest.objects.filter(pk=failed.pk).update(state=DraftState.FAILED)

    page = sign_in(town.auditor).get(reverse("draft_log")).content.decode()

    for words in ("models.example", "small-2026", case.shown_number, "reported a fault"):
        assert words in page
    assert "321 tokens sent, 45 received" in page
    assert "secret-of-the-town" not in page
    assert ANSWER not in page


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ADMINISTRATOR, 200), (Role.AUDITOR, 200), (Role.DISPATCHER, 403), (Role.HANDLER, 403)],
)
def test_who_sees_the_log(town, model, sign_in, role, status):
    actor = factories.make_actor(role, organisation=town.department)

    assert sign_in(actor).get(reverse("draft_log")).status_code == status


def test_an_auditor_of_another_area_sees_nothing_of_it(town, case, sign_in):
    make_written(town, case)
    elsewhere = factories.make_actor(Role.AUDITOR, area=factories.make_area("Elsewhere"))

    page = sign_in(elsewhere).get(reverse("draft_log")).content.decode()

    assert case.shown_number not in page
    assert "No draft yet" in page


def test_a_page_of_the_log_takes_as_many_queries_for_one_as_for_many(
    town, case, sign_in, django_assert_num_queries
):
    client = sign_in(town.auditor)
    make_written(town, case)
    client.get(reverse("draft_log"))
    with django_assert_num_queries(6):
        client.get(reverse("draft_log"))
    for _ in range(20):
        make_written(town, case)

    with django_assert_num_queries(6):
        client.get(reverse("draft_log"))


def test_the_page_on_personal_data_names_the_model_where_there_is_one(client, db, settings):
    before = client.get(reverse("privacy")).content.decode()
    settings.DRAFTING_URL = "https://models.example:8443/v1"

    after = client.get(reverse("privacy")).content.decode()

    assert "A language model" not in before
    assert "A language model at models.example may draft" in after
