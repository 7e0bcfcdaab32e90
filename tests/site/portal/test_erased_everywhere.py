"""Whoever goes is nowhere any more: looked for by name, by words, and along every key to people."""

import io
import json
import zipfile

import pytest
from django.apps import apps
from django.db import models

from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import User
from gongjian.market.initiatives import interface as initiatives
from gongjian.market.initiatives.models import Initiative
from gongjian.public.budgeting import interface as budgeting
from gongjian.public.budgeting.models import BudgetProject, ProjectRating, VotedMark
from gongjian.public.budgeting.selectors.voter_keys import voter_digest
from gongjian.public.deliberation import interface as deliberation
from gongjian.public.deliberation.author_names import author_name
from gongjian.public.deliberation.models import (
    ListedPerson,
    ModerationDecision,
    Participant,
    Proposal,
    ProposalComment,
    ProposalFollow,
    ProposalSupport,
    State,
    Statement,
    Vote,
)
from gongjian.public.deliberation.selectors.proposal_comments import counts_by_side, threads
from gongjian.public.deliberation.selectors.similar_proposals import similar_proposals
from gongjian.site.portal.actions.erase_personal_data import erase_personal_data
from gongjian.site.portal.views.personal_data import export_response
from tests.factories import NOW, make_town
from tests.public.traces import EMAIL, NAME, WORD, leave_traces

pytestmark = pytest.mark.django_db

OURS = ("deliberation", "budgeting", "procurement", "initiatives", "services", "trail")
STAYS = {
    "budgeting.PaperEntry.reader": "an act of staff: two different people have read each paper",
}
"""Keys to people that an erasure leaves, to a row without a name, and why."""


@pytest.fixture
def town(db):
    return make_town()


@pytest.fixture
def traces(town):
    return leave_traces(town)


def erase(traces):
    erase_personal_data(actor=traces.person, user_id=traces.person.user_id, now=NOW)


def keys_to_people():
    return {
        f"{model._meta.label}.{field.name}": (model, field)
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is User
    }


def count_keys(user):
    return {
        name: model.objects.filter(**{field.attname: user.pk}).count()
        for name, (model, field) in keys_to_people().items()
    }


def everything_kept():
    """Every row of these apps, and what the ledger says, as text."""
    kept = {
        f"{model._meta.label} {row['pk' if 'pk' in row else model._meta.pk.attname]}": str(row)
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for row in model.objects.values()
    }
    ledger = LedgerEntry.objects.filter(salt__isnull=False).exclude(subject__startswith="user:")
    return kept | {f"ledger {row['id']}": str(row) for row in ledger.values()}


def where(*words):
    return {
        name.split()[0]
        for name, text in everything_kept().items()
        if any(word in text for word in words)
    }


def test_no_key_leads_to_whoever_was_erased(traces):
    before = count_keys(traces.user)
    # A key that nothing here was left along is one that nobody has thought of.
    assert [name for name, count in before.items() if not count] == []

    erase(traces)

    after = {name: count for name, count in count_keys(traces.user).items() if count}
    assert after == {name: before[name] for name in STAYS}


def test_no_word_tells_who_it_was(traces):
    told = (NAME, EMAIL, "13800138000", WORD, f"user:{traces.person.user_id}")
    assert all(where(word) for word in told)

    erase(traces)

    assert where(*told) == set()
    # The key in STAYS, to a row that has no name any more.
    assert where(str(traces.person.user_id)) == {"budgeting.PaperEntry"}
    assert where(traces.person.user_id.hex) == set()


def test_what_others_supported_stays_as_that_of_a_former_participant(client, traces):
    erase(traces)

    kept = Proposal.objects.get(pk=traces.supported.pk)
    page = client.get(f"/proposals/{kept.number}/")
    assert (kept.state, kept.is_public, kept.support_count) == (State.COLLECTING, True, 1)
    assert kept.text == kept.public_text
    assert "wants benches for all." in kept.text
    assert [one.version for one in kept.versions.order_by("version")] == [1, 2]
    assert author_name(kept) == "a former participant"
    assert (kept.longitude, kept.erased_at) == (117.0, NOW)
    assert "<dd>A former participant</dd>" in page.text
    answered = Proposal.objects.get(pk=traces.answered.pk)
    assert (answered.state, answered.is_public) == (State.ADOPTED, True)
    assert answered.answers.get().text == "For good reasons."


def test_what_nobody_relies_on_is_emptied(client, traces):
    erase(traces)

    lonely = Proposal.objects.get(pk=traces.lonely.pk)
    assert (lonely.state, lonely.is_public) == (State.WITHDRAWN, False)
    assert lonely.title == lonely.public_text == "Erased at its author’s wish."
    assert client.get(f"/proposals/{lonely.number}/").status_code == 404
    assert similar_proposals(title=traces.lonely.title, text=traces.lonely.text) != []
    found = {one.proposal.pk for one in similar_proposals(title=f"Of {WORD}", text="")}
    assert lonely.pk not in found
    hidden = Proposal.objects.get(pk=traces.hidden.pk)
    assert (hidden.is_public, hidden.hidden_at, hidden.text) == (False, None, lonely.text)
    assert not Proposal.objects.filter(pk__in=[traces.draft.pk, traces.refused.pk]).exists()


def test_no_appeal_of_theirs_waits_for_ever(traces):
    erase(traces)

    open_ = ModerationDecision.objects.filter(appealed_at__isnull=False, appeal_decided_at=None)
    assert not open_.exists()


def test_comments_are_emptied_and_keep_their_place_where_somebody_replied(client, traces):
    erase(traces)

    proposal = Proposal.objects.get(pk=traces.of_others.pk)
    shown = [one.comment for one in threads(proposal=proposal).items]
    assert traces.comment.pk not in {one.pk for one in shown}
    kept = ProposalComment.objects.get(pk=traces.comment_with_reply.pk)
    assert (kept.is_emptied, kept.reply_count) == (True, 1)
    assert kept in shown
    # One reply and one comment of the neighbour are left.
    assert proposal.comment_count == 2
    assert sum(counts_by_side(proposal).values()) == 1
    page = client.get(f"/proposals/{proposal.number}/comments/").text
    assert page.count("Erased at its author’s wish.") == 1


def test_what_was_counted_stays_counted(traces):
    supports = ProposalSupport.objects.filter(proposal=traces.of_others).count()
    votes, people = Vote.objects.count(), Participant.objects.count()
    marks = VotedMark.objects.count()

    erase(traces)

    proposal = Proposal.objects.get(pk=traces.of_others.pk)
    assert proposal.support_count == supports == 1
    assert proposal.follower_count == ProposalFollow.objects.filter(proposal=proposal).count() == 1
    assert (Vote.objects.count(), Participant.objects.count()) == (votes, people)
    assert VotedMark.objects.count() == marks
    rated = BudgetProject.objects.get(round=traces.counted.round, number=1)
    assert (rated.rating_sum, ProjectRating.objects.get().user) == (4, None)


def test_statements_that_others_voted_on_stay_without_a_name(traces):
    erase(traces)

    shown = Statement.objects.get(pk=traces.shown_statement.pk)
    waiting = Statement.objects.get(pk=traces.waiting_statement.pk)
    assert (shown.state, shown.text) == ("accepted", shown.public_text)
    assert shown.text.startswith("Benches, says")
    assert (waiting.state, waiting.text) == ("taken_out", "Erased at its author’s wish.")
    assert ListedPerson.objects.count() == 1


def test_a_project_that_people_voted_on_stays_and_a_new_one_goes(traces):
    erase(traces)

    voted = BudgetProject.objects.get(pk=traces.voted_project.pk)
    new = BudgetProject.objects.get(pk=traces.new_project.pk)
    assert voted.title == "Benches for all"
    assert voted.text.endswith(": benches.")
    assert (new.state, new.title, new.text) == ("withdrawn", "Erased at its author’s wish.", "")
    assert (new.place, new.longitude) == ("", None)


def test_nobody_can_compute_any_more_who_has_voted(traces):
    voter = f"user:{traces.person.user_id}"
    rounds = [traces.round.round.pk, traces.counted.round.pk]
    digests = [voter_digest(key, voter) for key in rounds]
    assert VotedMark.objects.filter(voter__in=digests).count() == 2

    erase(traces)

    assert VotedMark.objects.filter(voter__in=digests).count() == 0


def test_an_export_has_all_of_it(traces):
    answer = export_response(traces.person, traces.person.user_id)

    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        told = {
            name: json.loads(archive.read(f"{name}.json"))
            for name in ("deliberation", "budgeting", "initiatives")
        }
    number = traces.initiative.shown_number
    assert told["initiatives"]["managed"] == [number]
    assert [one["initiative"] for one in told["initiatives"]["followed"]] == [number]
    assert [one["what"] for one in told["initiatives"]["done"]] == [
        "initiative_made", "measure_added",
    ]  # fmt: skip
    public, budget = told["deliberation"], told["budgeting"]
    assert len(public["proposals"]) == 6
    assert {one["text"] for one in public["comments"]} >= {f"{WORD} is good.", f"Hidden {WORD}."}
    assert len(public["supports"]) == 1
    assert len(public["follows"]) == 7
    assert {one["text"] for one in public["flags"]} == {f"No {WORD}.", f"A {WORD}."}
    assert {one["appeal"] for one in public["moderation"]} >= {f"No, {WORD}!", f"Not {WORD}."}
    (part,) = public["consultations"]
    assert part["votes"] == {"0": "disagree"}
    assert len(part["statements"]) == 3
    assert len(budget["projects"]) == 2
    assert [one["stars"] for one in budget["ratings"]] == [4]
    assert set(budget["voted_in"]) == {
        traces.round.round.shown_number, traces.counted.round.shown_number,
    }  # fmt: skip
    assert [one["paper"] for one in budget["paper_ballots_read"]] == ["P-1"]


def test_nobody_else_erases_or_exports(town, traces):
    of = {"user_id": traces.person.user_id}
    for app in (deliberation, budgeting, initiatives):
        for actor in (town.neighbour, town.dispatcher):
            with pytest.raises(NotAllowed):
                app.erase_person(actor=actor, now=NOW, **of)
            with pytest.raises(NotAllowed):
                app.export_person(actor=actor, **of)


def test_what_they_decided_for_the_town_stays_without_them(traces):
    erase(traces)

    kept = Initiative.objects.get(pk=traces.initiative.pk)
    assert (kept.title, kept.manager, kept.follower_count) == (traces.initiative.title, None, 0)
    assert {event.actor for event in kept.events.all()} == {"erased"}
