"""Forgetting what was written to somebody without an account about one thing."""

from __future__ import annotations

from django.db import transaction

from gongjian.foundation.people.models import Notice, NoticeSubscription


def forget_address(*, email: str, about: str) -> int:
    """Delete the notices to an address whose link holds ``about``, sent or waiting.

    When nothing else was ever written to the address, what it wanted by e-mail goes too.

    Returns
    -------
    int
        How many notices there were.
    """
    if not email:
        return 0
    # As notify writes it, whatever was typed.
    email = email.lower()
    with transaction.atomic():
        mine = Notice.objects.filter(user=None, email=email)
        deleted, _ = mine.filter(path__contains=about).delete()
        if not mine.exists():
            NoticeSubscription.objects.filter(user=None, email=email).delete()
    return deleted
