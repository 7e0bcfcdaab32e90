"""How notices read as a letter: one of them, or several as a digest."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from gongjian.foundation.people import rules, topics
from gongjian.foundation.people.models import Notice

_SALT = "people.stop_notices"


def compose(notices: Sequence[Notice]) -> EmailMultiAlternatives:
    """The letter of some notices to one recipient, the most urgent first.

    The same notices give the same letter, also on a later try.
    """
    first = notices[0]
    stop_url = settings.PUBLIC_URL + reverse("stop_notices", args=[stop_token(first)])
    with translation.override(first.language):
        context = {
            "notices": notices[: rules.LETTER_NOTICES],
            "surplus": max(0, len(notices) - rules.LETTER_NOTICES),
            "reasons": list(dict.fromkeys(notice.reason for notice in notices)),
            "topics": [
                (topics.topic_name(code), f"{stop_url}?topic={code}")
                for code in dict.fromkeys(notice.topic for notice in notices)
            ],
            "has_account": first.user_id is not None,
            "public_url": settings.PUBLIC_URL,
            "town_name": settings.TOWN_NAME,
            "language": first.language,
        }
        subject = _subject(notices)
        text = render_to_string("people/letter.txt", context)
        html = render_to_string("people/letter.html", context)
    letter = EmailMultiAlternatives(
        subject=subject,
        body=text,
        to=[first.user.email if first.user else first.email],
        headers={
            "Message-ID": first.message_id,
            # RFC 3834: keeps absence notices and other robots from answering.
            "Auto-Submitted": "auto-generated",
            # RFC 8058: mail programs show their own "unsubscribe" and need one POST for it.
            "List-Unsubscribe": f"<{stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    letter.attach_alternative(html, "text/html")
    return letter


def mail_domain() -> str:
    """The domain our Message-IDs are unique in: that of the sender's address."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"


def stop_token(notice: Notice) -> str:
    """What lets whoever holds the letter stop its topics without signing in.

    It names a notice, not an address: addresses do not belong into access logs.
    """
    return signing.Signer(salt=_SALT).sign(str(notice.pk))


def read_stop_token(token: str) -> str | None:
    """Id of the notice a token was made for; None where somebody made it up."""
    try:
        return signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None


def _subject(notices: Sequence[Notice]) -> str:
    first = rules.one_line(notices[0].subject, 160)
    others = len(notices) - 1
    if not others:
        return first
    return ngettext(
        "%(first)s and %(count)s more notice", "%(first)s and %(count)s more notices", others
    ) % {"first": first, "count": others}
