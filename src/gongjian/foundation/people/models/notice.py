from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.people.rules import Pace


class NoticeState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("e-mail", "waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    SILENT = "silent", _("in-site only")
    FAILED = "failed", _("failed")


class PaceChoice(models.TextChoices):
    AT_ONCE = Pace.AT_ONCE.value, _("at once")
    DAILY = Pace.DAILY.value, _("once a day")
    WEEKLY = Pace.WEEKLY.value, _("once a week")


class Notice(models.Model):
    """One thing told to one recipient: an inbox row, and part of an e-mail where they want one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    email = models.EmailField(blank=True)
    """Where it goes; for someone without an account the only trace of them."""
    event = models.CharField(max_length=120)
    topic = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)
    """Why it came, in words: "because you reported this case"."""
    subject = models.CharField(max_length=200)
    body = models.TextField()
    path = models.CharField(max_length=300)
    language = models.CharField(max_length=10, default="en")
    is_urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=NoticeState.choices)
    send_after = models.DateTimeField(null=True, blank=True)
    """When it may be sent; of one being sent, when another worker may take it over."""
    message_id = models.CharField(max_length=120, blank=True)
    """The Message-ID of its letter, shared by the notices of one digest and kept for every try."""
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    """What the mail server said last."""

    class Meta:
        constraints = [
            # The exactly-once of the inbox: the database refuses a second row for an event.
            models.UniqueConstraint(
                fields=["user", "event"],
                condition=models.Q(user__isnull=False),
                name="people_notice_once_user",
            ),
            models.UniqueConstraint(
                fields=["email", "event"],
                condition=models.Q(user__isnull=True),
                name="people_notice_once_email",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="people_notice_inbox"),
            models.Index(
                fields=["user"],
                condition=models.Q(read_at=None, user__isnull=False),
                name="people_notice_unread",
            ),
            models.Index(
                fields=["send_after"],
                condition=models.Q(state__in=["waiting", "sending"]),
                name="people_notice_queue",
            ),
            models.Index(
                fields=["user", "email"],
                condition=models.Q(state__in=["waiting", "sending"]),
                name="people_notice_letter",
            ),
            models.Index(
                fields=["-created_at", "-id"],
                condition=models.Q(state="failed"),
                name="people_notice_failed",
            ),
            models.Index(fields=["created_at"], name="people_notice_age"),
        ]

    def __str__(self) -> str:
        return self.subject


class NoticeSubscription(models.Model):
    """What a recipient wants by e-mail; no row means the default of the topic."""

    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    email = models.EmailField(blank=True)
    topic = models.CharField(max_length=40)
    wants_email = models.BooleanField()
    pace = models.CharField(max_length=8, choices=PaceChoice.choices, blank=True)
    """How often letters go; "" : as usual for the topic."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "topic"],
                condition=models.Q(user__isnull=False),
                name="people_subscription_once_user",
            ),
            models.UniqueConstraint(
                fields=["email", "topic"],
                condition=models.Q(user__isnull=True),
                name="people_subscription_once_email",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.wants_email}"
