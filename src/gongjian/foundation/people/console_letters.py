"""Letters where no mail server is set: printed, as one reads them, instead of sent."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend

RULE = "─" * 72


class ReadableBackend(EmailBackend):
    """``console:`` in GONGJIAN_EMAIL_URL. The plain text only, as it reads."""

    def write_message(self, message: EmailMessage) -> None:
        lines = [
            RULE,
            f"From: {message.from_email}",
            f"To: {', '.join(message.recipients())}",
            f"Subject: {message.subject}",
            "",
            str(message.body).strip(),
            RULE,
        ]
        self.stream.write("\n".join(lines) + "\n")
