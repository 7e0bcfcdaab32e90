from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, StaleVersion, StepNotOpen, Unauthenticated
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import User
from gongjian.foundation.trail.interface import links_of
from gongjian.public.deliberation.actions.edit_proposal import edit_proposal, withdraw_proposal
from gongjian.public.deliberation.actions.write_proposal import write_proposal
from gongjian.public.deliberation.errors import AccountTooNew
from gongjian.public.deliberation.models import Proposal, ProposalVersion, State
from tests.factories import NOW, make_case
from tests.public.proposals import TEXT, make_draft, make_proposal, set_proposals

NUL = "\x00"


def test_a_proposal_is_public_at_once_where_moderation_comes_after(town):
    proposal = write_proposal(actor=town.resident, draft=make_draft(town), now=NOW)

    assert (proposal.state, proposal.is_public) == (State.COLLECTING, True)
    assert proposal.support_threshold == 2
    assert proposal.versions.get().version == 1
    assert [event.name for event in proposal.events.all()] == ["proposal_written"]
    assert proposal.follows.get().user_id == town.resident.user_id
    entries = LedgerEntry.objects.filter(subject=reference_of(proposal))
    assert [entry.action for entry in entries] == ["proposal_written"]


def test_it_waits_where_moderation_comes_before(town):
    set_proposals(before=True)

    proposal = write_proposal(actor=town.resident, draft=make_draft(town), now=NOW)

    assert (proposal.state, proposal.is_public) == (State.UNDER_REVIEW, False)
    assert proposal.published_at is None


def test_personal_data_and_the_name_of_who_does_not_sign_are_covered(town):
    name = User.objects.get(pk=town.resident.user_id).name
    words = f"{TEXT} {name} can be called at 13800123500."

    plain = write_proposal(actor=town.resident, draft=make_draft(town, text=words), now=NOW)
    signed = write_proposal(
        actor=town.resident, draft=make_draft(town, text=words, is_name_shown=True), now=NOW
    )

    assert name not in plain.public_text
    assert "13800123500" not in plain.public_text
    assert name in signed.public_text
    assert "13800123500" not in signed.public_text
    assert plain.text == words


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Short"),
        ("title", "x" * 121),
        ("title", f"A shelter{NUL} there"),
        ("text", "Too short"),
        ("text", "x" * 100_000),
        ("text", f"{TEXT}{NUL}"),
        ("place", "x" * 201),
    ],
)
def test_words_that_are_too_short_too_long_or_no_text_are_refused(town, field, value):
    with pytest.raises(Invalid) as refused:
        write_proposal(actor=town.resident, draft=make_draft(town, **{field: value}), now=NOW)

    assert list(refused.value.fields) == [field]
    assert not Proposal.objects.exists()


def test_nobody_writes_without_an_account(town):
    with pytest.raises(Unauthenticated):
        write_proposal(actor=Actor.anonymous(), draft=make_draft(town), now=NOW)


@pytest.mark.parametrize(("minutes", "is_refused"), [(59, True), (60, False)])
def test_an_account_must_be_as_old_as_the_area_says(town, minutes, is_refused):
    set_proposals(account_age_hours=1)
    joined = NOW - timedelta(minutes=minutes)
    User.objects.filter(pk=town.resident.user_id).update(joined_at=joined)

    def write():
        return write_proposal(actor=town.resident, draft=make_draft(town), now=NOW)

    if is_refused:
        with pytest.raises(AccountTooNew):
            write()
    else:
        assert write().is_public


def test_a_case_becomes_a_proposal_with_its_requesters_consent(town):
    case = make_case(town, is_public=False)
    draft = make_draft(town, case_number=case.shown_number, has_consent=True)

    proposal = write_proposal(actor=town.resident, draft=draft, now=NOW)

    (link,) = links_of(reference_of(proposal))
    assert (link.source, link.relation) == (f"case:{case.pk}", "led_to")


@pytest.mark.parametrize(
    ("who", "has_consent", "field"),
    [
        ("resident", False, "has_consent"),
        ("neighbour", True, "case_number"),
        ("handler", True, "case_number"),
    ],
)
def test_nobody_else_and_nothing_without_consent(town, who, has_consent, field):
    case = make_case(town)
    draft = make_draft(town, case_number=case.number, has_consent=has_consent)

    with pytest.raises(Invalid) as refused:
        write_proposal(actor=getattr(town, who), draft=draft, now=NOW)

    assert list(refused.value.fields) == [field]


def test_other_words_are_another_version_and_those_before_stay(town):
    proposal = make_proposal(town)

    edit_proposal(
        actor=town.resident, proposal_id=proposal.pk, title="Two shelters at the bus stop",
        text=TEXT, reason="One is too little.", version=1, now=NOW,
    )  # fmt: skip

    proposal.refresh_from_db()
    kept = ProposalVersion.objects.order_by("version").values_list("version", "public_title")
    assert list(kept) == [
        (1, "A shelter at the bus stop of the school"),
        (2, "Two shelters at the bus stop"),
    ]
    assert (proposal.version, proposal.public_title) == (2, "Two shelters at the bus stop")


def test_the_same_words_change_nothing(town):
    proposal = make_proposal(town)

    edit_proposal(
        actor=town.resident, proposal_id=proposal.pk, title=proposal.title, text=proposal.text,
        now=NOW,
    )  # fmt: skip

    assert proposal.versions.count() == 1


def test_whoever_looked_at_other_words_looks_again(town):
    proposal = make_proposal(town)
    by = {"actor": town.resident, "proposal_id": proposal.pk, "text": TEXT, "now": NOW}
    edit_proposal(title="Two shelters at the bus stop", version=1, **by)

    with pytest.raises(StaleVersion):
        edit_proposal(title="Three shelters at the bus stop", version=1, **by)


def test_a_refused_one_that_is_changed_waits_again(town):
    proposal = make_proposal(town, state=State.REFUSED)

    edit_proposal(
        actor=town.resident, proposal_id=proposal.pk, title="A shelter for pupils", text=TEXT,
        now=NOW,
    )  # fmt: skip

    proposal.refresh_from_db()
    assert proposal.state == State.UNDER_REVIEW


def test_it_is_neither_changed_nor_withdrawn_once_an_answer_is_owed(town):
    proposal = make_proposal(town, state=State.AWAITING_ANSWER)
    by = {"actor": town.resident, "proposal_id": proposal.pk, "now": NOW}

    with pytest.raises(StepNotOpen):
        edit_proposal(title="Something else altogether", text=TEXT, **by)
    with pytest.raises(StepNotOpen):
        withdraw_proposal(reason="No.", **by)


def test_what_was_public_stays_to_be_read_when_it_is_withdrawn(town):
    proposal = make_proposal(town, state=State.WITHDRAWN)

    assert proposal.is_public
    assert proposal.events.get(name="proposal_withdrawn").public_text == "There is a better one."
