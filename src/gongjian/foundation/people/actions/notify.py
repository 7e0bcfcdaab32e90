"""Writing notices: one row a recipient and event, however often the same act is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise

from gongjian.foundation.kernel import outbox
from gongjian.foundation.people import rules, topics
from gongjian.foundation.people.events import UrgentNoticeWritten
from gongjian.foundation.people.models import Notice, NoticeState, NoticeSubscription, User

Text = str | Promise
Recipient = tuple[UUID | None, str]
"""(user id, "") or (None, e-mail address)."""
Choices = dict[tuple[Recipient, str], tuple[bool, str]]
"""Recipient and topic → whether they want letters on it, and how often ("" : as usual)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """One thing to tell, to accounts and to addresses without one.

    Texts may be lazy; each recipient gets them in the language of the account, or in
    ``language`` for bare addresses.

    Parameters
    ----------
    event : str
        Names what happened, once for ever: ``"caseevent:0192…"``.
    topic : str
        Code of the Topic that preferences go by.
    reason : str
        Why it comes, in words: "You reported this case."
    path : str
        Address of the page it is about, on this site.
    """

    event: str
    topic: str
    reason: Text
    subject: Text
    body: Text
    path: str
    users: Sequence[User] = ()
    emails: Sequence[str] = ()
    language: str = "en"
    is_urgent: bool = False


def notify(*, drafts: Iterable[NoticeDraft], now: datetime) -> None:
    """Write the notices that do not exist yet; by e-mail, too, where the recipient wants that.

    The same drafts again, from a task that was killed and ran a second time, write nothing.
    """
    drafts = list(drafts)
    chosen = _choices(drafts)
    rows = [row for draft in drafts for row in _rows(draft, chosen, now)]
    with transaction.atomic():
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        outbox.add_many(
            [
                UrgentNoticeWritten(notice_id=row.pk)
                for row in rows
                if row.is_urgent and row.state == NoticeState.WAITING
            ]
        )


def _rows(draft: NoticeDraft, chosen: Choices, now: datetime) -> list[Notice]:
    usual = topics.usual_pace(draft.topic)
    # Once a draft and not once a row.
    sent_at = {pace: _sent_at(draft, pace, now) for pace in rules.Pace}
    rows = []
    for language, recipients in _by_language(draft).items():
        with translation.override(language):
            reason = rules.one_line(str(draft.reason), 200)
            subject = rules.one_line(str(draft.subject), 200)
            body = str(draft.body)
        for user_id, email in recipients:
            wants_email, pace = chosen.get(((user_id, email), draft.topic), (True, ""))
            rows.append(
                Notice(
                    user_id=user_id, email=email, event=draft.event, topic=draft.topic,
                    reason=reason, subject=subject, body=body, path=draft.path,
                    language=language, is_urgent=draft.is_urgent, created_at=now,
                    state=NoticeState.WAITING if wants_email else NoticeState.SILENT,
                    send_after=sent_at[rules.Pace(pace or usual)] if wants_email else None,
                )
            )  # fmt: skip
    return rows


def _by_language(draft: NoticeDraft) -> dict[str, list[Recipient]]:
    found: dict[str, list[Recipient]] = {}
    for user in draft.users:
        if user.is_active:
            found.setdefault(user.language, []).append((user.pk, ""))
    for email in draft.emails:
        found.setdefault(draft.language, []).append((None, email.lower()))
    return found


def _sent_at(draft: NoticeDraft, pace: rules.Pace, now: datetime) -> datetime:
    if draft.is_urgent:
        return now
    if pace is rules.Pace.AT_ONCE:
        return now + timedelta(minutes=settings.DIGEST_MINUTES)
    return rules.digest_at(pace, timezone.localtime(now, timezone.get_default_timezone()))


def _choices(drafts: Sequence[NoticeDraft]) -> Choices:
    users = {user.pk for draft in drafts for user in draft.users}
    emails = {email.lower() for draft in drafts for email in draft.emails}
    columns = ("user_id", "email", "topic", "wants_email", "pace")
    rows: list[tuple[UUID | None, str, str, bool, str]] = []
    if users:
        rows += NoticeSubscription.objects.filter(user__in=users).values_list(*columns)
    if emails:
        of_emails = NoticeSubscription.objects.filter(user=None, email__in=emails)
        rows += of_emails.values_list(*columns)
    return {
        ((user_id, email), topic): (wants_email, pace)
        for user_id, email, topic, wants_email, pace in rows
    }
