"""A person's own details."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.people import policies
from gongjian.foundation.people.models import User


def change_account(*, actor: Actor, name: str, phone: str, language: str) -> User:
    """Change one's own name, phone and language of e-mails.

    Not in the ledger: that somebody corrected their name is nobody's business.

    Raises
    ------
    NotFound
        Nobody is signed in.
    Invalid
        The language is none of the site's.
    """
    if language not in dict(settings.LANGUAGES):
        raise Invalid(fields={"language": [_("This language is not offered.")]})
    user_id = policies.require_account(actor)
    with transaction.atomic():
        user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
        if user is None:
            raise NotFound
        user.name, user.phone, user.language = name, phone, language
        user.save(update_fields=["name", "phone", "language"])
    return user
