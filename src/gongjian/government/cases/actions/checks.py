"""Checks of what people enter, with the message at its field."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people

LONGEST_TEXT = 10_000


def text_of(field: str, text: str, *, may_be_empty: bool = False) -> str:
    """The text without space around it.

    Raises
    ------
    Invalid
        It is empty, too long, or holds a null character.
    """
    text = text.strip()
    if not text and not may_be_empty:
        raise Invalid(fields={field: [_("Please write something here.")]})
    if len(text) > LONGEST_TEXT:
        message = ngettext_lazy(
            "This is too long: at most %(limit)d character.",
            "This is too long: at most %(limit)d characters.",
            LONGEST_TEXT,
        )
        raise Invalid(fields={field: [message % {"limit": LONGEST_TEXT}]})
    if "\x00" in text:
        raise Invalid(fields={field: [_("This holds a character that is no text.")]})
    return text


def department_of(field: str, department_id: UUID, *, other_than: UUID | None = None) -> UUID:
    """The id, if an active public body has it and it is another one than ``other_than``."""
    if department_id == other_than:
        raise Invalid(fields={field: [_("This is the department that has the case already.")]})
    with known(field):
        return people.get_public_body(department_id).pk


@contextmanager
def known(field: str) -> Iterator[None]:
    """Turn a NotFound inside into an Invalid at the field that named the thing."""
    try:
        yield
    except NotFound as error:
        raise Invalid(fields={field: [_("There is nothing with this id.")]}) from error


def working_days_of(field: str, working_days: int, most: int) -> int:
    if not 1 <= working_days <= most:
        raise Invalid(fields={field: [_("Between 1 and %(most)d working days.") % {"most": most}]})
    return working_days


def provision_of(field: str, provision_id: UUID | None, on: date) -> UUID | None:
    """The id, if that provision is in force on the day."""
    if provision_id is None:
        return None
    if not law.is_in_force(provision_id, on):
        raise Invalid(fields={field: [_("This provision is not in force today.")]})
    return provision_id
