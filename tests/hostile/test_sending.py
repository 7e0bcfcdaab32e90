"""What the hostile tests themselves notice."""

from __future__ import annotations

from django.db import connection
from django.db.models import F

from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.people.models import ApiKey, Organisation
from gongjian.government.cases.models import Case
from tests.hostile.sending import Writes, all_tables


def test_whatever_writes_is_noticed(full):
    writes = Writes()
    with connection.execute_wrapper(writes):
        list(Case.objects.select_for_update())
        assert writes.tables == set()

        Case.objects.update(version=F("version") + 1)
        ApiKey.objects.filter(name="resident").delete()
        insert_rows([Organisation(name="Parks", code="parks")])

    assert {"cases_case", "people_apikey", "people_organisation"} <= writes.tables <= all_tables()
