"""What is told of a call and of its contract: plain frozen values.

Days are working days before today; None, or none left: it has not come so far.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongjian.config.demo.initiative_texts import words
from gongjian.config.demo.model import Words

NONE = Words("", "")


@dataclass(frozen=True, slots=True)
class Quality:
    """A criterion that evaluators score; ``least`` is the mean that a bid needs."""

    title: Words
    weight: int
    text: Words
    least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A bid of a company, by its number; ``answers`` and ``scores`` go by the criteria."""

    by: int
    price: int
    """In yuan."""
    title: Words
    text: Words
    answers: tuple[Words, ...]
    scores: tuple[int, ...] = ()
    secret: Words = NONE


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a company, and the answer of the town, if it has come."""

    by: int
    day: int
    text: Words
    answered: int = 0
    answer: Words = NONE


@dataclass(frozen=True, slots=True)
class Amended:
    day: int
    reason: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Ended:
    """Cancelled, or declared unsuccessful."""

    day: int
    reason: Words
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    drafted: int
    opened: int
    lasts: int
    """Working days from the opening to the deadline."""
    judged: int = 0
    """Evaluators are appointed and declare."""
    technical: int = 0
    begun: int = 0
    scored: int = 0
    prices: int = 0
    intended: int = 0
    awarded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A company is asked for its price, and accounts for it."""

    by: int
    asked: int
    question: Words
    answered: int
    answer: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A proof of concept that was accepted, and paid by another person."""

    by: int
    accepted: int
    paid: int
    note: Words = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """The second stage: who is invited and who is left out, each with the reason."""

    opened: int
    lasts: int
    invited: Mapping[int, Words]
    left_out: Mapping[int, Words]
    offers: tuple[Offer, ...] = ()
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A deliverable: of which milestone, and who answers for what, in the order of the matrix.

    ``duties`` are six words of ``company``, ``buyer``; ``shared:…`` and ``third:…`` say who.
    """

    title: Words
    milestone: int
    duties: tuple[str | tuple[str, Words], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stone:
    """A milestone; ``due`` is in working days before today, or negative, in days after it."""

    title: Words
    criteria: Words
    amount: int
    due: int
    reported: int = 0
    report: Words = NONE
    is_tried: bool = False
    tried: Words = NONE
    accepted: int = 0
    paid: int = 0
    note: Words = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    day: int
    buyer: tuple[int, Words]
    company: tuple[int, Words]
    reply: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The contract: the independent acceptor by their key, and what both sides sign."""

    drafted: int
    signed: int
    """By the buyer; the company signs a few hours later."""
    acceptor: str
    exit_text: Words
    source_text: Words
    data_text: Words
    parts: tuple[Part, ...]
    stones: tuple[Stone, ...]
    is_signed_by_company: bool = True
    rated: Rated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallScript:
    key: str
    initiative: str
    """Key of the initiative that it carries out."""
    procedure: str
    buyer: str
    """Code of the department."""
    title: Words
    text: Words
    estimate: int
    ceiling: int
    quality: tuple[Quality, ...]
    price_weight: int
    days: Days
    offers: tuple[Offer, ...] = ()
    formula: str = "absolute"
    largest_size: str = ""
    supply: str = "services"
    direct_reason: Words = NONE
    proof: int = 0
    questions: tuple[Asked, ...] = ()
    amended: Amended | None = None
    evaluators: tuple[str, ...] = ()
    """Keys of accounts."""
    conflicted: tuple[str, Words] | None = None
    """Who is appointed first, and declares an interest in the first company that bids."""
    waiting: int = 0
    """So many evaluators, the last ones, have not locked their scores."""
    shares: int = 2
    """So many trustees have released their shares of the part that is due."""
    accounts: tuple[Account, ...] = ()
    reason: Words = NONE
    """Of the award."""
    second: Second | None = None
    ended: Ended | None = None
    agreed: Agreed | None = None


__all__ = [
    "NONE",
    "Account",
    "Agreed",
    "Amended",
    "Asked",
    "CallScript",
    "Days",
    "Ended",
    "Offer",
    "Part",
    "Proof",
    "Quality",
    "Rated",
    "Second",
    "Stone",
    "words",
]
