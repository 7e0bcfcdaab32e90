from uuid import UUID

import pytest

from gongjian.government.services.rules.sources import Held, Way, documents_not_asked, way_of

AGREED = UUID(int=1)


def held(**other):
    usual = {"is_shared": True, "is_own": False, "fits": True, "agreement_id": AGREED}
    return Held(**{**usual, **other})


@pytest.mark.parametrize(
    ("holder", "way"),
    [
        (None, Way.NOBODY),
        (held(), Way.SOURCE),
        (held(agreement_id=None), Way.MISSING),
        (held(fits=False), Way.UNFIT),
        (held(is_shared=False, agreement_id=None), Way.KEPT),
        (held(is_shared=False, fits=False), Way.KEPT),
        (held(is_own=True, is_shared=False, agreement_id=None), Way.OWN),
    ],
)
def test_one_field_one_source(holder, way):
    assert way_of(holder) is way


def test_what_is_called_as_a_source_is_not_asked_under_another_concept():
    assert way_of(None, has_namesake=True) is Way.HIDDEN


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        ([], 0),
        ([("", False)], 0),
        ([("Deed", False)], 1),
        ([("Deed", False), ("Deed", False)], 1),
        ([("Deed", False), ("Deed", True)], 0),
        ([("Deed", False), ("Licence", True), ("Permit", False)], 2),
    ],
)
def test_a_document_counts_once_and_only_where_nothing_of_it_is_asked(answers, count):
    assert documents_not_asked(answers) == count
