from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.trail.interface import Relation, add_link, links_of
from gongjian.foundation.trail.models import Link
from tests.threads import at_once

ACTOR = Actor.system("test")
CASE, PROPOSAL, CALL = (
    f"{kind}:{UUID(int=number)}" for number, kind in enumerate(["case", "proposal", "call"])
)


def link(source: str, relation: Relation, target: str) -> None:
    add_link(ACTOR, source, relation, target, now=now())


@pytest.mark.django_db
def test_links_of_a_thing_are_those_from_it_and_to_it_oldest_first():
    link(CASE, Relation.LED_TO, PROPOSAL)
    link(PROPOSAL, Relation.LED_TO, CALL)
    link(CASE, Relation.EVIDENCE_FOR, CALL)

    found = [(one.source, one.relation, one.target) for one in links_of(PROPOSAL)]

    assert found == [(CASE, "led_to", PROPOSAL), (PROPOSAL, "led_to", CALL)]


@pytest.mark.django_db
def test_a_link_said_twice_is_there_once_with_who_said_it_first():
    link(CASE, Relation.LED_TO, PROPOSAL)
    add_link(Actor("user:2"), CASE, Relation.LED_TO, PROPOSAL, now=now() + timedelta(days=1))

    assert [one.actor for one in links_of(CASE)] == ["system:test"]


@pytest.mark.django_db
def test_two_relations_between_the_same_things_are_two_links():
    link(CASE, Relation.LED_TO, PROPOSAL)
    link(CASE, Relation.EVIDENCE_FOR, PROPOSAL)

    assert len(links_of(CASE)) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("source", "target"),
    [(CASE, CASE), (CASE, CASE.upper().replace("CASE", "case")), ("case", CALL), (CALL, "case:7")],
)
def test_what_is_no_reference_or_the_thing_itself_is_refused(source, target):
    with pytest.raises(ValueError, match=r"."):
        link(source, Relation.LED_TO, target)

    assert not Link.objects.exists()


@pytest.mark.django_db
def test_a_link_and_what_is_read_of_it_cost_one_query_each(django_assert_num_queries):
    with django_assert_num_queries(3):  # with the savepoint of the test around it
        link(CASE, Relation.LED_TO, PROPOSAL)
    with django_assert_num_queries(1):
        links_of(CASE)


@pytest.mark.django_db(transaction=True)
def test_the_same_link_said_at_once_is_there_once():
    at_once(*[lambda: link(CASE, Relation.LED_TO, PROPOSAL)] * 5)

    assert len(links_of(CASE)) == 1
