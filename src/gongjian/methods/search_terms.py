"""One way to cut text into search terms, for the index and for the query alike.

There is no word list: Chinese has no spaces to cut at, word lists age, and people type parts
of words. Every *run* of characters is cut into overlapping pieces, so that a query finds
words and parts of words: "light" finds "streetlight", "停车" finds "违规停车场", and one Han
character finds too.

=====================  =======================================  ============================
run                    indexed                                  asked for
=====================  =======================================  ============================
Latin letters, digits  every three neighbours; the first one    three letters or more: every
                       and the first two of the run             three neighbours; fewer: the
                                                                beginning of a run
all other scripts      every character, every two neighbours    one character: itself; more:
                                                                every two neighbours
=====================  =======================================  ============================

Whole Latin words are not terms of their own: nothing would ask for them. The pieces cannot be
mistaken for each other, for they differ in length or script.

Text is folded first: Unicode NFKC (full-width forms become ordinary), case, and the accents
of Latin letters. Simplified and traditional characters stay apart.

Every term matches ``[0-9a-z㐀-䶵一-龥〇]+``: characters of other scripts are written as ``x`` and
their code point in hexadecimal. So terms joined by spaces are a document for SQLite FTS5
(tokenizers unicode61 and ascii) and a literal of PostgreSQL's tsvector, without quoting;
and no term is an operator, for these are upper case.

An index of pieces finds slightly too much: the pieces may stand apart. `matches` settles it.
What `matches` accepts, the index finds, within the limits below.
"""

from __future__ import annotations

import re
import unicodedata
from operator import add

MAX_INDEX_TERMS = 20_000
"""Distinct terms taken from one text. Enough for any text of 10,000 characters; what comes
after is not found."""

MAX_TEXT_LENGTH = 100_000
"""Characters of a text that are looked at for the index."""

MAX_QUERY_TERMS = 64
"""Terms asked for by one query. Leaving out the rest finds more, never less."""

MAX_TERM_LENGTH = 14
"""Characters in the longest term: two code points of six hexadecimal digits."""

_CHUNK = re.compile(r"[^\W_]+")
_RUN = re.compile(r"[0-9a-z]+|[^\W_0-9a-z]+")
# The characters that every Unicode table knows, old tokenizers' too.
_FOREIGN = re.compile(r"[^0-9a-z\u3400-\u4db5\u4e00-\u9fa5\u3007]")
_GRAM = 3


def _accents() -> dict[int, str | None]:
    """Latin letters with accents to those without; loose accents to nothing."""
    table: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370))
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    return table


_ACCENTS = _accents()
_HAS_ACCENTS = re.compile(r"[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]")


def normalise(text: str) -> str:
    """Fold what should not matter in a search: width, case and Latin accents.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Maybe of another length.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded.translate(_ACCENTS) if _HAS_ACCENTS.search(folded) else folded


def index_terms(text: str) -> list[str]:
    """The terms under which a text is found.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        Distinct, in order of first appearance, at most `MAX_INDEX_TERMS`, each at most
        `MAX_TERM_LENGTH` characters.

    Notes
    -----
    Linear; about 0.2 ms for a Chinese message of 370 characters, which has 360 terms.
    """
    terms: list[str] = []
    for run in _RUN.findall(normalise(text[:MAX_TEXT_LENGTH])):
        terms.extend(_pieces(run))
    return list(dict.fromkeys(terms))[:MAX_INDEX_TERMS]


def query_terms(text: str) -> list[list[str]]:
    """What a query asks of the index.

    Parameters
    ----------
    text : str
        What somebody typed.

    Returns
    -------
    list of list of str
        One group for each part between spaces and punctuation. A text is a candidate if it
        has all terms of all groups. Empty if there is nothing to search for; the caller
        decides what that means. At most `MAX_QUERY_TERMS` terms in all.
    """
    groups: list[list[str]] = []
    left = MAX_QUERY_TERMS
    for chunk in dict.fromkeys(_CHUNK.findall(normalise(text))):
        asked = dict.fromkeys(term for run in _RUN.findall(chunk) for term in _asked(run))
        group = list(asked)[:left]
        left -= len(group)
        if not group:
            break
        groups.append(group)
    return groups


def matches(text: str, query: str) -> bool:
    """Whether a text holds every part of a query, after folding.

    Parts are separated by spaces and punctuation. A part is found anywhere, also within a
    word; if it begins with fewer than three Latin letters or digits these must begin a run
    of letters or digits, as in the index: "5" finds "5号线" and not "15号线".

    Parameters
    ----------
    text, query : str

    Returns
    -------
    bool
        True for a query without anything to search for.

    Notes
    -----
    Linear in the text for each part.
    """
    folded = normalise(text)
    return all(re.search(pattern, folded) for pattern in _patterns(query))


def _pieces(run: str) -> list[str]:
    """The terms of one run of folded text for the index."""
    if run.isascii():
        return [run[:1], *([run[:2]] if len(run) > 1 else []), *_trigrams(run)]
    characters = _encoded(run)
    return characters + _bigrams(characters)


def _asked(run: str) -> list[str]:
    """The terms of one run of folded text for a query; all of them are among `_pieces`."""
    if run.isascii():
        return _trigrams(run) or [run]
    characters = _encoded(run)
    return _bigrams(characters) or characters


def _trigrams(run: str) -> list[str]:
    return [run[at : at + _GRAM] for at in range(len(run) - _GRAM + 1)]


def _bigrams(characters: list[str]) -> list[str]:
    return list(map(add, characters, characters[1:]))


def _encoded(run: str) -> list[str]:
    """The characters of a run, those of scripts that tokenizers may split as code points."""
    if not _FOREIGN.search(run):
        return list(run)
    return [_FOREIGN.sub(lambda found: f"x{ord(found[0]):04x}", char) for char in run]


def _patterns(query: str) -> list[str]:
    """One regular expression for each part of a query, over folded text."""
    chunks = dict.fromkeys(_CHUNK.findall(normalise(query)))
    return [_pattern(chunk) for chunk in chunks]


def _pattern(chunk: str) -> str:
    first = _RUN.findall(chunk)[0]
    at_start = first.isascii() and len(first) < _GRAM
    return f"(?<![0-9a-z]){chunk}" if at_start else chunk
