"""Who takes part: the participant of an actor or of a visitor's token, their ballot, their card."""

from __future__ import annotations

from dataclasses import dataclass

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.people import interface as people
from gongjian.public.deliberation.models.consultation_votes import Participant
from gongjian.public.deliberation.models.consultations import (
    Consultation,
    ListedPerson,
    Statement,
)
from gongjian.public.deliberation.policies import consultations as policies
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import Answer, Eligibility, Hurdle
from gongjian.public.deliberation.selectors.consultations import shown_statements


@dataclass(frozen=True, slots=True)
class Card:
    """The next statement for a participant, and how far they have come."""

    statement: Statement | None
    """None: they have seen all there is."""
    seen: int
    shown: int
    """Statements of the consultation that people vote on."""


def find_participant(
    *, actor: Actor, consultation: Consultation, token: str = ""
) -> Participant | None:
    """The participant that an account is, or the holder of a token; at most two queries.

    Somebody who took part before signing in stays the participant they were.
    """
    rows = Participant.objects.filter(consultation=consultation)
    if actor.user_id is not None:
        own = rows.filter(user=actor.user_id).first()
        if own is not None:
            return own
    digest = rules.token_digest(token, consultation.pk) if token else ""
    if not digest or consultation.eligibility != Eligibility.ANYONE:
        return None
    visitor = rows.filter(token=digest).first()
    # A shared browser: whoever signs in is nobody else who signed in before.
    is_others = visitor is not None and visitor.user_id not in (None, actor.user_id)
    return None if is_others else visitor


def is_listed(*, actor: Actor, consultation: Consultation) -> bool:
    """Whether the address of an account is on the list of a consultation."""
    if actor.user_id is None:
        return False
    address = people.User.objects.filter(pk=actor.user_id).values_list("email", flat=True).first()
    digest = rules.address_digest(address or "", consultation.pk)
    return ListedPerson.objects.filter(consultation=consultation, digest=digest).exists()


def hurdle_of(
    *,
    actor: Actor,
    consultation: Consultation,
    participant: Participant | None,
    is_of_area: bool = False,
) -> Hurdle | None:
    """What keeps somebody from taking part; None: nothing. Who takes part already, goes on."""
    if participant is not None:
        return None
    if policies.needs_account(consultation) and not actor.is_signed_in:
        return Hurdle.ACCOUNT
    if consultation.eligibility == Eligibility.AREA and not is_of_area:
        return Hurdle.AREA
    is_for_listed = consultation.eligibility == Eligibility.LIST
    if is_for_listed and not is_listed(actor=actor, consultation=consultation):
        return Hurdle.LIST
    return None


def next_card(*, consultation: Consultation, participant: Participant | None, draw: float) -> Card:
    """Draw the next statement somebody has not seen: its chance is in proportion to its priority.

    Two queries, whatever the number of participants and votes.

    Parameters
    ----------
    draw : float
        0 ≤ draw < 1, drawn by lot.
    """
    ballot = bytes(participant.ballot) if participant else b""
    rows = list(shown_statements(consultation).values_list("pk", "number", "priority"))
    unseen = [row for row in rows if rules.vote_on(ballot, row[1]) is None]
    seen = len(rows) - len(unseen)
    if not unseen:
        return Card(None, seen, len(rows))
    place = rules.drawn([priority for _pk, _number, priority in unseen], draw)
    return Card(Statement.objects.get(pk=unseen[place][0]), seen, len(rows))


def own_votes(
    *, consultation: Consultation, participant: Participant | None
) -> list[tuple[Statement, Answer]]:
    """What a participant voted on, in the order of the statements; one query."""
    if participant is None:
        return []
    votes = rules.votes_of(bytes(participant.ballot))
    return [
        (statement, votes[statement.number])
        for statement in shown_statements(consultation)
        if statement.number in votes
    ]


def own_statements(participant: Participant | None) -> list[Statement]:
    """What a participant added, with what became of it, the latest first."""
    if participant is None:
        return []
    rows = Statement.objects.filter(author=participant).order_by("-id")
    return list(rows[: rules.MOST_STATEMENTS])
