"""Background work of open contracting."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.market.open_contracting.actions.make_bulk_export import make_bulk_export
from gongjian.market.open_contracting.selectors.bulk_exports import is_export_due


@background_task(_("Make the files of open contracting data"), max_attempts=3)
def make_bulk_files() -> None:
    """Make them anew where there is something new."""
    make_bulk_export(now=now())


def files_are_due() -> bool:
    return is_export_due(now=now())
