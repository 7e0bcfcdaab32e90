"""Who may say whose number is whose."""

from __future__ import annotations

from functools import partial

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict, NotFound, TooMany
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.exchange.actions import know_subjects
from gongjian.government.exchange.actions.know_subjects import verify_subject
from gongjian.government.exchange.models import SubjectIdentity
from tests.factories import NOW, make_case, make_town

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
    other = make_case(town, state=CaseState.ACCEPTED, now=now())
    Case.objects.filter(pk=other.pk).update(requester=town.neighbour.user_id)
    with pytest.raises(Conflict):
        verify(user_id=town.neighbour.user_id, case_number=other.number)
    assert list(
        LedgerEntry.objects.filter(action__startswith="subject_").values_list("action", flat=True)
    ) == ["subject_verified", "subject_refused", "subject_refused"]


def test_an_official_does_not_try_numbers_without_end(monkeypatch):
    town = make_town()
    case = make_case(town, state=CaseState.ACCEPTED, now=now())
    monkeypatch.setattr(know_subjects, "VERIFIED_A_DAY", 2)
    verify = partial(
        verify_subject,
        actor=town.handler,
        user_id=town.resident.user_id,
        scheme="resident-id",
        how="Seen at the counter.",
        case_number=case.number,
        now=NOW,
    )
    verify(number="1101X")
    with pytest.raises(Conflict):
        verify(number="2202X")
    with pytest.raises(TooMany):
        verify(number="3303X")
