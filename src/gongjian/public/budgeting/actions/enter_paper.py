"""Paper: people who are given a paper ballot, and paper ballots read twice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotAllowed
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions.cast_ballot import (
    BallotDraft,
    check_draft,
    require_unchanged,
    require_vote,
    write_ballot,
)
from gongjian.public.budgeting.errors import PaperCounted, PaperGiven, PhaseOver, TooMuchPaper
from gongjian.public.budgeting.models import BudgetRound, PaperEntry, VotedMark
from gongjian.public.budgeting.rules.ballots import new_secret
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.ballots import paper_numbers
from gongjian.public.budgeting.selectors.voter_keys import voter_digest


def give_paper(*, actor: Actor, number: str, voter: str, now: datetime) -> None:
    """Note that somebody was given a paper ballot, so that they vote once.

    Parameters
    ----------
    voter : str
        What identifies them: the e-mail address of their account if they have one, or the number
        of a document. Only a keyed digest of it is kept.

    Raises
    ------
    NotFound, NotAllowed, PhaseOver
    Invalid
        An address that no account has: whoever opens one with it afterwards could vote again.
    PaperGiven
        They have voted, or were given one.
    """
    round_ = rounds.get_round(actor=actor, number=number, now=now)
    if not policies.may_read_paper(actor, round_):
        raise NotAllowed
    require_vote(round_, now)
    known = "".join(voter.split()).casefold()
    if len(known) < 3:
        raise Invalid
    with transaction.atomic():
        user_id = people.User.objects.filter(email=known).values_list("pk", flat=True).first()
        if user_id is None and "@" in known:
            raise Invalid(fields={"voter": [_("No account has this address: name a document.")]})
        name = f"user:{user_id}" if user_id else f"paper:{known}"
        mark = VotedMark(round=round_, voter=voter_digest(round_.pk, name), is_paper=True)
        VotedMark.objects.bulk_create([mark], ignore_conflicts=True)
        if not VotedMark.objects.filter(pk=mark.pk).exists():
            raise PaperGiven
        require_unchanged(round_)


def enter_paper(
    *, actor: Actor, number: str, paper: str, draft: BallotDraft, now: datetime
) -> PaperEntry:
    """What somebody read on a paper ballot; when another person reads the same, it is a ballot.

    Reading it again replaces one's own reading, as long as it is not counted. What breaks the rules
    is entered without choices.

    Raises
    ------
    NotFound, NotAllowed, PhaseOver, BallotRefused
    PaperCounted
        Two people have read it already.
    TooMuchPaper
        There would be more paper ballots than people who were given one.
    """
    found = rounds.get_round(actor=actor, number=number, now=now)
    if not policies.may_read_paper(actor, found):
        raise NotAllowed
    with transaction.atomic():
        round_ = rounds.lock_gently(actor=actor, round_id=found.pk, now=now)
        is_open = round_.phase(now) in {Phase.VOTE, Phase.COUNT} and round_.count_asked_at is None
        if not is_open:
            raise PhaseOver
        checked = check_draft(round_, draft, may_be_empty=True)
        entries = PaperEntry.objects.filter(round=round_, paper=paper)
        if entries.filter(is_counted=True).exists():
            raise PaperCounted
        choices = [list(one) for one in checked.choices]
        entry, _is_new = PaperEntry.objects.update_or_create(
            round=round_,
            paper=paper,
            reader_id=actor.user_id,
            defaults={"district_id": checked.district_id, "choices": choices, "at": now},
        )
        others = entries.exclude(pk=entry.pk)
        if any(
            (other.district_id, other.choices) == (entry.district_id, choices) for other in others
        ):
            _count(round_, entry, checked, now)
    return entry


def _count(round_: BudgetRound, entry: PaperEntry, draft: BallotDraft, now: datetime) -> None:
    given, counted = paper_numbers(round_)
    if counted >= given:
        raise TooMuchPaper
    entry.is_counted = True
    entry.save(update_fields=["is_counted"])
    # Nobody holds its secret: what is on paper stays as it is.
    write_ballot(round_, draft, new_secret(), now=now)
    if round_.locked_at is None:
        BudgetRound.objects.filter(pk=round_.pk).update(locked_at=now)
    ledger.record(
        Actor.system("ballot-box"), "paper_counted", round_.reference, now=now,
        data={"paper": entry.paper},
    )  # fmt: skip
