"""Moments as programmes send them."""

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from gongjian.foundation.kernel.api_fields import Moment

READ = TypeAdapter(Moment).validate_python


def test_a_moment_of_any_zone_is_kept_in_utc():
    assert READ("2026-12-01T08:00:00+08:00") == datetime(2026, 12, 1, tzinfo=UTC)
    assert READ("2026-03-27T08:14:00-21:18").utcoffset().total_seconds() == 0


@pytest.mark.parametrize(
    "text",
    ["0029-03-27T08:14:00-21:18", "0001-01-01T00:00:00+10:00", "9999-12-31T23:59:59-10:00"],
)
def test_a_moment_that_no_database_keeps_is_refused_in_words(text):
    with pytest.raises(ValidationError, match="1900 to 2999"):
        READ(text)
