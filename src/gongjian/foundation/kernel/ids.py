"""Keys for machines (UUIDv7, RFC 9562); numbers for people (Crockford base 32, Luhn mod 32)."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

import uuid_utils.compat
from stdnum import luhn
from stdnum.exceptions import ValidationError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
NUMBER_LENGTH = 10


def new_id() -> uuid.UUID:
    """Return a UUIDv7: ordered by time, so that indexes grow at one end."""
    return uuid_utils.compat.uuid7()


def first_id_at(moment: datetime) -> uuid.UUID:
    """Return the lowest UUIDv7 of a moment: keys below it are older."""
    milliseconds = int(moment.timestamp() * 1000)
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | 0b10 << 62)


def new_number() -> str:
    """Return a random number of nine characters and a check character, such as ``7K3M9Q2XAB``.

    Random, not counted, so that nobody learns from it how many there are or guesses the next.
    With 24 million a year among 2**45, a clash is expected eight times in the first year, and
    retried. The check character finds every single wrong one and every two neighbours swapped,
    save 0 with Z.
    """
    bits = secrets.randbits(5 * (NUMBER_LENGTH - 1))
    body = "".join(ALPHABET[bits >> shift & 31] for shift in range(0, 5 * (NUMBER_LENGTH - 1), 5))
    return body + luhn.calc_check_digit(body, alphabet=ALPHABET)


def show_number(number: str) -> str:
    """``7K3M9Q2XAB`` → ``7K3M9-Q2XAB``."""
    return f"{number[:5]}-{number[5:]}"


def read_number(text: str) -> str | None:
    """Return the number a person typed, or None where a character must be wrong."""
    number = "".join(text.upper().split()).replace("-", "").translate(_READ_AS)
    if len(number) != NUMBER_LENGTH:
        return None
    try:
        return luhn.validate(number, alphabet=ALPHABET)
    except ValidationError:
        return None
