"""Asking for a draft and having it written, against a real server that speaks the protocol."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.db import connection

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import RoleGrant, User
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions import write_draft as writing
from gongjian.government.cases.errors import DraftingOff, DraftsUsedUp, TransitionNotAllowed
from gongjian.government.cases.models import AnswerTemplate, DraftRequest
from gongjian.government.cases.models.draft_request import DraftKind, DraftState
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.drafts import due_drafts, latest_drafts
from tests.chat_server import ANSWER, chat_server
from tests.factories import NOW, make_case, take_step
from tests.government.cases.drafting import ask, switch_on, write

pytestmark = pytest.mark.django_db
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def server(tmp_path, settings):
    with chat_server(tmp_path / "chat") as running:
        switch_on(settings, running, timeout_seconds=20)
        yield running


@pytest.fixture
def case(town):
    return make_case(town, state=CaseState.ACCEPTED)


def test_a_draft_is_asked_for_written_and_logged(town, case, server):
    draft = ask(town, case)
    assert (draft.state, draft.text) == (DraftState.WAITING, "")

    draft = write(draft)

    assert (draft.state, draft.text, draft.model) == (DraftState.WRITTEN, ANSWER, "small-2026")
    assert (draft.prompt_tokens, draft.completion_tokens, draft.attempts) == (321, 45, 1)
    assert len(draft.prompt_sha256) == 64
    assert draft.milliseconds >= 0
    assert draft.host == f"127.0.0.1:{server.port}"
    event = case.events.get(name="draft_asked")
    assert (event.visibility, event.actor) == ("staff", town.handler.reference)
    entries = LedgerEntry.objects.filter(subject=f"case:{case.pk}", action__startswith="draft_")
    assert [entry.action for entry in entries.order_by("id")] == ["draft_asked", "draft_written"]
    assert ANSWER not in str([entry.data for entry in entries])


def test_the_worker_writes_what_was_asked_for(town, case, server):
    draft = ask(town, case)

    run_waiting_tasks()

    assert latest_drafts(case) == {DraftKind.ANSWER: draft}
    assert latest_drafts(case)[DraftKind.ANSWER].text == ANSWER


def test_asked_twice_it_is_one_and_after_it_another(town, case, server):
    first, again = ask(town, case), ask(town, case, actor=town.colleague)
    assert first == again
    summary = ask(town, case, DraftKind.SUMMARY)
    assert summary != first

    write(first)

    assert ask(town, case) != first
    assert case.events.filter(name="draft_asked").count() == 3


def test_written_twice_it_is_written_once(town, case, server):
    draft = write(ask(town, case))

    assert write(draft, now=NOW + DAY) == draft
    assert len(server.requests()) == 1


@pytest.mark.parametrize(
    ("who", "kind", "error"),
    [
        ("handler", "answer", None), ("colleague", "answer", None), ("supervisor", "answer", None),
        ("dispatcher", "answer", NotAllowed), ("auditor", "answer", NotAllowed),
        ("other_handler", "answer", NotAllowed), ("resident", "answer", NotAllowed),
        ("neighbour", "answer", NotAllowed),
        ("handler", "summary", None), ("dispatcher", "summary", None), ("auditor", "summary", None),
        ("other_handler", "summary", NotAllowed), ("resident", "summary", NotAllowed),
        ("neighbour", "summary", NotAllowed),
    ],
)  # fmt: skip
def test_who_may_ask_for_what(town, case, server, who, kind, error):
    outcome = None
    try:
        ask(town, case, kind, actor=getattr(town, who))
    except NotAllowed as refused:
        outcome = type(refused)

    assert outcome is error
    assert DraftRequest.objects.count() == (error is None)


def test_a_hidden_case_does_not_exist_for_others(town, server):
    private = make_case(town, state=CaseState.ACCEPTED, is_public=False)

    with pytest.raises(NotFound):
        ask(town, private, "summary", actor=town.neighbour)


@pytest.mark.parametrize("state", [CaseState.DISPATCHED, CaseState.ANSWERED, CaseState.CLOSED])
def test_where_nothing_can_be_answered_no_answer_is_drafted(town, server, state):
    with pytest.raises(TransitionNotAllowed):
        ask(town, make_case(town, state=state))


def test_without_a_model_nothing_is_drafted(town, case):
    with pytest.raises(DraftingOff):
        ask(town, case)


@pytest.mark.parametrize("kind", ["", "letter"])
def test_there_are_two_kinds(town, case, server, kind):
    with pytest.raises(Invalid):
        ask(town, case, kind)


def test_a_ready_answer_goes_along_and_only_one_for_the_case(town, case, server):
    ready = AnswerTemplate.objects.create(
        name="Swept", text="{department} swept it. {title}. Your number: {number}."
    )
    other = AnswerTemplate.objects.create(department=town.other_department, name="Not", text="No.")
    server.do("answer", answer="We swept it. Your number: {number}.")

    draft = write(ask(town, case, template_id=ready.pk))

    sent = server.requests()[0]["body"]["messages"][1]["content"]
    assert "Urban Management swept it. Rubbish beside the school. Your number: {number}." in sent
    assert draft.text == f"We swept it. Your number: {case.shown_number}."
    assert case.number not in sent
    assert draft.statements == []
    with pytest.raises(Invalid):
        ask(town, case, template_id=other.pk)


def test_drafts_of_a_person_and_of_the_town_are_bounded(town, server, settings):
    switch_on(settings, server, per_person_hour=2, per_day=3)
    found = [make_case(town, state=CaseState.ACCEPTED) for _ in range(4)]
    ask(town, found[0])
    ask(town, found[1])

    with pytest.raises(DraftsUsedUp, match="one person"):
        ask(town, found[2])
    ask(town, found[2], actor=town.colleague)
    with pytest.raises(DraftsUsedUp, match="town’s drafts for today"):
        ask(town, found[3], actor=town.supervisor)

    # The day ends at midnight in Shanghai: sixteen hours after two o'clock in Greenwich.
    with pytest.raises(DraftsUsedUp):
        ask(town, found[3], actor=town.supervisor, now=NOW + 13 * HOUR)
    assert ask(town, found[3], actor=town.supervisor, now=NOW + 15 * HOUR)
    # What was refused is nowhere.
    assert DraftRequest.objects.count() == 4


def failing(town, case, server, *words):
    server.do(*words)
    return write(ask(town, case))


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("malformed", "malformed"), ("huge", "too_large"), ("redirect:302", "redirected"),
        ("empty", "empty"), ("broken:400", "refused"),
    ],
)  # fmt: skip
def test_what_trying_again_does_not_help_ends_plainly(town, case, server, word, outcome):
    draft = failing(town, case, server, word)

    assert (draft.state, draft.outcome, draft.text) == (DraftState.FAILED, outcome, "")
    assert len(server.requests()) == 1
    assert LedgerEntry.objects.get(action="draft_failed").data["outcome"] == outcome
    assert ask(town, case) != draft


def test_what_was_never_reached_was_sent_nothing(town, case, settings, server):
    reached = settings.DRAFTING_URL
    draft = ask(town, case)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.DRAFTING_URL = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        draft = write(draft)
        assert (draft.state, draft.outcome) == (DraftState.WAITING, "unreachable")
        assert draft.prompt_sha256 == ""

        settings.DRAFTING_URL = reached
        server.do("broken:503")
        sent = write(draft, now=NOW + HOUR).prompt_sha256
        assert len(sent) == 64
        settings.DRAFTING_URL = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"

        # What an earlier attempt sent stays sent.
        assert write(draft, now=NOW + 2 * HOUR).prompt_sha256 == sent


def test_it_is_masked_while_no_row_is_locked(town, case, server, monkeypatch):
    real, seen = writing.prompt_of, []

    def masked(draft):
        seen.append(list(connection.savepoint_ids))
        return real(draft)

    monkeypatch.setattr(writing, "prompt_of", masked)

    write(ask(town, case))

    assert seen == [[]]


def test_what_is_erased_while_it_is_masked_is_not_sent(town, case, server, monkeypatch):
    real = writing.prompt_of

    def masked(draft):
        made = real(draft)
        cases.erase_person(actor=town.resident, user_id=town.resident.user_id, now=NOW)
        return made

    monkeypatch.setattr(writing, "prompt_of", masked)

    draft = write(ask(town, case))

    assert (draft.state, draft.outcome, draft.prompt_sha256) == (DraftState.FAILED, "erased", "")
    assert server.requests() == []


def test_a_wrong_key_ends_plainly_and_is_in_no_log(town, case, server, settings, caplog):
    settings.DRAFTING_KEY = "not-the-key"

    draft = write(ask(town, case))

    assert (draft.state, draft.outcome) == (DraftState.FAILED, "wrong_key")
    rows = str([entry.data for entry in LedgerEntry.objects.all()]) + str(draft.__dict__)
    assert "not-the-key" not in rows + caplog.text


def test_a_model_that_only_thinks_wrote_nothing(town, case, server):
    server.do("answer", answer="<think>What does the case say?</think>\n")

    assert write(ask(town, case)).outcome == "empty"


@pytest.mark.parametrize("word", ["broken", "drop", "busy:1"])
def test_what_may_pass_is_tried_again_later(town, case, server, word):
    draft = failing(town, case, server, word, "answer")
    assert (draft.state, draft.slot) == (DraftState.WAITING, None)
    assert due_drafts(NOW + SECOND) == []
    assert write(draft, now=NOW + SECOND) == draft

    draft = write(draft, now=NOW + 10 * SECOND)

    assert (draft.state, draft.text, draft.outcome) == (DraftState.WRITTEN, ANSWER, "")
    assert draft.attempts == 2


def test_it_is_not_tried_without_end(town, case, server):
    draft = failing(town, case, server, "broken")
    for attempt in range(1, 5):
        draft = write(draft, now=NOW + attempt * HOUR)

    assert (draft.state, draft.outcome, draft.attempts) == (DraftState.FAILED, "broken", 3)
    assert len(server.requests()) == 3


@pytest.mark.parametrize(
    ("after", "state", "due"),
    [(120, DraftState.WAITING, True), (700, DraftState.FAILED, False)],
)
def test_the_word_of_a_busy_endpoint_counts(town, case, server, after, state, due):
    draft = failing(town, case, server, f"busy:{after}")

    assert (draft.state, draft.outcome) == (state, "busy")
    assert due_drafts(NOW + 110 * SECOND) == []
    assert bool(due_drafts(NOW + 130 * SECOND)) is due


def test_an_endpoint_that_hangs_is_left_and_tried_again(town, case, server, settings):
    settings.DRAFTING_TIMEOUT_SECONDS = 1

    draft = failing(town, case, server, "hang")

    assert (draft.state, draft.outcome) == (DraftState.WAITING, "timed_out")
    assert draft.milliseconds >= 900


def test_no_more_are_written_at_once_than_may_be(town, case, server, settings):
    taken = ask(town, case)
    DraftRequest.objects.filter(pk=taken.pk).update(
        state=DraftState.WRITING, slot=0, attempts=1, next_try_at=NOW + HOUR
    )
    other = ask(town, make_case(town, state=CaseState.ACCEPTED))

    assert write(other).state == DraftState.WAITING
    assert due_drafts(NOW) == []
    settings.DRAFTING_AT_ONCE = 2
    assert due_drafts(NOW) == [other.pk]
    assert write(other).state == DraftState.WRITTEN


def test_switched_off_meanwhile_it_ends_plainly(town, case, server, settings):
    draft = ask(town, case)
    settings.DRAFTING_URL = ""

    draft = write(draft)

    assert (draft.state, draft.outcome) == (DraftState.FAILED, "switched_off")
    assert server.requests() == []


def test_whoever_lost_their_role_has_nothing_sent(town, case, server):
    draft = ask(town, case)
    RoleGrant.objects.filter(user=town.handler.user_id, role=Role.HANDLER).delete()

    assert write(draft).outcome == "not_allowed"
    assert server.requests() == []


def test_whoever_left_has_nothing_sent(town, case, server):
    draft = ask(town, case)
    User.objects.filter(pk=town.handler.user_id).update(is_active=False)

    assert write(draft).outcome == "not_allowed"


def test_a_case_that_was_answered_meanwhile_has_nothing_sent(town, case, server):
    draft = ask(town, case)
    take_step(town, case, Step.ANSWER)

    assert write(draft).outcome == "not_allowed"
    assert server.requests() == []


def test_what_was_not_told_is_named_beside_it(town, case, server):
    server.do("answer", answer="By Article 31 we come on 24 May; see https://evil.example/pay.")

    draft = write(ask(town, case))

    assert draft.statements == [
        ["provision", "Article 31"], ["figure", "24"], ["link", "https://evil.example/pay"],
    ]  # fmt: skip


def test_a_cut_off_draft_says_so(town, case, server):
    server.do("cut")

    assert write(ask(town, case)).is_cut


def test_an_erased_requester_takes_the_drafts_words_along(town, case, server):
    written = write(ask(town, case))
    waiting = ask(town, case)

    cases.erase_requester(actor=town.resident, case_id=case.pk, now=NOW)

    written.refresh_from_db()
    assert (written.text, written.statements, written.prompt_sha256) == ("", [], "")
    assert (written.state, written.model) == (DraftState.WRITTEN, "small-2026")
    assert write(waiting).outcome == "erased"
    assert len(server.requests()) == 1
    assert not LedgerEntry.objects.filter(action="draft_written", salt__isnull=False).exists()
