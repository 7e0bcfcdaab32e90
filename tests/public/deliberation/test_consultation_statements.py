"""Making, announcing and closing a consultation; statements and their moderation."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import (
    Invalid,
    NotAllowed,
    StaleVersion,
    Unauthenticated,
    WrongState,
)
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.public.deliberation.actions.add_statement import add_seeds, add_statement
from gongjian.public.deliberation.actions.announce_consultation import (
    announce_consultation,
    change_closing,
)
from gongjian.public.deliberation.actions.moderate_statement import moderate_statement
from gongjian.public.deliberation.actions.save_consultation import (
    ConsultationDraft,
    save_consultation,
)
from gongjian.public.deliberation.errors import (
    ConsultationNotOpen,
    NoMoreStatements,
    RulesLocked,
    SaidAlready,
)
from gongjian.public.deliberation.models import Statement
from gongjian.public.deliberation.rules.consultations import (
    ConsultationPhase,
    Eligibility,
    StatementModeration,
    StatementState,
)
from gongjian.public.deliberation.selectors.consultations import history_of
from gongjian.public.deliberation.selectors.participants import find_participant, own_statements
from tests.factories import NOW, make_actor, make_area
from tests.public.deliberation.conversations import (
    AFTER,
    LATER,
    make_consultation,
    make_draft,
    token_of,
)

pytestmark = pytest.mark.django_db


def say(consultation, text, person=1, **named):
    given = {"actor": Actor.anonymous(), "token": token_of(person), "now": LATER, **named}
    return add_statement(consultation_id=consultation.pk, text=text, language="en", **given)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"about": "x" * 10_001}, "about"),
        ({"opens_at": LATER, "closes_at": NOW}, "closes_at"),
        ({"statements_until": AFTER, "closes_at": LATER}, "statements_until"),
        ({"eligibility": Eligibility.AREA}, "area_id"),
        ({"privacy_limit": 2}, "privacy_limit"),
        ({"statements_each": 101}, "statements_each"),
        ({"method": "none"}, "method"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_makes_no_sense_is_told_at_its_field(wrong, field):
    draft = ConsultationDraft(**{"title": "The square", **wrong})

    with pytest.raises(Invalid) as caught:
        save_consultation(actor=make_actor(Role.PRODUCT_MANAGER), draft=draft, now=NOW)

    assert list(caught.value.fields) == [field]


def test_a_holder_of_an_area_holds_none_elsewhere():
    here, there = make_area(), make_area()
    holder = make_actor(Role.PRODUCT_MANAGER, area=here)
    draft = ConsultationDraft(title="The square", area_id=here.pk)

    save_consultation(actor=holder, draft=draft, now=NOW)

    for area_id in (there.pk, None):
        with pytest.raises(NotAllowed):
            save_consultation(
                actor=holder, draft=ConsultationDraft(title="X", area_id=area_id), now=NOW
            )
    with pytest.raises(Unauthenticated):
        save_consultation(actor=Actor.anonymous(), draft=draft, now=NOW)


def test_rules_lock_at_the_opening():
    found, holder = make_consultation(opens_at=LATER)
    changed = ConsultationDraft(title="Y", opens_at=LATER, closes_at=AFTER)
    given = {"actor": holder, "draft": changed, "consultation_id": found.pk}

    save_consultation(now=NOW, **given)
    with pytest.raises(RulesLocked):
        save_consultation(now=LATER, **given)
    with pytest.raises(StaleVersion):
        save_consultation(now=NOW, version=1, **given)


def test_what_has_no_end_or_nothing_to_vote_on_is_not_announced():
    endless, holder = make_draft(closes_at=None)
    empty, _ = make_draft(seeds=(), holder=holder)

    for found in (endless, empty):
        with pytest.raises(Invalid):
            announce_consultation(actor=holder, consultation_id=found.pk, now=NOW)
    ready, _ = make_draft(holder=holder)
    announce_consultation(actor=holder, consultation_id=ready.pk, now=NOW)
    with pytest.raises(WrongState):
        announce_consultation(actor=holder, consultation_id=ready.pk, now=NOW)


def test_closing_earlier_or_later_is_told_with_its_reason():
    found, holder = make_consultation()
    given = {"actor": holder, "consultation_id": found.pk, "now": LATER}

    change_closing(closes_at=AFTER, reason="Many still want to speak", **given)
    closed = change_closing(closes_at=None, reason="The square is flooded", **given)

    assert closed.phase(LATER) == ConsultationPhase.CLOSED
    assert closed.closing_reason == "The square is flooded"
    assert [event.name for event in history_of(found)][:2] == ["consultation_closing_changed"] * 2
    with pytest.raises(WrongState):
        change_closing(closes_at=AFTER, reason="Again", **given)


def test_a_closing_without_a_reason_or_in_the_past_is_refused():
    found, holder = make_consultation()
    given = {"actor": holder, "consultation_id": found.pk, "now": LATER}

    with pytest.raises(Invalid):
        change_closing(closes_at=None, reason=" ", **given)
    with pytest.raises(Invalid):
        change_closing(closes_at=NOW, reason="Because", **given)


def test_people_add_statements_and_see_what_became_of_them():
    found, holder = make_consultation(moderation=StatementModeration.BEFORE)

    made = say(found, "  Call me at 13812345678: more trees! ")

    assert (made.number, made.state) == (3, StatementState.WAITING)
    assert "13812345678" not in made.public_text
    moderate_statement(
        actor=holder, consultation_id=found.pk, statement=3, is_accepted=False,
        reason="Holds a number", now=LATER,
    )  # fmt: skip
    visitor = find_participant(actor=Actor.anonymous(), consultation=found, token=token_of(1))
    (own,) = own_statements(visitor)
    assert (own.state, own.reason) == (StatementState.TAKEN_OUT, "Holds a number")
    assert LedgerEntry.objects.filter(action="statement_taken_out").count() == 1


@pytest.mark.parametrize(
    "text", ["", " \n", "x" * 301, "x" * 100_000], ids=["", "blank", "long", "huge"]
)
def test_statements_are_neither_empty_nor_long(text):
    found, _holder = make_consultation()

    with pytest.raises(Invalid) as caught:
        say(found, text)

    assert "text" in caught.value.fields
    assert Statement.objects.count() == 3


def test_nobody_says_the_same_again_and_nobody_says_too_much():
    found, _holder = make_consultation(statements_each=2)

    with pytest.raises(SaidAlready):
        say(found, "more benches!")
    say(found, "A")
    say(found, "B")
    with pytest.raises(NoMoreStatements):
        say(found, "C")
    say(found, "C", person=2)

    assert list(Statement.objects.order_by("number").values_list("number", flat=True)) == [
        0, 1, 2, 3, 4, 5,
    ]  # fmt: skip


def test_statements_come_while_their_phase_lasts():
    found, _holder = make_consultation(statements_until=LATER)

    say(found, "A", now=LATER - timedelta(seconds=1))
    with pytest.raises(ConsultationNotOpen):
        say(found, "B", now=LATER)


def test_seeds_that_are_there_are_left_out():
    found, holder = make_consultation()

    made = add_seeds(
        actor=holder, consultation_id=found.pk, texts=["More benches", "Trees", " ", "trees."],
        now=LATER, is_meta=True,
    )  # fmt: skip

    assert [(one.text, one.is_meta) for one in made] == [("trees.", True)]
    with pytest.raises(NotAllowed):
        add_seeds(actor=make_actor(), consultation_id=found.pk, texts=["X"], now=LATER)


def take_out(role):
    found, _holder = make_consultation()
    return moderate_statement(
        actor=make_actor(role), consultation_id=found.pk, statement=0, is_accepted=False,
        reason="X", now=LATER,
    )  # fmt: skip


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.PRODUCT_MANAGER, Role.ADMINISTRATOR])
def test_these_moderate(role):
    assert take_out(role).state == StatementState.TAKEN_OUT


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.HANDLER, Role.COMPANY_MEMBER, None], ids=str)
def test_others_do_not_moderate(role):
    with pytest.raises(NotAllowed):
        take_out(role)
