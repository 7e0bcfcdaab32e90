"""Letting time pass: everybody's clock, and the database's, stands at an earlier day a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from tests.browser.way.windows import Windows
from tests.market.procurement.bids import database_clock


@contextmanager
def days_ago(days: int, monkeypatch: pytest.MonkeyPatch, windows: Windows) -> Iterator[None]:
    """What is done inside was done so long ago; afterwards everybody signs in anew.

    A deadline that passes so is the one that receipts name. One moved by hand would be another,
    and every receipt would say so.
    """
    ago, present = timedelta(days=days), timezone.now
    with database_clock(now() - ago), monkeypatch.context() as patch:
        # Django's clock, which the one place that reads a clock asks.
        patch.setattr(timezone, "now", lambda: present() - ago)
        yield
        run_waiting_tasks()
    windows.sign_in_again()
