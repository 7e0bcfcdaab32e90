"""What the schemas of every app's API are made of."""

from __future__ import annotations

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

# No NUL: PostgreSQL has no place for it, and no text needs it.
Text = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00]*$")]


class StrictSchema(Schema):
    """What comes in: a name that we do not know is told, not passed over."""

    model_config = ConfigDict(extra="forbid")


class PageQuery(StrictSchema):
    """Which part of a list; lists add their filters."""

    cursor: Annotated[Text, Field(max_length=900)] = Field(
        default="", description="`next_cursor` of the page before; empty: the first page"
    )
    size: Annotated[int, Field(ge=1, le=100)] = 25


class PageOut(Schema):
    """What every list answers; its ``items`` stand in the schema of the list."""

    next_cursor: str = Field(description='of the next page; "": this is the last')
