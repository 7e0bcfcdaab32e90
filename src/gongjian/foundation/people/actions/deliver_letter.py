"""Sending notices by e-mail: claim, send, settle.

What is exactly once, and what nobody can promise: docs/adr/0004. A notice exists once for a
recipient and event, and belongs to one letter: the claim, committed before anything is sent, fixes
the letter's notices and its Message-ID. A worker killed before the whole letter was with the mail
server has sent nothing; one killed after its settling has sent it once. Between the two lies the
window that SMTP leaves open: killed there, we cannot know, so the letter goes again once its lease
has run out, the same in every word, and ``rules.MAX_ATTEMPTS`` times at most.
"""

from __future__ import annotations

import smtplib
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from gongjian.foundation.people import letters, rules
from gongjian.foundation.people.models import Notice, NoticeState

_OPEN = (NoticeState.WAITING, NoticeState.SENDING)


def deliver_letter(*, connection: BaseEmailBackend, now: datetime) -> bool:
    """Send one due letter over an open connection; False where none is due.

    An address that refuses, or a server that breaks off, is tried again later and given up after
    ``rules.MAX_ATTEMPTS``.

    Raises
    ------
    OSError, smtplib.SMTPException
        The server is gone; the letter goes again when its lease has run out, or later.
    """
    letter = _claim(now)
    if letter is None:
        return False
    if not letter:
        return True
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in letter])
    try:
        connection.send_messages([letters.compose(letter)])
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, TimeoutError) as error:
        # It may have taken the letter: one that always breaks off then must not send it for ever.
        _put_off(rows, letter[0].attempts, str(error), now, at_least=rules.LEASE)
        raise
    except (smtplib.SMTPException, ValueError) as error:
        # ValueError: the address cannot be written into a header.
        _put_off(rows, letter[0].attempts, str(error), now)
    else:
        rows.update(state=NoticeState.SENT, send_after=None, error="")
    return True


def _claim(now: datetime) -> list[Notice] | None:
    """Take the notices of one due letter; [] where it is not sent any more: its recipient may no
    longer be written to, or nobody outlived its last try."""
    with transaction.atomic():
        due = Notice.objects.filter(state__in=_OPEN, send_after__lte=now)
        first = due.select_for_update(skip_locked=True).order_by("send_after", "id").first()
        if first is None:
            return None
        # Whoever has notices waiting gets them all in the one letter that is due; those of a daily
        # or weekly digest wait for theirs.
        soon = now + timedelta(minutes=settings.DIGEST_MINUTES)
        fellows = (
            Notice.objects.filter(Q(user_id=first.user_id, email=first.email, state=first.state))
            .filter(message_id=first.message_id, send_after__lte=soon)
            .select_related("user")
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("-is_urgent", "created_at", "id")
        )
        letter = list(fellows)
        rows = Notice.objects.filter(pk__in=[notice.pk for notice in letter])
        if first.user_id and not _may_be_written_to(letter[0]):
            rows.update(state=NoticeState.SILENT, send_after=None)
            return []
        if first.attempts >= rules.MAX_ATTEMPTS:
            error = first.error or _("Every worker that sent it was killed.")
            rows.update(state=NoticeState.FAILED, send_after=None, error=error)
            return []
        message_id = first.message_id or make_msgid(domain=letters.mail_domain())
        rows.update(
            state=NoticeState.SENDING, message_id=message_id, attempts=F("attempts") + 1,
            send_after=now + rules.LEASE,
        )  # fmt: skip
        for notice in letter:
            notice.message_id = message_id
            notice.attempts += 1
    return letter


def _may_be_written_to(notice: Notice) -> bool:
    user = notice.user
    return user is not None and user.is_active and user.erased_at is None


def _put_off(
    rows: QuerySet[Notice],
    attempts: int,
    error: str,
    now: datetime,
    at_least: timedelta = timedelta(0),
) -> None:
    wait = rules.retry_wait(attempts)
    if wait is None:
        rows.update(state=NoticeState.FAILED, send_after=None, error=rules.one_line(error, 300))
    else:
        rows.update(send_after=now + max(wait, at_least), error=rules.one_line(error, 300))
