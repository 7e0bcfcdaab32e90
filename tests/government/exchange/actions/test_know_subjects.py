"""Who may say whose number is whose."""

from __future__ import annotations

from functools import partial

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict, NotFound
from gongjian.government.cases.rules import CaseState
from gongjian.government.exchange.actions.know_subjects import verify_subject
from gongjian.government.exchange.models import SubjectIdentity
from tests.factories import make_case, make_town

pytestmark = pytest.mark.django_db


def test_only_of_whoever_asked_an_open_case_of_ones_own_and_never_over_another():
    town = make_town()
    case = make_case(town, state=CaseState.ACCEPTED, now=now())
    verify = partial(
        verify_subject,
        actor=town.handler,
        user_id=town.resident.user_id,
        scheme="resident-id",
        number="1101X",
        how="Seen at the counter.",
        case_number=case.number,
        now=now(),
    )

    for other in (
        {"case_number": ""},
        {"actor": town.other_handler},
        {"user_id": town.neighbour.user_id},
        {"actor": town.resident},
    ):
        with pytest.raises(NotFound):
            verify(**other)
    row = verify()
    assert verify(number="1101x") == row
    with pytest.raises(Conflict):
        verify(number="2202X")
    assert SubjectIdentity.objects.get().digest == row.digest
