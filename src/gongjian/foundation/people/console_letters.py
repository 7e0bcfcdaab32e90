"""Letters where no mail server is set: printed, as one reads them, instead of sent."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend
from django.utils import translation
from django.utils.translation import gettext as _

RULE = "─" * 72


class ReadableBackend(EmailBackend):
    """``console:`` in GONGJIAN_EMAIL_URL. The plain text only, as it reads."""

    def write_message(self, message: EmailMessage) -> None:
        self.stream.write(_as_read(message))


class FiledBackend(EmailBackend):
    """In the demo, whose people are told very much at once: whole in a file, a line on the
    console."""

    def write_message(self, message: EmailMessage) -> None:
        path = settings.LETTERS_PATH
        # One write at the end of the file: web and workers add to it at the same time.
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "ab", buffering=0) as letters:
            letters.write(_as_read(message).encode())
        with translation.override(settings.LANGUAGE_CODE):
            line = _("E-mail to %(to)s: %(subject)s")
            shown = {"to": ", ".join(message.recipients()), "subject": message.subject}
            self.stream.write(line % shown + "\n")


def _as_read(message: EmailMessage) -> str:
    lines = [
        RULE,
        f"From: {message.from_email}",
        f"To: {', '.join(message.recipients())}",
        f"Subject: {message.subject}",
        "",
        str(message.body).strip(),
        RULE,
    ]
    return "\n".join(lines) + "\n"
