"""Findings are kept once, and a named person settles what needs one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.law import interface as law
from gongjian.foundation.law.actions.keep_findings import Found, keep_all
from gongjian.foundation.law.errors import NothingToSettle
from gongjian.foundation.law.models import LawFinding
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.errors import InPersonOnly
from gongjian.methods.legal_rules import Check
from tests.factories import NOW

pytestmark = pytest.mark.django_db
BODY, OTHER = new_id(), new_id()
SUBJECT = law.Subject(f"agreement:{new_id()}", "Dates of birth", organisation_id=BODY)
ASKED = Check("necessary", {"what": "a date of birth"})
NUMBER = Check("number_kept", {"parameter": "days", "used": 15, "now": 10})
WHY = "The register has no other field that tells who is of age."


def keep(*checks, now=NOW):
    found = law.evaluate(checks, on=date(2026, 11, 23))
    return law.keep_findings(subject=SUBJECT, found=found, now=now)


def person(*grants, **fields):
    key = new_id()
    return Actor(f"user:{key}", user_id=key, grants=(Grant(Role.RESIDENT), *grants), **fields)


SUPERVISOR = person(Grant(Role.SUPERVISOR, BODY))
ADMINISTRATOR = person(Grant(Role.ADMINISTRATOR))


def settle(finding, actor=SUPERVISOR, is_met=True, reason=WHY):
    return law.settle_finding(
        actor=actor, finding_id=finding.pk, is_met=is_met, reason=reason, now=NOW
    )


def test_the_same_again_stays_one_and_what_is_no_longer_so_is_gone():
    first = keep(ASKED, NUMBER)
    again = keep(ASKED, NUMBER, now=NOW + timedelta(days=1))
    put_right = replace(NUMBER, facts={**NUMBER.facts, "used": 10})
    keep_all(
        [Found(SUBJECT, tuple(law.evaluate([put_right], on=date(2026, 11, 23))))],
        now=NOW,
        only_unmet=True,
    )

    assert [one.pk for one in first] == [one.pk for one in again]
    assert [one.rule for one in law.findings_of(SUBJECT.reference)] == ["necessary"]
    assert LawFinding.objects.get(rule="number_kept").gone_at == NOW


def test_a_person_settles_once_and_it_stands_when_it_is_found_again():
    (finding,) = keep(ASKED)

    settled = settle(finding)
    (found_again,) = keep(ASKED)

    assert law.unsettled([finding]) == [finding]
    assert law.unsettled([settled, found_again]) == []
    assert (found_again.settled_by, found_again.settled_reason) == (SUPERVISOR.reference, WHY)
    with pytest.raises(NothingToSettle):
        settle(finding, ADMINISTRATOR, is_met=False)
    entry = LedgerEntry.objects.get(action="finding_settled")
    assert (entry.actor, entry.data["outcome"]) == (SUPERVISOR.reference, "pass")
    assert WHY not in str(entry.data)


@pytest.mark.parametrize(
    ("actor", "error"),
    [
        (Actor.anonymous(), NotFound),
        (Actor.system("job"), NotAllowed),
        (person(), NotFound),
        (person(Grant(Role.SUPERVISOR, OTHER)), NotFound),
        (person(Grant(Role.HANDLER, BODY)), NotFound),
        (person(Grant(Role.AUDITOR)), NotAllowed),
        (person(Grant(Role.SUPERVISOR, BODY), api_key_id=new_id()), InPersonOnly),
    ],
)
def test_others_do_not_settle_it(actor, error):
    (finding,) = keep(ASKED)

    with pytest.raises(error):
        settle(finding, actor)


def test_what_a_rule_could_tell_itself_nobody_settles():
    (finding,) = keep(NUMBER)

    with pytest.raises(NothingToSettle):
        settle(finding)


@pytest.mark.parametrize("reason", ["", "   ok    ", "x" * 2001])
def test_a_reason_is_given(reason):
    (finding,) = keep(ASKED)

    with pytest.raises(Invalid):
        settle(finding, reason=reason)
