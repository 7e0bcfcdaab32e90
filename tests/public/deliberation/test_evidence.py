"""What other apps take of proposals."""

import pytest

from gongjian.foundation.kernel.errors import NotFound
from gongjian.public.deliberation import interface as deliberation
from gongjian.public.deliberation.actions.moderate_proposal import moderate_proposal
from gongjian.public.deliberation.models import ModerationAct, State
from tests.factories import NOW
from tests.public.proposals import TITLE, make_proposal


def test_an_accepted_proposal_is_evidence_by_its_reference(town, django_assert_num_queries):
    accepted = make_proposal(town, state=State.ADOPTED)
    make_proposal(town, state=State.REJECTED)

    with django_assert_num_queries(2):
        (found,) = deliberation.accepted_proposals(area_path=town.area.path).items

    assert found == deliberation.proposal_evidence(reference=found.reference)
    assert found.reference == f"proposal:{accepted.pk}"
    assert (found.title, found.outcome, found.answer) == (TITLE, "adopted", "For good reasons.")
    assert found.support_count == 2
    assert deliberation.accepted_proposals(area_path="elsewhere/").items == []


def test_what_was_hidden_or_is_none_is_no_evidence(town):
    accepted = make_proposal(town, state=State.ADOPTED)
    moderate_proposal(
        actor=town.dispatcher, proposal_id=accepted.pk, act=ModerationAct.HIDE, reason="A name.",
        now=NOW,
    )  # fmt: skip

    key = accepted.pk
    for reference in (f"proposal:{key}", f"case:{key}", "proposal", "", "proposal:x"):
        with pytest.raises(NotFound):
            deliberation.proposal_evidence(reference=reference)
    assert deliberation.accepted_proposals().items == []
