"""What is checked of words and places that people send, with the message at its field."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import HALF_A_POINT
from gongjian.foundation.kernel.errors import Invalid, NotFound, Unauthenticated
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.government.duties import interface as duties
from gongjian.public.deliberation.errors import AccountTooNew
from gongjian.public.deliberation.models import Proposal
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.selectors.proposal_settings import SettingsInForce, settings_of

LEAST_TITLE, LEAST_TEXT = 6, 20


def words_of(
    field: str, text: str, *, most: int, least: int = 1, may_be_empty: bool = False
) -> str:
    """The text without space around it.

    Raises
    ------
    Invalid
        It is too short, too long, or holds a null character.
    """
    text = text.strip()
    if not text and may_be_empty:
        return ""
    if not text:
        raise Invalid(fields={field: [_("Please write something here.")]})
    if len(text) < least:
        message = ngettext_lazy(
            "This is too short: at least %(limit)d character.",
            "This is too short: at least %(limit)d characters.",
            least,
        )
        raise Invalid(fields={field: [message % {"limit": least}]})
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


def line_of(field: str, text: str, *, most: int, least: int = 1) -> str:
    """As `words_of`, in one line."""
    return words_of(field, " ".join(text.split()), most=most, least=least)


def area_of(area_id: UUID | None) -> duties.Area | None:
    """The area, if it is in use."""
    if area_id is None:
        return None
    try:
        return duties.get_area_in_use(area_id)
    except NotFound as error:
        raise Invalid(fields={"area_id": [_("There is nothing with this id.")]}) from error


def category_of(category_id: UUID | None) -> UUID | None:
    """The id, if that category is in use."""
    if category_id is None:
        return None
    try:
        return duties.get_category(category_id).pk
    except NotFound as error:
        raise Invalid(fields={"category_id": [_("There is nothing with this id.")]}) from error


def require_point(longitude: float | None, latitude: float | None) -> None:
    """Raise Invalid for half a point, or one that is nowhere."""
    if (longitude is None) != (latitude is None):
        raise Invalid(fields={"longitude": [HALF_A_POINT]})
    if longitude is None or latitude is None:
        return
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise Invalid(fields={"longitude": [_("This place is nowhere.")]})


def area_of_point(longitude: float | None, latitude: float | None) -> duties.Area | None:
    """The area in which a point lies; Invalid where that is outside the town."""
    if longitude is None or latitude is None:
        return None
    return duties.area_in_town(longitude, latitude)


def account_of(actor: Actor) -> people.User:
    """The account of whoever acts; Unauthenticated for whoever has none."""
    if actor.user_id is None:
        raise Unauthenticated
    found = people.User.objects.filter(pk=actor.user_id, is_active=True).first()
    if found is None:
        raise Unauthenticated
    return found


def require_old_enough(user: people.User, settings: SettingsInForce, now: datetime) -> None:
    """Raise AccountTooNew for an account that was made to write, support or flag this."""
    if not rules.is_old_enough(user.joined_at, settings.account_age_hours, now):
        raise AccountTooNew


def require_old_account(actor: Actor, proposal: Proposal, now: datetime) -> None:
    """The same, of whoever acts on a proposal, as its area sets it."""
    require_old_enough(account_of(actor), settings_of(proposal.area_path), now)


def mask_words(text: str, author: people.User | None, *, is_name_shown: bool) -> str:
    """The text as everybody reads it: without personal data, and without the name of an author who
    does not sign."""
    names = [author.name] if author is not None and not is_name_shown else []
    return cases.mask(text, names)
