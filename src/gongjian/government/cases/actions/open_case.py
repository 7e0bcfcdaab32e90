"""Opening a case with its number and secret, as whoever has no account does."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors.tracking import is_tracking_secret

TRIES = 10
TRIES_SECONDS = 900


def open_case(*, number: str, secret: str, client: str, now: datetime) -> UUID:
    """The id of the case that a number and its secret open.

    Parameters
    ----------
    client : str
        Who is trying; ten tries in a quarter of an hour each, and for each number.

    Raises
    ------
    Invalid
        Number or secret is wrong; which of them is not told.
    TooMany
        Too many tries.
    """
    key = read_number(number)
    for bucket in (f"open-case:{client}", f"open-case:{key}"):
        count_hit(bucket, limit=TRIES, period_seconds=TRIES_SECONDS, now=now)
    case_id = Case.objects.filter(number=key).values_list("id", flat=True).first() if key else None
    if case_id is None or not is_tracking_secret(case_id, secret):
        raise Invalid(
            _("Number and secret do not belong together. Please compare them with what you noted.")
        )
    return case_id
