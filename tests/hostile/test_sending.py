"""What the hostile tests themselves notice."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import F

from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.people.models import ApiKey, Organisation
from gongjian.government.cases.models import Case
from tests.hostile.forms import forms_of
from tests.hostile.sending import Sender, Writes, all_tables


def test_whatever_writes_is_noticed(full):
    writes = Writes()
    with connection.execute_wrapper(writes):
        list(Case.objects.select_for_update())
        assert writes.tables == set()

        Case.objects.update(version=F("version") + 1)
        ApiKey.objects.filter(name="resident").delete()
        insert_rows([Organisation(name="Parks", code="parks")])

    assert {"cases_case", "people_apikey", "people_organisation"} <= writes.tables <= all_tables()


@pytest.mark.parametrize(
    ("person", "address", "asked"),
    [("administrator", "/administration/organisations/new", "parent_code"),
     ("buyer", "/initiatives/new/", "quarter")],
)  # fmt: skip
def test_what_a_form_adds_is_added_as_a_browser_sends_it(full, person, address, asked):
    """An empty hidden field stays empty: with words in it the action behind was never reached."""
    sender = Sender(full.browser(person))
    page = sender.send("page", "get", address)
    form = next(one for one in forms_of(page.content.decode(), address) if asked in one.fields)
    assert any(one.kind == "hidden" and not one.value for one in form.fields.values())

    answer = sender.send("form", "post", form.action, form.filled())

    assert (answer.status_code, sender.has_written) == (302, True)
    sender.must_have_no_faults()
