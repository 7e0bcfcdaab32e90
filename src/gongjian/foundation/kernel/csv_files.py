"""Tables that people take away: CSV as spreadsheets understand it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from gongjian.foundation.kernel.downloads import saved_as

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take Chinese for another encoding."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | None


def csv_response(name: str, rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Rows, the headings first, as a file to download.

    A text that a spreadsheet would run as a formula gets an apostrophe in front: cells hold what
    strangers wrote.
    """
    text = io.StringIO()
    csv.writer(text).writerows([[harmless(cell) for cell in row] for row in rows])
    response = HttpResponse(
        BYTE_ORDER_MARK + text.getvalue(), content_type="text/csv; charset=utf-8"
    )
    return saved_as(response, f"{name}.csv")


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
