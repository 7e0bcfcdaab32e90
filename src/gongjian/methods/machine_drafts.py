"""Look at a text that a language model wrote: what it says that nobody told it, what came of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from gongjian.methods.personal_data import MASK

PIECE = 8
"""Characters of the pieces by which two texts are compared."""
MOST_FOUND = 30


class StatementKind(StrEnum):
    """What a text states that a reader would rely on."""

    COVERED = "covered"
    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    PROVISION = "provision"
    FIGURE = "figure"


class Statement(NamedTuple):
    """One of them, as it stands in the text."""

    kind: StatementKind
    text: str


_THOUGHTS = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_UNOPENED = re.compile(r".*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
"""Some models' templates open the thoughts, so that only their end is told."""
_MANY_LINES = re.compile(r"\n{3,}")

# Each begins where nothing of its kind stands before it, or is bounded: a model that says one thing
# without end must not cost minutes. Letters are Latin ones: Chinese stands right beside.
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.%+-])[A-Za-z0-9_.%+-]+@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
)
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]{0,20}://|www\.)[^\s<>\"'“”《》（），。；、]+"
    r"|(?<![a-z0-9_@.-])(?:[a-z0-9-]+\.)+(?:com|cn|org|net|gov|edu|info|io|eu|de|uk)"
    r"(?![a-z0-9_-])(?:/[^\s<>\"'“”《》（），。；、]*)?",
    re.IGNORECASE,
)
_HAN_DIGITS = "零〇一二三四五六七八九十百千两\\d"
_ARTICLE = re.compile(
    rf"第\s{{0,3}}([{_HAN_DIGITS}]{{1,12}})\s{{0,3}}[条款](?:之[一二三四五六七八九])?"
    r"|(?:\b(?:article|section|clause|paragraph)|§)\s{0,3}(\d{1,12})(?:[.(]\d+\)?)*",
    re.IGNORECASE,
)
_TITLE = re.compile(r"《[^《》]{2,80}》")
_NUMBER = re.compile(r"\d(?:[\d ()./:-]{0,30}\d)?")
_FEWEST_OF_A_PHONE = 7
_DATE_LIKE = re.compile(r"(?:19|20)\d\d[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|\d+:\d")


def plain_text(text: str) -> str:
    """The text without what nobody can see: control, bidirectional, zero-width and tag characters.

    Line breaks and tabs stay, as do the spaces that writing needs.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = [
        character
        for character in text
        if character in "\n\t" or not unicodedata.category(character).startswith("C")
    ]
    return "".join(kept)


def said_text(text: str) -> str:
    """What a model says, without what it says to itself before it and without empty lines."""
    said = _UNOPENED.sub("", _THOUGHTS.sub("", plain_text(text)), count=1)
    return _MANY_LINES.sub("\n\n", said).strip()


def unfounded_statements(draft: str, known: Iterable[str]) -> list[Statement]:
    """What a draft states that stands in none of the texts it was made from.

    Parameters
    ----------
    draft : str
    known : iterable of str
        What the model was told.

    Returns
    -------
    list of Statement
        Links, e-mail addresses, telephone numbers, provisions and figures of two digits or more
        that are not in ``known``, in the order of the text, each once, at most `MOST_FOUND`; and
        first, where there is one, the mark of what was masked.

    Notes
    -----
    It compares what is written, not what is meant: "two days" for "48 hours" is not found, and a
    figure that stands in the texts may be used wrongly. Linear in the texts.
    """
    told = "\n".join(known)
    plain_told, told_articles = _plain(told), _articles(told)
    told_runs = {re.sub(r"\D", "", run) for run in _NUMBER.findall(told)}
    told_digits = {run for number in _NUMBER.findall(told) for run in re.findall(r"\d+", number)}
    found: list[tuple[int, Statement]] = []
    rest = draft

    def take(pattern: re.Pattern[str], kind: StatementKind) -> None:
        nonlocal rest
        for match in pattern.finditer(rest):
            text = match.group().rstrip(".,;:!?)]}’”")
            is_known = _plain(text) in plain_told
            if kind is StatementKind.PROVISION and pattern is _ARTICLE:
                is_known = _articles(text) <= told_articles
            if not is_known:
                found.append((match.start(), Statement(kind, text)))
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)

    take(_EMAIL, StatementKind.EMAIL)
    take(_LINK, StatementKind.LINK)
    take(_TITLE, StatementKind.PROVISION)
    take(_ARTICLE, StatementKind.PROVISION)
    for match in _NUMBER.finditer(rest):
        text = match.group()
        digits = re.sub(r"\D", "", text)
        is_date = bool(_DATE_LIKE.match(text))
        if len(digits) >= _FEWEST_OF_A_PHONE and not is_date:
            if not any(digits in run for run in told_runs):
                found.append((match.start(), Statement(StatementKind.PHONE, text)))
        elif any(len(part) > 1 and part not in told_digits for part in re.findall(r"\d+", text)):
            found.append((match.start(), Statement(StatementKind.FIGURE, text)))
    ordered = list(dict.fromkeys(one for _at, one in sorted(found)))
    covered = [Statement(StatementKind.COVERED, MASK)] if MASK in draft else []
    return [*covered, *ordered][:MOST_FOUND]


def share_from(text: str, draft: str, besides: Iterable[str] = ()) -> float:
    """The share of a text that stands in a draft of it word for word.

    Parameters
    ----------
    text, draft : str
    besides : iterable of str
        Texts that both may have taken it from; what stands in them counts as nobody's.

    Returns
    -------
    float
        Of the text's pieces of `PIECE` characters that are in none of ``besides``, how many the
        draft has; 0 where there are none.

    Notes
    -----
    Spaces and case do not count. Linear in the texts.
    """
    other = set().union(*map(_pieces, besides))
    own = _pieces(text) - other
    return len(own & _pieces(draft)) / len(own) if own else 0.0


def _pieces(text: str) -> set[str]:
    plain = _plain(text)
    return {plain[at : at + PIECE] for at in range(len(plain) - PIECE + 1)}


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _articles(text: str) -> set[int]:
    """The numbers of the articles that a text names, however they are written."""
    found = set()
    for match in _ARTICLE.finditer(text):
        written = match[1] or match[2]
        found.add(int(written) if written.isdecimal() else _han_number(written))
    return found


def _han_number(written: str) -> int:
    digits = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
    total, last = 0, 0
    for sign in written:
        if sign in digits:
            last = digits[sign]
        elif sign.isdecimal():
            last = last * 10 + int(sign)
        else:
            total += max(last, 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            last = 0
    return total + last
