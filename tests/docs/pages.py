"""The Markdown of the repository, read as a page is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[2]
OTHERS = {"node_modules", ".venv", "build", "dist", "var", "modules", "vendor"}
"""Folders whose pages are not ours, or are made by `make docs`."""


@dataclass(frozen=True)
class Link:
    line: int
    target: str


@dataclass(frozen=True)
class Block:
    """A fenced block: what stands behind its fence, and its text."""

    line: int
    info: str
    text: str


@cache
def pages() -> tuple[Path, ...]:
    """Every page, tracked by git or about to be."""
    found = ROOT.rglob("*.md")
    ours = (path for path in found if OTHERS.isdisjoint(path.relative_to(ROOT).parts))
    return tuple(sorted(ours))


@cache
def tokens_of(page: Path) -> tuple[Token, ...]:
    return tuple(MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8")))


def links_of(page: Path) -> list[Link]:
    """Links and pictures, in order."""
    found = []
    for token in tokens_of(page):
        for child in token.children or ():
            target = child.attrGet("href") or child.attrGet("src")
            if target is not None:
                found.append(Link(token.map[0] + 1 if token.map else 0, str(target)))
    return found


def blocks_of(page: Path) -> list[Block]:
    """Fenced blocks, in order."""
    return [
        Block(token.map[0] + 1 if token.map else 0, token.info.strip(), token.content)
        for token in tokens_of(page)
        if token.type == "fence"
    ]


@cache
def anchors_of(page: Path) -> frozenset[str]:
    """The names of headings, as forges and the site make them."""
    seen: Counter[str] = Counter()
    anchors = set()
    tokens = tokens_of(page)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            text = "".join(child.content for child in inline.children or ())
            slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            anchors.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
    return frozenset(anchors)
