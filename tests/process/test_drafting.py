"""Workers that write drafts, killed without mercy, against a real server of a language model."""

from __future__ import annotations

import signal
from datetime import timedelta

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.models import WorkerHeartbeat
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases.models import DraftRequest
from gongjian.government.cases.models.draft_request import DraftState
from gongjian.government.cases.rules import CaseState
from tests.chat_server import ANSWER, chat_server
from tests.factories import make_case, make_town
from tests.government.cases.drafting import ask, switch_on
from tests.processes import gongjian, wait_until

pytestmark = [pytest.mark.process, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def server(tmp_path, settings):
    with chat_server(tmp_path / "chat") as running:
        switch_on(settings, running)
        yield running


@pytest.fixture
def asked(server) -> DraftRequest:
    town = make_town()
    return ask(town, make_case(town, state=CaseState.ACCEPTED, now=now()), now=now())


def variables(server, **more: str) -> dict[str, str]:
    return {
        "GONGJIAN_DRAFTING_URL": server.url,
        "GONGJIAN_DRAFTING_KEY": server.key,
        "GONGJIAN_DRAFTING_MODEL": "small",
        **more,
    }


def state_of(draft: DraftRequest) -> str:
    draft.refresh_from_db()
    return draft.state


def let_time_pass(draft: DraftRequest) -> None:
    """The worker's heart is not heard for a minute, and the time for its draft is over."""
    WorkerHeartbeat.objects.update(seen_at=now() - timedelta(minutes=1))
    DraftRequest.objects.filter(pk=draft.pk, state=DraftState.WRITING).update(next_try_at=now())


@pytest.mark.any_database
def test_a_worker_writes_what_its_settings_name(tmp_path, asked, server):
    with gongjian("worker", home=tmp_path / "home", **variables(server)):
        wait_until(lambda: state_of(asked) == DraftState.WRITTEN)

    assert asked.text == ANSWER
    assert LedgerEntry.objects.filter(action="draft_written").count() == 1


def test_a_draft_whose_worker_was_killed_is_written_by_the_next_and_once(tmp_path, asked, server):
    server.do("hang", "answer")
    home = tmp_path / "home"
    with gongjian("worker", "--worker-id", "first", home=home, **variables(server)) as first:
        wait_until(server.is_holding)
        assert state_of(asked) == DraftState.WRITING
        first.send_signal(signal.SIGKILL)
        first.wait()
    let_time_pass(asked)

    with gongjian("worker", "--worker-id", "second", home=home, **variables(server)):
        wait_until(lambda: state_of(asked) == DraftState.WRITTEN)

    assert (asked.attempts, asked.text, asked.slot) == (2, ANSWER, None)
    assert LedgerEntry.objects.filter(action="draft_written").count() == 1
    assert DraftRequest.objects.count() == 1


def test_a_worker_that_was_only_slow_writes_no_second_draft(tmp_path, asked, server):
    server.do("hang", "answer", answer="The second.")
    home = tmp_path / "home"
    with gongjian("worker", "--worker-id", "first", home=home, **variables(server)) as first:
        wait_until(server.is_holding)
        first.send_signal(signal.SIGSTOP)
        let_time_pass(asked)
        with gongjian("worker", "--worker-id", "second", home=home, **variables(server)):
            wait_until(lambda: state_of(asked) == DraftState.WRITTEN)
        assert asked.text == "The second."
        (server.folder / "answer.txt").write_text("The first, too late.")
        server.go()
        first.send_signal(signal.SIGCONT)
        # It has nothing else to do once it takes what comes in next.
        town = make_town()
        again = ask(town, make_case(town, state=CaseState.ACCEPTED, now=now()), now=now())
        wait_until(lambda: state_of(again) == DraftState.WRITTEN)

    asked.refresh_from_db()
    assert (asked.text, asked.attempts) == ("The second.", 2)


@pytest.mark.any_database
def test_a_draft_that_kills_every_worker_ends_plainly(tmp_path, asked, server):
    server.do("hang")
    home = tmp_path / "home"
    for number in range(3):
        (server.folder / "held").unlink(missing_ok=True)
        name = f"worker-{number}"
        with gongjian("worker", "--worker-id", name, home=home, **variables(server)) as worker:
            wait_until(server.is_holding)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        let_time_pass(asked)

    with gongjian("worker", home=home, **variables(server)):
        wait_until(lambda: state_of(asked) == DraftState.FAILED)

    assert (asked.outcome, asked.attempts, len(server.requests())) == ("lost", 3, 3)


def test_what_waited_for_a_place_is_begun_by_itself(tmp_path, server):
    town = make_town()
    # Of different words: what one sender says twice becomes one case.
    said = (
        "The lamp is dark.",
        "Rubbish lies there.",
        "No bus comes.",
        "Water runs down the hill.",
    )
    found = [make_case(town, state=CaseState.ACCEPTED, text=text, now=now()) for text in said]
    drafts = [ask(town, case, now=now()) for case in found]

    home = tmp_path / "home"
    with (
        gongjian("worker", "--worker-id", "first", home=home, **variables(server)),
        gongjian("worker", "--worker-id", "second", home=home, **variables(server)),
    ):
        wait_until(lambda: all(state_of(draft) == DraftState.WRITTEN for draft in drafts))

    assert len(server.requests()) == 4
