"""What a process keeps a while."""

import pytest
from django.core.cache import caches
from django.db import transaction

from gongjian.foundation.kernel.kept import Kept


class Source:
    """Counts how often it is read."""

    def __init__(self):
        self.times = 0

    def read(self):
        self.times += 1
        return [self.times]


@pytest.fixture
def source():
    return Source()


def test_it_is_read_once(source):
    kept = Kept("once", source.read)

    assert kept.get() is kept.get()
    assert source.times == 1


@pytest.mark.django_db
def test_two_things_are_kept_apart(source):
    other = Source()
    kept, beside = Kept("this", source.read), Kept("that", other.read)
    kept.get()
    beside.get()

    kept.forget()

    assert (kept.get(), beside.get()) == ([2], [1])


def test_it_is_read_again_when_its_time_is_over(source):
    kept = Kept("over", source.read)
    kept.get()

    # As the cache drops what it held long enough.
    caches["process"].clear()

    assert kept.get() == [2]


@pytest.mark.django_db(transaction=True)
def test_what_was_read_in_a_transaction_is_read_again_when_that_is_done(source):
    kept = Kept("written", source.read)
    kept.get()

    with transaction.atomic():
        kept.forget()
        inside = kept.get()

    assert inside == [2]
    assert kept.get() == [3]
