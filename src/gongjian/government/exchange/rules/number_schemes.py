"""Numbers by which people and companies are found, each scheme with its one spelling. Pure.

References
----------
GB 11643-1999, numbers of residents (ISO 7064 MOD 11-2; the 15 digits of 1989 lack the century and
the check character). GB 32100-2015, unified social credit codes (MOD 31).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date


def _spelled(number: str) -> str:
    """Neither the case of letters, nor their width, nor spaces tell two numbers apart."""
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()


def _resident(text: str) -> str:
    return text[:6] + "19" + text[6:] + _resident_check(text[:6] + "19" + text[6:])


def _resident_check(digits: str) -> str:
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(digits))
    return "0123456789X"[(12 - total) % 11]


def _is_resident(text: str) -> bool:
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", text):
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return text[17] == _resident_check(text[:17])


_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _is_credit_code(text: str) -> bool:
    if len(text) != 18 or not set(text) <= set(_CREDIT):
        return False
    values = [_CREDIT.index(one) for one in text]
    total = sum(value * pow(3, place, 31) for place, value in enumerate(values[:17]))
    return values[17] == -total % 31


@dataclass(frozen=True, slots=True)
class Scheme:
    """How numbers of one kind are spelled."""

    width: int | None = None
    """Digits that each has, leading zeros among them; None: of numbers that are digits only,
    leading zeros say nothing."""
    is_number: Callable[[str], bool] | None = None
    """What the check character says."""

    def asked(self, number: str) -> str:
        """As a source is asked for it: in its one spelling, with the zeros it was given or that
        its scheme wants."""
        text = _spelled(number)
        if self.is_number is _is_resident and re.fullmatch(r"[1-9][0-9]{14}", text):
            return _resident(text)
        return text.zfill(self.width) if self.width and text.isascii() and text.isdigit() else text

    def normal(self, number: str) -> str:
        """The same for all spellings of one number."""
        text = self.asked(number)
        if self.width is None and self.is_number is None and text.isascii() and text.isdigit():
            return text.lstrip("0") or "0"
        return text

    def fits(self, number: str) -> bool:
        """Whether it may be a number of this scheme."""
        text = self.asked(number)
        if self.width is not None and not (len(text) == self.width and text.isdigit()):
            return False
        return bool(text) and (self.is_number is None or self.is_number(text))


KINDS: Mapping[str, Scheme] = {
    "gb11643": Scheme(is_number=_is_resident),
    "gb32100": Scheme(is_number=_is_credit_code),
}
HOUSE: Mapping[str, Scheme] = {
    "cn-resident-id": KINDS["gb11643"],
    "cn-company-id": KINDS["gb32100"],
}
"""Schemes that are known without being named by a town."""
ANY = Scheme()
_ONE = re.compile(r"([a-z0-9][-_a-z0-9]{0,39}):([1-9][0-9]?|gb11643|gb32100)")


def read_schemes(texts: Iterable[str]) -> dict[str, Scheme]:
    """Schemes as a town names them: ``pension-no:8`` for a width, ``resident-id:gb11643`` for a
    kind.

    Raises
    ------
    ValueError
        One is neither.
    """
    schemes = dict(HOUSE)
    for text in texts:
        found = _ONE.fullmatch(text)
        if found is None:
            raise ValueError(f"“{text}” is no scheme: write it like pension-no:8 or id:gb11643")
        code, kind = found.groups()
        schemes[code] = KINDS[kind] if kind in KINDS else Scheme(width=int(kind))
    return schemes
