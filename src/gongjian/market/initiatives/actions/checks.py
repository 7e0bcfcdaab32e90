"""What is checked of what people send, with the message at its field."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.market.initiatives import rules

NOTHING = _("There is nothing with this id.")
MOST_VALUE = Decimal(10) ** 11
PLACES = 4


def words_of(field: str, text: str, *, most: int, may_be_empty: bool = False) -> str:
    """The text without space around it.

    Raises
    ------
    Invalid
        It is empty, too long, or holds a null character.
    """
    text = text.strip()
    if not text and not may_be_empty:
        raise Invalid(fields={field: [_("Please write something here.")]})
    if len(text) > most:
        message = ngettext_lazy(
            "This is too long: at most %(limit)d character.",
            "This is too long: at most %(limit)d characters.",
            most,
        )
        raise Invalid(fields={field: [message % {"limit": most}]})
    if "\x00" in text:
        raise Invalid(fields={field: [_("This holds a character that is no text.")]})
    return text


def line_of(field: str, text: str, *, most: int, may_be_empty: bool = False) -> str:
    """As `words_of`, in one line."""
    return words_of(field, " ".join(text.split()), most=most, may_be_empty=may_be_empty)


def area_of(area_id: UUID | None) -> duties.Area | None:
    """The area, if it is in use."""
    if area_id is None:
        return None
    try:
        return duties.get_area_in_use(area_id)
    except NotFound as error:
        raise Invalid(fields={"area_id": [NOTHING]}) from error


def category_of(category_id: UUID | None) -> UUID | None:
    if category_id is None:
        return None
    try:
        return duties.get_category(category_id).pk
    except NotFound as error:
        raise Invalid(fields={"category_id": [NOTHING]}) from error


def department_of(department_id: UUID | None) -> UUID | None:
    if department_id is None:
        return None
    try:
        return people.get_public_body(department_id).pk
    except NotFound as error:
        raise Invalid(fields={"department_id": [NOTHING]}) from error


def provision_of(provision_id: UUID | None, now: datetime) -> UUID | None:
    if provision_id is None:
        return None
    if not law.provisions_in_force(local_day(now)).filter(pk=provision_id).exists():
        raise Invalid(fields={"provision_id": [_("This provision is not in force today.")]})
    return provision_id


def quarter_of(field: str, day: date | None) -> date | None:
    """The first day of the quarter of a day that is near."""
    if day is None:
        return None
    return rules.quarter_of(day_of(field, day))


def day_of(field: str, day: date) -> date:
    if not rules.FIRST_YEAR <= day.year <= rules.LAST_YEAR:
        raise Invalid(fields={field: [_("Choose a day of this century.")]})
    return day


def money_of(budget_minor: int | None) -> int | None:
    if budget_minor is not None and not 0 <= budget_minor <= rules.MOST_MINOR:
        raise Invalid(fields={"budget_minor": [_("This is no budget.")]})
    return budget_minor


def value_of(field: str, value: Decimal) -> Decimal:
    """A number that the table can hold exactly."""
    if not value.is_finite() or abs(value) >= MOST_VALUE:
        raise Invalid(fields={field: [_("This number is too large.")]})
    if value != round(value, PLACES):
        raise Invalid(fields={field: [_("At most four decimal places.")]})
    return value
