from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.ids import (
    ALPHABET,
    NUMBER_LENGTH,
    first_id_at,
    new_id,
    new_number,
    read_number,
    show_number,
)

numbers = st.builds(new_number)
places = st.integers(0, NUMBER_LENGTH - 1)


@given(numbers)
def test_a_number_is_read_as_it_is_shown_and_as_people_write_it(number):
    shown = show_number(number)

    assert len(number) == NUMBER_LENGTH
    assert read_number(shown) == number
    assert read_number(f"  {shown.lower()} ") == number
    assert read_number(number.replace("1", "l").replace("0", "O")) == number


@given(numbers, places, st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(number, place, wrong):
    changed = number[:place] + wrong + number[place + 1 :]

    assert (read_number(changed) is None) == (changed != number)


@given(numbers, st.integers(0, NUMBER_LENGTH - 2))
def test_two_neighbours_swapped_are_found_save_zero_and_z(number, place):
    pair = number[place : place + 2]
    swapped = number[:place] + pair[::-1] + number[place + 2 :]

    is_unseen = pair[0] == pair[1] or set(pair) == {"0", "Z"}
    assert (read_number(swapped) is None) == (not is_unseen)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_number_or_none(text):
    assert read_number(text) is None or len(read_number(text)) == NUMBER_LENGTH


def test_ids_grow_and_tell_their_time():
    before = now()
    ids = [new_id() for _ in range(1000)]
    after = now() + timedelta(milliseconds=1)

    assert ids == sorted(ids)
    assert first_id_at(before) <= ids[0]
    assert ids[-1] < first_id_at(after)


def test_the_first_id_of_a_moment_is_a_version_7_uuid():
    first = first_id_at(datetime(2026, 1, 2, tzinfo=UTC))

    assert (first.version, first.variant) == (7, "specified in RFC 4122")
    assert str(first) == "019b7c01-0400-7000-8000-000000000000"
