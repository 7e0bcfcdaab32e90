"""The messages that a city's residents really wrote: brought in by the command, indexed by the
tasks that follow, found by whoever searches."""

from __future__ import annotations

import csv
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.government.cases.models import Case
from gongjian.government.cases.tasks import index_changed_cases
from tests.api_calls import by_anybody
from tests.shared_data import DATA

HOT = DATA / "messages" / "hot.csv"
ROWS = 4326
WITH_AREA = 4123
"""Of a city whose names are hidden: no town knows them."""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not HOT.exists(), reason=f"no messages at {HOT}: say where by GONGJIAN_SHARED_DATA"
    ),
    pytest.mark.django_db,
]
SEARCHES = (
    "搅拌站", "电梯", "油烟", "地铁",
    # Parts of words, from their middle and across them.
    "拌站", "发新城", "力之城",
    # Several: all of them must be there, in whatever order.
    "丽发新城 搅拌站", "搅拌站 丽发新城", "车位 捆绑销售", "伊景园 车位 捆绑", "外地户口",
    "搅拌站 电梯 地铁",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.API_RATE_PER_MINUTE = 10_000


def messages() -> dict[str, str]:
    """What was written, by its id."""
    with HOT.open(encoding="utf-8-sig", newline="") as file:
        return {row["msg_id"]: f"{row['title']}\n{row['body']}" for row in csv.DictReader(file)}


def found(query: str) -> set[str]:
    """The ids of all messages that the API finds for everybody, page after page."""
    anybody, ids, cursor = by_anybody(), set(), ""
    while True:
        page = anybody("GET", f"cases?q={quote(query)}&size=100&cursor={cursor}").body
        ids |= {case["number"].replace("-", "") for case in page["items"]}
        if not (cursor := page["next_cursor"]):
            return ids


def make_findable() -> None:
    """Of the tasks that follow, those that index. All others, which take twenty times as long, run
    on four hundred of these messages in triage/test_real_town.py."""
    while outbox.relay():
        pass
    others = DBTaskResult.objects.exclude(task_path=index_changed_cases.module_path)
    assert others.exists()
    others.delete()
    run_waiting_tasks()


def test_all_come_in_by_the_command_and_are_found_by_words_and_parts_of_words(capsys):
    written = messages()
    assert len(written) == ROWS

    call_command("import", str(HOT), "--source", "hot")
    told = capsys.readouterr()

    assert f"{ROWS} cases created, 0 were there already, 0 rows refused" in told.out
    assert f"{WITH_AREA:,} rows without an area: “A市” (" in told.err
    assert set(Case.objects.values_list("language", flat=True)) == {"zh-hans"}
    numbers = dict(Case.objects.values_list("source_reference", "number"))
    assert set(numbers) == set(written)
    make_findable()
    for search in SEARCHES:
        words = search.split()
        expected = {numbers[key] for key, text in written.items() if all(w in text for w in words)}
        assert found(search) == expected, search
