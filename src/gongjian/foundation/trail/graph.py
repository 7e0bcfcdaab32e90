"""Where the boxes and lines of a trail's graph stand. Pure: a trail in, coordinates out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongjian.foundation.trail.selectors.trails import Edge, Stage, Thing, Trail
from gongjian.methods.text_width import fitting_length

WIDTH = 340
"""Of the drawing, in its own units: on a phone about as many pixels."""
MOST_IN_A_ROW = 3
GAP = 10
LABEL_HEIGHT = 18
BOX_HEIGHT = 46
ROW_HEIGHT = LABEL_HEIGHT + BOX_HEIGHT + 22
WIDEST = 220
LETTER = 6.5
"""Width of a Latin letter of the text in boxes."""
PADDING = 8


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    title: str
    """As much as fits."""
    whole_title: str
    second: str
    url: str
    language: str
    is_here: bool
    is_hidden: bool

    @property
    def text_x(self) -> float:
        return self.x + PADDING

    @property
    def title_y(self) -> float:
        return self.y + 19

    @property
    def second_y(self) -> float:
        return self.y + 36


@dataclass(frozen=True, slots=True)
class Row:
    """The things of one kind."""

    label: str
    label_y: float
    boxes: list[Box]


@dataclass(frozen=True, slots=True)
class Graph:
    width: int
    height: float
    rows: list[Row]
    lines: list[str]
    """Paths, from the lower edge of a box to the upper edge of another."""


def draw_graph(trail: Trail, more: str) -> Graph:
    """Lay out a trail, a row for each kind, from where it came to what became of it.

    Parameters
    ----------
    more : str
        Words with a place for ``%(count)d``, for what has no room: "%(count)d more".
    """
    rows: list[Row] = []
    places: dict[str, Box] = {}
    for number, stage in enumerate(trail.stages):
        top = number * ROW_HEIGHT
        shown, rest = _chosen(stage)
        count = len(shown) + bool(rest) + bool(stage.hidden_count)
        width = min(WIDEST, (WIDTH - GAP * (count - 1)) / max(count, 1))
        left = (WIDTH - width * count - GAP * (count - 1)) / 2
        boxes: list[Box] = []
        for thing in shown:
            boxes.append(_box_of(thing, left + len(boxes) * (width + GAP), top, width))
            places[thing.reference] = boxes[-1]
        if rest:
            words = more % {"count": len(rest)}
            boxes.append(_plain(words, left + len(boxes) * (width + GAP), top, width))
            places.update((thing.reference, boxes[-1]) for thing in rest)
        if stage.hidden_count:
            at = left + len(boxes) * (width + GAP)
            boxes.append(_plain(stage.hidden_words, at, top, width, is_hidden=True))
            places[f"hidden:{stage.kind.name}"] = boxes[-1]
        rows.append(Row(str(stage.kind.word), top + 12, boxes))
    height = len(rows) * ROW_HEIGHT - (ROW_HEIGHT - LABEL_HEIGHT - BOX_HEIGHT) + 2
    return Graph(WIDTH, height, rows, _lines(trail.edges, places))


def _chosen(stage: Stage) -> tuple[list[Thing], list[Thing]]:
    """What has room, with the one whose page it is, and the others."""
    room = MOST_IN_A_ROW - bool(stage.hidden_count)
    if len(stage.things) <= room:
        return stage.things, []
    first = sorted(stage.things, key=lambda thing: not thing.is_here)[: room - 1]
    shown = [one for one in stage.things if one in first]
    return shown, [one for one in stage.things if one not in first]


def _box_of(thing: Thing, x: float, top: float, width: float) -> Box:
    told = thing.told
    return Box(
        x, top + LABEL_HEIGHT, width, BOX_HEIGHT, _fitting(told.title, width), told.title,
        _fitting(told.note or str(told.state), width), "" if thing.is_here else told.url,
        told.language, thing.is_here, False,
    )  # fmt: skip


def _plain(words: str, x: float, top: float, width: float, *, is_hidden: bool = False) -> Box:
    """What is only counted; too long for one line, it goes on in the second."""
    length = fitting_length(words, _letters(width))
    first = words[:length] if length == len(words) else words[:length].rpartition(" ")[0]
    first = first or words[:length]
    second = _fitting(words[len(first) :].strip(), width)
    return Box(
        x, top + LABEL_HEIGHT, width, BOX_HEIGHT, first, words, second, "", "", False, is_hidden
    )


def _letters(width: float) -> int:
    return int((width - 2 * PADDING) / LETTER)


def _fitting(text: str, width: float) -> str:
    length = fitting_length(text, _letters(width))
    if length == len(text):
        return text
    return text[: fitting_length(text, _letters(width) - 1)].rstrip() + "…"


def _lines(edges: Sequence[Edge], places: dict[str, Box]) -> list[str]:
    found: dict[str, None] = {}
    for edge in edges:
        source, target = places.get(edge.source), places.get(edge.target)
        if source is None or target is None or source is target:
            continue
        if source.y > target.y:
            # What came of it stands above where kinds go in another order.
            source, target = target, source
        found[_line(source, target)] = None
    return list(found)


def _line(source: Box, target: Box) -> str:
    x1, y1 = source.x + source.width / 2, source.y + source.height
    x2, y2 = target.x + target.width / 2, target.y
    if source.y == target.y:
        # Two of one kind: a bow beneath them.
        y2 = y1
        return (
            f"M{x1:.1f} {y1:.1f} C{x1:.1f} {y1 + 16:.1f} {x2:.1f} {y2 + 16:.1f} {x2:.1f} {y2:.1f}"
        )
    middle = (y1 + y2) / 2
    return f"M{x1:.1f} {y1:.1f} C{x1:.1f} {middle:.1f} {x2:.1f} {middle:.1f} {x2:.1f} {y2:.1f}"
