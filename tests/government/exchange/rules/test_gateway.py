from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongjian.government.exchange.rules.gateway import (
    Basis,
    CheckName,
    Facts,
    check_all,
    is_allowed,
)

TODAY = date(2026, 11, 23)
GOOD = Facts(
    today=TODAY,
    consumer="d1",
    purpose="Rubbish",
    fields=["street"],
    agreement_state="in_force",
    agreement_consumer="d1",
    agreed_purpose="Rubbish",
    agreed_fields=["street", "since"],
    expires_on=TODAY,
    provisions=[Basis("act", 1, "Act, article 3", True)],
    shared_fields=["street", "since"],
    is_source_owner=True,
    scope_fields=[],
    is_official=True,
    is_case_open=True,
    is_case_of_consumer=True,
    is_subject_tied=True,
    quota_used=9,
    quota=10,
    has_node=True,
    sealed_until=None,
    may_seal=False,
    has_seal_reason=False,
)
SEALED = {"sealed_until": TODAY + timedelta(days=30), "may_seal": True, "has_seal_reason": True}


def failed(**other):
    return [one.name for one in check_all(replace(GOOD, **other)) if not one.passed]


def test_what_is_right_passes_every_check():
    checks = check_all(GOOD)

    assert is_allowed(checks)
    assert [one.name for one in checks] == [
        name.value for name in CheckName if name is not CheckName.CONSENT
    ]
    assert failed(**SEALED) == []


def test_in_place_of_an_official_the_person_asks_and_nothing_of_that_is_sealed():
    own = {"is_official": False, "is_by_consent": True}

    assert failed(**own, is_consented=True) == []
    assert failed(**own) == ["consent"]
    assert failed(is_consented=True, is_official=False) == ["official"]
    assert failed(**own, is_consented=True, **SEALED) == ["seal"]


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ({"agreement_state": "ended"}, "agreement"),
        ({"agreement_state": "signing"}, "agreement"),
        ({"expires_on": TODAY - timedelta(days=1)}, "agreement"),
        ({"agreement_consumer": "d2"}, "parties"),
        ({"is_source_owner": False}, "parties"),
        ({"scope_fields": ["diagnosis"]}, "fields_shared"),
        ({"purpose": "Curiosity"}, "purpose"),
        ({"provisions": [Basis("act", 1, "Act, article 3", False)]}, "provisions"),
        ({"provisions": []}, "provisions"),
        ({"shared_fields": ["since"]}, "fields_shared"),
        ({"agreed_fields": ["since"]}, "fields_agreed"),
        ({"is_official": False}, "official"),
        ({"is_case_open": False}, "case"),
        ({"is_case_of_consumer": False}, "case"),
        ({"is_subject_tied": False}, "subject"),
        ({"quota_used": 10}, "quota"),
        ({"has_node": False}, "node"),
        ({**SEALED, "may_seal": False}, "seal"),
        ({**SEALED, "has_seal_reason": False}, "seal"),
        ({**SEALED, "sealed_until": TODAY}, "seal"),
        ({**SEALED, "sealed_until": TODAY + timedelta(days=366)}, "seal"),
    ],
)
def test_each_check_fails_by_itself(other, name):
    assert failed(**other) == [name]


def test_all_that_is_wrong_is_told_at_once():
    assert failed(purpose="", is_official=False, quota_used=10) == ["purpose", "official", "quota"]
