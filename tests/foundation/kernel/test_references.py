from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.foundation.kernel.references import reference_of, split_reference
from gongjian.foundation.ledger.models import LedgerEntry


@given(st.uuids())
def test_a_reference_leads_back_to_its_thing(key):
    assert split_reference(reference_of(LedgerEntry(pk=key))) == ("ledgerentry", key)


@pytest.mark.parametrize("text", ["", "case", "case:", ":1", "case:7", "a b:" + str(UUID(int=1))])
def test_other_text_is_no_reference(text):
    with pytest.raises(ValueError, match=r"."):
        split_reference(text)
