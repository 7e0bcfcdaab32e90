"""Whoever was looked at asks why."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound, Unauthenticated
from gongjian.foundation.people.models import Notice, User
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases.actions.accept_case import accept_case
from gongjian.government.cases.actions.answer_case import answer_case
from gongjian.government.cases.models import Case
from gongjian.government.exchange.actions import question_look as questioning
from gongjian.government.exchange.actions.question_look import question_look
from gongjian.government.exchange.models import LookQuestion
from tests.government.exchange.known import make_refused
from tests.government.exchange.looks import make_look, sealed
from tests.government.exchange.parts import make_exchange

WHY = "What did you need my address for?"


@pytest.fixture
def exchange(tmp_path):
    return make_exchange(tmp_path)


def ask(exchange, look, actor=None, text=WHY):
    return question_look(
        actor=actor or exchange.town.resident, query_id=look.pk, text=text, language="en", now=now()
    )


@pytest.mark.django_db
def test_it_is_a_private_case_of_the_department_that_looked_with_its_clock(exchange):
    look = make_look(exchange)

    case = ask(exchange, look).case
    run_waiting_tasks()

    case.refresh_from_db()
    assert (case.state, case.kind, case.is_public) == ("dispatched", "question", False)
    assert case.lead_department_id == exchange.town.department.pk
    assert case.requester_id == exchange.town.resident.user_id
    assert case.due_at > now()
    assert WHY in case.text
    assert str(look.pk) in case.text
    (link,) = trail.links_to(f"case:{case.pk}", trail.Relation.LED_TO)
    assert link.source == f"dataquery:{look.pk}"
    told = Notice.objects.filter(event=f"lookquestioned:{look.pk}")
    assert [one.user_id for one in told] == [exchange.provider.user_id]


@pytest.mark.django_db
def test_one_question_is_open_at_a_time_and_another_after_it_is_closed(exchange):
    look = make_look(exchange)

    first, again = ask(exchange, look), ask(exchange, look, text="And why once more, I ask you?")
    Case.objects.filter(pk=first.case_id).update(state="closed", is_open=False)
    later = ask(exchange, look)

    assert again == first
    assert later != first
    assert LookQuestion.objects.count() == 2


@pytest.mark.django_db
def test_a_refusal_is_questioned_too(exchange):
    assert ask(exchange, make_refused(exchange)).case.lead_department_id


@pytest.mark.django_db
def test_of_others_looks_and_sealed_ones_nobody_asks(exchange):
    look, hidden = make_look(exchange), make_look(exchange, **sealed(2))
    town = exchange.town

    for actor, row in (
        (town.neighbour, look), (town.handler, look), (town.auditor, look), (town.resident, hidden),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            ask(exchange, row, actor)
    with pytest.raises(Unauthenticated):
        ask(exchange, look, Actor.anonymous())
    for text in ("Why?", "x" * 4_001, "why \x00 did you look"):
        with pytest.raises(Invalid):
            ask(exchange, look, text=text)
    assert not LookQuestion.objects.exists()


@pytest.mark.django_db
def test_who_waits_for_many_answers_waits(exchange, monkeypatch):
    monkeypatch.setattr(questioning, "MOST_OPEN", 1)
    ask(exchange, make_look(exchange))

    with pytest.raises(Conflict):
        ask(exchange, make_look(exchange))


@pytest.mark.django_db
def test_the_answer_stands_on_the_page_of_the_look(exchange, client):
    look = make_look(exchange, asked_at=now() - timedelta(hours=2))
    client.force_login(User.objects.get(pk=exchange.town.resident.user_id))
    page = client.post(f"/my-data/{look.pk}/question", {"text": WHY}, follow=True)
    case = LookQuestion.objects.get().case
    handler = exchange.town.handler

    accept_case(actor=handler, case_id=case.pk, now=now())
    answer_case(actor=handler, case_id=case.pk, text="For the bins before your house.", now=now())

    assert case.shown_number in page.content.decode()
    assert "Ask the department" not in page.content.decode()
    answered = client.get(f"/my-data/{look.pk}/").content.decode()
    assert "For the bins before your house." in answered


@pytest.mark.django_db(transaction=True)
@pytest.mark.any_database
def test_asked_twice_at_once_it_is_one(exchange):
    look = make_look(exchange)
    begin, made = threading.Barrier(2), []

    def act():
        begin.wait(timeout=20)
        try:
            made.append(ask(exchange, look).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _one in range(2)]
    [one.start() for one in threads]
    [one.join(timeout=30) for one in threads]

    assert len(made) == 2
    assert len(set(made)) == 1
    assert LookQuestion.objects.count() == 1
