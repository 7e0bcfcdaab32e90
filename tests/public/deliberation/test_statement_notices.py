"""Who added a statement is told what became of it."""

import pytest

from gongjian.foundation.kernel import background
from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.people.models import Notice, User
from gongjian.public.deliberation.actions.add_statement import add_statement
from gongjian.public.deliberation.actions.moderate_statement import moderate_statement
from gongjian.public.deliberation.actions.tell_statement_authors import tell_statement_authors
from gongjian.public.deliberation.models import ConsultationEvent
from gongjian.public.deliberation.rules.consultations import StatementModeration
from tests.factories import make_actor
from tests.public.deliberation.conversations import LATER, make_consultation, token_of

pytestmark = pytest.mark.django_db


def decided(author, holder=None, *, is_accepted=False, **named):
    """A statement by somebody, and what was decided of it, with all that follows."""
    found, made_by = make_consultation(moderation=StatementModeration.BEFORE, **named)
    statement = add_statement(
        actor=author, token=token_of(1), consultation_id=found.pk, text="More shade",
        language="en", now=LATER,
    )  # fmt: skip
    moderate_statement(
        actor=holder or made_by, consultation_id=found.pk, statement=statement.number,
        is_accepted=is_accepted, reason="" if is_accepted else "About another square", now=LATER,
    )  # fmt: skip
    background.run_waiting_tasks()
    return found


def test_the_author_reads_the_reason_in_their_language():
    author = make_actor()
    User.objects.filter(pk=author.user_id).update(language="zh-hans")

    found = decided(author)

    notice = Notice.objects.get()
    assert notice.user_id == author.user_id
    assert "您的观点已被" in notice.subject
    assert "About another square" in notice.body
    assert "More shade" in notice.body
    assert notice.path == f"/consultations/{found.number}/mine/"


def test_the_author_learns_that_others_see_it_now():
    decided(make_actor(), is_accepted=True)

    assert "among the cards" in Notice.objects.get().subject


def test_the_same_decision_is_told_once():
    decided(make_actor())

    tell_statement_authors(
        event_ids=list(ConsultationEvent.objects.values_list("pk", flat=True)), now=LATER
    )

    assert Notice.objects.count() == 1


def test_visitors_and_those_who_decide_on_their_own_are_told_nothing():
    holder = make_actor(Role.PRODUCT_MANAGER)

    decided(Actor.anonymous())
    decided(holder, holder)

    assert not Notice.objects.exists()
