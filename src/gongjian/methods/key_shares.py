"""A secret divided so that any ``k`` of ``n`` people have it together, and fewer have nothing.

Every group of ``k`` people gets an own division of the secret by exclusive or: one share for
each member, and only all shares of one group give the secret. With all but one of a group's
shares, every secret is as likely as before, since the missing share can still make any.

The shares of a group come out of the secret itself (see `split_secret`), so whoever has the
secret can make all of them again and see whether everybody was given the right ones.

Notes
-----
There are ``n! / (k! (n-k)!)`` groups: 10 for 3 of 5 and 126 for 5 of 9, the most allowed here.
Shamir's scheme needs one share a person; this one needs no arithmetic that could be got wrong.

References
----------
M. Ito, A. Saito, T. Nishizeki, *Secret Sharing Scheme Realizing General Access Structure*, 1987.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import combinations

SECRET_BYTES = 32
MAX_PEOPLE = 9


def groups_of(people: int, threshold: int) -> list[tuple[int, ...]]:
    """Every group of ``threshold`` out of ``people``, in the order all formats use.

    Parameters
    ----------
    people : int
        At most `MAX_PEOPLE`.
    threshold : int
        Members of a group, 1 to ``people``.

    Returns
    -------
    list of tuple of int
        Members count from 0, ascending; groups in lexicographic order.

    Raises
    ------
    ValueError
        If there are no such groups, or too many people.
    """
    if not 1 <= threshold <= people <= MAX_PEOPLE:
        raise ValueError(f"no groups of {threshold} out of {people}")
    return list(combinations(range(people), threshold))


def split_secret(secret: bytes, people: int, threshold: int) -> list[list[bytes]]:
    """Shares of a secret for every group.

    Parameters
    ----------
    secret : bytes
        32 bytes that nobody can guess: the shares derive from it.
    people, threshold : int
        As for `groups_of`.

    Returns
    -------
    list of list of bytes
        For each group, one share for each member in order.

    Notes
    -----
    All shares of a group but the last are BLAKE2b of their place, keyed with the secret, and so
    look random to whoever does not have it; the last is what makes their exclusive or the secret.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a secret is {SECRET_BYTES} bytes")
    shares = []
    for place, group in enumerate(groups_of(people, threshold)):
        drawn = [derive(secret, "share", _u16(place), bytes([one])) for one in group[:-1]]
        shares.append([*drawn, xor([secret, *drawn])])
    return shares


def shares_of(shares: Sequence[Sequence[bytes]], person: int, threshold: int, people: int) -> bytes:
    """The shares that one person is given, one after another in the order of the groups."""
    return b"".join(
        given[group.index(person)]
        for group, given in zip(groups_of(people, threshold), shares, strict=True)
        if person in group
    )


def combine_shares(shares: Mapping[int, bytes], people: int, threshold: int) -> bytes | None:
    """The secret from what people were given, or None while they are too few.

    Parameters
    ----------
    shares : mapping of int to bytes
        As `shares_of` gives them, by person.
    people, threshold : int
        As for `groups_of`.

    Returns
    -------
    bytes or None
        From the first group that is complete. Whether it is the right secret only a commitment
        to it can tell.

    Raises
    ------
    ValueError
        If somebody's shares do not have the length that belongs to them.
    """
    groups = groups_of(people, threshold)
    count = sum(1 for group in groups if 0 in group)
    if any(len(given) != count * SECRET_BYTES for given in shares.values()):
        raise ValueError("shares of a wrong length")
    for group in groups:
        if set(group) <= shares.keys():
            return xor([share_in(shares[one], one, group, groups) for one in group])
    return None


def share_in(
    given: bytes, person: int, group: tuple[int, ...], groups: Sequence[tuple[int, ...]]
) -> bytes:
    """The one share, out of what a person was given, that belongs to a group."""
    place = [one for one in groups if person in one].index(group)
    return given[place * SECRET_BYTES : (place + 1) * SECRET_BYTES]


def derive(secret: bytes, purpose: str, *details: bytes) -> bytes:
    """32 bytes for one purpose out of a secret; they tell nothing of it or of each other."""
    message = b"gongjian-1 " + purpose.encode() + b"\n" + b"".join(details)
    return blake2b(message, key=secret, digest_size=32).digest()


def xor(values: Sequence[bytes]) -> bytes:
    """Exclusive or of strings of `SECRET_BYTES`."""
    number = 0
    for value in values:
        number ^= int.from_bytes(value)
    return number.to_bytes(SECRET_BYTES)


def _u16(number: int) -> bytes:
    return number.to_bytes(2)
