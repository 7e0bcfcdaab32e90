from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.utils import translation

from gongjian.foundation.kernel.ids import new_id
from gongjian.government.cases.actions.dispatch_case import NO_CATEGORY
from gongjian.government.cases.selectors.timelines import TimelineEntry
from gongjian.government.cases.views.timeline_entries import shown_entries


def entry(name: str, **data: object) -> TimelineEntry:
    return TimelineEntry(
        event_id=new_id(), name=name, at=datetime(2026, 11, 23, 2, 0, tzinfo=UTC), from_state="",
        to_state="", visibility="staff", text="", department="", data=data,
    )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "case_reminded",
        "case_overdue",
        "acceptance_overdue",
        "assistance_reminded",
        "assistance_overdue",
        "assistance_withdrawn",
        "visibility_changed",
        "case_hidden",
    ],
)
def test_what_the_clock_writes_has_a_title_in_chinese(name):
    with translation.override("zh-hans"):
        title = shown_entries([entry(name, share="1/2")], "zh-hans")[0].title

    assert not title.isascii()


@pytest.mark.parametrize(
    ("language", "note"), [("en", "New due date: 4 Dec 2026"), ("zh-hans", "2026年12月4日")]
)
def test_a_new_due_date_is_written_as_the_reader_writes_dates(language, note):
    moved = entry(
        "extension_decided",
        due_from="2026-11-27T16:00:00+00:00",
        due_to="2026-12-04T16:00:00+00:00",
    )

    with translation.override(language):
        shown = shown_entries([moved], language)

    assert note in shown[0].note


def test_a_reminder_says_how_much_time_is_over():
    assert shown_entries([entry("case_reminded", share="4/5")], "en")[0].note == (
        "80% of the time is over"
    )


def test_a_part_says_by_when_and_names_no_person_of_another_department():
    asked = TimelineEntry(
        event_id=new_id(), name="assistance_asked", at=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
        from_state="", to_state="", visibility="staff", text="", department="Water",
        person="A Dispatcher", data={"duty": "d", "part_due": "2026-12-04T16:00:00+00:00"},
    )  # fmt: skip

    shown = shown_entries([asked], "en")[0]

    assert (shown.by, shown.note) == ("Water", "Due: 4 Dec 2026")


def test_why_a_case_waits_is_said_in_the_readers_language():
    held = replace(entry("case_held"), text=NO_CATEGORY)

    with translation.override("zh-hans"):
        shown = shown_entries([held], "zh-hans")

    assert not shown[0].text.isascii()
