"""The geometry of the charts that pages draw as SVG. Pure: numbers in, coordinates out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10

Value = float | int | None

# Told apart by dash and marker as well as by colour: dash pattern, marker shape.
STYLES = (("", "circle"), ("7 5", "square"), ("2 5", "triangle"), ("12 4 2 4", "diamond"))

LEAST_TOP = 1e-9
"""What is smaller than this everywhere is drawn as zero."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid and what stands beside it."""

    at: float
    value: float


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: float
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One series: an SVG path (broken where a value is missing) and its marks."""

    name: str
    path: str
    marks: tuple[Mark, ...]
    dash: str
    marker: str
    index: int


@dataclass(frozen=True, slots=True)
class LineChart:
    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    ticks: tuple[Tick, ...]
    labels: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]


def ticks(top_value: float, wanted: int = 4) -> list[float]:
    """Round values from 0 to at least ``top_value``, about ``wanted`` steps of 1, 2 or 5 × 10ⁿ."""
    if top_value < LEAST_TOP:
        return [0.0, 1.0]
    rough = top_value / wanted
    power = 10.0 ** floor(log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)
    count = 1
    while step * count < top_value * 0.999:
        count += 1
    return [float(f"{step * i:.10g}") for i in range(count + 1)]


def line_chart(
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[Value]]],
    *,
    width: int = 720,
    height: int = 280,
    top_value: float | None = None,
) -> LineChart:
    """Lay out at most four series over common labels; None breaks a line.

    Raises
    ------
    ValueError
        More than four series, or one whose length is not that of the labels.
    """
    if len(series) > len(STYLES):
        raise ValueError("more than four lines cannot be told apart")
    if any(len(values) != len(labels) for _, values in series):
        raise ValueError("each series needs one value a label")
    left, right, top, bottom = 48.0, width - 16.0, 14.0, height - 30.0
    highest = top_value or max((v for _, vs in series for v in vs if v is not None), default=0)
    steps = ticks(float(highest))
    span = max(len(labels) - 1, 1)

    def x_of(index: int) -> float:
        return round(left + (right - left) * index / span, 1)

    def y_of(value: float) -> float:
        return round(bottom - (bottom - top) * value / steps[-1], 1)

    every = max(1, -(-len(labels) // 8))
    lines = []
    for number, (name, values) in enumerate(series):
        marks = [
            Mark(x_of(i), y_of(float(v)), float(v), labels[i])
            for i, v in enumerate(values)
            if v is not None
        ]
        dash, marker = STYLES[number]
        lines.append(Line(name, _path(values, x_of, y_of), tuple(marks), dash, marker, number))
    return LineChart(
        width, height, left, right, top, bottom,
        ticks=tuple(Tick(y_of(value), value) for value in steps),
        labels=tuple((x_of(i), label) for i, label in enumerate(labels) if i % every == 0),
        lines=tuple(lines),
    )  # fmt: skip


def _path(
    values: Sequence[Value], x_of: Callable[[int], float], y_of: Callable[[float], float]
) -> str:
    parts, pen = [], "M"
    for index, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        parts.append(f"{pen}{x_of(index)} {y_of(float(value))}")
        pen = "L"
    return " ".join(parts)
