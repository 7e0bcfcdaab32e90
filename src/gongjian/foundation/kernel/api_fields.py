"""What the schemas of every app's API are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from django.utils.translation import gettext, gettext_lazy
from ninja import Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from gongjian.foundation.kernel.emails import is_email

WRONG_INPUT = "wrong_input"
# No NUL: PostgreSQL has no place for it, and no text needs it.
NO_NUL = r"^[^\x00]*$"
Text = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL)]


def wrong_input(words: str) -> PydanticCustomError:
    """An error of our own, in words for whoever sent the input; others' words are not passed on."""
    return PydanticCustomError(WRONG_INPUT, "{words}", {"words": words})


def _email(text: str) -> str:
    if text and not is_email(text):
        raise wrong_input(gettext("This is no e-mail address."))
    return text


def _moment(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        words = gettext("A moment of the years %(first)d to %(last)d is expected here.")
        raise wrong_input(words % {"first": FIRST_YEAR, "last": LAST_YEAR})
    return moment.astimezone(UTC)


FIRST_YEAR, LAST_YEAR = 1900, 2999
# In UTC: of a zone 21 hours away PostgreSQL knows nothing, and at both ends of time no other.
Moment = Annotated[AwareDatetime, AfterValidator(_moment)]
Email = Annotated[Text, Field(max_length=254), AfterValidator(_email)]
# Without it "nan" would lie within any bounds.
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
HALF_A_POINT = gettext_lazy("Longitude and latitude come together or not at all.")


_SAMPLES = {"string": "Words of yours", "boolean": True, "integer": 3}
_NOTHING_YET = "00000000-0000-7000-8000-000000000000"


def _needed_alone(schema: dict[str, Any]) -> None:
    """Give a schema an example that can be sent as it stands: what is needed, and no more.

    What a reader of the description is shown otherwise is every field with a made-up value, an id
    of nothing among them. Ids that are needed are still to be put in.
    """
    example: dict[str, object] = {}
    for name in schema.get("required", ()):
        field = schema["properties"][name]
        sample = _NOTHING_YET if field.get("format") == "uuid" else _SAMPLES.get(field.get("type"))
        if sample is None:
            return
        example[name] = sample
    schema.setdefault("example", example)


class StrictSchema(Schema):
    """What comes in: a name that we do not know is told, not passed over."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_needed_alone)


class StrictQuery(StrictSchema):
    """What an address is asked with: a misspelt filter is told, and does not list everything."""

    @model_validator(mode="before")
    @classmethod
    def _names_are_known(cls, data: Any, info: ValidationInfo) -> Any:
        # What the package hands over are the names that it knows.
        request = (info.context or {}).get("request")
        if request is None or not isinstance(data, dict):
            return data
        unknown = request.GET.keys() - cls.model_fields.keys()
        return {**data, **{name: request.GET[name] for name in unknown}}


class PageQuery(StrictQuery):
    """Which part of a list; lists add their filters."""

    cursor: Annotated[Text, Field(max_length=900)] = Field(
        default="", description="`next_cursor` of the page before; empty: the first page"
    )
    size: Annotated[int, Field(ge=1, le=100)] = 25


class PageOut(Schema):
    """What every list answers; its ``items`` stand in the schema of the list."""

    next_cursor: str = Field(description='of the next page; "": this is the last')
