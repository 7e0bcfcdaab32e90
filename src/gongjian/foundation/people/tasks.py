from __future__ import annotations

from collections.abc import Sequence

from django.core import mail
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.actions.deliver_letter import deliver_letter
from gongjian.foundation.people.actions.forget_notices import forget_notices as forget
from gongjian.foundation.people.selectors.notices import has_due_letters

LETTERS_A_RUN = 500


@background_task(_("Send e-mails"), max_attempts=4)
def deliver_notices(ids: Sequence[str] = ()) -> int:
    """Send the letters that are due; ``ids`` only say that an urgent one has come.

    Several may run at once: each letter is one's.
    """
    connection = mail.get_connection()
    # Opened before anything is claimed: without a mail server, no letter loses a try.
    connection.open()
    try:
        for sent in range(LETTERS_A_RUN):
            if not deliver_letter(connection=connection, now=now()):
                return sent
        return LETTERS_A_RUN
    finally:
        connection.close()


def letters_are_due() -> bool:
    """Asked before ``deliver_notices`` is started by the clock."""
    return has_due_letters(now())


@background_task(_("Delete old notices"), max_attempts=3)
def forget_notices() -> int:
    """Daily: delete notices nobody looks at any more."""
    return forget(now=now())
