"""Receiving: what strangers can make us write to whom."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.people.actions.count_letter import LETTERS
from gongjian.foundation.people.errors import TooManyLetters
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case
from tests.factories import NOW, make_draft

pytestmark = pytest.mark.django_db


def report(town, **fields):
    draft = make_draft(town, **{"requester_id": None, "contact_email": "li@example.org", **fields})
    return cases.receive_case(actor=Actor.anonymous(), draft=draft, now=NOW)


def test_an_address_that_was_given_too_often_is_refused_at_its_field(town):
    for _ in range(LETTERS):
        report(town)

    with pytest.raises(TooManyLetters) as caught:
        report(town)

    assert list(caught.value.fields) == ["contact_email"]
    assert Case.objects.count() == LETTERS


def test_the_same_request_again_asks_for_no_other_letter(town):
    for _ in range(LETTERS + 2):
        report(town, source="api:x", source_reference="once")

    assert Case.objects.count() == 1


def test_without_an_address_or_with_an_account_nothing_is_counted(town):
    for _ in range(LETTERS + 2):
        report(town, contact_email="")
        report(town, requester_id=town.resident.user_id)

    assert Case.objects.count() == 2 * (LETTERS + 2)
