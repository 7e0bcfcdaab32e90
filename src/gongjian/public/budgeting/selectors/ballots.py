"""Ballots by the secret of their voter; nothing here lists them for anybody."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.ledger import interface as ledger
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.errors import NoSuchBallot
from gongjian.public.budgeting.models import Ballot, BudgetRound, PaperEntry, VotedMark
from gongjian.public.budgeting.rules.ballots import read_secret
from gongjian.public.budgeting.selectors.voter_keys import secret_digest, voter_digest

CAST = "ballot_cast"
REPLACED = "ballot_replaced"


def has_voted(actor: Actor, round_: BudgetRound) -> bool:
    if not policies.may_vote(actor):
        return False
    voter = voter_digest(round_.pk, f"user:{actor.user_id}")
    return VotedMark.objects.filter(round=round_, voter=voter).exists()


def find_ballot(round_: BudgetRound, secret: str, *, is_locked: bool = False) -> Ballot:
    """The ballot of whoever holds this secret.

    Raises
    ------
    NoSuchBallot
    """
    read = read_secret(secret)
    rows = Ballot.objects.select_for_update() if is_locked else Ballot.objects
    ballot = read and rows.filter(round=round_, secret=secret_digest(round_.pk, read)).first()
    if not ballot:
        raise NoSuchBallot
    return ballot


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a ballot's commitment stands in the ledger; ``proof`` is None until it is sealed.
    ``replaced``: the entry by which another choice took its place, so that it counts no more."""

    commitment: str
    opening: ledger.Opening
    proof: ledger.InclusionProof | None
    replaced: ledger.Opening | None = None

    def told(self) -> dict[str, object]:
        """As JSON's types: the entry, its salt, and the path to a signed root."""
        proof = self.proof
        return {
            "ballot": self.commitment,
            "entry": self.opening.text,
            "salt": self.opening.salt.hex(),
            "commitment": self.opening.commitment.hex(),
            "leaf_index": self.opening.leaf_index,
            "leaf_hash": proof.leaf_hash.hex() if proof else None,
            "path": [one.hex() for one in proof.path] if proof else [],
            "tree_size": proof.checkpoint.size if proof else None,
            "root": base64.b64encode(bytes(proof.checkpoint.root)).decode() if proof else None,
            "checkpoint": proof.checkpoint.note if proof else None,
            "is_replaced": self.replaced is not None,
        }


def receipt_of(commitment: str) -> Receipt:
    """What anybody who has a receipt may look at.

    Raises
    ------
    NotFound
    """
    is_digest = len(commitment) == 64 and set(commitment) <= set("0123456789abcdef")
    opening = is_digest and ledger.opening_of(subject=f"ballot:{commitment}", action=CAST)
    if not opening:
        raise NotFound
    proof = ledger.inclusion_proof(opening.entry_id) if opening.leaf_index is not None else None
    replaced = ledger.opening_of(subject=f"ballot:{commitment}", action=REPLACED)
    return Receipt(commitment, opening, proof, replaced)


def receipt_file(commitment: str) -> str:
    """The receipt as a file that any programme for C2SP tlog-proof checks.

    Raises
    ------
    NotFound
    NotSealedYet
    """
    receipt = receipt_of(commitment)
    return ledger.receipt_by_id(receipt.opening.entry_id)


def unclear_papers(round_: BudgetRound) -> list[list[PaperEntry]]:
    """Paper ballots that were read once, or differently: their readings, by paper."""
    rows = PaperEntry.objects.filter(round=round_).select_related("reader").order_by("paper", "id")
    by_paper: dict[str, list[PaperEntry]] = {}
    for entry in rows:
        by_paper.setdefault(entry.paper, []).append(entry)
    return [
        entries for entries in by_paper.values() if not any(entry.is_counted for entry in entries)
    ]


def paper_numbers(round_: BudgetRound) -> tuple[int, int]:
    """How many people were given paper, and how many paper ballots were counted."""
    given = VotedMark.objects.filter(round=round_, is_paper=True).count()
    return given, PaperEntry.objects.filter(round=round_, is_counted=True).count()
