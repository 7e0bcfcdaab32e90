"""Voting: once a person, and apart from who it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import check_references
from gongjian.foundation.kernel.errors import Invalid, StaleVersion
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.errors import (
    AccountTooYoung,
    AlreadyVoted,
    BallotRefused,
    MayNotVote,
    PhaseOver,
    SecretTaken,
)
from gongjian.public.budgeting.models import Ballot, BudgetRound, VotedMark
from gongjian.public.budgeting.rules.ballots import (
    Choices,
    Fault,
    commitment_of,
    content_of,
    faults,
    read_secret,
)
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.ballots import CAST, REPLACED, find_ballot
from gongjian.public.budgeting.selectors.projects import ballot_parts, ballot_projects
from gongjian.public.budgeting.selectors.voter_keys import secret_digest, voter_digest

BALLOT_BOX = Actor.system("ballot-box")
"""In whose name ballots are recorded: the ledger knows no voters."""


@dataclass(frozen=True, slots=True)
class BallotDraft:
    """What somebody wants to vote: the district they vote in (None: in no district), choices."""

    choices: Choices
    district_id: UUID | None = None


def cast_ballot(
    *, actor: Actor, number: str, draft: BallotDraft, secret: str, now: datetime
) -> Ballot:
    """Cast a ballot, kept under a secret that only the voter holds.

    The same again, by somebody whose connection broke before the answer came, is answered as the
    first time.

    Parameters
    ----------
    number : str
        Of the round.
    secret : str
        20 characters, of the voter's browser's page; it is not kept.

    Raises
    ------
    NotFound
    MayNotVote, AccountTooYoung
        No right to vote in this round, or the account was closed meanwhile.
    PhaseOver
        The vote has not begun or is over.
    BallotRefused
        The choice does not follow the rules.
    AlreadyVoted
        There is a ballot of this person.
    SecretTaken
        Another ballot has this secret.
    StaleVersion
        The round was changed in this very moment; nothing was counted.
    """
    if not policies.may_vote(actor):
        raise MayNotVote
    round_ = rounds.get_round(actor=actor, number=number, now=now)
    _require_right(actor, round_, now)
    read = checked_secret(secret)
    with transaction.atomic():
        checked = check_draft(round_, draft)
        mark = VotedMark(round=round_, voter=voter_digest(round_.pk, f"user:{actor.user_id}"))
        VotedMark.objects.bulk_create([mark], ignore_conflicts=True)
        if not VotedMark.objects.filter(pk=mark.pk).exists():
            return _cast_before(round_, read, checked)
        ballot = write_ballot(round_, checked, read, now=now)
        if round_.locked_at is None:
            BudgetRound.objects.filter(pk=round_.pk, locked_at=None).update(locked_at=now)
        require_unchanged(round_)
        _require_account(actor)
    return ballot


def change_ballot(
    *, actor: Actor, number: str, draft: BallotDraft, secret: str, now: datetime
) -> Ballot:
    """Put another choice in the place of a ballot; whoever holds its secret may.

    Raises
    ------
    NotFound, NoSuchBallot, PhaseOver, BallotRefused
        As for `cast_ballot`.
    """
    round_ = rounds.get_round(actor=actor, number=number, now=now)
    read = checked_secret(secret)
    with transaction.atomic():
        # So that it is not counted meanwhile; ballots of others go on.
        round_ = rounds.lock_gently(actor=actor, round_id=round_.pk, now=now)
        require_vote(round_, now)
        ballot = find_ballot(round_, read, is_locked=True)
        checked = check_draft(round_, draft)
        if (checked.district_id, _listed(checked.choices)) == (ballot.district_id, ballot.choices):
            return ballot
        replaced = ballot.commitment
        ballot.version += 1
        ballot.district_id, ballot.choices = checked.district_id, _listed(checked.choices)
        content = content_of(checked.district_id, checked.choices, ballot.version)
        ballot.commitment = commitment_of(round_.pk, read, content)
        ballot.save(update_fields=["version", "district", "choices", "commitment"])
        _record(round_, ballot, {"replaces": replaced}, now)
        # By its own number, so that whoever looks its receipt up learns it.
        ledger.record(
            BALLOT_BOX,
            REPLACED,
            f"ballot:{replaced}",
            now=now,
            data={"round": str(round_.pk), "by": ballot.commitment},
        )
    return ballot


def check_draft(
    round_: BudgetRound, draft: BallotDraft, *, may_be_empty: bool = False
) -> BallotDraft:
    """The draft with its choices in order.

    Raises
    ------
    BallotRefused
    Invalid
        Its district is none of the round's.
    """
    parts = rounds.parts_of(round_)
    districts = {part.pk for part in parts if not part.is_whole}
    if draft.district_id is not None and draft.district_id not in districts:
        raise Invalid(fields={"district": [BallotRefused([Fault.UNKNOWN]).message]})
    choices = tuple(sorted(draft.choices))
    if not (choices or may_be_empty):
        raise BallotRefused([Fault.EMPTY])
    here = ballot_parts(parts, ballot_projects(round_), draft.district_id)
    found = faults(round_.ballot_rules, choices, here)
    if found:
        raise BallotRefused(found)
    return BallotDraft(choices, draft.district_id)


def write_ballot(round_: BudgetRound, draft: BallotDraft, secret: str, *, now: datetime) -> Ballot:
    """A new ballot in the box, and its commitment in the ledger."""
    content = content_of(draft.district_id, draft.choices, 1)
    ballot = Ballot(
        round=round_,
        district_id=draft.district_id,
        choices=_listed(draft.choices),
        secret=secret_digest(round_.pk, secret),
        commitment=commitment_of(round_.pk, secret, content),
    )
    try:
        with transaction.atomic():
            ballot.save(force_insert=True)
    except IntegrityError as error:
        raise SecretTaken from error
    _record(round_, ballot, {}, now)
    return ballot


def require_vote(round_: BudgetRound, now: datetime) -> None:
    if round_.phase(now) != Phase.VOTE:
        raise PhaseOver


def require_unchanged(round_: BudgetRound) -> None:
    """Raise where the round's rules changed, or it was counted, since it was read.

    What refers to the round holds a lock of it by now: from here on nobody changes it.
    """
    check_references()
    if not BudgetRound.objects.filter(
        pk=round_.pk, version=round_.version, counted_at=None
    ).exists():
        raise StaleVersion


def checked_secret(secret: str) -> str:
    read = read_secret(secret)
    if read is None:
        raise SecretTaken
    return read


def _require_right(actor: Actor, round_: BudgetRound, now: datetime) -> None:
    require_vote(round_, now)
    if round_.account_hours:
        joined_at = people.User.objects.values_list("joined_at", flat=True).get(pk=_user_id(actor))
        if now - joined_at < timedelta(hours=round_.account_hours):
            raise AccountTooYoung


def _require_account(actor: Actor) -> None:
    """Raise where the account was closed or erased since the actor was read; an erasure that comes
    now waits for the ballot, which holds the round."""
    if not people.User.objects.filter(pk=_user_id(actor), is_active=True).exists():
        raise MayNotVote


def _user_id(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise MayNotVote
    return actor.user_id


def _cast_before(round_: BudgetRound, secret: str, draft: BallotDraft) -> Ballot:
    """The ballot of somebody who sends the same again, and holds its secret."""
    ballot = Ballot.objects.filter(round=round_, secret=secret_digest(round_.pk, secret)).first()
    if ballot is None or ballot.version != 1:
        raise AlreadyVoted
    content = content_of(draft.district_id, draft.choices, 1)
    if commitment_of(round_.pk, secret, content) != ballot.commitment:
        raise AlreadyVoted
    return ballot


def _record(round_: BudgetRound, ballot: Ballot, data: dict[str, str], now: datetime) -> None:
    ledger.record(
        BALLOT_BOX,
        CAST,
        f"ballot:{ballot.commitment}",
        now=now,
        data={"round": str(round_.pk), **data},
    )


def _listed(choices: Sequence[tuple[int, int]]) -> list[list[int]]:
    return [list(one) for one in choices]
