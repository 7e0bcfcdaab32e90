"""Deadlines of proposals that rest on a law that changed."""

from datetime import date

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.law.actions.announce_change import announce_change
from gongjian.foundation.law.actions.check_dependents import check_dependents
from gongjian.foundation.law.models import LawFinding
from gongjian.public.deliberation.models import Proposal, ProposalSettings
from tests.factories import NOW, make_provision, make_town
from tests.public.proposals import State, make_proposal

pytestmark = pytest.mark.django_db


def test_a_deadline_and_what_waits_by_it_lapse_with_their_provision():
    proposal = make_proposal(make_town(), state=State.AWAITING_ANSWER)
    ended = make_provision(code="answers-4", in_force_until=date(2026, 11, 1))
    ProposalSettings.objects.update(provision=ended)
    Proposal.objects.update(provision=ended)

    made = announce_change(actor=Actor.system("test"), provisions=["answers-4"], now=NOW)
    check_dependents(change_id=made.pk, now=NOW)

    found = LawFinding.objects.order_by("kind").values_list("kind", "outcome", "path")
    assert list(found) == [
        ("proposal_answer", "fail", f"/proposals/{proposal.number}/"),
        ("proposal_deadline", "fail", "/proposals/"),
    ]
